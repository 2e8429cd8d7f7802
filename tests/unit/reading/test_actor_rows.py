"""Which actors of a text make a row, and whom an apposition or a country says they are; invented people and places."""

from __future__ import annotations

import pytest
from actor_texts import read
from spacy.language import Language

from pipeline.reading.actors import keep_actors
from pipeline.reading.statements import find_statements


def kept(nlp: Language, body: str) -> set[str]:
    text = read(nlp, body).text
    return {m.text for m in keep_actors(text, (), (), find_statements(text))[1]}


def test_somebody_with_an_office_is_a_row_where_he_speaks(nlp: Language) -> None:
    assert "security official" in kept(nlp, "The road is closed, a security official said.")
    assert "security official" not in kept(nlp, "They met a security official.")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("On 22 April Daniel Esterin was shot in the hamlet.", "Daniel Esterin"),
        ('"We lost," said the head of foreign relations, Selvan Pathmar, a day after.', "Selvan Pathmar"),
        ("The men, among them the deserter Daniel Ahmad Thoral, were cornered.", "Daniel Ahmad Thoral"),
        ("He wore the face of John Guevin on his shirt.", "John Guevin"),
    ],
)
def test_a_whole_name_that_the_parser_takes_for_a_person(nlp: Language, body: str, name: str) -> None:
    assert read(nlp, body).actor(name).kind == "person"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('"It was a day of fear," Nur Havash, an elder from the place, said by phone.', "Nur Havash"),
        ("Selda Korvan, who leads the party, was freed.", "Selda Korvan"),
        ("The report was signed by R Havash and Ilse Marrow.", "R Havash"),
        ("The rally heard Dauk Ko Marn, a monk, call for an end.", "Dauk Ko Marn"),
    ],
)
def test_people_by_what_stands_behind_their_names(nlp: Language, body: str, name: str) -> None:
    assert read(nlp, body).actor(name).kind == "person"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Nahrokan, a southeastern district, fared worst.", "Nahrokan"),
        ("Sab al-Vor, the village in the north, was hit.", "Sab al-Vor"),
        ("West of Tavi, 11 suspects were held.", "Tavi"),
    ],
)
def test_places_by_what_stands_behind_their_names(nlp: Language, body: str, name: str) -> None:
    assert not any(a.kind == "person" and name in a.name for a in read(nlp, body).text.actors)


def test_an_article_of_arabic_names_is_one_in_either_case(nlp: Language) -> None:
    found = read(nlp, "Four soldiers died as al-Shabab hit a base in Somalia. Al-Shabab said so.")
    assert found.actor("al-Shabab").key == found.actor("Al-Shabab").key == "k:al_shabaab"


@pytest.mark.parametrize("phrase", ["army", "military", "soldiers", "troops"])
def test_the_army_is_that_of_the_country_most_spoken_of(nlp: Language, phrase: str) -> None:
    body = (
        f"Shells fell on Kathmandu in Nepal and on Pokhara in Nepal. The Nepalese government met India. The {phrase} "
        "fired back at Bhaktapur."
    )
    assert read(nlp, body).actor(phrase).country == "NPL"


def test_a_country_has_one_army_in_a_text(nlp: Language) -> None:
    body = "The army left Kathmandu in Nepal. The troops went home. The military said nothing more in Nepal."
    found = read(nlp, body)
    assert found.actor("army").key == found.actor("troops").key == found.actor("military").key


@pytest.mark.parametrize(
    ("body", "words", "row"),
    [
        ("Police officials said the road was open.", "Police officials", True),
        ("Prosecutors said they would appeal.", "Prosecutors", True),
        ("Rights groups said the camp was full.", "Rights groups", True),
        ("Officials said the road was open.", "Officials", False),
        ("The commander left the town.", "commander", False),
        ("The prime minister left the town.", "prime minister", True),
    ],
)
def test_rows(nlp: Language, body: str, words: str, row: bool) -> None:
    assert (words in kept(nlp, body)) is row


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Under pressure from Washington, the general left.", "Washington"),
        ("The Saudis told Washington that it would be over soon.", "Washington"),
        ("Kenya's envoy arrived in the town.", "Kenya"),
        ("They punished Kenya for the raid.", "Kenya"),
    ],
)
def test_states_that_are_dealt_with(nlp: Language, body: str, words: str) -> None:
    assert read(nlp, body).actor(words).kind == "country"


@pytest.mark.parametrize("body", ["A bus burned in Kenya.", "He was born near Washington."])
def test_places_are_no_states(nlp: Language, body: str) -> None:
    assert "country" not in read(nlp, body).names.values()


def test_the_group_is_an_armed_one_first(nlp: Language) -> None:
    body = "Al-Shabab fought the African Union. African Union soldiers were on patrol. The group claimed it."
    assert read(nlp, body).mention("group").actor_key == "k:al_shabaab"
