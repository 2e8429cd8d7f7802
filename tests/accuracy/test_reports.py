"""The exercise reports: their gold is what a scorer and a training can rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import bench
from schemas.codes import ACTOR_KINDS, EVENT_TYPES, QUALIFIERS, STATUSES

FOLDERS = [Path(__file__).with_name(name) for name in bench.OWN]
STEMS = {p.stem: folder for folder in FOLDERS for p in sorted((folder / "texts").glob("*.txt"))}


def coded(stem: str) -> tuple[str, dict[str, Any]]:
    text = (STEMS[stem] / "texts" / f"{stem}.txt").read_text(encoding="utf-8")
    return text, json.loads((STEMS[stem] / "gold" / f"{stem}.json").read_text(encoding="utf-8"))


def quotes(row: dict[str, Any]) -> list[str]:
    quote = row["quote"]
    return quote if isinstance(quote, list) else [quote]


def test_every_text_has_its_gold() -> None:
    assert sorted(p.stem for folder in FOLDERS for p in (folder / "gold").glob("*.json")) == sorted(STEMS)
    assert len(STEMS) > 330


@pytest.mark.parametrize("stem", STEMS)
def test_every_row_stands_in_its_text(stem: str) -> None:
    text, gold = coded(stem)
    for kind in ("events", "statistics", "statements"):
        for row in gold[kind]:
            assert all(quote in text for quote in quotes(row)), row
    for event in gold["events"]:
        assert any(event["trigger"] in quote for quote in [*quotes(event), " ".join(quotes(event))]), event
    for actor in gold["actors"]:
        assert all(alias in text for alias in actor["aliases"]), actor


@pytest.mark.parametrize("stem", STEMS)
def test_every_code_is_one_of_the_schemas(stem: str) -> None:
    _, gold = coded(stem)
    assert {e["type"] for e in gold["events"]} <= set(EVENT_TYPES.values)
    assert {e["status"] for e in gold["events"]} <= set(STATUSES.values)
    assert {a["kind"] for a in gold["actors"]} <= set(ACTOR_KINDS.values)
    assert {s["qualifier"] for s in gold["statistics"]} <= set(QUALIFIERS.values)
    assert {p for e in gold["events"] for p in e.get("perpetrators", ())} <= {a["name"] for a in gold["actors"]}
