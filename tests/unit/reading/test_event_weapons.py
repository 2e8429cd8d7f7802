"""What was used, as an event's row lists it. The texts are invented."""

from __future__ import annotations

import pytest
from event_texts import text_of
from spacy.language import Language

from pipeline.reading.events import candidates
from pipeline.reading.records import EventReport


def told(nlp: Language, text: str) -> list[EventReport]:
    """Every event that the text may tell."""
    return [report for report, _ in candidates(text_of(nlp, text))]


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Two men set off 5 kg of dynamite near Jos on Monday.", "5 kg of dynamite"),
        ("Rebels threw sticks of dynamite at a bank in Jos on Monday.", "sticks of dynamite"),
        ("Rebels attacked the post near Jos with grenades and rifle fire on Monday.", "rifle"),
        ("The post near Jos was attacked with machinegun fire on Monday.", "machinegun"),
    ],
)
def test_what_was_used(nlp: Language, text: str, weapon: str) -> None:
    assert weapon in {w for r in told(nlp, text) for w in r.weapons}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor was riddled with bullets by gunmen in Jos on Monday.",
        "Gunmen fired three shots at the mayor in Jos on Monday.",
    ],
)
def test_ammunition_is_no_weapon(nlp: Language, text: str) -> None:
    assert not [w for r in told(nlp, text) for w in r.weapons]


def test_a_gun_that_goes_off_is_no_bomb(nlp: Language) -> None:
    types = {r.event_type for r in told(nlp, "A pistol went off in a car in Jos on Monday, wounding a student.")}
    assert "bombing" not in types


def test_who_hangs_out_is_not_hanged(nlp: Language) -> None:
    types = {r.event_type for r in told(nlp, "Some boys hung out on the corner in Jos on Monday, and were shot.")}
    assert "execution" not in types
    assert "execution" in {r.event_type for r in told(nlp, "Two men were hanged in Jos on Monday.")}
