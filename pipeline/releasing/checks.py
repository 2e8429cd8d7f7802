"""Checks that need more than one table: keys resolve, offsets lie in their document, evidence is what stands there.

Here belong the questions and their findings, over Arrow tables and the documents' texts. Not here: what one table
allows (`schemas.frames`), when the questions are asked (`pipeline.checks` before a promotion, `verify` after it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import evidence_hash
from schemas import TABLES, ForeignKey, Table

Tables = Mapping[str, pa.Table]
Texts = Mapping[str, str]
"""The decoded text of each document, by document_id."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One row that is wrong. `key` holds its key, as column=value; `column` what is wrong in it."""

    table: str
    key: str
    column: str
    problem: str

    def __str__(self) -> str:
        return f"{self.table} [{self.key}] {self.column}: {self.problem}"


def key_of(schema: Table, row: Mapping[str, object]) -> str:
    """A row's key as text."""
    return ", ".join(f"{k}={row[k]}" for k in schema.key)


def every_key_points_to_a_row(tables: Tables, texts: Texts) -> Iterator[Finding]:
    """Every foreign key points to a row that is there."""
    for schema in TABLES:
        for link in schema.foreign_keys:
            yield from _dangling(schema, link, tables)


def _dangling(schema: Table, link: ForeignKey, tables: Tables) -> Iterator[Finding]:
    rows, there = tables[schema.name], tables[link.table][link.references].combine_chunks()
    values = rows[link.column]
    lost = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=there)))
    for row in rows.filter(lost).to_pylist():
        yield Finding(schema.name, key_of(schema, row), link.column, f"{row[link.column]} is in no row of {link.table}")


def every_span_lies_in_its_document(tables: Tables, texts: Texts) -> Iterator[Finding]:
    """Every pair of offsets lies inside its document."""
    for schema in TABLES:
        if schema.evidence != "span":
            continue
        pairs = [(a, a.replace("start", "end")) for a in schema.columns if a.endswith("start") and a in _OFFSETS]
        names = [*schema.key, "document_id", *(x for pair in pairs for x in pair)]
        for row in tables[schema.name].select(list(dict.fromkeys(names))).to_pylist():
            text = texts.get(row["document_id"])
            for a, b in pairs:
                start, end = row[a], row[b]
                if start is None and end is None:
                    continue
                if text is None:
                    yield Finding(schema.name, key_of(schema, row), a, f"no text for document {row['document_id']}")
                elif start is None or end is None or not 0 <= start < end <= len(text):
                    yield Finding(
                        schema.name,
                        key_of(schema, row),
                        a,
                        f"{start}..{end} is not inside the {len(text)} characters of its document",
                    )


_OFFSETS = frozenset({"start", "trigger_start", "place_start", "date_text_start"})


def every_row_says_what_stands_there(tables: Tables, texts: Texts) -> Iterator[Finding]:
    """What stands at a row's offsets is what the row says: its text, or its text's hash."""
    for schema in TABLES:
        column = schema.text_column or schema.hash_column
        if column is None:
            continue
        said: Callable[[str], str] = str if schema.text_column else evidence_hash
        names = [*schema.key, "document_id", "start", "end", column]
        for row in tables[schema.name].select(list(dict.fromkeys(names))).to_pylist():
            text = texts.get(row["document_id"])
            if text is None:
                continue
            stands = said(text[row["start"] : row["end"]])
            if stands != row[column]:
                yield Finding(
                    schema.name,
                    key_of(schema, row),
                    column,
                    f"{row[column]!r}, but at {row['start']}..{row['end']} stands {stands!r}",
                )


def every_place_stands_where_it_is_said_to(tables: Tables, texts: Texts) -> Iterator[Finding]:
    """A report's place is what stands at the place's offsets, white space aside."""
    names = ["report_id", "document_id", "place", "place_start", "place_end"]
    for row in tables["event_reports"].select(names).to_pylist():
        text = texts.get(row["document_id"])
        if text is None or row["place_start"] is None or row["place"] is None:
            continue
        stands = text[row["place_start"] : row["place_end"]]
        if " ".join(stands.split()) != " ".join(row["place"].split()):
            yield Finding(
                "event_reports",
                f"report_id={row['report_id']}",
                "place",
                f"{row['place']!r}, but there stands {stands!r}",
            )


def every_event_counts_its_reports(tables: Tables, texts: Texts) -> Iterator[Finding]:
    """Every event has the number of reports that it says, and its participants no more than that."""
    counted = tables["event_reports"].group_by("event_id").aggregate([("report_id", "count")])
    reports = dict(zip(counted["event_id"].to_pylist(), counted["report_id_count"].to_pylist(), strict=True))
    for row in tables["events"].select(["event_id", "reports"]).to_pylist():
        if reports.get(row["event_id"], 0) != row["reports"]:
            yield Finding(
                "events",
                f"event_id={row['event_id']}",
                "reports",
                f"{row['reports']}, but {reports.get(row['event_id'], 0)} reports point to it",
            )
    for row in tables["event_participants"].to_pylist():
        if row["reports"] > reports.get(row["event_id"], 0):
            yield Finding(
                "event_participants",
                key_of(_PARTICIPANTS, row),
                "reports",
                f"{row['reports']}, more than its event has",
            )


_PARTICIPANTS = next(t for t in TABLES if t.name == "event_participants")

Check = Callable[[Tables, Texts], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    every_key_points_to_a_row,
    every_span_lies_in_its_document,
    every_row_says_what_stands_there,
    every_place_stands_where_it_is_said_to,
    every_event_counts_its_reports,
)
"""Every check across tables. Each one's docstring is the sentence that is shown for it."""


def findings(tables: Tables, texts: Texts) -> list[Finding]:
    """What all checks find, sorted; empty where all is well."""
    return sorted(f for check in CHECKS for f in check(tables, texts))
