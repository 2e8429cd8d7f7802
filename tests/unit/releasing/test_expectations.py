"""A release that lost a tenth of its rows, or doubled them, is noticed; a document more or less is no surprise."""

from __future__ import annotations

import copy
from pathlib import Path

import invented
import pytest

from pipeline.releasing import pictures
from pipeline.releasing.expectations import moved


def names(old: Path, new: Path) -> dict[str, bool]:
    return {m.table: m.fell for m in moved(old, new)}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return invented.write_release(tmp_path / "v1", invented.invent(20))


def test_the_same_rows_are_as_expected(base: Path) -> None:
    assert names(base, base) == {}


def test_a_fall_of_a_tenth_is_noticed_and_a_smaller_one_is_not(base: Path, tmp_path: Path) -> None:
    rows = invented.invent(20)
    few = copy.deepcopy(rows)
    count = len(rows["statements"])
    few["statements"] = few["statements"][: int(count * 0.85)]
    assert names(base, invented.write_release(tmp_path / "few", few)) == {"statements": True}
    most = copy.deepcopy(rows)
    most["statements"] = most["statements"][: count - 1]
    assert names(base, invented.write_release(tmp_path / "most", most)) == {}
    assert "from the same documents" in str(next(iter(moved(base, tmp_path / "few"))))


def test_a_doubling_is_noticed_as_a_rise(base: Path, tmp_path: Path) -> None:
    rows = invented.invent(20)
    rows["statements"] += [s | {"statement_id": s["statement_id"].replace("-0", "-f")} for s in rows["statements"]]
    assert names(base, invented.write_release(tmp_path / "v2", rows)) == {"statements": False}


def test_documents_that_came_or_went_are_no_surprise(base: Path, tmp_path: Path) -> None:
    assert names(base, invented.write_release(tmp_path / "more", invented.invent(80))) == {}
    rows = invented.invent(20)
    kept = {d["document_id"] for d in rows["documents"][:25]}
    for table, of in rows.items():
        if of and "document_id" in of[0]:
            rows[table] = [r for r in of if r["document_id"] in kept]
    assert names(base, invented.write_release(tmp_path / "less", rows)) == {}


def test_a_handful_of_rows_says_nothing(tmp_path: Path) -> None:
    old = invented.write_release(tmp_path / "v1", invented.invent(3))
    rows = invented.invent(3)
    rows["statements"] = []
    assert names(old, invented.write_release(tmp_path / "v2", rows)) == {}


def test_the_pictures_show_each_place_and_each_month() -> None:
    events = invented.invent(40)["events"]
    svg = pictures.map_svg(events)
    places = {(e["longitude"], e["latitude"]) for e in events if e["latitude"] is not None}
    assert svg.count("<circle") >= len(places)
    assert len(svg) < 120_000
    line = pictures.timeline_svg(events)
    assert "2031-01" in line
    assert line.count("<rect") > 10
    assert pictures.markdown(svg, "a & b").startswith("![a &amp; b](data:image/svg+xml;base64,")


def test_pictures_of_nothing() -> None:
    assert "<circle" not in pictures.map_svg([])
    assert pictures.timeline_svg([]).startswith("<svg")
