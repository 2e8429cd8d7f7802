"""Statistics: one row for each figure that a document states, the casualties of events included.

Here belongs the choice among the quantities of a text (`statistic_filters` says which are figures) and the row: what is
measured, who says so, where, as of when, of what it is a part, and which event's people it counts. Not here: finding
quantities (`quantities`) and events (`events`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.attribution import attributions
from pipeline.reading.identifiers import identifier
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.records import (
    DateMention,
    EventReport,
    Figure,
    PlaceMention,
    Quantity,
    Sentence,
    Statistic,
    Text,
    within,
)
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statements import find_speech
from pipeline.reading.statistic_filters import is_figure, without_repeats

_REPORTING = frozenset({"ngo", "international_organization"})
_PERCENTS = {0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9}
_NARROW = {"site": 0, "town": 1, "area": 2, "admin1": 3, "country": 4, "none": 5}


def find_statistics(text: Text, reports: Sequence[EventReport]) -> tuple[Statistic, ...]:
    """All figures of a text, in order. `reports` are its events: a figure that counts their people points to them."""
    cast = Cast(text)
    own = _own_voice(text, cast)
    figures = _figures(reports)
    kept = without_repeats(text, [q for q in text.quantities if is_figure(text, q)])
    rows: list[tuple[Quantity, Statistic]] = [(q, _row(text, q, cast, figures, own)) for q in kept]
    ids = {(q.start, q.end): row.statistic_id for q, row in rows}
    return tuple(replace(row, part_of=ids.get(q.part_of)) if q.part_of else row for q, row in rows)


def _own_voice(text: Text, cast: Cast) -> str | None:
    """The body that publishes a text and speaks in it under its name: the figures nobody else states are its own.

    An agency or a rights group that reports what it found; never a newspaper.
    """
    publisher = text.document.source.publisher or text.layout.publisher
    named = load_lexicon().find_names(publisher) if publisher else ()
    entry = next((e for n in named[:1] if n.start == 0 for e in n.entries[:1] if e.kind in _REPORTING), None)
    if entry is None:
        return _main_voice(text, cast)
    speaks = any(s.key == f"k:{entry.id}" for said in find_speech(text).said for s in said.speakers)
    return entry.name if speaks else None


def _main_voice(text: Text, cast: Cast) -> str | None:
    """The body that a text is an account of: it speaks again and again, and hardly anybody else does."""
    spoken = [said for said in find_speech(text).rows if said.speakers[0].key]
    most = Counter(said.speakers[0].key for said in spoken).most_common(1)
    if not most or most[0][1] <= _MAINLY * len(spoken):
        return None
    key = most[0][0]
    kind = cast.kind(key)
    first = min(spoken, key=lambda said: said.start)
    lead = kind in _REPORTING and first.speakers[0].key == key and first.sentence < _LEAD
    if kind not in _BODIES or most[0][1] < (_SEVERAL if lead else _OFTEN):
        return None
    return next((said.speakers[0].name for said in spoken if said.speakers[0].key == key), None)


_LEAD = 5  # sentences within which the body behind a report of its own is named as its source
_SEVERAL, _OFTEN, _MAINLY = 3, 5, 0.4
_BODIES = _REPORTING | {"state_force", "government", "think_tank"}


def _row(
    text: Text, q: Quantity, cast: Cast, figures: Sequence[tuple[EventReport, Figure]], own: str | None
) -> Statistic:
    sentence = text.sentences[q.sentence]
    low, high, unit = _share(q)
    source = attributions(text).at(q.start, q.end)
    place = _place(text, q, sentence)
    date = _as_of(text, q, sentence)
    event = next(((r, f) for r, f in figures if f.start < q.end and q.start < f.end), None)
    counted = cast.headed(q.head) if q.head is not None and q.unit == "persons" else None
    end = max(q.end, q.noun_end) if q.noun_end and q.noun_start is not None and q.noun_start >= q.start else q.end
    return Statistic(
        statistic_id=identifier("stat", text.document.document_id, q.start, end, low, high, unit),
        start=q.start,
        end=end,
        value_low=low,
        value_high=high,
        unit=unit,
        qualifier=q.qualifier,
        measures=_measures(text, q, sentence),
        attributed_to=source.speaker if source else own,
        actor_key=counted.actor_key if counted else None,
        place=text.document.text[place.start : place.end] if place else None,
        place_id=place.place.place_id if place and place.place else None,
        as_of_start=date.date_start if date else text.published.start,
        as_of_end=date.date_end if date else text.published.end,
        report_id=event[0].report_id if event else None,
        outcome=event[1].outcome if event else None,
    )


def _share(q: Quantity) -> tuple[float | None, float | None, str]:
    """Value and unit: a fraction that is a whole percentage is given in percent, as most texts print it."""
    if q.unit != "fraction":
        return q.low, q.high, q.unit or "items"
    value = q.low if q.low is not None else q.high
    if value is not None and round(value, 4) in _PERCENTS:
        whole = lambda v: None if v is None else round(v * 100, 4)  # noqa: E731
        return whole(q.low), whole(q.high), "percent"
    part = lambda v: None if v is None else round(v, 4)  # noqa: E731
    return part(q.low), part(q.high), "fraction"


def _figures(reports: Sequence[EventReport]) -> list[tuple[EventReport, Figure]]:
    return [(r, f) for r in reports for f in r.figures]


def _measures(text: Text, q: Quantity, sentence: Sentence) -> str:
    """The head noun phrase counted; where none follows, the noun found elsewhere in the clause, or the unit."""
    raw = text.document.text
    if q.noun_start is not None and q.noun_end is not None:
        return " ".join(raw[q.noun_start : q.noun_end].split())
    head = sentence.token_at(q.head) if q.head is not None else None
    if head is not None and head.pos_ in ("NOUN", "PROPN"):
        return head.text
    tail = [t for t in sentence.tokens if sentence.char(t) >= q.end][:6]
    words: list[str] = []
    for t in tail:
        if t.is_punct or (t.pos_ in ("VERB", "AUX", "SCONJ") and words):
            break
        words.append(t.text)
    return " ".join(words) if words and q.kind == "measure" else q.unit


def _place(text: Text, q: Quantity, sentence: Sentence) -> PlaceMention | None:
    """The place of a figure: the narrowest named behind it in its sentence, else the nearest before it there."""
    here = [p for p in text.places if sentence.start <= p.start and p.end <= sentence.end]
    behind = [p for p in here if p.start >= q.end]
    if behind:
        first = behind[0]
        close = [p for p in behind if p.start - first.end < 30]
        return min(close, key=lambda p: (_NARROW.get(p.precision, 5), p.start))
    return here[-1] if here else None


def _as_of(text: Text, q: Quantity, sentence: Sentence) -> DateMention | None:
    """The date a figure holds for: the nearest resolved one in its sentence."""
    dates = [
        d
        for d in within(text.dates, sentence.start, sentence.end)
        if d.date_start is not None and d.kind in ("point", "interval")
    ]
    outside = [d for d in dates if d.end <= q.start or d.start >= q.end]
    return min(outside, key=lambda d: min(abs(d.start - q.end), abs(q.start - d.end)), default=None)
