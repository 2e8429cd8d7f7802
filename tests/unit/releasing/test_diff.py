"""A comparison of two releases tells the truth: every row added, changed or removed, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from small import Rows, open_rows

from pipeline.releasing.diff import Diff, NoFile, compare_folders, write
from pipeline.tables import to_arrow
from schemas import TABLES, table


def folder(path: Path, rows: Rows) -> Path:
    path.mkdir(parents=True)
    for schema in TABLES:
        pq.write_table(to_arrow(schema, rows[schema.name]), path / f"{schema.name}.parquet")
    return path


def compared(tmp_path: Path, old: Rows, new: Rows) -> Diff:
    return compare_folders(folder(tmp_path / "v1", old), folder(tmp_path / "v2", new))


def test_equal_releases_differ_in_nothing(tmp_path: Path) -> None:
    diff = compared(tmp_path, open_rows(), open_rows())
    assert (diff.changes, diff.shape) == ((), ())


def test_a_row_added_a_row_removed_a_row_changed(tmp_path: Path) -> None:
    old, new = open_rows(), open_rows()
    gone = new["statistics"].pop(0)
    new["actors"].append({**new["actors"][0], "actor_id": "actor-00000000000000aa", "name": "Hill Guard"})
    new["events"][1]["killed_best"] = 77
    new["events"][1]["disputed"] = ["killed", "place"]
    was = old["events"][1]
    diff = compared(tmp_path, old, new)
    assert [(c.table, c.kind, c.key) for c in diff.changes] == [
        ("actors", "added", ("actor-00000000000000aa",)),
        ("events", "changed", (was["event_id"],)),
        ("statistics", "removed", (gone["statistic_id"],)),
    ]
    assert dict(diff.changes[1].columns) == {
        "killed_best": (was["killed_best"], 77),
        "disputed": (was["disputed"], ["killed", "place"]),
    }


def test_a_table_or_a_column_that_only_one_has_is_said(tmp_path: Path) -> None:
    old, new = folder(tmp_path / "v1", open_rows()), folder(tmp_path / "v2", open_rows())
    (old / "statements.parquet").unlink()
    path = old / "events.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["summary"]), path)
    diff = compare_folders(old, new)
    assert diff.shape == ("column events.summary is only in v2", "table statements is only in v2")
    assert {c.table for c in diff.changes} <= {"statements"}


@pytest.mark.parametrize("style", ["text", "csv", "json", "parquet"])
def test_every_form_tells_the_same(tmp_path: Path, style: str) -> None:
    old, new = open_rows(), open_rows()
    new["events"][0]["killed_high"] = 501
    diff = compared(tmp_path, old, new)
    path = tmp_path / f"out.{style}"
    write(diff, style, path, io.StringIO())
    key = old["events"][0]["event_id"]
    if style == "parquet":
        rows = pq.read_table(path).to_pylist()
    elif style == "csv":
        rows = list(csv.DictReader(path.open()))
    elif style == "json":
        assert json.loads(path.read_text())[0]["columns"]["killed_high"][1] == 501
        return
    else:
        assert f"~ {key}  killed_high: {old['events'][0]['killed_high']} -> 501" in path.read_text()
        assert "events: 1 changed" in path.read_text()
        return
    assert rows == [
        {
            "table": "events",
            "change": "changed",
            "key": key,
            "column": "killed_high",
            "old": str(old["events"][0]["killed_high"]),
            "new": "501",
        }
    ]


def test_parquet_needs_a_file(tmp_path: Path) -> None:
    with pytest.raises(NoFile, match="--to"):
        write(compared(tmp_path, open_rows(), open_rows()), "parquet", None, io.StringIO())


def test_rows_with_keys_of_several_columns_are_told_apart(tmp_path: Path) -> None:
    old, new = open_rows(), open_rows()
    row = new["event_participants"][0]
    row["reports"] = 1 if row["reports"] != 1 else 2
    changes = compared(tmp_path, old, new).of("event_participants", "changed")
    assert [c.key for c in changes] == [tuple(row[k] for k in table("event_participants").key)]
