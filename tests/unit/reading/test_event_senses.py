"""Ways of telling of an event that a word list of plain verbs does not hold: each as it might stand in a report."""

from __future__ import annotations

import pytest
from event_texts import document_of, types_of
from spacy.language import Language

from pipeline.reading.reader import read

TOLD = [
    ("sentencing", "A court in Osta found two officers guilty of murder on Monday."),
    ("sentencing", "Long prison terms were handed down on Tuesday to four members of the Velmar Front."),
    ("sentencing", "The tribunal convicted the last of the six accused on Friday."),
    ("sentencing", "Three of the defendants were given ten years in jail by a judge in Osta."),
    ("sentencing", "Two officers were tried by a court in Osta on Monday."),
    ("arrest", "Police picked up four suspects in Tellin on Sunday."),
    ("arrest", "Security forces rounded up forty students in Tellin on Sunday."),
    ("arrest", "He has been held without trial since March, his lawyer said."),
    ("release", "The rebels set nine soldiers free on Thursday."),
    ("release", "Six hostages were let go in Tellin on Saturday."),
    ("harm", "Militants put two teachers to death in Sarro on Monday."),
    ("displacement", "Hundreds of families were driven from their homes in Tellin this week."),
    ("displacement", "More than 900 villagers fled to Sarro on Monday."),
    ("displacement", "Some 5,000 residents left their homes as the rebels came nearer."),
    ("armed_attack", "Gunmen burst into a police station in Tellin on Monday, killing two officers."),
    ("armed_attack", "Rebels wiped out an army post near Sarro on Tuesday."),
    ("bombing", "The first device went off at noon outside a bank in Tellin, killing two people."),
    ("shelling", "A shell landed on a bakery in Tellin on Monday and exploded, wounding nine."),
    ("claim_of_responsibility", "The Velmar Front said it was behind the attack on the bank."),
    ("government_decision", "A curfew was imposed in Tellin on Sunday."),
    ("government_decision", "The state of emergency was lifted on Monday."),
    ("protest", "Thousands poured into the streets of Tellin on Friday."),
    ("protest", "Residents blocked the road to Sarro with burning tyres on Friday."),
    ("agreement", "The two sides agreed on a pause in the fighting on Monday."),
    ("troop_withdrawal", "Soldiers left the town of Tellin on Sunday."),
    ("troop_withdrawal", "Peacekeepers handed over the base to the army on Monday."),
    ("troop_deployment", "Vandian troops marched into Tellin on Sunday."),
    ("territory_recaptured", "The army drove the rebels from Tellin on Monday."),
    ("territory_seized", "The army lost the airport to the rebels on Monday."),
    ("visit", "President Ana Roth flew to Tellin on Saturday."),
    ("surrender", "Forty fighters changed sides in Tellin on Monday."),
]

UNTOLD = [
    ("arrest", "The family took in four refugees on Sunday."),
    ("meeting", "The three men received letters from home on Monday."),
    ("protest", "Vandian troops marched into Tellin on Sunday."),
    ("bombing", "The plane took off at noon on Monday."),
    ("release", "The rebels set up a roadblock on Monday."),
    ("sentencing", "The rebels tried to free prisoners from the jail in Tellin on Monday."),
]


@pytest.mark.parametrize(("event_type", "sentence"), TOLD)
def test_it_tells_of(nlp: Language, event_type: str, sentence: str) -> None:
    assert event_type in types_of(nlp, sentence)


@pytest.mark.parametrize(("event_type", "sentence"), UNTOLD)
def test_it_does_not_tell_of(nlp: Language, event_type: str, sentence: str) -> None:
    assert event_type not in types_of(nlp, sentence)


@pytest.mark.parametrize(
    ("event_type", "sentence"),
    [
        ("assassination", "Gunmen killed Deputy Minister Ana Roth outside her house in Tellin on Monday."),
        ("assassination", "Governor Adan Sorel and his driver were shot dead in Tellin on Monday."),
        ("assassination", "Governor Adan Sorel was shot by a sniper in Tellin on Monday."),
        ("assassination", "Soldiers killed the chief of the Osta Front, Adan Sorel, near Tellin on Monday."),
        ("armed_attack", "Gunmen killed four villagers near Tellin on Monday."),
        ("armed_attack", "Gunmen killed nine soldiers, among them Captain Adan Sorel, near Tellin on Monday."),
    ],
)
def test_who_is_killed_for_an_office(nlp: Language, event_type: str, sentence: str) -> None:
    assert event_type in [r.event_type for r in read(document_of(sentence), nlp).reports]


@pytest.mark.parametrize(
    ("event_type", "sentence"),
    [
        ("massacre", "Rebels killed 30 farmers in their fields near Tellin on Monday."),
        ("massacre", "Three years ago rebels killed 45 villagers near Tellin."),
        ("armed_attack", "In 2019 rebels killed 300 villagers around Tellin."),
        ("armed_attack", "Since 2019 rebels have killed more than 300 villagers around Tellin."),
        ("armed_attack", "Rebels killed 30 soldiers in their camp near Tellin on Monday."),
    ],
)
def test_who_is_killed_together(nlp: Language, event_type: str, sentence: str) -> None:
    assert [r.event_type for r in read(document_of(sentence), nlp).reports] == [event_type]


@pytest.mark.parametrize(
    "sentence",
    [
        "When rebels attacked the town on Monday, many people feared the worst.",
        "Traders feared a long siege after rebels attacked the town on Monday.",
    ],
)
def test_what_goes_with_a_fear_is_no_fear(nlp: Language, sentence: str) -> None:
    assert "armed_attack" in types_of(nlp, sentence)


def test_what_is_feared_has_not_happened(nlp: Language) -> None:
    assert "armed_attack" not in types_of(nlp, "Traders feared that rebels would attack the town on Monday.")
