"""Names of one document's actors, on invented wars: second names, honours, units by number, names beside a noun."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from spacy.language import Language

from pipeline import language
from pipeline.reading.actors import find_actors
from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.records import Document, Published, Text
from pipeline.reading.sentences import cut


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load()


@dataclass(frozen=True)
class Found:
    """Names and kinds of the actors of a text, and the mentions of each."""

    text: Text

    @property
    def names(self) -> dict[str, str]:
        return {a.name: a.kind for a in self.text.actors}

    @property
    def people(self) -> set[str]:
        return {a.name for a in self.text.actors if a.kind == "person"}

    def key(self, words: str) -> str:
        return next(m.actor_key for m in self.text.mentions if m.text == words)


def read(nlp: Language, body: str) -> Found:
    raw = "A report from the hills\n\n" + body + "\n"
    document = Document("doc-1", "a.txt", "0" * 64, raw)
    layout = find_layout(document)
    known = load_lexicon().find_names(raw)
    text = Text(document, layout, Published(), cut(document, layout, nlp, known))
    actors, mentions = find_actors(text, known)
    return Found(replace(text, actors=actors, mentions=mentions))


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
    assert found.key(first) == found.key(second)


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
