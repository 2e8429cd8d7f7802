"""Floors of accuracy on the project's own gold. They are to be raised; one that falls is a loss to be explained."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import own_gold
import pytest
from own_gold import share, tally

from pipeline.language import load
from pipeline.reading.ingest import read_folder
from pipeline.reading.reader import read

RAW = Path(__file__).parents[2] / "raw"


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    """What the reader gets right over all digests."""
    nlp = load()
    texts = {d.file: d for d in read_folder(RAW).documents}
    total: Counter[str] = Counter()
    for gold in own_gold.coded():
        total += tally(gold, read(texts[gold.file], nlp))
    return total


def test_every_evidence_stands_once_in_its_digest() -> None:
    for gold in own_gold.coded():
        text = (RAW / gold.file).read_text(encoding="utf-8")
        for item in (*gold.events, *gold.statistics):
            assert text.count(item["evidence"]) == 1, item["evidence"]


def test_every_digest_is_coded() -> None:
    assert {g.file for g in own_gold.coded()} == {p.relative_to(RAW).as_posix() for p in RAW.rglob("*.txt")}


def test_every_code_is_one_of_the_schemas() -> None:
    from schemas.codes import EVENT_TYPES, QUALIFIERS, STATUSES

    for gold in own_gold.coded():
        assert {e["type"] for e in gold.events} <= set(EVENT_TYPES.values)
        assert {e["status"] for e in gold.events} <= set(STATUSES.values)
        assert {s["qualifier"] for s in gold.statistics} <= set(QUALIFIERS.values)


FLOORS = {
    "events": 0.45,
    "central": 0.5,
    "type": 0.75,
    "status": 0.75,
    "date": 0.65,
    "country": 0.6,
    "statistics": 0.85,
}


@pytest.mark.parametrize("name", FLOORS)
def test_a_floor_holds(counts: Counter[str], name: str) -> None:
    got = share(counts, name)
    assert got >= FLOORS[name], f"{name}: {got:.2f} of {counts[name]}"
