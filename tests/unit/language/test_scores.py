"""The shipped weights reach what their card says, within a point."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from pipeline.language import WEIGHTS, evaluate

CARD = WEIGHTS / "scores.json"


@pytest.fixture(scope="module")
def card() -> dict[str, Any]:
    if not CARD.exists():
        pytest.skip("the weights have no scores beside them yet")
    scores: dict[str, Any] = json.loads(CARD.read_text(encoding="utf-8"))
    return scores


@pytest.mark.parametrize("name", ["ewt-test", "pud-test"])
def test_syntax(nlp: Language, treebanks: Path, card: dict[str, Any], name: str) -> None:
    measured = evaluate.syntax(nlp, treebanks / "syntax" / f"{name}.conllu.gz")
    for figure, expected in card["syntax"][name].items():
        assert measured[figure] >= expected - 1, figure


def test_names(nlp: Language, treebanks: Path, card: dict[str, Any]) -> None:
    measured = evaluate.names(nlp, treebanks / "entities" / "pud_test.jsonl.gz", None)
    assert measured["f"] >= card["names"]["pud_test"]["f"] - 1


def test_every_file_of_the_weights_is_small_and_licensed() -> None:
    files = [path for path in WEIGHTS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 20_000_000
    assert "CC BY-SA 4.0" in json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))["license"]
    assert (WEIGHTS / "NOTICE.md").exists()
