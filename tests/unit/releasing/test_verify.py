"""`verify` passes a release that is as it was made, and fails when one byte of anything has changed."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from small import Rows, documents, open_rows, release

from pipeline.reading.identifiers import identifier
from pipeline.releasing import candidate
from pipeline.releasing.verify import verify
from pipeline.tables import to_arrow
from schemas import table


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """raw/ and outputs/ of an invented release whose documents are the files of raw/."""
    monkeypatch.setattr("pipeline.releasing.extras.WRITERS", ())
    rows = open_rows(4)
    raw, outputs = tmp_path / "raw", tmp_path / "outputs"
    _lay_out(rows, raw)
    release(outputs, rows)
    return raw, outputs


def _lay_out(rows: Rows, raw: Path) -> None:
    """Writes the texts to raw/ and gives the documents the identifiers that their bytes have."""
    for row in rows["texts"]:  # two of the invented papers print the same words
        row["text"] += f"({row['document_id']})\n"
    made = documents(rows)
    new = {}
    for row in rows["documents"]:
        document = made[row["document_id"]]
        path = raw / document.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.text.encode("utf-8"))
        row["sha256"], row["characters"] = document.sha256, len(document.text)
        new[document.document_id] = identifier("doc", document.sha256)
    for found in rows.values():
        for row in found:
            if "document_id" in row:
                row["document_id"] = new[row["document_id"]]


def test_a_release_as_it_was_made_passes(built: tuple[Path, Path]) -> None:
    verdict = verify(*built)
    assert verdict.problems == ()
    assert "every row stands in its text" in verdict.summary


def test_one_byte_of_a_text_changed(built: tuple[Path, Path]) -> None:
    raw, outputs = built
    path = sorted(raw.rglob("*.txt"))[0]
    path.write_bytes(path.read_bytes().replace(b"killing", b"Killing", 1))
    problems = verify(raw, outputs).problems
    assert any(path.name in p and "other content" in p for p in problems)
    assert any("no text for document" in p for p in problems)


def test_a_text_that_is_gone(built: tuple[Path, Path]) -> None:
    raw, outputs = built
    path = sorted(raw.rglob("*.txt"))[0]
    path.unlink()
    assert any("is not among the texts" in p for p in verify(raw, outputs).problems)


def _change(outputs: Path, name: str, column: str, change, resum: bool) -> None:  # type: ignore[no-untyped-def]
    folder = outputs / "releases" / "v1"
    path = folder / f"{name}.parquet"
    rows = pq.read_table(path).to_pylist()
    rows[0][column] = change(rows[0][column])
    pq.write_table(to_arrow(table(name), rows), path)
    if resum:
        candidate.write_sums(folder)


@pytest.mark.parametrize(
    ("name", "column", "change"),
    [
        ("event_reports", "start", lambda v: v + 1),
        ("event_reports", "end", lambda v: v - 1),
        ("actor_mentions", "start", lambda v: v + 1),
        ("statistics", "end", lambda v: v + 1),
        ("actor_mentions", "text", str.upper),
        ("documents", "sha256", lambda v: "0" * 64),
        ("events", "status", lambda v: "dreamt"),
    ],
)
def test_one_value_changed_even_where_the_hashes_were_made_anew(
    built: tuple[Path, Path], name: str, column: str, change
) -> None:  # type: ignore[no-untyped-def]
    raw, outputs = built
    _change(outputs, name, column, change, resum=True)
    problems = verify(raw, outputs).problems
    assert problems
    assert any(name in p for p in problems)


def test_any_value_changed_breaks_the_hash(built: tuple[Path, Path]) -> None:
    raw, outputs = built
    _change(outputs, "events", "killed_best", lambda v: (v or 0) + 1, resum=False)
    assert any("events.parquet is not the file that was released" in p for p in verify(raw, outputs).problems)


@pytest.mark.parametrize("damage", ["cut", "gone", "added"])
def test_a_damaged_release_is_named_not_a_crash(built: tuple[Path, Path], damage: str) -> None:
    raw, outputs = built
    folder = outputs / "releases" / "v1"
    path = folder / "statistics.parquet"
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:100])
    elif damage == "gone":
        path.unlink()
    else:
        path = folder / "more.txt"
        path.write_text("x")
    assert any(path.name in p for p in verify(raw, outputs).problems)
