"""Kept readings: found by what they depend on, refused where they are damaged or foreign."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import cache as caching
from pipeline.cache import Cache, document_version, reader_version
from pipeline.reading.records import Block, Document, Layout, Published, Reading, Source, Statistic

DOCUMENT = Document("doc-0123456789abcdef", "a.txt", "a" * 64, "Forty houses burned.", Source(title="Fire"))


def reading(document: Document = DOCUMENT) -> Reading:
    published = Published(dt.date(2031, 5, 1), dt.date(2031, 5, 1), "day", "text")
    figure = Statistic("stat-0123456789abcdef", 0, 12, 40.0, 40.0, "houses", "exact", "houses")
    return Reading(document, Layout((Block("paragraph", 0, 20),)), published, "en", 3, statistics=(figure,))


def test_a_kept_reading_comes_back_whole(tmp_path: Path) -> None:
    kept = Cache(tmp_path, "r1")
    kept.keep(reading())
    assert kept.find(DOCUMENT) == reading()


def test_the_text_is_not_kept_twice(tmp_path: Path) -> None:
    kept = Cache(tmp_path, "r1")
    kept.keep(reading())
    assert b"Forty houses" not in next(tmp_path.rglob("*.reading")).read_bytes()


def test_a_renamed_file_finds_its_reading_under_the_new_name(tmp_path: Path) -> None:
    kept = Cache(tmp_path, "r1")
    kept.keep(reading())
    moved = replace(DOCUMENT, file="b/c.txt")
    assert kept.find(moved) == reading(moved)


@pytest.mark.parametrize(
    "other",
    [
        replace(DOCUMENT, sha256="b" * 64),
        replace(DOCUMENT, source=Source(published="2031")),
        replace(DOCUMENT, encoding="cp1252"),
    ],
)
def test_another_text_sidecar_or_encoding_finds_nothing(tmp_path: Path, other: Document) -> None:
    kept = Cache(tmp_path, "r1")
    kept.keep(reading())
    assert kept.find(other) is None


def test_another_reader_finds_nothing(tmp_path: Path) -> None:
    Cache(tmp_path, "r1").keep(reading())
    assert Cache(tmp_path, "r2").find(DOCUMENT) is None


@pytest.mark.parametrize("cut", [0, 10, 64, 100, -1])
def test_a_damaged_reading_counts_as_missing(tmp_path: Path, cut: int) -> None:
    kept = Cache(tmp_path, "r1")
    kept.keep(reading())
    path = next(tmp_path.rglob("*.reading"))
    path.write_bytes(path.read_bytes()[:cut])
    assert kept.find(DOCUMENT) is None


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch harmed",)


def test_a_foreign_file_runs_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = Cache(tmp_path / "kept", "r1")
    kept.keep(reading())
    data = pickle.dumps(_Harm())
    next(tmp_path.rglob("*.reading")).write_bytes(hashlib.sha256(data).hexdigest().encode() + data)
    assert kept.find(DOCUMENT) is None
    assert not (tmp_path / "harmed").exists()


def test_readings_of_other_readers_and_lost_documents_are_forgotten(tmp_path: Path) -> None:
    other = replace(DOCUMENT, sha256="b" * 64)
    Cache(tmp_path, "r1").keep(reading())
    kept = Cache(tmp_path, "r2")
    kept.keep(reading())
    kept.keep(reading(other))
    kept.prune([other])
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.reading")] == [
        f"r2/{document_version(other)}.reading"
    ]


def test_the_reader_version_follows_code_knowledge_and_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("reading", "language/weights", "knowledge"):
        (tmp_path / part).mkdir(parents=True)
        (tmp_path / part / "a").write_text("1")
    monkeypatch.setattr(caching, "_CODE", tmp_path)
    versions = []
    for part in ("reading", "language/weights", "knowledge", None):
        reader_version.cache_clear()
        versions.append(reader_version())
        if part:
            (tmp_path / part / "a").write_text("2")
    reader_version.cache_clear()
    assert reader_version() == versions[-1]
    assert len(set(versions)) == 4
    assert reader_version("other_model") not in versions
    reader_version.cache_clear()
