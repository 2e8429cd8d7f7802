"""Holding a release against the raw texts: every hash, every schema, every key, every span of every row.

Here belongs the verdict on one release. Not here: the questions themselves (`checks`, `schemas.frames`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from pipeline.reading.ingest import read_folder
from pipeline.reading.records import Document
from pipeline.releasing import parquet
from pipeline.releasing.checks import Finding, findings
from pipeline.releasing.database import SUMS
from pipeline.releasing.promote import release_folder
from pipeline.releasing.storage import sha256_of
from pipeline.tables import to_frame
from schemas import TABLES
from schemas.frames import InvalidTable, validate


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that is wrong, each in a line, and one line that sums it up."""

    problems: tuple[str, ...]
    summary: str


def verify(raw: Path, outputs: Path, name: str = "latest") -> Verdict:
    """Re-reads every span of every row. Raises promote.NoRelease, NotADirectoryError, sources.SourcesError."""
    folder = release_folder(outputs, name)
    documents = {d.document_id: d for d in read_folder(raw, sys.maxsize).documents}
    problems = list(_sums(folder))
    tables: dict[str, pa.Table] = {}
    for schema in TABLES:
        try:
            tables[schema.name] = parquet.read(schema, folder)
            validate(schema, to_frame(tables[schema.name]))
        except (OSError, pa.ArrowException) as error:
            problems.append(f"{schema.name}.parquet cannot be read: {error}")
        except InvalidTable as error:
            problems += map(str, error.violations)
    if len(tables) == len(TABLES):
        lacking = {t.name for t in TABLES if tuple(tables[t.name].column_names) != t.columns}
        if not lacking:
            problems += map(str, _documents(tables["documents"], documents))
            problems += map(str, findings(tables, {i: d.text for i, d in documents.items()}))
    rows = sum(t.num_rows for t in tables.values())
    state = f"{len(problems)} problems" if problems else "every row stands in its text"
    return Verdict(
        tuple(problems), f"{folder.name}: {len(tables)} tables, {rows} rows, {len(documents)} texts: {state}"
    )


def _sums(folder: Path) -> Iterator[str]:
    path = folder / SUMS
    if not path.is_file():
        yield f"{SUMS} is missing"
        return
    listed = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name, digest in listed.items():
        if not (folder / name).is_file():
            yield f"{name} is listed in {SUMS} and missing"
        elif sha256_of(folder / name) != digest:
            yield f"{name} is not the file that was released: its SHA-256 differs from {SUMS}"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != SUMS and name not in listed:
            yield f"{name} is not listed in {SUMS}"


def _documents(table: pa.Table, documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Every document of the release is in raw/, byte for byte."""
    by_file = {d.file: d for d in documents.values()}
    for row in table.select(["document_id", "file", "sha256", "characters"]).to_pylist():
        found = documents.get(row["document_id"])
        key = f"document_id={row['document_id']}"
        if found is None:
            now = by_file.get(row["file"])
            said = f"{row['file']} has other content now" if now else f"{row['file']} is not among the texts"
            yield Finding("documents", key, "file", said)
        elif found.sha256 != row["sha256"]:
            yield Finding("documents", key, "sha256", f"{row['sha256']}, but the file has {found.sha256}")
        elif len(found.text) != row["characters"]:
            yield Finding("documents", key, "characters", f"{row['characters']}, but the file has {len(found.text)}")
