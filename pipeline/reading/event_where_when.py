"""Where and when a report's event was: from its own mentions first, else from what the narrative carries over.

Here belong the choice among the dates and places of a draft's mentions. Not here: which date or place a clause ties to
a trigger (`date_scope`, `place_scope`), or rows (`pipeline.reading.events`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from pipeline.reading.date_chronicle import entry_date
from pipeline.reading.date_scope import in_citation, is_narrated, narrative_date
from pipeline.reading.event_drafts import ATTACKS, Draft, Mention
from pipeline.reading.place_scope import narrative_place
from pipeline.reading.place_story import country_of, division_of, is_local, scene_of
from pipeline.reading.records import DateMention, PlaceMention, Text, within

_CARRIED = ("day", "week", "month")  # a year told of one event says little of the next
_HAVE = frozenset({"has", "have", "'ve", "\u2019ve"})
_MONTH = dt.timedelta(days=31)
_FINENESS = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "unknown": 6}
_DETAIL = {"site": 0, "town": 1, "area": 2, "admin1": 3, "country": 4, "none": 5}
_THEN = frozenset({"before", "until", "till", "after", "when", "as"})


def date_of(text: Text, draft: Draft, main: Mention) -> tuple[DateMention | None, str]:
    """The finest date that a mention's own clause states; else what the narrative carries over."""
    own = [d for m in ([main, *draft.mentions]) if (d := m.date) is not None and d.date_start is not None]
    entry = entry_date(text, main.sentence)
    if entry is not None and entry.date_start is not None and not any(d.basis == "stated" for d in own):
        if not own or text.sentences[main.sentence.index - 1].block is not main.sentence.block:
            return entry, "context"
    if own:
        best = min(own, key=_fineness)
        by_the_way = best is not main.date  # "it was the first bombing of 2022", said later of the same event
        finer = _within_period(narrative_date(text, main.sentence), best, by_the_way)
        return (finer, "context") if finer is not None else (best, best.basis)
    if draft.claimed is not None:
        return _soon_after(text, draft.claimed)
    if any(m.date is not None for m in draft.mentions):
        return None, "none"  # the text gives a date that cannot be resolved: no other will do
    if _stands(draft, main) and draft.event_type not in ATTACKS | {"hostage_taking", "abduction"}:
        return _as_of_writing(text, main)
    if draft.is_war:
        return None, "none"  # it began long before the day that the story tells of
    beside = _beside(text, main)
    if beside is not None:
        return beside, "context"
    carried = narrative_date(text, main.sentence)
    said = _telling(text, main)
    near = carried is not None and carried.start >= main.sentence.block.start  # told in the same paragraph
    if said is not None and (not near or is_narrated(text, main.sentence, said)):
        return said, "context"
    if carried is not None and carried.date_start is not None and carried.precision in _CARRIED:
        return carried, carried.basis if carried.basis == "publication" else "context"
    for mention in [main, *(m for m in draft.mentions if not m.title)]:
        said = _telling(text, mention)
        if said is not None:
            return said, "context"
    return None, "none"


def _soon_after(text: Text, claimed: Draft) -> tuple[DateMention | None, str]:
    """A claim that nothing dates is made in the month of the attack, or in its year where that is all we know."""
    date, _ = date_of(text, claimed, claimed.mentions[0])
    if date is None or date.date_start is None or date.date_end is None:
        return None, "none"
    if _FINENESS[date.precision] > _FINENESS["month"]:
        return date, "context"
    first, last = date.date_start.replace(day=1), (date.date_end.replace(day=1) + _MONTH).replace(day=1)
    return replace(date, date_start=first, date_end=last - dt.timedelta(days=1), precision="month"), "context"


def _stands(draft: Draft, main: Mention) -> bool:
    """Whether something goes on at the time of writing: told so, or a policy in the perfect ("have refused to")."""
    verb = main.trigger.governor or main.trigger.token
    verb = verb.head if verb.dep_ == "xcomp" else verb
    perfect = any(c.dep_ == "aux" and c.lower_ in _HAVE for c in verb.children)
    return main.status == "ongoing" or (draft.event_type == "government_decision" and perfect)


def _telling(text: Text, mention: Mention) -> DateMention | None:
    """ "police said on Friday", "was taken to hospital on Friday": the day of the telling."""
    dates = within(text.dates, mention.sentence.start, mention.sentence.end)
    days = (d for d in dates if d.precision == "day" and d.date_start and not d.cited)
    return next((d for d in days if not in_citation(text, mention.sentence, d, mention.trigger.start)), None)


def _fineness(date: DateMention) -> tuple[int, int]:
    """How exactly a date says when: its precision, then how many days it spans."""
    first, last = date.date_start, date.date_end
    return _FINENESS[date.precision], (last - first).days if first is not None and last is not None else 0


def _as_of_writing(text: Text, main: Mention) -> tuple[DateMention | None, str]:
    """A presence or a policy that goes on: not the day of the event told before it, but the month of the report."""
    start, end = text.published.start, text.published.end
    if start is None or end is None or end - start > _MONTH:
        return None, "none"
    first = start.replace(day=1)
    last = (first + _MONTH).replace(day=1) - dt.timedelta(days=1)
    spot = main.trigger.start
    month = DateMention(spot, spot, "", "point", first, last, "month", "publication")
    return month, "publication"


def _beside(text: Text, main: Mention) -> DateMention | None:
    """ "They took the town before the army won it back on 6 May": the day of what came at once before or after."""
    verb = main.trigger.governor or main.trigger.token
    verbs = [verb, verb.head] if verb.dep_ == "xcomp" else [verb]
    for clause in (c for v in verbs for c in v.children if c.dep_ == "advcl"):
        if any(c.dep_ == "mark" and c.lower_ in _THEN for c in clause.children):
            start, end = main.sentence.char(clause.left_edge), main.sentence.char(clause.right_edge)
            days = [d for d in within(text.dates, start, end + len(clause.right_edge)) if d.precision == "day"]
            if days and days[0].date_start is not None and not days[0].cited:
                return days[0]
    return None


def _within_period(carried: DateMention | None, period: DateMention, by_the_way: bool) -> DateMention | None:
    """ "the deadliest attack this year" is the one of the day that the story tells of, if that lies in the year."""
    if period.precision not in ("year", "decade") or carried is None:
        return None
    if period.basis != "publication" and not by_the_way:
        return None
    if carried.precision != "day" or carried.date_start is None or period.date_start is None or period.date_end is None:
        return None
    return carried if period.date_start <= carried.date_start <= period.date_end else None


def place_of(text: Text, draft: Draft, main: Mention) -> PlaceMention | None:
    """The finest place that a mention's own clause states; else what the narrative carries over.

    A town is carried from its paragraph alone, and not to what lies well before the news; from further away nothing
    comes but the country. A wrong town misleads more than none.
    """
    told = sorted((m for m in draft.mentions if _tells_of(m, main)), key=lambda m: m is not main)
    own = sorted((m.place for m in told if m.place is not None), key=lambda p: _DETAIL[p.precision])
    if is_local(text):
        return _place_in_local_news(text, draft, main, own)
    if main.place is not None and main.place.place is not None and _DETAIL[main.place.precision] <= _DETAIL["area"]:
        return main.place
    if own:
        return next((p for p in own if p.place is not None and _DETAIL[p.precision] <= _DETAIL["town"]), own[0])
    carried, basis = narrative_place(text, main.sentence)
    if carried is not None and (draft.event_type == "government_decision" or _stands(draft, main)):
        return country_of(text, carried)  # a policy, or what goes on, is not in the town told last
    if carried is None or basis == "nation" or (basis == "paragraph" and not main.background):
        return carried
    story = main.sentence.block.story
    scene = None if main.background else scene_of(text, story) or division_of(text, story)
    return scene if scene is not None and scene.country == carried.country else country_of(text, carried)


def _tells_of(mention: Mention, main: Mention) -> bool:
    """Whether a mention's place is that of the evidence too: what is told much later is often of another event."""
    return main.title or mention.sentence.index <= main.sentence.index + 1


def _place_in_local_news(text: Text, draft: Draft, main: Mention, own: list[PlaceMention]) -> PlaceMention | None:
    """The place in a report that is of one town: what its lead names holds for all of it.

    A site or quarter that nobody listed ("a club on Pine Street") gives way to the town it is in, where the text
    names one.
    """
    known = [p for p in own if p.place is not None]
    best = known[0] if known else None
    if best is not None and _DETAIL[best.precision] <= _DETAIL["town"]:
        return best
    carried, _ = narrative_place(text, main.sentence)
    finer = carried is not None and (best is None or _DETAIL[carried.precision] < _DETAIL[best.precision])
    if finer and carried is not None and _holds(best or (own[0] if own else None), carried):
        best = carried if carried.place is not None else best
    if best is None or _DETAIL[best.precision] > _DETAIL["town"]:
        town = _main_town(text, draft)
        if town is not None and _holds(best or (own[0] if own else None), town):
            return town
    return best or (own[0] if own else carried)


def _holds(outer: PlaceMention | None, inner: PlaceMention) -> bool:
    """Whether one place can contain the other, as far as country and division are known."""
    if outer is None:
        return True
    if outer.country and inner.country and outer.country != inner.country:
        return False
    return not (outer.admin1 and inner.admin1 and outer.admin1 != inner.admin1 and outer.precision != "country")


def _main_town(text: Text, draft: Draft) -> PlaceMention | None:
    """The town that a story told in its title or lead is about: the one named most often, the first of equals."""
    body = [s.index for s in text.sentences if s.block.kind == "paragraph"]
    lead = set(body[:3])
    if not any(m.title or m.sentence.index in lead for m in draft.mentions):
        return None
    story = draft.mentions[0].sentence.block.story
    towns = [
        p for p in text.places if p.precision == "town" and p.place and text.sentences[p.sentence].block.story == story
    ]
    counts = Counter(p.place.place_id for p in towns if p.place)
    return max(towns, key=lambda p: (counts[p.place.place_id if p.place else ""], -p.start), default=None)
