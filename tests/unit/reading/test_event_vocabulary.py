"""The English of conflict reporting beyond the plain verb: states, idioms, light verbs, and who does it."""

from __future__ import annotations

import pytest
from event_texts import text_of, types_of
from spacy.language import Language

from pipeline.reading.events import mentions

TOLD = [
    # states and shares
    ("territory_seized", "Most of the valley remained in the hands of the rebels."),
    ("territory_seized", "The harbour and two villages are now under the control of the Velmar Front."),
    ("territory_seized", "The Velmar Front controls about a third of the province."),
    ("territory_recaptured", "The army took most of the town back on Sunday."),
    ("arrest", "Two former ministers are still in prison in Osta."),
    ("displacement", "Nearly 3,000 people are living in tents outside Sarro."),
    ("displacement", "By evening some 40,000 people had fled."),
    ("displacement", "Vandia hosts over 60,000 refugees from the north."),
    # what the passive left behind
    ("armed_attack", "A patrol car was fired at near Tellin on Monday."),
    ("armed_attack", "Two deputies were set upon outside the hall on Monday."),
    ("armed_attack", "The guerrillas turned their guns on the guards on Monday."),
    ("armed_attack", "Fighters opened up on the column from both sides of the road."),
    ("armed_attack", "The raiders made off with forty rifles on Monday."),
    ("armed_attack", "Shots were heard near the palace in Osta on Monday night."),
    ("armed_attack", "The rebels set two buses on fire near Sarro on Monday."),
    ("armed_attack", "Soldiers repulsed the rebels at the bridge on Sunday."),
    ("armed_clash", "On Monday the army and the rebels exchanged fire for an hour near Sarro."),
    ("harm", "The army lost nine men in the valley on Friday."),
    ("harm", "Four bodies were found in a ditch near Tellin on Monday."),
    ("execution", "Nine prisoners were shot with their hands bound near Tellin on Monday."),
    ("execution", "A woman was stoned to death in Sarro on Friday."),
    ("suicide_bombing", "An attacker drove a truck full of explosives into the gate of the base on Monday."),
    ("air_strike", "Two jets bombed a bridge near Tellin on Monday."),
    ("air_strike", "The village was bombed from the air on Monday."),
    # territory and campaigns
    ("territory_seized", "The base was overrun on Thursday."),
    ("territory_recaptured", "Twelve villages were cleared of rebels in March."),
    ("military_operation", "Rebels have besieged Tellin since May."),
    ("military_operation", "Troops encircled the town on Monday."),
    ("military_operation", "The colonel seized power in a coup in May."),
    ("military_operation", "The revolt was put down by the army in a week."),
    ("military_operation", "The Velmar Front has fought for independence since 2019."),
    # custody
    ("sentencing", "He was sent to prison for nine years on Monday."),
    ("sentencing", "The supreme court upheld the sentence on Tuesday."),
    ("sentencing", "The former mayor appeared before a court in Osta on Monday."),
    ("arrest", "Detectives questioned two suspects in Osta on Monday."),
    ("release", "The four engineers came home on Sunday after a year in captivity."),
    ("surrender", "The last of the militiamen laid down their weapons on Friday."),
    ("surrender", "One group of fighters after the other gave up."),
    ("foiled_attack", "Police broke up a cell that was preparing car bombs in Osta."),
    ("foiled_attack", "The army intercepted two rockets on Monday."),
    # politics
    ("agreement", "The two sides agreed to let convoys through."),
    ("agreement", "Both delegations put their names to the paper on Monday."),
    ("agreement", "The Velmar Liberation Front stopped its attacks on Sunday."),
    ("government_decision", "Three days of mourning were proclaimed on Monday."),
    ("government_decision", "The government broke off relations with Vandia on Friday."),
    ("government_decision", "The prime minister resigned on Tuesday."),
    ("government_decision", "Parliament set up a commission of inquiry on Monday."),
    ("government_decision", "Two officers were dismissed on Friday."),
    ("government_decision", "The council gave the rebels two days to leave the town."),
    ("meeting", "The president phoned the king on Sunday."),
    ("meeting", "The president received the envoys of the Front on Monday."),
    ("protest", "Hundreds of mourners gathered in the square and shouted slogans."),
    ("protest", "Teachers went on strike in Osta on Monday."),
    ("claim_of_responsibility", "The Velmar Front admitted the killing of the judge."),
    # troops
    ("troop_deployment", "Vandia maintains two bases on the border."),
    ("troop_deployment", "The army massed along the river in June."),
    ("troop_deployment", "The army called up two brigades in May."),
    ("troop_withdrawal", "The army fell back from the ridge on Sunday."),
    ("troop_withdrawal", "Vandia will halve its contingent by May."),
    ("troop_withdrawal", "The garrison vacated Torrun on Monday."),
]

UNTOLD = [
    ("protest", "On 3 March two traders were killed in Sarro."),
    ("protest", "In March the army took the town."),
    ("sentencing", "She received two letters from a friend on Monday."),
    ("territory_seized", "He kept his hands in his pockets all the way to Sarro."),
    ("displacement", "Two gunmen fled on a motorcycle."),
    ("troop_withdrawal", "The film had been withdrawn from the cinemas by its makers."),
    ("meeting", "The committee met its target for the year."),
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
        ("abduction", "Fighters of the Velmar Liberation Front captured two engineers near Sarro on Monday."),
        ("arrest", "The police captured two engineers near Sarro on Monday."),
        ("armed_attack", "The Velmar Liberation Front raided an army camp near Sarro on Monday."),
        ("raid", "The police raided a house in Sarro on Monday."),
    ],
)
def test_the_type_depends_on_who_did_it(nlp: Language, event_type: str, sentence: str) -> None:
    assert event_type in types_of(nlp, sentence)


def test_a_threat_is_no_deed(nlp: Language) -> None:
    text = text_of(nlp, "The Velmar Liberation Front threatened the teachers of Sarro.")
    assert [m.status for m in mentions(text)] == ["threatened"]
