"""From records to tables: one function a table, each giving the rows of a frame with the columns its schema names.

Here belongs which field of which record stands in which column. Not here: finding anything (`pipeline.reading`,
`pipeline.resolving`), checking it (`schemas.frames`, `pipeline.releasing.checks`), or writing it.

Frames are Arrow-backed, sorted by the table's order, and hold what the schema names, no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.reading.ingest import Quarantined
from pipeline.reading.records import Document, EventReport, Reading
from pipeline.releasing.licences import may_show
from pipeline.resolving.records import Resolved
from schemas import Table, table
from schemas.arrow import arrow_schema
from schemas.codes import event_types

Row = Mapping[str, Any]


def evidence_hash(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a stretch of text, as the column evidence_hash holds it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def to_arrow(schema: Table, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table with the schema's columns, sorted; keys a row lacks are null, others are an error.

    Raises TypeError for a key that the table has no column for, pyarrow.ArrowInvalid for a value of another type.
    """
    columns: dict[str, list[Any]] = {name: [] for name in schema.columns}
    for row in rows:
        if not row.keys() <= columns.keys():
            raise TypeError(f"{schema.name} has no column {', '.join(sorted(row.keys() - columns.keys()))}")
        for name, values in columns.items():
            values.append(row.get(name))
    form = arrow_schema(schema)
    made = pa.Table.from_arrays([pa.array(columns[f.name], f.type) for f in form], schema=form)
    return made.sort_by([(name, "ascending") for name in schema.order]) if made.num_rows > 1 else made


def to_frame(arrow: pa.Table) -> pd.DataFrame:
    """An Arrow table as a frame of Arrow-backed columns."""
    return arrow.to_pandas(types_mapper=pd.ArrowDtype)


def from_frame(schema: Table, frame: pd.DataFrame) -> pa.Table:
    """A frame as the Arrow table its schema describes. Raises pyarrow.ArrowInvalid where a type does not fit.

    What pandas notes of its own types is left out: a file that holds it is one that pandas.read_parquet cannot read.
    """
    form = arrow_schema(schema)
    return pa.Table.from_pandas(frame, schema=form, preserve_index=False).replace_schema_metadata(form.metadata)


def frame(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as the frame of the table of that name."""
    return to_frame(to_arrow(table(name), rows))


def documents(readings: Sequence[Reading]) -> Iterator[Row]:
    """What is known of each document; what the sidecar says goes before what the text prints."""
    for r in readings:
        d, source, head, day = r.document, r.document.source, r.layout, r.published
        yield {
            "document_id": d.document_id,
            "file": d.file,
            "sha256": d.sha256,
            "title": source.title or head.title,
            "publisher": source.publisher or head.publisher,
            "byline": source.byline or head.byline,
            "dateline": head.dateline,
            "published_start": day.start,
            "published_end": day.end,
            "published_precision": day.precision,
            "published_basis": day.basis,
            "language": r.language,
            "characters": len(d.text),
            "words": r.words,
            "licence": source.licence,
            "citation": source.citation,
            "url": source.url,
            "encoding": d.encoding,
            "notes": list(r.notes),
        }


def texts(readings: Sequence[Reading]) -> Iterator[Row]:
    """The texts that a release may show, by the licence the sidecar states."""
    for r in readings:
        if may_show(r.document.source.licence):
            yield {"document_id": r.document.document_id, "text": r.document.text}


def quarantine(refused: Iterable[Quarantined]) -> Iterator[Row]:
    """The files that were not read."""
    return ({"file": q.file, "sha256": q.sha256, "reason": q.reason, "detail": q.detail} for q in refused)


def actors(resolved: Resolved) -> Iterator[Row]:
    """The actors of all documents."""
    return map(asdict, resolved.actors)


def places(resolved: Resolved) -> Iterator[Row]:
    """The gazetteer entries that the documents refer to."""
    return map(asdict, resolved.places)


def types() -> Iterator[Row]:
    """The types of events."""
    return map(asdict, event_types())


def actor_mentions(readings: Sequence[Reading], resolved: Resolved) -> Iterator[Row]:
    """Every mention, with the actor it was resolved to."""
    for r in readings:
        doc = r.document.document_id
        for m in r.mentions:
            yield {
                "mention_id": m.mention_id,
                "document_id": doc,
                "start": m.start,
                "end": m.end,
                "text": r.document.text[m.start : m.end],
                "actor_id": resolved.actor_of[doc, m.actor_key],
                "form": m.form,
            }


_REPORT_FIELDS = (
    "report_id",
    "start",
    "end",
    "trigger_start",
    "trigger_end",
    "event_type",
    "status",
    "central",
    "date_start",
    "date_end",
    "date_precision",
    "date_basis",
    "place",
    "place_id",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "place_precision",
    "attributed_to",
    "extractor",
    "rule",
    "confidence",
    "place_start",
    "place_end",
    "date_text_start",
    "date_text_end",
)


def event_reports(readings: Sequence[Reading], resolved: Resolved) -> Iterator[Row]:
    """Every report, with the event it was merged into and the hash of its evidence."""
    for r in readings:
        for e in r.reports:
            yield {
                **{name: getattr(e, name) for name in _REPORT_FIELDS},
                **_counts(e),
                **_spans(r.document, e),
                "event_id": resolved.event_of[e.report_id],
                "document_id": r.document.document_id,
                "weapons": list(e.weapons),
            }


def _counts(report: EventReport) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for outcome, low, high in report.counts:
        found[f"{outcome}_low"], found[f"{outcome}_high"] = low, high
    return found


def _spans(document: Document, report: EventReport) -> dict[str, Any]:
    spans = sorted(report.spans) or [(report.start, report.end)]
    return {
        "span_starts": [a for a, _ in spans],
        "span_ends": [b for _, b in spans],
        "evidence_hash": evidence_hash(document.text[report.start : report.end]),
    }


def report_participants(readings: Sequence[Reading], resolved: Resolved) -> Iterator[Row]:
    """Every part in every report; the same stretch in the same role stands once."""
    for r in readings:
        doc = r.document.document_id
        for e in r.reports:
            seen = set()
            for p in e.participants:
                if (p.role, p.start, p.end) in seen:
                    continue
                seen.add((p.role, p.start, p.end))
                yield {
                    "report_id": e.report_id,
                    "role": p.role,
                    "start": p.start,
                    "end": p.end,
                    "text": r.document.text[p.start : p.end],
                    "mention_id": p.mention_id,
                    "document_id": doc,
                    "actor_id": None if p.actor_key is None else resolved.actor_of[doc, p.actor_key],
                }


_EVENT_FIELDS = tuple(c for c in table("events").columns if c != "disputed")


def events(resolved: Resolved) -> Iterator[Row]:
    """The events of the world."""
    return (
        {**{name: getattr(e, name) for name in _EVENT_FIELDS}, "disputed": list(e.disputed)} for e in resolved.events
    )


def event_participants(resolved: Resolved) -> Iterator[Row]:
    """The actors of the events."""
    return map(asdict, resolved.event_participants)


def event_links(resolved: Resolved) -> Iterator[Row]:
    """The pairs of reports that were considered."""
    for link in resolved.links:
        yield {**asdict(link), "reasons": list(link.reasons)}


_STATISTIC_FIELDS = (
    "statistic_id",
    "start",
    "end",
    "value_low",
    "value_high",
    "unit",
    "qualifier",
    "measures",
    "attributed_to",
    "place",
    "place_id",
    "as_of_start",
    "as_of_end",
    "part_of",
    "report_id",
    "outcome",
)


def statistics(readings: Sequence[Reading], resolved: Resolved) -> Iterator[Row]:
    """Every figure, with the actor it counts."""
    for r in readings:
        doc = r.document.document_id
        for s in r.statistics:
            yield {
                **{name: getattr(s, name) for name in _STATISTIC_FIELDS},
                "document_id": doc,
                "actor_id": None if s.actor_key is None else resolved.actor_of[doc, s.actor_key],
                "evidence_hash": evidence_hash(r.document.text[s.start : s.end]),
            }


def statements(readings: Sequence[Reading], resolved: Resolved) -> Iterator[Row]:
    """Everything said, with the actor who said it."""
    for r in readings:
        doc = r.document.document_id
        for s in r.statements:
            yield {
                "statement_id": s.statement_id,
                "document_id": doc,
                "start": s.start,
                "end": s.end,
                "speaker": s.speaker,
                "speaker_title": s.speaker_title,
                "direct": s.direct,
                "verb": s.verb,
                "speaker_actor_id": None if s.speaker_key is None else resolved.actor_of[doc, s.speaker_key],
                "evidence_hash": evidence_hash(r.document.text[s.start : s.end]),
            }
