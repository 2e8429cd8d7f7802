"""What a release is expected to hold, measured by the one before it: no table loses a tenth of its rows or doubles.

Only documents that both releases hold are compared, so that taking a document away, or adding a thousand, is no
surprise: what is left is the reader's doing. Not here: when this is asked (`pipeline.expectations`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.releasing.tables import parquet_file
from schemas import TABLES

FALL = 0.1
"""The share of rows whose loss is a failure."""

RISE = 2.0
"""The factor from which on a rise is worth a warning."""

FEWEST = 20
"""Fewer rows than this say nothing: one more or less is a large share of them."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A table whose rows from the same documents became fewer or more than expected."""

    table: str
    before: int
    now: int

    @property
    def fell(self) -> bool:
        return self.now < self.before

    def __str__(self) -> str:
        share = (self.now - self.before) / self.before
        return f"{self.table}: {self.before:,} rows before, {self.now:,} now ({share:+.0%}), from the same documents"


def moved(old: Path, new: Path) -> Iterator[Moved]:
    """The tables of `new` that moved too far from those of `old`; both are folders of releases."""
    both = set(_documents(old)) & set(_documents(new))
    for table in TABLES:
        if "document_id" not in table.columns or table.name in ("documents", "texts"):
            continue
        before, now = _count(old, table.name, both), _count(new, table.name, both)
        if before >= FEWEST and (now < before * (1 - FALL) or now >= before * RISE):
            yield Moved(table.name, before, now)


def _documents(release: Path) -> list[str]:
    path = parquet_file(release, "documents")
    return pq.read_table(path, columns=["document_id"])["document_id"].to_pylist() if path.is_file() else []


def _count(release: Path, table: str, documents: set[str]) -> int:
    path = parquet_file(release, table)
    if not path.is_file():
        return 0
    return sum(d in documents for d in pq.read_table(path, columns=["document_id"])["document_id"].to_pylist())
