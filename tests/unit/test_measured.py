"""Figures are taken over from a measurement as they are, and counted where they are counted; none is typed."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import measured
from pipeline.bench import figures
from pipeline.measured import Tally
from pipeline.releasing.accuracy import BadResultsError, page


def results() -> dict[str, Any]:
    return {
        "sets": {
            "news": {
                "documents": 17,
                "words": 3670,
                "build_seconds": 9.0,
                "scores": {
                    "events found": {"p": 0.5, "r": 0.25, "f": 0.333},
                    "best": 0.75,
                    "note": "text",
                    "none": None,
                },
            },
            "muc4": {
                "documents": 4,
                "words": 10,
                "build_seconds": 1.0,
                "scores": {
                    "docs": 400,
                    "relevance": {"any_template": {"P": 68.7, "R": 86.7, "F": 76.7, "gold": 248}},
                    "counts": {"killed": {"gold_exact": 111, "acc_over_predicted_%": 67.1}},
                },
            },
        },
        "speed": {"words a second": 4491, "ms a document of 600 words": 99.5},
    }


def tally() -> Tally:
    made = Tally()
    made.rows.update({0.5: 4, 0.9: 10})
    made.right.update({0.5: 1, 0.9: 9})
    made.missed.update({"arrest": 3, "raid": 1})
    made.false.update({("protest", "protest.noun"): 2})
    made.slots.update({"at another date": 5})
    return made


def test_score_sheets_are_taken_over_as_they_are() -> None:
    data = measured.measured(results(), tally())
    news, muc4, speed = data["sets"]
    assert news["figures"] == [
        {"name": "events found", "precision": 0.5, "recall": 0.25, "F": 0.333},
        {"name": "best", "value": 0.75},
    ]
    assert "17 texts, 3,670 words" in news["gold"]
    assert muc4["figures"] == [
        {"name": "relevance any template", "precision": 0.687, "recall": 0.867, "F": 0.767},
        {"name": "counts killed acc over predicted", "value": 0.671},
    ]
    assert speed["figures"][0] == {"name": "words a second", "value": 4491}


def test_bins_and_causes_are_counted() -> None:
    data = measured.measured(results(), tally())
    assert data["reliability"] == [
        {"low": 0.5, "high": 0.6, "rows": 4, "right": 1},
        {"low": 0.9, "high": 1.0, "rows": 10, "right": 9},
    ]
    causes = [(w["cause"], w["count"]) for w in data["weaknesses"]]
    assert causes[0] == ("not found: arrest", 3)
    assert ("reported, and coded by nobody: protest by rule protest.noun", 2) in causes
    assert ("found, but at another date", 5) in causes


def test_the_page_can_print_it() -> None:
    text = page({"note": "n", "rules": [], "confidence": [], **measured.measured(results(), tally())}, "T")
    assert "| 0.9–1.0 | 10 | 90% |" in text
    assert "| relevance any template | 0.687 | 0.867 | 0.767 |  |" in text


def test_more_right_than_rows_is_refused() -> None:
    bad = tally()
    bad.right[0.5] = 5
    with pytest.raises(BadResultsError, match="5 right of 4 rows"):
        measured.measured(results(), bad)


def test_a_score_sheet_that_prints_python_is_read() -> None:
    lines = ("B3           [99.25, 87.65, 93.09]", "clusters     [269, 216]", "killed       {'acc_%': 38.9}")
    printed = "\n".join((*lines, "city_%       66.07"))
    assert figures(printed) == {"B3": {"p": 99.25, "r": 87.65, "f": 93.09}, "killed": {"acc_%": 38.9}, "city_%": 66.07}
