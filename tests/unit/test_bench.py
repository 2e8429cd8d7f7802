"""Score sheets are read as they are printed, and a set that is not there is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import bench

SHEET = """events found (typed)               P 0.671  R 0.626  F 0.648   gold   91 pred   85 hit 57
  type exact                       P 0.867  R 0.867  F 0.867   gold   60 pred   60 hit 52
city_%       66.07
words without a figure
"""


def test_a_sheet_of_lines() -> None:
    assert bench.figures(SHEET) == {
        "events found (typed)": {"p": 0.671, "r": 0.626, "f": 0.648},
        "type exact": {"p": 0.867, "r": 0.867, "f": 0.867},
        "city_%": 66.07,
    }


def test_a_nested_sheet_is_kept_whole_and_shown_in_brief() -> None:
    sheet = {
        "relevance": {"any_template": {"P": 70.0, "R": 80.0, "F": 74.7, "gold": 9}},
        "slots": {"x": {"P": 1, "R": 1, "F": 1}},
    }
    assert bench.figures(json.dumps(sheet)) == sheet
    (line,) = bench.brief(sheet)
    assert line.split() == ["relevance.any_template", "P", "70.00", "R", "80.00", "F", "74.70"]


def test_figures_in_groups_stand_a_group_a_line() -> None:
    assert [line.split() for line in bench.flat({"load": 1, "syntax": {"pud": {"las": 86.0, "uas": 89.0}}})] == [
        ["all", "load", "1"],
        ["syntax", "pud", "las", "86.0", "uas", "89.0"],
    ]


def test_a_set_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "WORK", tmp_path)
    monkeypatch.setenv("BENCH_SETS", "no_such_set")
    monkeypatch.setenv("BENCH_PARTS", "sets speed")
    assert bench.main() == 0
    assert "== no_such_set: not there" in capsys.readouterr().out
    assert json.loads((tmp_path / "results.json").read_text())["missing"] == ["no_such_set"]


def test_a_command_that_fails_says_what_it_said() -> None:
    with pytest.raises(RuntimeError, match="No module named"):
        bench._run("python3", "-m", "no_such_module_of_ours")
