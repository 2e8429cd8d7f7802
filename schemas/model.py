"""The shapes a schema is made of: fields, enumerations, tables and their keys.

Here belongs what a column or a table can say of itself. Not here: any particular column (`fields`), any particular
table (`tables`), or a form derived from them (`arrow`, `frames`, `ddl`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "date", "strings", "integers"]
"""A column's type; `strings` and `integers` are lists."""

Evidence = Literal["none", "document", "span"]
"""How a table's rows reach the text: not of their own, by the document alone, or by document and offsets."""


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a closed list."""

    value: str
    description: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A closed list of values. Every value is documented and reachable."""

    name: str
    description: str
    codes: tuple[Code, ...]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(c.value for c in self.codes)


@dataclass(frozen=True, slots=True)
class Field:
    """One column, wherever it appears.

    nullable: whether a row may leave it empty; unit: of a number; codes: the closed list its values come from;
    pattern: a regular expression that the whole value matches; minimum and maximum: bounds of a number, inclusive.
    """

    name: str
    kind: Kind
    description: str
    nullable: bool = True
    unit: str | None = None
    codes: Enumeration | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Values of `column` stand in `table`.`references`, or are null. For a list column each of its items does."""

    column: str
    table: str
    references: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, what identifies a row, what it points to, and how its rows are sorted.

    ranges: pairs of columns (low, high) where low is not above high. text_column: the column that repeats what stands
    between start and end; hash_column: the column that holds its hash.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    evidence: Evidence = "none"
    text_column: str | None = None
    hash_column: str | None = None
    ranges: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name; KeyError where the table has none."""
        for f in self.fields:
            if f.name == name:
                return f
        raise KeyError(f"table {self.name} has no column {name}; it has {', '.join(self.columns)}")
