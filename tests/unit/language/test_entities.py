"""Names known and found, and the rule that joins them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import language
from pipeline.language.entities import join
from pipeline.language.expressions import expressions, is_facility


def test_known_beats_found_and_found_beats_pattern() -> None:
    assert join([(0, 2, "ORG")], [(1, 3, "PERSON")], []) == [(0, 2, "ORG")]
    assert join([], [(1, 3, "PERSON")], [(2, 4, "DATE")]) == [(1, 3, "PERSON")]


def test_a_longer_found_name_contains_the_known_one() -> None:
    assert join([(2, 3, "PLACE")], [(0, 3, "ORG")], []) == [(0, 3, "ORG")]


def test_a_person_may_bear_the_name_of_a_place() -> None:
    assert join([(0, 1, "PLACE")], [(0, 1, "PERSON")], []) == [(0, 1, "PERSON")]
    assert join([(0, 1, "ORG")], [(0, 1, "PERSON")], []) == [(0, 1, "ORG")]


def test_among_the_known_the_longer_wins() -> None:
    assert join([(0, 1, "PLACE"), (0, 3, "ORG")], [], []) == [(0, 3, "ORG")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell on Feb. 3, 2015.", [("Feb. 3, 2015", "DATE")]),
        ("On Tuesday they paid $10 million.", [("Tuesday", "DATE"), ("$10 million", "MONEY")]),
        ("In late January the price was 500 dinars.", [("late January", "DATE"), ("500 dinars", "MONEY")]),
        ("He may march on 12 July.", [("12 July", "DATE")]),
        ("They killed 2015 people.", []),
    ],
)
def test_dates_and_money(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[start:end], label) for start, end, label in expressions(text)] == found


def test_facilities() -> None:
    assert is_facility(["Camp", "Taji"])
    assert is_facility(["Incirlik", "Air", "Base"])
    assert not is_facility(["Base"])


def test_names_are_found(read: Callable[[str], Doc]) -> None:
    doc = read("President Bashar al-Assad met John Kerry in Damascus on Monday.")
    found = {(entity.text, entity.label_) for entity in doc.ents}
    assert ("Damascus", "PLACE") in found
    assert ("John Kerry", "PERSON") in found
    assert ("Monday", "DATE") in found


def test_known_names_become_entities(nlp: Language) -> None:
    text = "Fighters of Kata'ib Zub attacked Xyrabad."
    known = [(12, 23, "ORG"), (33, 40, "PLACE")]
    doc = language.parse(nlp, [text], [known])[0]
    assert {("Kata'ib Zub", "ORG"), ("Xyrabad", "PLACE")} <= {(entity.text, entity.label_) for entity in doc.ents}


def test_no_sentence_begins_inside_a_known_name(nlp: Language) -> None:
    text = "They met at St. Xavier Inc. Tower in Mosul."
    doc = language.parse(nlp, [text], [[(12, 33, "FACILITY")]])[0]
    assert len(list(doc.sents)) == 1


def test_a_known_acronym_is_a_name_to_the_tagger(nlp: Language) -> None:
    text = "Residents said AS attacked the base."
    doc = language.parse(nlp, [text], [[(15, 17, "ORG")]])[0]
    assert doc[2].norm_ == "isis"
    assert ("AS", "ORG") in {(entity.text, entity.label_) for entity in doc.ents}
