"""Event reports: one record for each event that a document reports.

Here belongs the way from trigger mentions to rows: status, date and place of each mention, gathering
(`pipeline.reading.event_drafts`), and filling a report from clause, sentence, paragraph and document in that order.
Not here: the trigger grammar (`pipeline.reading.frames`), tolls (`pipeline.reading.tolls`), or events across documents.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.arguments import Grammar
from pipeline.reading.attribution import attributed_to
from pipeline.reading.classes import Scene
from pipeline.reading.date_scope import date_for, narrative_date
from pipeline.reading.event_belief import belief, features, threshold
from pipeline.reading.event_drafts import Draft, Mention, is_definite
from pipeline.reading.event_gathering import credit, gather
from pipeline.reading.event_identified import identify
from pipeline.reading.event_participants import participants
from pipeline.reading.event_rows import central, evidence, evidence_span, weapons
from pipeline.reading.event_words import person_words, weapon_words
from pipeline.reading.frames import TriggerMention, find_mentions
from pipeline.reading.identifiers import identifier
from pipeline.reading.place_scope import narrative_place, place_for
from pipeline.reading.records import DateMention, EventReport, Figure, PlaceMention, Text, within
from pipeline.reading.status import status_of
from pipeline.reading.tolls import adds, counted_noun, figures, settle
from pipeline.reading.triggers import load_triggers

_LONG_AGO = dt.timedelta(days=60)
_OCCURS = frozenset({"occur", "happen", "take", "erupt", "come", "unfold"})
OUTCOMES = ("killed", "wounded", "detained", "abducted", "surrendered", "released", "escaped", "displaced")
_SPOKEN = frozenset({"title", "heading", "paragraph", "note", "caption"})
_TITLES = frozenset({"title", "heading"})


def find_events(text: Text) -> tuple[EventReport, ...]:
    """Every event the document reports, in the order of the evidence."""
    scene = Scene(text, load_triggers(), weapon_words(), person_words())
    drafts = [d for d in _drafts(scene) if d.belief >= threshold()]
    credit(drafts)
    identify(scene, drafts)
    reports = [_report(scene, draft, drafts) for draft in drafts]
    return tuple(sorted(reports, key=lambda r: (r.start, r.trigger_start, r.event_type)))


def candidates(text: Text) -> tuple[tuple[EventReport, dict[str, float]], ...]:
    """Every draft as a report, believed or not, with the features that its belief rests on: what training learns
    from.
    """
    scene = Scene(text, load_triggers(), weapon_words(), person_words())
    drafts = _drafts(scene)
    credit(drafts)
    identify(scene, drafts)
    return tuple((_report(scene, draft, drafts), draft.features) for draft in drafts)


def _drafts(scene: Scene) -> list[Draft]:
    """The gathered mentions with their features and the probability that the document reports them."""
    drafts = gather(list(_mentions(scene)))
    for draft in drafts:
        draft.features = features(scene.text, draft, drafts, bool(_figures(scene, draft)))
        draft.belief = belief(draft.features)
    return drafts


def _mentions(scene: Scene) -> Iterable[Mention]:
    for sentence in scene.text.sentences:
        if sentence.block.kind not in _SPOKEN:
            continue
        title = sentence.block.kind in _TITLES
        for trigger in find_mentions(scene, sentence, Grammar()):
            status = status_of(trigger)
            if status is None:
                continue
            if trigger.sense.frame in ("toll-noun", "adjective") and not figures(scene, trigger):
                continue
            if status == "ongoing" and title:
                status = "occurred"  # headlines tell the past in the present tense
            date = date_for(scene.text, sentence, trigger.start)
            if date is not None and _background(scene.text, date) and _only_counts_from(trigger, date):
                date = None
            yield Mention(trigger, status, date, _own_place(scene, trigger), title, _background(scene.text, date))


def _only_counts_from(trigger: TriggerMention, date: DateMention) -> bool:
    """ "the tenth shooting since 1976": a date that a count begins with is not that of the single event."""
    before = trigger.sentence.token_at(date.start - 1) or trigger.sentence.token_at(date.start - 2)
    single = trigger.sense.pos == "NOUN" and not is_plural(trigger.token)
    return single and before is not None and before.lower_ == "since"


def _background(text: Text, date: DateMention | None) -> bool:
    """Whether a date lies well before publication."""
    if date is None or date.date_end is None or text.published.start is None:
        return False
    return date.date_end < text.published.start - _LONG_AGO


def _own_place(scene: Scene, trigger: TriggerMention) -> PlaceMention | None:
    """The place that the trigger's clause gives it; a mention that points back ("the attack") takes only its own
    complement.
    """
    place = place_for(scene.text, trigger.sentence, trigger.start)
    if place is None or trigger.sense.pos != "NOUN":
        return place
    head = trigger.sentence.token_at(place.head)
    if place.precision == "country" and head is not None and head.dep_ in ("compound", "nmod:poss", "amod"):
        return None  # "the U.S. withdrawal": who, not where
    if not is_definite(trigger.token):
        return place
    holders = [trigger.token]
    if trigger.governor is not None and trigger.governor.lemma_.lower() in _OCCURS:
        holders.append(trigger.governor)
    return place if place.head in {trigger.sentence.char(t) for h in holders for t in h.subtree} else None


def _report(scene: Scene, draft: Draft, drafts: list[Draft]) -> EventReport:
    text = scene.text
    main = evidence(scene, draft)
    start, end = evidence_span(draft, main)
    date, date_basis = _date(text, draft, main)
    place = _place(text, draft, main)
    found = _figures(scene, draft)
    counts = _counts(scene, found)
    event_type = _type(draft, counts)
    speaker = attributed_to(text, main.trigger.start, main.trigger.end)
    spans = sorted({(m.sentence.start, m.sentence.end) for m in draft.mentions})
    report = EventReport(
        report_id=identifier("report", text.document.document_id, main.trigger.start, main.trigger.end, event_type),
        start=start,
        end=end,
        trigger_start=main.trigger.start,
        trigger_end=main.trigger.end,
        event_type=event_type,
        status=_status(draft, main),
        central=central(text, draft, drafts, date),
        date_start=date.date_start if date else None,
        date_end=date.date_end if date else None,
        date_precision=date.precision if date else "unknown",
        date_basis=date_basis,
        place=None,
        place_id=None,
        admin1=None,
        country=None,
        latitude=None,
        longitude=None,
        place_precision="none",
        counts=counts,
        weapons=weapons(scene, draft),
        attributed_to=speaker.speaker if speaker else None,
        rule=main.trigger.sense.id,
        confidence=round(draft.belief, 2),
        participants=participants(scene, draft),
        figures=tuple(replace(f, outcome="wounded") if f.outcome == "shot" else f for f, _, _ in found),
        spans=tuple(spans),
        date_text_start=date.start if date and date.end > date.start else None,
        date_text_end=date.end if date and date.end > date.start else None,
    )
    return _located(report, place)


def _survivors(
    counts: list[tuple[str, int | None, int | None]], shot: tuple[int | None, int | None] | None
) -> list[tuple[str, int | None, int | None]]:
    """People shot who did not die, as "wounded": those shot without the dead among them."""
    if shot is None:
        return []
    dead_low, dead_high = next(((low, high) for outcome, low, high in counts if outcome == "killed"), (0, 0))
    low = None if shot[0] is None or dead_high is None else shot[0] - dead_high
    high = None if shot[1] is None or dead_low is None else shot[1] - dead_low
    return [("wounded", low, high)] if low is not None and low > 0 else []


_MANY = 10  # unarmed people killed in one place, without bomb or artillery: a massacre


def _type(draft: Draft, counts: tuple[tuple[str, int | None, int | None], ...]) -> str:
    """The event type; harm without a more exact cause is an armed attack, or a massacre where many civilians died."""
    if draft.event_type not in ("harm", "armed_attack"):
        return draft.event_type
    killed = next((low for outcome, low, _ in counts if outcome == "killed"), None)
    harmed = draft.arguments("victim")
    unarmed = harmed and not any(a.classes & {"force"} for a in harmed)
    return (
        "massacre"
        if killed is not None and killed >= _MANY and unarmed and draft.arguments("perpetrator")
        else "armed_attack"
    )


def _located(report: EventReport, place: PlaceMention | None) -> EventReport:
    if place is None:
        return report
    entry = place.place
    return replace(
        report,
        place=place.text,
        place_id=entry.place_id if entry else None,
        admin1=place.admin1,
        country=place.country,
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        place_precision=place.precision,
        place_start=place.start,
        place_end=place.end,
    )


def _status(draft: Draft, main: Mention) -> str:
    """The status that most body mentions give; a plain past outweighs "going on"."""
    said = [m.status for m in draft.mentions if not m.title] or [main.status]
    if main.status in ("planned", "threatened", "denied", "foiled"):
        return main.status
    return "occurred" if "occurred" in said else said[0]


_CARRIED = ("day", "week", "month")  # a year told of one event says little of the next
_FINENESS = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "unknown": 6}


def _date(text: Text, draft: Draft, main: Mention) -> tuple[DateMention | None, str]:
    """The finest date that a mention's own clause states; else what the narrative carries over."""
    own = [d for m in ([main, *draft.mentions]) if (d := m.date) is not None and d.date_start is not None]
    if own:
        best = min(own, key=lambda d: _FINENESS[d.precision])
        return best, best.basis
    if any(m.date is not None for m in draft.mentions):
        return None, "none"  # the text gives a date that cannot be resolved: no other will do
    carried = narrative_date(text, main.sentence)
    if carried is not None and carried.date_start is not None and carried.precision in _CARRIED:
        return carried, carried.basis if carried.basis == "publication" else "context"
    told = [
        d for d in within(text.dates, main.sentence.start, main.sentence.end) if d.precision == "day" and d.date_start
    ]
    return (told[0], "context") if told else (None, "none")  # "police said on Friday": the day of the telling


_DETAIL = {"site": 0, "town": 1, "area": 2, "admin1": 3, "country": 4, "none": 5}


def _place(text: Text, draft: Draft, main: Mention) -> PlaceMention | None:
    """The finest place that a mention's own clause states and the gazetteer knows; else what the narrative carries
    over.

    A site or quarter that nobody listed ("a club on Pine Street") gives way to the town it is in, where the text
    names one.
    """
    own = sorted((m.place for m in draft.mentions if m.place is not None), key=lambda p: _DETAIL[p.precision])
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


def _figures(scene: Scene, draft: Draft) -> list[tuple[Figure, str, bool]]:
    """Every figure for the event's people, with the noun it counts and whether it adds to earlier ones."""
    found: dict[tuple[str, int, int], tuple[Figure, str, bool]] = {}
    titles: set[int] = set()
    ordered = sorted(draft.mentions, key=lambda m: (not m.title, m.trigger.start))
    for mention in ordered:
        for figure in figures(scene, mention.trigger):
            key = (figure.outcome, figure.start, figure.end)
            if mention.title:
                titles.add(figure.start)
            found.setdefault(key, (figure, counted_noun(mention.sentence, figure), adds(mention.sentence, figure)))
    most: dict[str, int] = {}
    for key, (figure, _, _) in found.items():
        if key[1] not in titles:
            most[figure.outcome] = max(most.get(figure.outcome, 0), figure.low or 0)
    # a headline's count stands only where the body tells of fewer: its victims one by one
    return [
        item for key, item in found.items() if key[1] not in titles or (item[0].low or 0) > most.get(item[0].outcome, 0)
    ]


def _counts(scene: Scene, found: list[tuple[Figure, str, bool]]) -> tuple[tuple[str, int | None, int | None], ...]:
    counts: list[tuple[str, int | None, int | None]] = []
    for outcome in OUTCOMES:
        ours = [f for f in found if f[0].outcome == outcome]
        if outcome == "wounded" and not ours:
            counts.extend(_survivors(counts, settle(f for f in found if f[0].outcome == "shot")))
            continue
        victims = [f for f in ours if f[0].of == "victims"] or ours
        settled = settle(victims)
        if settled is not None:
            counts.append((outcome, *settled))
    return tuple(counts)
