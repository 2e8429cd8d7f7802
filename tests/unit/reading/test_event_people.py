"""Who takes part in an event, by role and name; how many it cost where verbs are joined. The texts are invented."""

from __future__ import annotations

import pytest
from event_texts import document_of
from spacy.language import Language

from pipeline.reading.reader import read
from pipeline.reading.records import EventReport

ATTACKS = {"armed_attack", "bombing", "assassination", "massacre", "execution", "abduction"}


def attack(nlp: Language, text: str) -> EventReport:
    found = [r for r in read(document_of(text), nlp).reports if r.event_type in ATTACKS]
    assert len(found) == 1, [(r.event_type, r.participants) for r in found]
    return found[0]


def people(report: EventReport, role: str) -> set[str]:
    return {p.text for p in report.participants if p.role == role}


@pytest.mark.parametrize(
    ("text", "role", "names"),
    [
        ("Gunmen in Jos killed two journalists, Ana Lopez and Pedro Diaz, on Monday.", "victim", ("Lopez", "Diaz")),
        ("Three women were killed in a blast in Jos: Ana Lopez, Rosa Diaz and Maria Cruz.", "victim", ("Ana", "Cruz")),
        (
            "Gunmen killed two women in Jos on Monday. The victims were identified as Ana Lopez and Rosa Diaz.",
            "victim",
            ("Ana Lopez", "Rosa Diaz"),
        ),
        ("Two men were shot in Jos on Monday. Police identified the gunman as Paul Danso.", "perpetrator", ("Danso",)),
        ("The governor blamed Boko Haram for the attack on the school in Jos on Monday.", "perpetrator", ("Boko",)),
        ("Boko Haram is believed to be responsible for the murder of six nuns in Jos.", "perpetrator", ("Boko",)),
        ("Masked persons kidnapped a judge in Jos on Monday.", "perpetrator", ("Masked persons",)),
        ("Gunmen shot Ana Maria Lopez in Jos on Monday. Lopez was killed at once.", "victim", ("Ana Maria Lopez",)),
    ],
)
def test_names(nlp: Language, text: str, role: str, names: tuple[str, ...]) -> None:
    found = people(attack(nlp, text), role)
    assert all(any(name in text for text in found) for name in names), found


def test_buildings_are_targets(nlp: Language) -> None:
    report = attack(nlp, "Rebels attacked the embassy and a church in Jos with rifles on Monday.")
    assert {"embassy", "church"} <= {t.split()[-1] for t in people(report, "target")}
    assert not people(report, "victim")


def test_a_town_that_was_attacked_is_where_it_happened(nlp: Language) -> None:
    report = attack(nlp, "Rebels attacked Jos on Monday, killing four farmers.")
    assert report.place == "Jos"
    assert not people(report, "target")


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A boy was shot and killed in Jos on Monday.", 1, None),
        ("A man was fatally shot in Jos on Monday.", 1, None),
        ("Four people were shot, one of them fatally, in Jos on Monday.", 1, 3),
        ("Four people were shot, two fatally, in Jos on Monday.", 2, 2),
        ("Five people were shot and one was killed in Jos on Monday.", 1, 4),
        ("A man shot four others, including one who died, in Jos on Monday.", 1, 3),
    ],
)
def test_shot(nlp: Language, text: str, killed: int | None, wounded: int | None) -> None:
    counts = {outcome: low for outcome, low, _ in attack(nlp, text).counts}
    assert (counts.get("killed"), counts.get("wounded")) == (killed, wounded)


def test_who_gives_an_attack_a_name_did_not_commit_it(nlp: Language) -> None:
    report = attack(nlp, "Gunmen killed three nuns in Jos on Monday. The bishop called the attack a crime.")
    assert report.status == "occurred"
    assert people(report, "perpetrator") == {"Gunmen"}
