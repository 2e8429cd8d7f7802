"""Names of one document's actors, on invented wars: second names, honours, units by number, names beside a noun."""

from __future__ import annotations

import pytest
from actor_texts import read
from spacy.language import Language


@pytest.mark.parametrize(
    ("body", "first", "second"),
    [
        ("Ramon Tellez, also known as Borrego, was arrested.", "Ramon Tellez", "Borrego"),
        ("Ismail Dorvan, whose real name is Anton Resk, leads the column.", "Ismail Dorvan", "Anton Resk"),
        ("Pedro Marrow, alias Sombra, fled to the hills.", "Pedro Marrow", "Sombra"),
    ],
)
def test_second_names_are_one_person(nlp: Language, body: str, first: str, second: str) -> None:
    found = read(nlp, body)
    assert found.mention(first).actor_key == found.mention(second).actor_key


def test_a_nickname_in_the_middle_belongs_to_the_name(nlp: Language) -> None:
    found = read(nlp, 'Police arrested Ramon "El Lobo" Tellez, 52, in Sarnath.')
    assert 'Ramon "El Lobo" Tellez' in found.people


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Prince Tomas attended the funeral.", "Prince Tomas"),
        ("Among the dead was Father Anselm, who taught there.", "Father Anselm"),
    ],
)
def test_a_single_name_keeps_its_honour(nlp: Language, body: str, name: str) -> None:
    found = read(nlp, body)
    assert name in found.people
    assert any(m.text == name.split()[1] for m in found.text.mentions)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("San Pedro Villarmo lies in the province of Osta.", "Pedro Villarmo"),
        ("The operation was named Kestrel.", "Kestrel"),
        ("Tanveri was overrun on Friday.", "Tanveri"),
        ("The offensive, called Vardan Shield, goes on.", "Vardan Shield"),
        ("They met Luria's Deputy Defense Minister in the capital.", "Defense Minister"),
    ],
)
def test_places_operations_and_offices_are_no_people(nlp: Language, body: str, name: str) -> None:
    assert name not in read(nlp, body).people


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        ("Infantry Battalion 143 surrendered.", "Infantry Battalion 143", "state_force"),
        ("Units of the Rapid Deployment Force No. 4 came.", "Rapid Deployment Force No. 4", "state_force"),
        ("The 4th Military Detachment held the town.", "4th Military Detachment", "state_force"),
        (
            "The blast was the work of the Ramon Tellez Front of the National Liberation Army.",
            "Ramon Tellez Front",
            "armed_group",
        ),
    ],
)
def test_units_by_number_and_name(nlp: Language, body: str, name: str, kind: str) -> None:
    assert read(nlp, body).names.get(name) == kind


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The news agency Mirsna counted 40 graves.", "Mirsna"),
        ("Verdande, a privately owned daily of the port, was first to print it.", "Verdande"),
    ],
)
def test_a_noun_for_media_names_a_medium(nlp: Language, body: str, name: str) -> None:
    assert read(nlp, body).names.get(name) == "media"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Sources in the junta confirmed the verdict.", "Sources in the junta"),
        ("The commander of the northern garrison was hurt.", "commander of the northern garrison"),
    ],
)
def test_descriptions_are_named_with_what_follows(nlp: Language, body: str, name: str) -> None:
    assert name in read(nlp, body).names


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("A day later armed men seized him.", "armed men"),
        ("The general, whose soldiers guard the prison, spoke.", "soldiers"),
    ],
)
def test_times_and_owners_are_no_part_of_a_description(nlp: Language, body: str, name: str) -> None:
    assert any(m.text == name for m in read(nlp, body).text.mentions)


def test_countries_at_whose_request_something_is_done_act(nlp: Language) -> None:
    found = read(nlp, "The mission went there at the request of Norway, Chile and Malaysia.")
    assert {"Norway", "Chile", "Malaysia"} <= {n for n, kind in found.names.items() if kind == "country"}
