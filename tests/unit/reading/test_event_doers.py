"""Who did it, where another clause or the next sentence says so. The texts are invented."""

from __future__ import annotations

import pytest
from event_texts import text_of
from spacy.language import Language

from pipeline.reading.events import candidates


def in_role(nlp: Language, text: str, role: str = "perpetrator") -> set[str]:
    """The words of everybody in a role, in any event that the text may tell."""
    return {p.text for r, _ in candidates(text_of(nlp, text)) for p in r.participants if p.role == role}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        # a clause behind the deed
        (
            "The visit followed an attack on a bus in Tellin, blamed on Boko Haram, in which four men died.",
            "Boko Haram",
        ),
        ("A string of explosions shook Tellin, for which Boko Haram was blamed.", "Boko Haram"),
        ("The raid that Boko Haram led on the market of Tellin was short.", "Boko Haram"),
        ("Musa Bello is thought to have been behind the bombing in Tellin on Monday.", "Musa Bello"),
        ("The villagers accused Boko Haram of having attacked the market of Tellin.", "Boko Haram"),
        # what the deed is said to be
        ("The bombing in Tellin on Monday was an act by Boko Haram.", "Boko Haram"),
        ("Ten men were killed in Tellin on Monday. The crime was committed by Boko Haram.", "Boko Haram"),
        ("The murder of six priests and two employees by eight soldiers is under study.", "soldiers"),
        # hands and orders
        ("Ten prisoners were executed in Tellin on Monday on the orders of Boko Haram.", "Boko Haram"),
        ("Ten villagers died at the hands of Boko Haram in Tellin on Monday.", "Boko Haram"),
        # the sentence behind
        ("A bomb killed four people in Tellin on Monday. Boko Haram is thought to have done it.", "Boko Haram"),
        ("A bomb killed four people in Tellin on Monday. Officials blamed Boko Haram.", "Boko Haram"),
        ("A bomb killed four people in Tellin on Monday; officials lay the blame on Boko Haram.", "Boko Haram"),
        ("A bomb killed four people in Tellin on Monday. Boko Haram is suspected.", "Boko Haram"),
        ("A bomb killed four people in Tellin on Monday. Suspicion fell on Boko Haram.", "Boko Haram"),
        ("A bomb killed four people in Tellin on Monday. Boko Haram says it is behind it.", "Boko Haram"),
        # courts and commands
        ("Musa Bello received a life sentence from a military court in Tellin on Monday.", "military court"),
        ("Norway pulled its troops out of Tellin on Monday.", "Norway"),
        # machines
        ("Israeli jets bombed a depot near Tellin on Monday.", "Israeli"),
        # whatever the words hang on
        ("Fighting broke out in Tellin on Monday, in the old town, between the army and Boko Haram.", "Boko Haram"),
        (
            "The militants were driven from Tellin in 2011 and later from other towns by the African Union.",
            "African Union",
        ),
    ],
)
def test_who_did_it(nlp: Language, text: str, doer: str) -> None:
    assert any(doer in found for found in in_role(nlp, text)), in_role(nlp, text)


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("A bomb killed four people in Tellin on Monday. Boko Haram did not do it.", "Boko Haram"),
        ("A bomb killed four people in Tellin on Monday. Officials blamed Boko Haram for the drought.", "Boko Haram"),
        ("A bomb killed four people in Tellin on Monday. Boko Haram was not blamed.", "Boko Haram"),
        ("A truce brokered by Norway was signed in Tellin on Monday.", "Norway"),
        ("Jets bombed a depot near Tellin on Monday.", "Jets"),
        ("Musa Bello received a life sentence from a military court in Tellin on Monday.", "Musa Bello"),
        ("The prosecutor said that 30 gunmen were behind the attack on a mosque in Tellin.", "prosecutor"),
    ],
)
def test_who_did_not(nlp: Language, text: str, nobody: str) -> None:
    assert nobody not in in_role(nlp, text)


def test_a_pronoun_goes_by_the_phrase_it_stands_for(nlp: Language) -> None:
    text = (
        "Boko Haram took a lorry near Tellin on Sunday. It says that it fights for the poor. "
        "On Monday it killed two farmers who had fled."
    )
    assert "Boko Haram" in in_role(nlp, text)
    assert "it" not in in_role(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "May 3: Ana Lopez was shot in Tellin.",
        "On 3 May, in Tellin, gunmen killed Ana Lopez on the 3rd of May.",
        "An assault on a base at Tellin on 24 October 2021 cost many lives.",
    ],
)
def test_a_day_takes_no_part(nlp: Language, text: str) -> None:
    found = in_role(nlp, text, "victim") | in_role(nlp, text, "target")
    assert not any(any(c.isdigit() for c in words) for words in found), found
