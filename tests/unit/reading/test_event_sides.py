"""Both sides of a fight, doers behind weapons and deeds, groups a pronoun stands for. The texts are invented."""

from __future__ import annotations

import pytest
from event_texts import text_of
from spacy.language import Language

from pipeline.reading.events import candidates, find_events


def doers(nlp: Language, text: str, event_type: str | None = None) -> set[str]:
    """The words of whoever did it, in any event that the text may tell."""
    return {
        p.text
        for r, _ in candidates(text_of(nlp, text))
        for p in r.participants
        if p.role == "perpetrator" and event_type in (None, r.event_type)
    }


@pytest.mark.parametrize(
    "text",
    [
        "The army clashed with Boko Haram near Tellin on Monday.",
        "Clashes between the army and Boko Haram left five dead in Tellin on Monday.",
        "The army fought Boko Haram near Tellin on Monday.",
        "The army exchanged fire with Boko Haram near Tellin on Monday.",
    ],
)
def test_both_sides_of_a_fight(nlp: Language, text: str) -> None:
    assert {"army", "Boko Haram"} <= doers(nlp, text, "armed_clash")


def test_both_sides_of_a_war(nlp: Language) -> None:
    text = "The war between the army and Boko Haram has cost 900 lives in Tellin since March 2021."
    assert {"army", "Boko Haram"} <= doers(nlp, text, "military_operation")


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        # whose weapon it was
        ("Four villagers were killed near Tellin on Monday by a shell fired by Boko Haram.", "Boko Haram"),
        ("Boko Haram rockets killed four villagers near Tellin on Monday.", "Boko Haram"),
        ("A car bomb of Boko Haram killed four villagers in Tellin on Monday.", "Boko Haram"),
        # whose deed it was
        ("Four villagers died in a raid by Boko Haram on Tellin on Monday.", "Boko Haram"),
        ("Two grenade attacks by Boko Haram shook Tellin on Monday.", "Boko Haram"),
        ("Four villagers were killed in Tellin during an assault led by Boko Haram.", "Boko Haram"),
    ],
)
def test_who_stands_behind_a_weapon_or_a_deed(nlp: Language, text: str, doer: str) -> None:
    assert doer in doers(nlp, text), doers(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram, which says that it killed four farmers near Tellin, fights for the poor.",
        "Boko Haram took the town of Tellin on Monday, it says, after it had killed four farmers.",
        "On Sunday Boko Haram stormed Tellin, before soldiers came. On Monday it killed four farmers.",
        "Boko Haram's advance has slowed. On Monday it killed four farmers near Tellin.",
    ],
)
def test_the_group_that_governs_a_pronoun(nlp: Language, text: str) -> None:
    assert "Boko Haram" in doers(nlp, text)
    assert "it" not in doers(nlp, text)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Boko Haram came back last year. Its fighters killed four farmers near Tellin on Monday.", "Boko Haram"),
        ("Boko Haram says that its men killed four farmers near Tellin on Monday.", "Boko Haram"),
        ("Boko Haram's fighters killed four farmers near Tellin on Monday.", "Boko Haram"),
        ("Four farmers were killed near Tellin on Monday by a corporal, Musa Bello.", "Musa Bello"),
    ],
)
def test_whose_people_did_it(nlp: Language, text: str, doer: str) -> None:
    found = doers(nlp, text)
    assert doer in found, found
    assert not {"Its fighters", "its men", "corporal"} & found


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Marches in Tellin became clashes: on May 18 a settler shot a farmer dead.", "settler"),
        ("On May 27 the SDF, the Arakan Army and Boko Haram stormed the base at Tellin.", "SDF"),
        ("On Saturday the rebels, who had been told to leave, fired on the police near Tellin.", "rebels"),
        ("The road was closed after army patrols killed four herders near Tellin.", "army patrols"),
        ("Smoke rose over the town, and the army, which had come back, was shelling Tellin from a hill.", "army"),
    ],
)
def test_a_subject_that_was_hung_elsewhere(nlp: Language, text: str, doer: str) -> None:
    assert any(doer in words for words in doers(nlp, text)), doers(nlp, text)


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("The rebels killed judges and clerks to silence the courts of Tellin.", "judges"),
        ("The children of Tellin were taken by force on Monday.", "force"),
        ("The campaign ended in a guided missile attack on Tellin on Monday.", "guided"),
        ("Car bombs killed 11 people, chiefly army officers, in Tellin on Monday.", "army officers"),
        ("By spring 57 Boko Haram members were behind bars in Tellin.", "Boko Haram"),
        ("Kenya sent 3,000 soldiers and 800 policemen to Tellin on Monday.", "800 policemen"),
    ],
)
def test_who_did_nothing(nlp: Language, text: str, nobody: str) -> None:
    assert nobody not in doers(nlp, text)


def test_a_group_that_killed_by_name_was_not_killed(nlp: Language) -> None:
    assert "Islamic State" in doers(nlp, "Last year Islamic State beheaded Musa Bello near Tellin.")


@pytest.mark.parametrize(
    "text",
    [
        "Ten civilians died when Boko Haram overran the town of Tellin on Monday.",
        "On Monday Boko Haram stormed a base near Tellin, where ten civilians were killed.",
        "Boko Haram attacked the market of Tellin on Monday: ten civilians were killed.",
        "Ten farmers were killed and two hundred driven from their homes near Tellin by Boko Haram.",
    ],
)
def test_the_harm_of_an_attack_told_beside_it(nlp: Language, text: str) -> None:
    told = ("armed_attack", "massacre", "territory_seized")  # the dead of a capture may be told with it
    assert any("Boko Haram" in doers(nlp, text, event_type) for event_type in told)


def test_attackers_who_died_did_not_kill_themselves(nlp: Language) -> None:
    text = "Boko Haram fighters attacked a base near Tellin on Monday, where ten of the fighters were killed."
    assert "Boko Haram" not in doers(nlp, text.partition(", ")[2].capitalize(), "armed_attack")


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Musa Bello was sentenced to death by a military court on Monday.", "military court"),
        ("The mayor of Tellin was hacked to death with machetes by three soldiers.", "soldiers"),
        ("The town of Tellin was retaken on the 18th by Boko Haram.", "Boko Haram"),
        ("Jets of the United Arab Emirates bombed Tellin on Monday.", "United Arab Emirates"),
    ],
)
def test_who_stands_behind_other_words(nlp: Language, text: str, doer: str) -> None:
    assert any(doer in words for words in doers(nlp, text)), doers(nlp, text)


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Gunmen killed 57 worshippers in Tellin on Monday.", "worshippers"),
        ("Gunmen killed sixty-nine worshippers in Tellin on Monday.", "worshippers"),
        ("Gunmen killed two more farmers in Tellin on Monday.", "farmers"),
        ("Gunmen killed a 52 year old farmer in Tellin on Monday.", "52 year old farmer"),
        ("Gunmen killed one of the guards in Tellin on Monday.", "one of the guards"),
    ],
)
def test_a_count_is_no_word_of_who_was_hit(nlp: Language, text: str, victims: str) -> None:
    found = {p.text for r, _ in candidates(text_of(nlp, text)) for p in r.participants if p.role == "victim"}
    assert victims in found, found


def test_a_claim_without_a_row_still_tells_who_did_it(nlp: Language) -> None:
    text = (
        "A bomb killed four people at a market in Tellin on Monday, police said. Several houses were damaged. "
        "Boko Haram has claimed responsibility for Monday's attack on the market."
    )
    bombings = [r for r in find_events(text_of(nlp, text)) if r.event_type == "bombing"]
    assert [p.text for r in bombings for p in r.participants if p.role == "perpetrator"] == ["Boko Haram"]
