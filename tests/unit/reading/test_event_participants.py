"""Each party of an event once: groups and their people, parts and wholes, losers. The texts are invented."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline import language
from pipeline.reading.events import candidates
from pipeline.reading.reader import prepare
from pipeline.reading.records import Document, Participant, Source


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load()


def parties(nlp: Language, text: str, role: str) -> list[Participant]:
    """Everybody in a role, in any event that the text may tell."""
    document = Document(
        "doc-test", "test.txt", "0" * 64, f"Report from the field\n\n{text}\n", Source(published="2022-08-15")
    )
    found = [r for r, _ in candidates(prepare(document, nlp))]
    return [p for r in found for p in r.participants if p.role == role]


def names(nlp: Language, text: str, role: str) -> list[str]:
    return [p.text for p in parties(nlp, text, role)]


@pytest.mark.parametrize(
    ("text", "group", "members"),
    [
        ("FARC guerrillas killed a mayor in Cali on Monday.", "FARC", "guerrillas"),
        ("A teacher was shot by Boko Haram fighters in Jos.", "Boko Haram", "fighters"),
        ("Members of the armed forces murdered two nuns in Jos on Monday.", "armed forces", "Members"),
        ("Army officers killed five peasants in Jos.", "Army", "officers"),
    ],
)
def test_a_group_and_its_people(nlp: Language, text: str, group: str, members: str) -> None:
    found = names(nlp, text, "perpetrator")
    assert group in found
    assert members in found


@pytest.mark.parametrize(
    ("text", "role", "heads"),
    [
        (
            "Gunmen attacked a mosque in Jos on Monday. The mosque was badly damaged in the attack.",
            "target",
            ["mosque"],
        ),
        (
            "Two gunmen shot at a patrol in Jos. One gunman was killed after the gunmen killed a guard.",
            "perpetrator",
            [],
        ),
        ("Rebels ambushed a truck near Jos. The attackers burned the truck.", "perpetrator", ["Rebels"]),
    ],
)
def test_nobody_stands_twice(nlp: Language, text: str, role: str, heads: list[str]) -> None:
    found = names(nlp, text, role)
    last = [t.split()[-1].casefold().removesuffix("s") for t in found]
    assert len(last) == len(set(last)), found
    assert not heads or found == heads


@pytest.mark.parametrize(
    "text",
    [
        "The police chief accused Boko Haram of killing ten farmers in Jos.",
        "The governor said that members of Boko Haram were involved in the murder of two priests in Jos.",
        "A report implicated two officers and Boko Haram in the murder of a judge in Jos.",
        "The attack on the school in Jos was attributed to Boko Haram.",
        "The minister blamed the murder of two nuns in Jos on Boko Haram.",
        "Relatives hold Boko Haram responsible for the massacre of ten traders in Jos.",
        "The bombing of the bank in Jos was the work of Boko Haram.",
        "Boko Haram took part in the killing of a mayor in Jos.",
        "Police arrested members of Boko Haram on charges of killing a mayor in Jos.",
        "The judge accused Boko Haram of being responsible for the attack on the school in Jos.",
        "Boko Haram used machetes and rifles for the killings in Jos.",
    ],
)
def test_who_is_tied_to_a_deed(nlp: Language, text: str) -> None:
    assert any("Boko Haram" in name for name in names(nlp, text, "perpetrator"))


def test_who_is_cleared_did_not_do_it(nlp: Language) -> None:
    text = "No rebel group was involved in the murder of two nuns in Jos."
    assert not names(nlp, text, "perpetrator")


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("The blast shattered windows of the bank in Jos.", "bank", "windows"),
        ("A bomb exploded in front of the embassy in Jos on Monday.", "embassy", "front"),
        ("Rebels attacked the entrance of the hospital in Jos.", "hospital", "entrance"),
        ("Gunmen placed a bomb on top of a bus in Jos.", "bus", "top"),
    ],
)
def test_a_part_gives_way_to_the_whole(nlp: Language, text: str, whole: str, part: str) -> None:
    found = names(nlp, text, "target")
    assert any(whole in t for t in found), found
    assert part not in found


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The senator was killed in Jos along with two of his bodyguards.", ("senator", "bodyguards")),
        ("Gunmen killed twelve miners, including Ana Lopez, in Jos on Monday.", ("miners", "Ana Lopez")),
        ("Rebels killed farmer Luis Mora, his wife and two sons in Jos.", ("Luis Mora", "wife", "sons")),
        ("Gunmen kidnapped Pedro Diaz and his companion Rosa Lopez in Jos.", ("Pedro Diaz", "Rosa Lopez")),
        ("Gunmen shot dead the mayor, his driver and a guard in Jos.", ("mayor", "driver", "guard")),
        ("Four people were killed in an explosion in Jos on Monday.", ("people",)),
        ("The judge escaped unhurt from a dynamite attack in Jos on Monday.", ("judge",)),
        ("An attempt on the life of judge Ana Lopez shocked Jos on Monday.", ("Ana Lopez",)),
    ],
)
def test_victims(nlp: Language, text: str, victims: tuple[str, ...]) -> None:
    found = names(nlp, text, "victim")
    assert all(any(victim in t for t in found) for victim in victims), found


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("A terrorist attack killed three traders in Jos.", "terrorist"),
        ("The force of the explosion injured a teacher in Jos.", "force"),
        ("No group has claimed the attack on the church in Jos.", "group"),
        ("One of them shot a policeman in Jos.", "them"),
    ],
)
def test_what_is_no_party(nlp: Language, text: str, nobody: str) -> None:
    assert not any(nobody in t for t in names(nlp, text, "perpetrator"))


@pytest.mark.parametrize(
    ("text", "winner", "loser"),
    [
        ("The army recaptured Kirkuk from the Islamic State on Monday.", "army", "Islamic State"),
        ("Troops liberated the town of Sinjar from Islamic State control.", "Troops", "Islamic State"),
        ("The army captured Mosul from the hands of the Islamic State in 2017.", "army", "Islamic State"),
    ],
)
def test_the_loser_of_a_place(nlp: Language, text: str, winner: str, loser: str) -> None:
    assert winner in names(nlp, text, "perpetrator")
    assert loser in names(nlp, text, "victim")
    assert loser not in names(nlp, text, "perpetrator")


def test_who_had_seized_a_place_loses_it(nlp: Language) -> None:
    text = "The Islamic State seized Kirkuk on 3 May 2020. Iraqi and Peshmerga forces recaptured Kirkuk on 9 May 2020."
    assert "Islamic State" in names(nlp, text, "victim")
    doers = names(nlp, text, "perpetrator")
    assert any("Iraqi" in t for t in doers)
    assert any("Peshmerga" in t for t in doers)


def test_both_sides_of_talks_act(nlp: Language) -> None:
    text = "President Pedro Diaz met with Prime Minister Ana Lopez in Cairo on Monday."
    assert {"Pedro Diaz", "Ana Lopez"} <= set(names(nlp, text, "perpetrator"))


def test_an_outcome_belongs_to_the_attack_before_it(nlp: Language) -> None:
    text = "A suicide bomber struck a wedding in Jos as the guests were singing killing ten people."
    assert "guests" not in names(nlp, text, "perpetrator")


def test_a_bunch_gives_way_to_its_members(nlp: Language) -> None:
    found = names(nlp, "A banker was murdered in Jos by a group of unidentified persons.", "perpetrator")
    assert "unidentified persons" in found
