"""Reading a release's tables back: rows for what describes a release, from the Parquet files that it consists of.

Here belongs reading. Not here: writing tables, checking them, or any description.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from schemas.model import Table
from schemas.tables import TABLES

Row = dict[str, Any]

TEXTS = "texts"
"""The table that holds the decoded text of each document whose licence lets a release show it."""


def parquet_file(release: Path, name: str) -> Path:
    """Where a release keeps that table."""
    return release / f"{name}.parquet"


def present(release: Path) -> tuple[Table, ...]:
    """The tables that a release holds, in the order of the schemas."""
    return tuple(t for t in TABLES if parquet_file(release, t.name).is_file())


def read_rows(release: Path, name: str) -> list[Row]:
    """All rows of a table, in the order of the file; none where the release has no such table."""
    path = parquet_file(release, name)
    return pq.read_table(path).to_pylist() if path.is_file() else []


def count_rows(release: Path, name: str) -> int:
    """How many rows a table has, from the file's footer."""
    path = parquet_file(release, name)
    return pq.ParquetFile(path).metadata.num_rows if path.is_file() else 0


def read_texts(release: Path) -> dict[str, str]:
    """The decoded texts that the release may show, by document_id."""
    return {row["document_id"]: row["text"] for row in read_rows(release, TEXTS)}
