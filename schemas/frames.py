"""The Pandera schema of a table, derived from its columns, and the one way to validate a frame with it.

Frames hold Arrow-backed columns (`pandas.ArrowDtype`), so that an integer with nulls stays an integer and a date a
date.
Not here: checks across tables (`pipeline.releasing.checks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from schemas.arrow import TYPES
from schemas.model import Field, Table

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Violation:
    """One value that a table's schema does not allow. `row` is the row's position; -1 where the whole table is
    meant."""

    table: str
    column: str
    row: int
    value: str
    rule: str

    def __str__(self) -> str:
        where = f"row {self.row}" if self.row >= 0 else "the table"
        return f"{self.table}.{self.column}, {where}: {self.value} breaks the rule: {self.rule}"


class InvalidTable(ValueError):
    """A table that its schema does not allow. `violations` holds every one of them; the message the first few."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        self.violations = violations
        shown = "\n".join(str(v) for v in violations[:_SHOWN])
        more = f"\n… and {len(violations) - _SHOWN} more" if len(violations) > _SHOWN else ""
        super().__init__(shown + more)


def _checks(field: Field) -> list[pa.Check]:
    checks = []
    if field.codes is not None:
        checks.append(pa.Check.isin(list(field.codes.values), error=f"one of {', '.join(field.codes.values)}"))
    if field.pattern is not None:
        checks.append(pa.Check(lambda s, p=field.pattern: s.str.fullmatch(p), error=f"matches {field.pattern}"))
    if field.minimum is not None:
        checks.append(pa.Check.ge(field.minimum, error=f"at least {field.minimum:g}"))
    if field.maximum is not None:
        checks.append(pa.Check.le(field.maximum, error=f"at most {field.maximum:g}"))
    return checks


def _in_order(low: str, high: str) -> pa.Check:
    return pa.Check(
        lambda df: (df[low] <= df[high]).fillna(True).astype(bool),
        name=f"{low}..{high}",
        error=f"{low} is not above {high}",
    )


@cache
def frame_schema(table: Table) -> pa.DataFrameSchema:
    """The Pandera schema: types, nullability, lists, patterns, bounds, the key, and the order of low and high."""
    ranges = table.ranges + ((("start", "end"),) if table.evidence == "span" else ())
    return pa.DataFrameSchema(
        {
            f.name: pa.Column(pd.ArrowDtype(TYPES[f.kind]), _checks(f), nullable=f.nullable, description=f.description)
            for f in table.fields
        },
        checks=[_in_order(low, high) for low, high in ranges],
        unique=list(table.key),
        strict=True,
        ordered=True,
        name=table.name,
        title=table.title,
        description=table.description,
    )


def validate(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame, if its table's schema allows every value; InvalidTable with every violation otherwise."""
    try:
        return frame_schema(table).validate(frame, lazy=True)
    except SchemaErrors as error:
        raise InvalidTable(tuple(_violations(table, frame, error))) from None


def _violations(table: Table, frame: pd.DataFrame, error: SchemaErrors) -> list[Violation]:
    found = set()
    for case in error.failure_cases.to_dict("records"):
        row, rule = case["index"], str(case["check"])
        at = int(row) if isinstance(row, (int, float)) and row == row else -1
        if rule == "multiple_fields_uniqueness":
            columns, rule = list(table.key), f"no two rows have one key ({', '.join(table.key)})"
        elif case["schema_context"] == "DataFrameSchema":
            columns = [c for c in table.columns if re.search(rf"\b{c}\b", rule)]
        else:
            columns = [str(case["column"])]
        whole = case["schema_context"] == "DataFrameSchema" and at >= 0 and columns
        value = " / ".join(str(frame[c].iloc[at]) for c in columns) if whole else repr(case["failure_case"])
        found.add(Violation(table.name, ", ".join(columns) or "*", at, value, rule))
    return sorted(found, key=lambda v: (v.row, v.column, v.rule))
