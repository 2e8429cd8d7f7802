"""The accuracy page prints what was measured and counts what the release holds; no other number gets in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import invented
import pytest

from pipeline.releasing import accuracy as page
from pipeline.releasing.about import Release


def measurement() -> dict[str, Any]:
    return {
        "reader": "0123456789abcdef",
        "code": "1.2.3",
        "sets": [
            {
                "set": "x",
                "title": "Set X",
                "gold": "Ten texts.",
                "figures": [{"name": "events", "precision": 0.8125, "rows": 32}],
            }
        ],
        "reliability": [{"low": 0.5, "high": 0.6, "rows": 8, "right": 4}],
        "weaknesses": [{"cause": "passives | nested", "count": 7, "mend": "a better parser"}],
    }


def test_figures_reliability_and_causes_stand_on_the_page(tmp_path: Path) -> None:
    folder = invented.write_release(tmp_path / "v1", invented.invent(20))
    text = page.page(page.accuracy(folder, measurement()), "T")
    assert "| events | 0.812 | 32 |" in text
    assert "| 0.5–0.6 | 8 | 50% |" in text
    assert "| passives \\| nested | 7 | a better parser |" in text
    assert "`0123456789abcdef`" in text


def test_rows_are_counted_by_rule_and_by_confidence(tmp_path: Path) -> None:
    rows = invented.invent(20)
    folder = invented.write_release(tmp_path / "v1", rows)
    data = page.accuracy(folder, measurement())
    assert sum(r["rows"] for r in data["rules"]) == len(rows["event_reports"])
    assert sum(b["rows"] for b in data["confidence"]) == len(rows["event_reports"])
    assert all(b["low"] < b["high"] for b in data["confidence"])


def test_the_edges_of_the_bins() -> None:
    assert [page._bin(c) for c in (0.0, 0.1, 0.3, 0.59999, 0.7, 0.9, 1.0)] == [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9]


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ({"reader": None}, "lacks reader"),
        (
            {"sets": [{"set": "x", "title": "X", "figures": [{"name": "events", "f": "high"}]}]},
            "f is 'high', no number",
        ),
        ({"reliability": [{"low": 0.5, "high": 0.6, "rows": 3, "right": 4}]}, "4 right of 3 rows"),
    ],
)
def test_a_bad_measurement_is_refused_by_name(tmp_path: Path, damage: dict[str, Any], says: str) -> None:
    data = {k: v for k, v in (measurement() | damage).items() if v is not None}
    path = tmp_path / "results.json"
    path.write_text(json.dumps(data))
    with pytest.raises(page.BadResultsError, match=says):
        page.measured(path)


def test_a_file_that_is_no_json_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text("{\n!")
    with pytest.raises(page.BadResultsError, match="line 2"):
        page.measured(path)


def test_the_committed_measurement_has_its_form_and_both_files_are_written(tmp_path: Path) -> None:
    folder = invented.write_release(tmp_path / "v1", invented.invent(3))
    data, text = page.write_accuracy(Release(folder, "v1"))
    assert json.loads(data.read_text(encoding="utf-8"))["reader"] == page.measured()["reader"]
    assert text.read_text(encoding="utf-8").startswith("# ")
