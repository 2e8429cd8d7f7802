"""What a report's row says beside type, time and place: evidence, participants, weapons, centrality, confidence.

Not here: gathering mentions (`pipeline.reading.event_drafts`), dates, places and tolls (`pipeline.reading.events`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pipeline.reading.actor_phrases import counted
from pipeline.reading.classes import Scene
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention
from pipeline.reading.event_words import weapons_by_word
from pipeline.reading.frames import Argument
from pipeline.reading.tolls import figures
from pipeline.reading.records import DateMention, Participant, PlaceMention, Text

_ANYBODY = frozenset(
    "people person other others one some many life number dozen hundred thousand score victim casualty bomber attacker wounded dead".split()
)
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
    told = {m.sentence.index: m.sentence for m in draft.mentions if m.sentence.paragraph == main.sentence.paragraph}
    first = last = main.sentence.index
    while last + 1 in told and last - first < _EVIDENCE - 1:
        last += 1
    while first - 1 in told and last - first < _EVIDENCE - 1:
        first -= 1
    return told[first].start, told[last].end


def participants(scene: Scene, draft: Draft) -> tuple[Participant, ...]:
    """Everyone and everything that takes part, each once a role; the names say more than pronouns and come first."""
    found: dict[tuple[str, str], Participant] = {}
    arguments = [a for a in draft.arguments("perpetrator", "victim", "target", "other")]
    arguments.sort(key=lambda a: a.start)
    kept: list[Argument] = []
    for argument in arguments:
        if argument.mention is None and "pronoun" in argument.classes or _says_nothing(argument):
            continue
        kept.append(argument)
    for argument in kept:
        key = argument.mention.actor_key if argument.mention else argument.text.casefold()
        found.setdefault(
            (argument.role, key),
            Participant(
                argument.role,
                argument.start,
                argument.end,
                argument.text,
                argument.mention.actor_key if argument.mention else None,
                argument.mention.mention_id if argument.mention else None,
            ),
        )
    return tuple(sorted(found.values(), key=lambda p: (p.start, p.role)))


def _says_nothing(argument: Argument) -> bool:
    """A bare number, a word for people in general, or the bomber whose bomb it was: nobody in particular."""
    if argument.mention is not None and argument.mention.form == "name":
        return False
    lemma = counted(argument.token).lemma_.lower()
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
    """Whether the event is the document's news: told in the title or the lead, and not dated long before publication."""
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


def confidence(draft: Draft, date: DateMention | None, place: PlaceMention | None) -> float:
    """How likely the row is right, from the trigger's weight and what the text says of the event (0 to 1)."""
    weight = max(m.trigger.sense.weight for m in draft.mentions)
    said = bool(draft.arguments("perpetrator")) + bool(draft.arguments("victim", "target"))
    score = (
        weight
        - 0.15
        + 0.05 * said
        + 0.05 * (date is not None)
        + 0.05 * (place is not None)
        + 0.03 * min(3, len(draft.mentions) - 1)
    )
    if draft.event_type not in ATTACKS:
        score -= 0.05
    return round(min(0.97, max(0.05, score)), 2)
