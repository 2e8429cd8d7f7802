"""Who and what takes part in an event, each party once: from the arguments of a draft to the participants of its row.

Here belong leaving out phrases that name nobody, the names behind a noun ("two farmers, A and B"), and repeats
of one party. Not here: the organisation behind its people (`pipeline.reading.event_organisations`), which phrase has
which role (`pipeline.reading.roles`), or the rest of the row (`pipeline.reading.event_rows`).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.actor_phrases import COUNTING, actors_of, counted, is_plural
from pipeline.reading.classes import Scene, name_behind
from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.event_drafts import ATTACKS, Draft, is_definite
from pipeline.reading.event_organisations import (
    ARMED,
    NAMING,
    called,
    meant,
    named,
    of_entity,
    of_mention,
    organisation,
)
from pipeline.reading.event_words import member_words
from pipeline.reading.general_words import general
from pipeline.reading.records import ActorMention, Participant
from pipeline.reading.roles import Argument
from pipeline.reading.triggers import noun_classes

_ANYBODY = general("people", "other-people", "assailants", "counted-dead", "numbers-of-people", "no-party")
_BY_DEED = frozenset({"attacker", "assailant", "perpetrator", "killer", "murderer", "aggressor", "kidnapper", "captor"})
_GROUPS = general("groups-of-any-kind")
_SOMEBODY = frozenset({"person", "people"})
_UNTOLD = general("counted-dead", "other-people", "numbers-of-people") | {"many", "several", "more", "few", "injured"}
_HITTING = ATTACKS | {"harm", "abduction", "hostage_taking", "military_operation", "foiled_attack"}
_ANOTHER = frozenset({"another", "other", "second", "third", "fourth", "separate", "different"})
_HEADLINES = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class _Party:
    """A participant with what tells it from others: its head noun and whether it goes by a name."""

    participant: Participant
    head: Token
    named: bool

    @property
    def role(self) -> str:
        return self.participant.role

    @property
    def lemma(self) -> str:
        return self.head.lemma_.lower()

    @property
    def words(self) -> frozenset[str]:
        """The words of the phrase without its head and without numbers, articles and possessives."""
        spelled = {w.strip("\"'“”’.,").casefold() for w in self.participant.text.split()}
        own = {t.lower_ for t in self.head.children if t.pos_ in ("NUM", "DET", "PRON")}
        return frozenset(spelled - own - {self.head.lower_, ""})


def participants(scene: Scene, draft: Draft) -> tuple[Participant, ...]:
    """Everyone and everything that takes part, each once a role, people by the fullest name that the text gives."""
    arguments = sorted(draft.arguments("perpetrator", "victim", "target", "other"), key=_order)
    parties: list[_Party] = []
    for argument in arguments:
        silent = _says_nothing(argument)
        told = _behind_silent(scene, argument) if silent else _parties(scene, argument)
        told += _members(scene, argument)
        if _takes_part(draft, argument):
            parties += told or (_counted_only(scene, argument) if silent else [])
    found = [p.participant for p in _each_once(parties) if not _stands_for_another(p, parties)]
    if draft.event_type in _HITTING:
        found = [p for p in found if p.role != "perpetrator" or not _is_its_victim(scene, p, arguments)]
    return tuple(sorted(found, key=lambda p: (p.start, p.role)))


def _is_its_victim(scene: Scene, party: Participant, arguments: list[Argument]) -> bool:
    """Whether a person taken for the doer is one whom the text tells first as having been hit."""
    if party.actor_key is None or scene.actors[party.actor_key].kind != "person":
        return False
    own = [a for a in arguments if a.mention is not None and a.mention.actor_key == party.actor_key]
    return bool(own) and own[0].role == "victim"


def _counted_only(scene: Scene, argument: Argument) -> list[_Party]:
    """ "Four people were killed": victims, though nothing else is said of them."""
    token, head = argument.token, counted(argument.token)
    if argument.role != "victim" or head.lemma_.lower() not in _SOMEBODY:
        return []
    if not any(c.pos_ == "NUM" for c in (token, *token.children)):
        return []
    return [_Party(_participant(scene, argument), head, False)]


def _order(argument: Argument) -> tuple[bool, int]:
    """The order of the text, headlines last: the body has the fuller sentences."""
    return argument.sentence.block.kind in _HEADLINES, argument.start


def _each_once(parties: list[_Party]) -> list[_Party]:
    """The parties without those that another one names more fully."""
    kept: list[_Party] = []
    for party in parties:
        if any(_repeats(party, other) for other in kept):
            continue
        kept = [other for other in kept if not _repeats(other, party)]
        kept.append(party)
    return kept


def _stands_for_another(party: _Party, parties: list[_Party]) -> bool:
    """ "the attackers", beside those who were named or described; a door, beside the house."""
    others = [p for p in parties if p.role == party.role and p.lemma != party.lemma]
    if party.named or not others:
        return False
    if party.role == "target":
        return party.lemma in noun_classes()["part"]
    if party.role != "perpetrator":
        return False
    if party.lemma in _GROUPS and not is_plural(party.head):
        return any(p.named and not is_plural(p.head) for p in others)  # "the group", beside its name
    return party.lemma in _BY_DEED and is_definite(party.head)


def _repeats(one: _Party, other: _Party) -> bool:
    """Whether one party is the other, named no more fully."""
    if one.role != other.role:
        return False
    mine, theirs = one.participant, other.participant
    if one.named or other.named:
        return one.named and other.named and mine.actor_key == theirs.actor_key
    if one.lemma != other.lemma:
        return False
    if one.words == other.words:
        return len(mine.text) >= len(theirs.text)  # "32 worshippers": the count stands elsewhere
    if one.words < other.words:
        return True
    single = not is_plural(one.head) and not is_plural(other.head)
    apart = any(t.lower_ in _ANOTHER for p in (one, other) for t in p.head.children)
    return single and not apart and len(mine.text) <= len(theirs.text)


def _parties(scene: Scene, argument: Argument) -> list[_Party]:
    """The parties of one phrase: those it coordinates and the organisation behind its people."""
    head = counted(argument.token)
    name = name_behind(argument.token)
    name = name if name is not None else _one_named(argument)
    titled = _by_name(scene, argument, name) if name is not None else None
    found = [_Party(titled, head, True)] if titled is not None else _people_and_group(scene, argument)
    for mention in actors_of(scene.text, argument.sentence, argument.token)[:-1]:
        if scene.kind(mention) in ARMED and not mention.actor_key.startswith("d:"):
            found.append(_Party(of_mention(argument.role, mention), head, True))
    return found


def _by_name(scene: Scene, argument: Argument, name: Token) -> Participant | None:
    """Somebody by the name that a token heads, an actor of the text or not."""
    mention = scene.mention(argument.sentence, name)
    if mention is not None:
        return of_mention(argument.role, mention)
    return of_entity(argument, name) if name.ent_type_ == "PERSON" else None


def _one_named(argument: Argument) -> Token | None:
    """ "his companion, Rosa Diaz,": the name of the one person of whom a noun speaks."""
    noun = argument.token
    if noun.pos_ != "NOUN" or noun.ent_type_ or is_plural(noun) or argument.role not in ("victim", "perpetrator"):
        return None
    beside = [c for c in noun.rights if c.dep_ in ("appos", "dep") and c.ent_type_ == "PERSON"]
    names = [c for c in beside if not children(c, "conj")]
    return names[0] if len(names) == 1 and not children(noun, "conj") else None


def _behind_silent(scene: Scene, argument: Argument) -> list[_Party]:
    """Whose people those are of whom a phrase says nothing else: "a suicide bomber of the Red Column"."""
    group = organisation(scene, argument)
    return [_Party(group, counted(argument.token), True)] if group is not None else []


def _members(scene: Scene, argument: Argument) -> list[_Party]:
    """The people that a phrase names as its members, whatever it says of them ("five people, including A")."""
    head = counted(argument.token)
    return [_Party(of_mention(argument.role, person), head, True) for person in _listed(scene, argument)]


def _people_and_group(scene: Scene, argument: Argument) -> list[_Party]:
    """ "Red Column fighters": the organisation and its people; any other phrase is one party."""
    head, mention = counted(argument.token), argument.mention
    own_name = called(scene, argument)
    if own_name is not None:
        return [_Party(own_name, head, True)]
    group = organisation(scene, argument)
    if group is None:
        own = _Party(_participant(scene, argument), head, mention is not None and mention.form == "name")
        return [own, *(_Party(of_mention(argument.role, m), head, True) for m in meant(scene, argument))]
    if any(c.pos_ == "PRON" for c in children(head, "nmod:poss")):
        return [_Party(group, head, True)]  # "its men" are nobody else
    sentence = argument.sentence
    start = sentence.char(head)
    if argument.start <= group.start and head.lemma_.lower() in member_words():
        key, ident = (mention.actor_key, mention.mention_id) if mention else (None, None)
        people = Participant(argument.role, start, start + len(head), head.text, key, ident)
        return [_Party(group, head, True), _Party(people, head, False)]
    return [_Party(_participant(scene, argument), head, False), _Party(group, head, True)]


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
    mention, start = argument.mention, argument.start
    if argument.token.lower_ == "one" and counted(argument.token).i > argument.token.i:
        start = min(start, argument.sentence.char(argument.token))  # "one of his guards" is not all of them
    else:
        start = _behind_number(argument, start)
    text = scene.text.document.text[start : argument.end]
    if mention is None:
        return Participant(argument.role, start, argument.end, text, None, None)
    full = _fullest(scene, mention) or (named(scene, mention) if mention.form == "pronoun" else None)
    if full is not None:
        return of_mention(argument.role, full)
    key, ident = mention.actor_key, mention.mention_id
    return Participant(argument.role, start, argument.end, text, key, ident)


def _behind_number(argument: Argument, start: int) -> int:
    """Where a phrase goes on behind its number: of "57 worshippers" the worshippers were hit, and 57 is a count."""
    head, sentence = counted(argument.token), argument.sentence
    if head.pos_ != "NOUN" or argument.role not in ("victim", "target"):
        return start
    word = sentence.token_at(start)
    while word is not None and word.i < head.i and _counts(word, head):
        word = word.nbor(2 if word.nbor(1).text == "-" and word.nbor(2).pos_ == "NUM" else 1)
    return start if word is None or word.text == "-" else max(start, sentence.char(word))


def _counts(word: Token, head: Token) -> bool:
    """Whether a word before a noun counts it: "57", "more"; not the years of "a 52 year old man"."""
    numeral = word.pos_ == "NUM" and (word.head.i == head.i or word.head.pos_ == "NUM")
    return numeral or (word.tag_ == "JJR" and word.head.i == head.i)


def _fullest(scene: Scene, mention: ActorMention) -> ActorMention | None:
    """The longest name that the text gives a person who is named shorter, or not at all, where the event is told."""
    if scene.kind(mention) != "person":
        return None
    names = [m for m in scene.text.mentions if m.actor_key == mention.actor_key and m.form == "name"]
    full = max(names, key=lambda m: (len(m.text.split()), -m.start), default=None)
    words = len(mention.text.split()) if mention.form == "name" else 0
    return full if full is not None and len(full.text.split()) > words else None


def _listed(scene: Scene, argument: Argument) -> list[ActorMention]:
    """The names behind a noun for people: "two farmers, A and B"; "three women: A, B and C"; "identified as A"; and
    whoever is singled out among them: "twelve miners, including A and a priest".
    """
    token = argument.token
    if argument.role not in ("victim", "perpetrator") or token.pos_ not in ("NOUN", "NUM") or token.ent_type_:
        return []
    heads = [c for c in token.children if c.dep_ in ("appos", "parataxis") and c.i > token.i]
    for clause in token.children:
        if clause.dep_.startswith("acl") and clause.lemma_.lower() in NAMING:
            heads.extend(c for c in clause.children if c.dep_ in ("obl", "obj", "xcomp") and c.i > clause.i)
    members = [m for h in heads for m in coordinated(h)]
    members = members or _behind_colon(argument)
    members = [m for m in members if m.ent_type_ == "PERSON"] + _singled_out(argument)
    named = [scene.mention(argument.sentence, m) for m in members]
    return [m for m in named if m is not None and scene.kind(m) == "person"]


def _singled_out(argument: Argument) -> list[Token]:
    """Heads of what stands behind "including", which the parser hangs on the noun or on its verb."""
    token = argument.token
    if argument.role != "victim":
        return []
    around = [c for h in (token, counted(token), token.head) for c in h.children if c.i > token.i]
    inside = [c for c in around if relation(c) in ("nmod", "obl") and preposition(c) == "including"]
    return [m for c in dict.fromkeys(inside) for m in coordinated(c)]


def _behind_colon(argument: Argument) -> list[Token]:
    """The head of each name of a person behind the colon of a sentence that counts its victims."""
    if argument.role != "victim":
        return []
    doc, last = argument.token.doc, argument.sentence.last
    colon = next((t.i for t in doc[argument.token.i : last] if t.text == ":"), last)
    return [e.root for e in doc.ents if e.label_ == "PERSON" and colon < e.start < last]


def _says_nothing(argument: Argument) -> bool:
    """A bare number, a word for people in general, or the bomber whose bomb it was: nobody in particular."""
    if argument.mention is not None and argument.mention.form == "name":
        return False
    head = counted(argument.token)
    if (
        argument.role == "perpetrator"
        and relation(head) in ("compound", "amod")
        and head.lemma_.lower() in member_words()
    ):
        return True  # "a terrorist attack" tells of what kind it was
    if argument.mention is None and ("pronoun" in argument.classes or head.pos_ in ("PRON", "NUM", "DET")):
        return True
    lemma = head.lemma_.lower()
    if lemma in _SOMEBODY and argument.role in ("perpetrator", "victim"):
        told = [c for c in head.children if c.dep_ == "amod" and c.pos_ in ("ADJ", "VERB")]
        return all(c.lower_ in _UNTOLD for c in told)  # "masked persons"
    if argument.mention is None and head.lower_ in COUNTING:
        return True  # "tens of thousands"
    return argument.token.pos_ in ("ADJ", "DET") or lemma in _ANYBODY or any(c.isdigit() for c in lemma)
