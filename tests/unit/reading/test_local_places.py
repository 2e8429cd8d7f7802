"""Places of local news: its signs, datelines, stations, and namesakes in other states. The texts are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.local_news import is_american, publisher_tail
from pipeline.reading.places import find_places
from pipeline.reading.records import Document, PlaceMention, Published, Text
from pipeline.reading.sentences import cut


def read(nlp: Language, raw: str) -> Text:
    document = Document("d", "d.txt", "0", raw)
    layout = find_layout(document)
    known = load_lexicon().find_names(raw)
    text = Text(document, layout, Published(), cut(document, layout, nlp, known))
    return replace(text, places=find_places(text, known))


def named(text: Text, name: str) -> list[PlaceMention]:
    return [m for m in text.places if m.text == name]


@pytest.mark.parametrize(
    ("text", "american"),
    [
        ("It happened in the 400 block of Elm Street.", True),
        ("The Sheriff's Office is looking for a car.", True),
        ("A neighbor called 911.", True),
        ("Police said two men were held in Kano.", False),
    ],
)
def test_signs_of_local_news(text: str, american: bool) -> None:
    assert is_american(text) is american


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Man hurt at a bar - KXYZ News 5 Springfield, Ohio", "Man hurt at a bar"),
        ("Man hurt at a bar | kxyz.com Springfield Weather", "Man hurt at a bar"),
        ("Man hurt at a bar in Springfield", "Man hurt at a bar in Springfield"),
        ("North-south talks stall", "North-south talks stall"),
    ],
)
def test_the_publishers_tail_of_a_title(title: str, kept: str) -> None:
    assert title[: publisher_tail(title)] == kept


def test_prepositions_are_no_articles(nlp: Language) -> None:
    text = read(nlp, "Rebels at Kaduna\n\nThe army of Nigeria said the men held at Kaduna prison were moved to Kano.")
    assert named(text, "Kaduna")
    assert not named(text, "at Kaduna")


def test_a_dateline_is_a_place_however_rare_its_name(nlp: Language) -> None:
    raw = "Two hurt at a party\n\nAVON PARK — Two men were hurt in the 200 block of Elm Street on Monday.\n"
    assert named(read(nlp, raw), "AVON PARK")


def test_a_namesake_in_a_state_that_nobody_speaks_of_gets_no_point(nlp: Language) -> None:
    raw = "Man shot in Bridgeport\n\nCHICAGO — A man was shot in Bridgeport, in the 300 block of Elm Street.\n"
    assert all(m.place is None for m in named(read(nlp, raw), "Bridgeport"))
    raw = raw.replace("Bridgeport,", "Bridgeport, Conn.,")
    assert any(m.admin1 == "Connecticut" for m in named(read(nlp, raw), "Bridgeport"))


def test_a_plural_is_no_town(nlp: Language) -> None:
    text = read(nlp, "A day of grief\n\nFriends and family met in Chicago. The Tarpleys of Ohio came too.")
    assert not named(text, "Friend")


def test_a_lost_apostrophe_leaves_a_citys_name(nlp: Language) -> None:
    text = read(nlp, "Fighting in Syria\n\nThe army of Syria held Aleppos northern districts.")
    assert named(text, "Aleppo")


def test_police_of_a_small_town_name_it(nlp: Language) -> None:
    raw = "Girl hurt\n\nLodi police said a girl was hurt in California on Sunday. A Lodi Police officer called 911.\n"
    assert named(read(nlp, raw), "Lodi")


@pytest.mark.parametrize(
    "sentence",
    [
        "Holmes said the boy ran. He then called Holmes.",
        "Neighbors met at the home of Lee. Lee's sister wept.",
        "Devon, 37, was hurt. Doctors treated Devon.",
        "They met on Christmas night in Ohio.",
    ],
)
def test_who_speaks_or_has_a_family_is_no_town(nlp: Language, sentence: str) -> None:
    text = read(nlp, "A day of grief in Ohio\n\nThe Sheriff's Office in Ohio spoke. " + sentence)
    assert not {"Holmes", "Lee", "Devon", "Christmas"} & {m.text for m in text.places}


def test_a_city_of_its_own_is_no_quarter(nlp: Language) -> None:
    raw = (
        "Fire\n\nA fire broke out in North Las Vegas, Nevada. Las Vegas police helped the police of North Las Vegas.\n"
    )
    assert named(read(nlp, raw), "North Las Vegas")
