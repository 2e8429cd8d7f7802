"""What a report's row says beside type, time and place: evidence, weapons, centrality.

Not here: gathering mentions (`pipeline.reading.event_drafts`), participants (`pipeline.reading.event_participants`),
dates, places and tolls (`pipeline.reading.events`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pipeline.reading.classes import Scene
from pipeline.reading.event_drafts import Draft, Mention
from pipeline.reading.event_words import weapons_by_word
from pipeline.reading.general_words import general
from pipeline.reading.records import DateMention, Text
from pipeline.reading.tolls import figures

_EVIDENCE = 3  # sentences that a report's evidence spans at most
_AMMUNITION = general("ammunition")  # what comes out of a weapon
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


def weapons(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """The weapons as the text names them, each once."""
    named: dict[str, str] = {}
    known = weapons_by_word()
    for argument in draft.arguments("weapon"):
        if argument.token.lemma_.lower() in _AMMUNITION:
            continue
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
