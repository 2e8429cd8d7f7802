"""The explorer's parts without a browser: segments of texts, linked rows, data without markup, the basemap."""

from __future__ import annotations

import json
import re
from pathlib import Path

import invented
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.releasing.about import Release
from pipeline.releasing.explorer import basemap
from pipeline.releasing.explorer.evidence import pieces, segments, sentence_around
from pipeline.releasing.explorer.payload import payload
from pipeline.releasing.explorer.render import SCRIPTS, embed, render, write_explorer
from pipeline.releasing.licences import may_show

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from("abc")), max_size=8)


@given(st.text(min_size=0, max_size=40), SPANS)
def test_segments_hold_the_text_and_nothing_else(text: str, spans: list[tuple[int, int, str]]) -> None:
    cut = segments(text, 0, len(text), [s for s in spans if s[0] < s[1]])
    assert "".join(piece for piece, *_ in cut) == text


def test_segments_carry_the_kinds_that_cover_them() -> None:
    text = "\U0001f4a5 Gunmen hit Tellin"
    cut = segments(text, 2, len(text), [(2, 8, "perpetrator"), (9, 12, "trigger"), (13, 99, "place"), (0, 1, "gone")])
    assert cut == [["Gunmen", "perpetrator"], [" "], ["hit", "trigger"], [" "], ["Tellin", "place"]]


def test_nested_spans_put_the_narrow_one_last() -> None:
    assert segments("nine police dead", 0, 16, [(0, 11, "victim"), (0, 4, "count")]) == [
        ["nine", "victim", "count"],
        [" police", "victim"],
        [" dead"],
    ]


def test_sentences_come_in_order_and_once() -> None:
    assert pieces("One. Two.", [(5, 9), (0, 4), (5, 9)], []) == [[["One."]], [["Two."]]]


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("First. About 40 men fled! Last.", "40", "About 40 men fled!"),
        ("Title\n40 dead\nMore", "40", "40 dead\n"),
        ("40", "40", "40"),
    ],
)
def test_the_sentence_around_a_figure(text: str, figure: str, expected: str) -> None:
    start = text.index(figure)
    a, b = sentence_around(text, start, start + len(figure))
    assert text[a:b].strip() == expected.strip()


def test_a_far_end_is_cut() -> None:
    text = "a " * 1000 + "40" + " b" * 1000
    a, b = sentence_around(text, 2000, 2002, reach=50)
    assert (a, b) == (1950, 2052)


@given(st.dictionaries(st.text(), st.text() | st.none()))
def test_embedded_data_comes_back_and_holds_no_tag(data: dict[str, str | None]) -> None:
    text = embed(data)
    assert "<" not in text
    assert json.loads(text) == data


def test_a_lone_surrogate_does_not_break_the_file() -> None:
    assert json.loads(embed({"a": "\ud83d"}).encode("utf-8")) == {"a": "\ud83d"}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return Release(invented.write_release(tmp_path_factory.mktemp("r") / "v1", invented.invent(30)), "v1", "9.9.9")


def test_the_payload_links_rows_by_number(release: Release) -> None:
    data = payload(release)
    rows = {
        name: [dict(zip(data[name]["columns"], r, strict=True)) for r in data[name]["rows"]]
        for name in ("documents", "actors", "events", "reports", "statistics", "links")
    }
    for n, event in enumerate(rows["events"]):
        assert all(rows["reports"][r]["event"] == n for r in event["reports"])
    for report in rows["reports"]:
        shown = rows["documents"][report["document"]]["shown"]
        assert (report["evidence"] is not None) == shown
    for statistic in rows["statistics"]:
        if statistic["whole"] is not None:
            assert rows["statistics"][statistic["whole"]]["measures"] == "people who live there"
    assert {k["same"] for k in rows["links"]} == {True, False}


def test_text_without_an_open_licence_is_nowhere_in_the_page(tmp_path: Path) -> None:
    rows = invented.invent(12, hostile=False)
    secret = "Zyxw"
    for report, document in zip(rows["event_reports"], rows["documents"], strict=True):
        assert report["document_id"] == document["document_id"]
        if document["licence"] is None:
            document["title"] = None
    for text in rows["texts"]:
        text["text"] = text["text"].replace("people live", f"people {secret}")
    release = Release(invented.write_release(tmp_path / "v1", rows | {"texts": []}), "v1")
    assert secret not in write_explorer(release).read_text(encoding="utf-8")
    release = Release(invented.write_release(tmp_path / "v2", rows), "v2")
    assert secret in write_explorer(release).read_text(encoding="utf-8")


def test_the_page_is_one_file_that_fetches_nothing(release: Release) -> None:
    page = render(payload(release), "v1")
    assert "{{" not in page.split("<script")[0]
    assert re.findall(r"<script[^>]*\bsrc=", page) == []
    assert re.findall(r"<link[^>]*href=\"(?!data:)", page) == []
    code = page.rpartition("<script>")[2]
    assert not re.search(
        r"innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(|XMLHttpRequest|WebSocket", code
    )
    assert "default-src 'none'" in page
    assert render(payload(release), "v1") == page


def test_every_script_of_the_folder_is_in_the_page() -> None:
    from pipeline.releasing.explorer.render import PAGE

    assert {p.name for p in PAGE.glob("*.js")} == set(SCRIPTS)


def test_a_polyline_comes_back() -> None:
    points = [(-179.99, -59.5), (0.0, 0.0), (0.01, -0.01), (179.98, 83.3)]
    assert basemap.unpack(basemap.pack(points)) == points


def test_simplifying_keeps_ends_and_what_sticks_out() -> None:
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert basemap.simplify(line, 0.01) == [(0.0, 0.0), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    assert basemap.simplify(ring, 0.01) == ring


def test_the_committed_basemap_is_whole() -> None:
    data = json.loads(basemap.PACKED.read_text(encoding="utf-8"))
    arcs = [basemap.unpack(a) for a in data["arcs"]]
    assert data["source"] == basemap.SOURCE
    assert len({s["code"] for s in data["shapes"]}) > 230
    for shape in data["shapes"]:
        for ring in shape["rings"]:
            points = basemap.ring_points(ring, arcs)
            assert points[0] == points[-1], shape["name"]
    iraq = next(s for s in data["shapes"] if s["code"] == "IRQ")
    assert 30 < iraq["label"][1] < 36
    assert 40 < iraq["label"][0] < 47


def test_the_recipe_refuses_another_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}")
    assert basemap.main([str(path)]) == 2
    assert "world-atlas" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        ("CC BY 4.0", True),
        ("cc-by-sa 3.0", True),
        ("CC0 1.0", True),
        ("Public Domain", True),
        ("CC BY-NC 4.0", False),
        ("CC BY-ND 4.0", False),
        ("All rights reserved", False),
        ("", False),
        (None, False),
        ("not CC BY", False),
    ],
)
def test_only_open_licences_let_a_text_be_shown(licence: str | None, shown: bool) -> None:
    assert may_show(licence) is shown
