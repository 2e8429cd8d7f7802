"""What a report's row says beside type, time and place: evidence, participants, weapons, centrality, confidence.

Not here: gathering mentions (`pipeline.reading.event_drafts`), dates, places and tolls (`pipeline.reading.events`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.arguments import coordinated
from pipeline.reading.classes import Scene
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention
from pipeline.reading.event_words import weapons_by_word
from pipeline.reading.general_words import general
from pipeline.reading.records import ActorMention, DateMention, Participant, Text
from pipeline.reading.roles import Argument
from pipeline.reading.tolls import figures

_ANYBODY = general("people", "other-people", "assailants", "counted-dead", "numbers-of-people")
_SOMEBODY = frozenset({"person", "people"})
_NAMING = frozenset({"identify", "name", "call"})
_HITTING = ATTACKS | {"harm", "abduction", "hostage_taking", "military_operation", "foiled_attack"}
_REACH = 8  # tokens between a description and the organisation it names
_EVIDENCE = 3  # sentences that a report's evidence spans at most
_LEAD = 3  # body sentences that tell a report's news
_BACKGROUND = dt.timedelta(days=21)


def evidence(scene: Scene, draft: Draft) -> Mention:
    """The mention whose sentence is the report's evidence: in the body, early, and saying most."""
    body = [m for m in draft.mentions if not m.title] or draft.mentions
    first = body[0].sentence.index

    def says(m: Mention) -> float:
        found = m.trigger
        score = found.sense.weight + 0.4 * (m.date is not None) + 0.3 * (m.place is not None)
        score += 0.3 * bool(found.having("perpetrator")) + 0.5 * bool(found.having("victim", "target"))
        score += 0.3 * (m.event_type == draft.event_type) + 0.5 * bool(figures(scene, found))
        return score - 0.3 * (m.sentence.index - first)

    return max(body, key=lambda m: (says(m), -m.trigger.start))


def evidence_span(draft: Draft, main: Mention) -> tuple[int, int]:
    """Start and end of the evidence: the main mention's sentence and its neighbours that speak of the event as well."""
    told = {m.sentence.index: m.sentence for m in draft.mentions if not m.title or main.title}
    first = last = main.sentence.index
    while last + 1 in told and last - first < _EVIDENCE - 1:
        last += 1
    while first - 1 in told and last - first < _EVIDENCE - 1:
        first -= 1
    return told[first].start, told[last].end


def participants(scene: Scene, draft: Draft) -> tuple[Participant, ...]:
    """Everyone and everything that takes part, each once a role, people by the fullest name that the text gives."""
    found: dict[tuple[str, str], Participant] = {}
    arguments = sorted(draft.arguments("perpetrator", "victim", "target", "other"), key=lambda a: a.start)
    for argument in arguments:
        if _says_nothing(argument) or not _takes_part(draft, argument):
            continue
        key = argument.mention.actor_key if argument.mention else argument.text.casefold()
        found.setdefault((argument.role, key), _participant(scene, argument))
        for name in _organisation(scene, argument):
            found.setdefault((argument.role, name.text.casefold()), name)
        for name in _listed(scene, argument):
            found.setdefault((argument.role, name.actor_key or ""), name)
    return tuple(sorted(found.values(), key=lambda p: (p.start, p.role)))


def _takes_part(draft: Draft, argument: Argument) -> bool:
    """Whether a phrase is a party: a town that was attacked or taken is where it happened, a prison broken out of
    likewise; what a decision is about is no target.
    """
    if argument.role != "target" or argument.mention is not None:
        return True
    if argument.classes & {"people", "force"}:
        return True
    if draft.event_type == "prison_break" or draft.event_type not in _HITTING:
        return False
    return "site" in argument.classes or "thing" in argument.classes or "place" not in argument.classes


def _participant(scene: Scene, argument: Argument) -> Participant:
    mention = argument.mention
    if mention is None:
        return Participant(argument.role, argument.start, argument.end, argument.text, None, None)
    full = _fullest(scene, mention)
    if full is not None:
        return Participant(argument.role, full.start, full.end, full.text, full.actor_key, full.mention_id)
    key, ident = mention.actor_key, mention.mention_id
    return Participant(argument.role, argument.start, argument.end, argument.text, key, ident)


def _fullest(scene: Scene, mention: ActorMention) -> ActorMention | None:
    """The longest name that the text gives a person who is named shorter, or not at all, where the event is told."""
    if scene.kind(mention) != "person":
        return None
    names = [m for m in scene.text.mentions if m.actor_key == mention.actor_key and m.form == "name"]
    full = max(names, key=lambda m: (len(m.text.split()), -m.start), default=None)
    words = len(mention.text.split()) if mention.form == "name" else 0
    return full if full is not None and len(full.text.split()) > words else None


def _listed(scene: Scene, argument: Argument) -> list[Participant]:
    """The names behind a noun for people: "two farmers, A and B"; "three women: A, B and C"; "identified as A"."""
    token = argument.token
    if argument.role not in ("victim", "perpetrator") or token.pos_ not in ("NOUN", "NUM") or token.ent_type_:
        return []
    heads = [c for c in token.children if c.dep_ in ("appos", "parataxis") and c.i > token.i]
    for clause in token.children:
        if clause.dep_.startswith("acl") and clause.lemma_.lower() in _NAMING:
            heads.extend(c for c in clause.children if c.dep_ in ("obl", "obj", "xcomp") and c.i > clause.i)
    members = [m for h in heads for m in coordinated(h)]
    members = members or _behind_colon(argument)
    named = [scene.mention(argument.sentence, m) for m in members if m.ent_type_ == "PERSON"]
    return [
        Participant(argument.role, m.start, m.end, m.text, m.actor_key, m.mention_id)
        for m in named
        if m is not None and m.form == "name"
    ]


def _behind_colon(argument: Argument) -> list[Token]:
    """The head of each name of a person behind the colon of a sentence that counts its victims."""
    if argument.role != "victim":
        return []
    doc, last = argument.token.doc, argument.sentence.last
    colon = next((t.i for t in doc[argument.token.i : last] if t.text == ":"), last)
    return [e.root for e in doc.ents if e.label_ == "PERSON" and colon < e.start < last]


def _organisation(scene: Scene, argument: Argument) -> list[Participant]:
    """The named organisation behind described perpetrators: "members of the Red Column", "Red Column fighters"."""
    named = argument.mention is not None and argument.mention.form == "name"
    if argument.role != "perpetrator" or argument.token.pos_ != "NOUN" or named:
        return []
    tokens = [t for t in argument.token.subtree if abs(t.i - argument.token.i) <= _REACH and t.ent_type_ == "ORG"]
    if not tokens or (argument.token.ent_type_ == "ORG" and len(tokens) == 1):
        return []
    entity = next((e for e in argument.token.doc.ents if e.start <= tokens[0].i < e.end and e.label_ == "ORG"), None)
    if entity is None:
        return []
    last = entity.end if not entity.start <= argument.token.i < entity.end else argument.token.i
    if last <= entity.start:
        return []
    start = argument.sentence.offset + entity.doc[entity.start].idx
    end = argument.sentence.offset + entity.doc[last - 1].idx + len(entity.doc[last - 1])
    inside = [m for m in scene.text.mentions if m.start <= start and end <= m.end and m.form == "name"]
    mention = min(inside, key=lambda m: m.end - m.start, default=argument.mention)
    key, ident = (mention.actor_key, mention.mention_id) if mention else (None, None)
    return [Participant(argument.role, start, end, scene.text.document.text[start:end], key, ident)]


def _says_nothing(argument: Argument) -> bool:
    """A bare number, a word for people in general, or the bomber whose bomb it was: nobody in particular."""
    if argument.mention is not None and argument.mention.form == "name":
        return False
    if argument.mention is None and "pronoun" in argument.classes:
        return True
    head = counted(argument.token)
    lemma = head.lemma_.lower()
    if argument.role == "perpetrator" and lemma in _SOMEBODY:
        return not any(c.dep_ == "amod" and c.pos_ in ("ADJ", "VERB") for c in head.children)  # "masked persons"
    return argument.token.pos_ in ("ADJ", "DET") or lemma in _ANYBODY or any(c.isdigit() for c in lemma)


def weapons(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """The weapons as the text names them, each once."""
    named: dict[str, str] = {}
    known = weapons_by_word()
    for argument in draft.arguments("weapon"):
        key = known.get(argument.token.lemma_.lower(), argument.text.casefold())
        if key not in named or len(argument.text) > len(named[key]):
            named[key] = argument.text
    return tuple(sorted(named.values()))


def central(text: Text, draft: Draft, drafts: Sequence[Draft], date: DateMention | None) -> bool:
    """Whether the event is the document's news: told in title or lead, and not dated long before publication."""
    published = text.published.start
    if date is not None and date.date_end is not None and published is not None and date.basis != "none":
        if date.date_end < published - _BACKGROUND and date.precision in ("day", "week", "month", "season", "year"):
            return False
    if any(m.title for m in draft.mentions):
        return True
    body = [s.index for s in text.sentences if s.block.kind == "paragraph"]
    lead = set(body[:_LEAD])
    if any(m.sentence.index in lead for m in draft.mentions):
        return True
    biggest = max(drafts, key=lambda d: len(d.mentions))
    return draft is biggest and len(draft.mentions) > 2
