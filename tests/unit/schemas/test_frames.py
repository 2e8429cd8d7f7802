"""A table that breaks its schema is refused, and the refusal names table, column, row and value."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.tables import frame, to_arrow
from schemas import table
from schemas.frames import InvalidTable, Violation, validate

GOOD: dict[str, Any] = {
    "statistic_id": "stat-0123456789abcdef",
    "document_id": "doc-0123456789abcdef",
    "start": 3,
    "end": 8,
    "value_low": 40.0,
    "value_high": 40.0,
    "unit": "persons",
    "qualifier": "exact",
    "measures": "villagers",
    "evidence_hash": "0123456789abcdef",
}


def broken(**values: Any) -> tuple[Violation, ...]:
    with pytest.raises(InvalidTable) as caught:
        validate(
            table("statistics"), frame("statistics", [GOOD | {"statistic_id": "stat-1123456789abcdef"}, GOOD | values])
        )
    return caught.value.violations


def test_good_rows_pass() -> None:
    made = frame(
        "statistics",
        [GOOD, GOOD | {"statistic_id": "stat-1123456789abcdef", "value_high": None, "qualifier": "at_least"}],
    )
    assert len(validate(table("statistics"), made)) == 2


def test_an_empty_table_passes() -> None:
    assert validate(table("events"), frame("events", [])).empty


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("qualifier", "roughly", "one of exact"),
        ("statistic_id", "7", "matches"),
        ("start", -1, "at least 0"),
        ("outcome", "bored", "one of killed"),
    ],
)
def test_a_bad_value_is_named(column: str, value: Any, rule: str) -> None:
    found = [v for v in broken(**{column: value}) if v.column == column]
    assert [(v.table, repr(value) == v.value) for v in found] == [("statistics", True)]
    assert rule in found[0].rule
    assert "statistics" in str(found[0])


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({"start": 9}, "start, end"),
        ({"value_low": 41.0}, "value_low, value_high"),
        ({"as_of_start": dt.date(2031, 5, 2), "as_of_end": dt.date(2031, 5, 1)}, "as_of_start, as_of_end"),
    ],
)
def test_a_low_end_above_its_high_end_is_named(values: dict[str, Any], columns: str) -> None:
    assert columns in {v.column for v in broken(**values)}


def test_a_key_that_stands_twice_is_named() -> None:
    found = broken(statistic_id="stat-1123456789abcdef")
    assert {v.rule for v in found} == {"no two rows have one key (statistic_id)"}
    assert all("stat-1123456789abcdef" in v.value for v in found)


def test_a_missing_required_value_is_named() -> None:
    found = broken(measures=None)
    assert [(v.column, v.rule) for v in found] == [("measures", "not_nullable")]


def test_a_column_nobody_defined_is_refused() -> None:
    with pytest.raises(TypeError, match="statistics has no column colour"):
        to_arrow(table("statistics"), [GOOD | {"colour": "red"}])
