"""A release while it is made aside: its tables, then the files that describe them, then the list of hashes.

Here belongs the order of these steps and the one question whether anything changed. Not here: what the describing files
say (each has a module of its own, listed in `extras`), or how a candidate becomes a release (`promote`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from pipeline.reading.records import Document
from pipeline.releasing import parquet, promote
from pipeline.releasing.database import SUMS
from pipeline.releasing.storage import empty, sha256_of, write_text
from schemas import TABLES


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release in the making.

    folder: where its files are written; version: the name it will have; previous: the folder of the newest release,
    if there is one; tables: its tables by name; documents: the texts by document_id.
    """

    folder: Path
    version: str
    previous: Path | None
    tables: Mapping[str, pa.Table]
    documents: Mapping[str, Document]


def write_tables(outputs: Path, frames: Mapping[str, pd.DataFrame], documents: Mapping[str, Document]) -> Candidate:
    """Validates and writes every table into an empty folder aside. Raises schemas.frames.InvalidTable."""
    folder = empty(outputs / promote.CANDIDATE)
    for schema in TABLES:
        parquet.write(schema, frames[schema.name], folder)
    return Candidate(
        folder, promote.next_version(outputs), promote.newest(outputs), parquet.read_all(folder), documents
    )


def is_new(candidate: Candidate) -> bool:
    """Whether any row or column differs from the newest release's."""
    if candidate.previous is None:
        return True
    for schema in TABLES:
        path = candidate.previous / f"{schema.name}.parquet"
        if not path.is_file():
            return True
        old, new = parquet.read(schema, candidate.previous), candidate.tables[schema.name]
        if old.schema.names != new.schema.names or not old.equals(new):
            return True
    return False


def finish(candidate: Candidate) -> None:
    """Has every writer of `extras` add its files, then lists the hashes of all files."""
    from pipeline.releasing.extras import WRITERS

    for write in WRITERS:
        write(candidate)
    write_sums(candidate.folder)


def reopen(outputs: Path, documents: Mapping[str, Document]) -> Candidate:
    """The candidate whose tables were written before, as `write_tables` gave it."""
    folder = outputs / promote.CANDIDATE
    return Candidate(
        folder, promote.next_version(outputs), promote.newest(outputs), parquet.read_all(folder), documents
    )


def publish(outputs: Path, candidate: Candidate) -> tuple[Path, bool]:
    """Makes the candidate the newest release where it holds anything new: the newest release's folder, and whether it
    did.

    Only for the holder of the lock. Completes what an earlier, killed build left undone, and removes what it left
    behind.
    """
    new = is_new(candidate)
    if new:
        finish(candidate)
        promote.promote(outputs, candidate.folder, candidate.version)
    newest = promote.settle(outputs)
    promote.clean(outputs)
    return newest, new


def write_sums(folder: Path) -> None:
    """Writes SHA256SUMS: every other file of the folder, sorted by path, in the form that sha256sum -c reads."""
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != SUMS)
    write_text(folder / SUMS, "".join(f"{sha256_of(folder / name)}  {name}\n" for name in files))
