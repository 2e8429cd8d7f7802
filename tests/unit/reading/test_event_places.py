"""The place of an event report: its clause's, its paragraph's, its story's scene's, or the country. All invented."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.reading.reader import read
from pipeline.reading.records import Document, EventReport, Source


def report(nlp: Language, raw: str, event_type: str) -> EventReport:
    found = read(Document("d", "d.txt", "0" * 64, raw, Source(published="2022-08-15")), nlp)
    return next(r for r in found.reports if r.event_type == event_type)


TITLE = "Army and rebels in Nigeria\n\n"


@pytest.mark.parametrize("line", ["Abuja: ", "ABUJA (Osta Press) - ", "ABUJA, Nigeria — "])
def test_a_dateline_places_nothing(nlp: Language, line: str) -> None:
    found = report(
        nlp, TITLE + line + "Gunmen kidnapped forty pupils from a school on Monday, police said.", "abduction"
    )
    assert (found.place_precision, found.country) == ("country", "NGA")
    assert found.place in ("Nigeria", None)


def test_a_town_told_elsewhere_is_not_carried_over(nlp: Language) -> None:
    raw = (
        TITLE + "The governor of Kano and the mayor of Zaria met in Kaduna on Monday.\n\n"
        "They spoke of schools, of the harvest and of the roads.\n\nGunmen kidnapped forty pupils in May, police said."
    )
    found = report(nlp, raw, "abduction")
    assert (found.place_precision, found.country) == ("country", "NGA")


def test_a_town_of_the_paragraph_is(nlp: Language) -> None:
    raw = TITLE + "Hundreds of mourners came to Zaria in Nigeria. Gunmen had kidnapped forty pupils, police said."
    assert report(nlp, raw, "abduction").place == "Zaria"


def test_but_not_to_what_happened_years_before(nlp: Language) -> None:
    raw = TITLE + "Hundreds of mourners came to Zaria in Nigeria. In May 2014 gunmen kidnapped forty pupils."
    assert report(nlp, raw, "abduction").place_precision == "country"


def test_the_scene_of_a_story_holds_for_all_of_it(nlp: Language) -> None:
    raw = (
        "Siege of Zaria goes on\n\nFighting raged in Zaria, Nigeria, on Sunday.\n\n"
        "Shells fell in Zaria at noon. Nobody could leave.\n\nThe roads were cut, and nothing moved on the river.\n\n"
        "Gunmen kidnapped forty pupils on Sunday, police said.\n\nPeople in Zaria hid."
    )
    assert report(nlp, raw, "abduction").place == "Zaria"


@pytest.mark.parametrize(
    "sentence",
    [
        "Police arrested nine editors on Sunday after Abuja ordered a crackdown on the press.",
        "Police arrested nine editors on Sunday on charges brought by Abuja.",
        "Nine editors from Ghana were arrested by police on Sunday.",
        "Police arrested nine editors on Sunday over a dispute between Ghana and Togo.",
    ],
)
def test_governments_and_origins_are_no_places(nlp: Language, sentence: str) -> None:
    found = report(nlp, TITLE + "Prices rose in Nigeria.\n\n" + sentence, "arrest")
    assert (found.place_precision, found.country) == ("country", "NGA")


def test_the_capital_and_there(nlp: Language) -> None:
    raw = (
        TITLE + "The president spoke in Abuja, then in Kano.\n\nA bomb went off in the capital on Sunday, killing nine."
    )
    assert report(nlp, raw, "bombing").place == "Abuja"
    raw = TITLE + "Troops entered Kano in Nigeria. Gunmen kidnapped nine pupils there on Sunday."
    assert report(nlp, raw, "abduction").place == "Kano"


def test_what_is_told_much_later_places_nothing(nlp: Language) -> None:
    raw = (
        TITLE + "A suicide bomber killed nine soldiers on Sunday, police in Nigeria said.\n\n"
        "The wind was cold. Nobody slept.\n\n"
        "It was the worst suicide bombing since the one in Kano."
    )
    assert report(nlp, raw, "suicide_bombing").place != "Kano"


def test_the_province_of_a_story(nlp: Language) -> None:
    raw = (
        "Hunger in the north\n\nRoads were cut in Borno state, Nigeria. Nothing grew in Borno state, farmers said.\n\n"
        "The rain was late. In Borno state people waited, and in Maiduguri they left.\n\nNobody came.\n\n"
        "Gunmen kidnapped forty pupils on Sunday, police said."
    )
    found = report(nlp, raw, "abduction")
    assert (found.place_precision, found.admin1) == ("admin1", "Borno")
