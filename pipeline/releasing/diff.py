"""What changed between two releases, row by row: added, changed with the columns, removed.

Here belong the comparison of two folders and its plain forms. Not here: the story told in a release's CHANGES.md.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.releasing.promote import release_folder
from pipeline.releasing.storage import write_aside
from schemas import TABLES, Table
from schemas.arrow import arrow_schema

Row = Mapping[str, Any]
_SHOWN = 20
_SIGNS = {"added": "+", "changed": "~", "removed": "-"}


class NoFile(OSError):
    """The form asked for can only be written to a file, and none was named."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs. `columns` maps each column that differs to (old, new); empty for added and removed rows."""

    table: str
    kind: Literal["added", "changed", "removed"]
    key: tuple[Any, ...]
    columns: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes from one release to another, in the order of tables and keys, and the columns and tables only one
    has."""

    old: str
    new: str
    changes: tuple[Change, ...]
    shape: tuple[str, ...]

    def of(self, table: str, kind: str) -> list[Change]:
        """The changes of one table and kind."""
        return [c for c in self.changes if c.table == table and c.kind == kind]


def compare(outputs: Path, old: str, new: str) -> Diff:
    """Compares two releases by name or folder. Raises promote.NoRelease."""
    return compare_folders(release_folder(outputs, old), release_folder(outputs, new))


def compare_folders(old: Path, new: Path) -> Diff:
    """Compares two folders that hold a release each."""
    changes: list[Change] = []
    shape: list[str] = []
    for schema in TABLES:
        before, after = _read(old, schema), _read(new, schema)
        if before is None and after is None:
            continue
        if before is None or after is None:
            shape.append(f"table {schema.name} is only in {(old if after is None else new).name}")
            empty = arrow_schema(schema).empty_table()
            before, after = (empty if before is None else before), (empty if after is None else after)
        for column in sorted(set(before.column_names) ^ set(after.column_names)):
            shape.append(
                f"column {schema.name}.{column} is only in {(old if column in before.column_names else new).name}"
            )
        changes += _compare(schema, before, after)
    return Diff(old.name, new.name, tuple(changes), tuple(shape))


def _read(folder: Path, schema: Table) -> pa.Table | None:
    path = folder / f"{schema.name}.parquet"
    return pq.read_table(path) if path.is_file() else None


def _compare(schema: Table, old: pa.Table, new: pa.Table) -> Iterator[Change]:
    """The changes of one table, sorted by key; only columns that both have are compared."""
    if old.equals(new):
        return
    shared = [c for c in schema.columns if c in old.column_names and c in new.column_names]
    before, after = _by_key(schema, old, shared), _by_key(schema, new, shared)
    for key in sorted(before.keys() | after.keys(), key=_sortable):
        was, now = before.get(key), after.get(key)
        if was is None:
            yield Change(schema.name, "added", key, {})
        elif now is None:
            yield Change(schema.name, "removed", key, {})
        elif differs := {c: (was[c], now[c]) for c in shared if was[c] != now[c]}:
            yield Change(schema.name, "changed", key, differs)


def _sortable(key: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(f"{v:020d}" if isinstance(v, int) else str(v) for v in key)


def _by_key(schema: Table, table: pa.Table, columns: list[str]) -> dict[tuple[Any, ...], Row]:
    return {tuple(row[k] for k in schema.key): row for row in table.select(columns).to_pylist()}


def rows(diff: Diff) -> Iterator[dict[str, str | None]]:
    """The changes as flat rows, one for each column that differs: table, change, key, column, old, new."""
    for c in diff.changes:
        key = json.dumps(c.key if len(c.key) > 1 else c.key[0], ensure_ascii=False, default=str)
        base = {"table": c.table, "change": c.kind, "key": key.strip('"')}
        if not c.columns:
            yield {**base, "column": None, "old": None, "new": None}
        for column, (old, new) in c.columns.items():
            yield {**base, "column": column, "old": _said(old), "new": _said(new)}


def _said(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str).strip('"')


_COLUMNS = ("table", "change", "key", "column", "old", "new")


def write(diff: Diff, style: str, path: Path | None, to: TextIO) -> None:
    """Writes a comparison as text, csv, json or parquet, to a file or a stream. Raises NoFile for parquet to a
    stream."""
    if style == "parquet":
        if path is None:
            raise NoFile("a Parquet file needs a name: add --to FILE")
        form = pa.schema([(name, pa.string()) for name in _COLUMNS])
        table = pa.Table.from_pylist(list(rows(diff)), schema=form)
        write_aside(path, lambda aside: pq.write_table(table, aside))
        return
    if path is not None:

        def fill(aside: Path) -> None:
            with aside.open("w", encoding="utf-8", newline="") as file:
                write(diff, style, None, file)

        write_aside(path, fill)
        return
    if style == "csv":
        writer = csv.DictWriter(to, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(diff))
    elif style == "json":
        json.dump([asdict(c) for c in diff.changes], to, ensure_ascii=False, indent=1, default=str)
        to.write("\n")
    else:
        to.writelines(f"{line}\n" for line in text(diff))


def text(diff: Diff) -> Iterator[str]:
    """A comparison in lines: a table's counts, then its first rows."""
    yield f"{diff.old} -> {diff.new}"
    yield from diff.shape
    if not diff.changes:
        yield "no row differs"
    for name in dict.fromkeys(c.table for c in diff.changes):
        of = [c for c in diff.changes if c.table == name]
        counts = {kind: sum(c.kind == kind for c in of) for kind in ("added", "changed", "removed")}
        yield f"{name}: " + ", ".join(f"{n} {kind}" for kind, n in counts.items() if n)
        for c in of[:_SHOWN]:
            what = "; ".join(f"{k}: {_said(a) or '-'} -> {_said(b) or '-'}" for k, (a, b) in c.columns.items())
            yield f"  {_SIGNS[c.kind]} {' · '.join(map(str, c.key))}" + (f"  {what}" if what else "")
        if len(of) > _SHOWN:
            yield f"  … and {len(of) - _SHOWN} more (all of them: --format csv)"
