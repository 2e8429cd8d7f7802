"""Each check across tables finds the fault it is for, names the row, and is silent where all is well."""

from __future__ import annotations

from typing import Any

import pytest
from small import Rows, frames, open_rows, texts

from pipeline.releasing.checks import Finding, findings
from pipeline.tables import from_frame
from schemas import table


def found(rows: Rows) -> list[Finding]:
    arrow = {name: from_frame(table(name), frame) for name, frame in frames(rows).items()}
    return findings(arrow, texts(rows))


def test_a_sound_release_has_no_findings() -> None:
    assert found(open_rows()) == []


@pytest.mark.parametrize(
    ("name", "column", "value", "problem"),
    [
        ("event_reports", "event_id", "event-ffffffffffffffff", "in no row of events"),
        ("statistics", "report_id", "report-ffffffffffffffff", "in no row of event_reports"),
        ("actor_mentions", "actor_id", "actor-ffffffffffffffff", "in no row of actors"),
        ("events", "place_id", "place-lost", "in no row of places"),
        ("event_reports", "trigger_end", 999_999, "is not inside"),
        ("actor_mentions", "text", "the Hill Guard", "but at"),
        ("report_participants", "text", "the Hill Guard", "but at"),
        ("statistics", "evidence_hash", "0" * 16, "but at"),
        ("statements", "end", 3, None),
    ],
)
def test_a_fault_is_found_in_its_row(name: str, column: str, value: Any, problem: str | None) -> None:
    rows = open_rows()
    if not rows[name]:
        pytest.skip(f"the invented release has no {name}")
    row = rows[name][0]
    row[column] = value
    hits = [f for f in found(rows) if f.table == name]
    assert hits, f"nobody noticed that {name}.{column} is {value}"
    assert all(str(row[table(name).key[0]]) in f.key for f in hits)
    if problem:
        assert any(problem in f.problem for f in hits)


def test_offsets_that_moved_by_one_are_found() -> None:
    rows = open_rows()
    for name in ("actor_mentions", "event_reports", "statistics"):
        changed = {n: [dict(r) for r in found] for n, found in rows.items()}
        changed[name][0]["end"] += 1
        assert any(f.table == name for f in found(changed)), name


def test_a_count_of_reports_that_does_not_add_up_is_found() -> None:
    rows = open_rows()
    rows["events"][0]["reports"] += 1
    assert [f.column for f in found(rows)] == ["reports"]


def test_a_place_that_does_not_stand_there_is_found() -> None:
    rows = open_rows()
    row = next(r for r in rows["event_reports"] if r.get("place_start") is not None)
    row["place"] = "Elsewhere"
    assert any(f.column == "place" for f in found(rows))
