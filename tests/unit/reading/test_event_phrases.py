"""Turns of phrase that tell of each type of event, and readings of the sentence that a careless parse would hide."""

from __future__ import annotations

import pytest
from event_texts import text_of, types_of
from spacy.language import Language

from pipeline.reading.events import mentions

TOLD = [
    ("armed_attack", "The gang set upon a group of traders outside Tellin."),
    ("armed_attack", "Gunmen went for two army positions near Tellin on Monday."),
    ("armed_attack", "Raiders carried off 300 head of cattle on Friday."),
    ("armed_attack", "Assailants hurled stones and acid at worshippers in Osta."),
    ("armed_attack", "The fighters burst in on Monday and fired at the guards."),
    ("harm", "Three policemen fell victim to gunmen in Osta."),
    ("harm", "A sniper picked off two soldiers near the bridge."),
    ("armed_clash", "The troops locked horns with rebels near the river."),
    ("armed_clash", "Nine rebels died in an encounter with police near Tellin."),
    ("armed_clash", "There was fighting in the harbour on Monday."),
    ("bombing", "A soldier stepped on a mine near Tellin."),
    ("bombing", "Their vehicle struck a mine near Tellin."),
    ("bombing", "Saboteurs blew a hole in the pipeline on Monday."),
    ("bombing", "Guerrillas dynamited eight transmission lines near Osta."),
    ("bombing", "A firebomb was thrown at a van in Osta."),
    ("suicide_bombing", "Militants sent a suicide bomber against the barracks."),
    ("suicide_bombing", "A female bomber struck a market in Osta."),
    ("air_strike", "Jets struck two villages near Tellin."),
    ("air_strike", "The jets fired rockets at the village on Monday."),
    ("shelling", "The rebels lobbed mortar bombs at the airport."),
    ("shelling", "Gunboats opened fire on the port of Osta."),
    ("raid", "Police descended on the camp and arrested 20 people."),
    ("raid", "Police burst into an apartment and arrested two men."),
    ("assassination", "The general survived an assassination attempt."),
    ("execution", "The state hanged nine men on Monday."),
    ("execution", "Headless bodies were found along the road."),
    ("execution", "Three men were burned alive in a cage."),
    ("abduction", "The rebels took prisoner two soldiers."),
    ("abduction", "A businessman was taken by gunmen in Osta."),
    ("abduction", "Fighters carried off 20 girls on Friday."),
    ("hostage_taking", "Rebels took hostage hundreds of students."),
    ("prison_break", "More than 100 inmates slipped out through a tunnel."),
    ("prison_break", "Inmates rioted in the prison of Osta."),
    ("prison_break", "Rebels freed 200 prisoners from the jail."),
    ("prison_break", "Ten convicts broke out of jail on Monday."),
    ("territory_seized", "The group rules wide stretches of the countryside."),
    ("territory_seized", "The invaders occupied the northern province."),
    ("territory_seized", "By noon the airport and the radio station had been taken."),
    ("territory_recaptured", "The army drove the rebels out of the town."),
    ("territory_recaptured", "The army wrested the valley from the rebels."),
    ("territory_recaptured", "Government troops marched back into the town."),
    ("military_operation", "The army began Operation Iron Wall on Monday."),
    ("military_operation", "Operation Iron Wall began on Monday."),
    ("military_operation", "The army moved against the rebels near Osta."),
    ("military_operation", "The army turned on its former allies."),
    ("military_operation", "Rebels cut the road between Osta and Sarro."),
    ("arrest", "Prosecutors brought charges against two officers."),
    ("arrest", "The suspect was booked into the county jail."),
    ("arrest", "Half of them were picked up in Osta."),
    ("arrest", "Agents led the deputy away in handcuffs."),
    ("surrender", "Fighters put down their weapons."),
    ("surrender", "A column of soldiers went over to the rebels."),
    ("release", "The engineers regained their freedom."),
    ("foiled_attack", "Police found explosives under a bridge in Osta."),
    ("displacement", "Tens of thousands poured over the border."),
    ("displacement", "Most civilians have left the town."),
    ("displacement", "A further 1,000 walked over the mountains."),
    ("displacement", "The villagers were put on buses and taken across the border."),
    ("protest", "The opposition brought tens of thousands of people onto the streets."),
    ("protest", "Relatives have camped for months in front of the palace."),
    ("protest", "Workers walked off the job."),
    ("protest", "A strike has been called by the opposition."),
    ("protest", "Angry residents burned tyres on Monday."),
    ("meeting", "The Council discussed the matter on Monday."),
    ("meeting", "The mediators shuttled between the two sides."),
    ("agreement", "The two groups joined forces."),
    ("agreement", "The two sides settled their dispute."),
    ("government_decision", "The president dissolved parliament."),
    ("government_decision", "The president sacked the army chief."),
    ("government_decision", "The court ordered an inquiry."),
    ("government_decision", "The embassy told its citizens to get out."),
    ("government_decision", "The government rejected the proposal."),
    ("troop_deployment", "About 700 soldiers are in the town."),
    ("troop_deployment", "Peacekeepers took up positions along the river."),
    ("troop_deployment", "Security was tightened in Osta."),
    ("troop_deployment", "Tanks rolled into the town."),
    ("troop_withdrawal", "The soldiers came home in May."),
    ("troop_withdrawal", "The soldiers fled their posts."),
    ("sentencing", "The men were given 20 years."),
    ("sentencing", "The court acquitted four officers."),
    ("armed_attack", "Gunmen riddled a minibus with bullets."),
    ("armed_attack", "The raid on the base lasted an hour."),
    ("armed_clash", "The two militias are killing each other."),
    ("suicide_bombing", "The attacker detonated explosives strapped to his body."),
    ("shelling", "Government artillery hammered rebel positions."),
    ("shelling", "A rocket exploded in an orchard."),
    ("raid", "Soldiers stormed a hideout near Osta."),
    ("air_strike", "The air force carried out raids on the hills."),
    ("military_operation", "Government forces continued their drive toward the city."),
    ("surrender", "The commander turned himself over to the army."),
    ("displacement", "Tens of thousands have been forced from their homes."),
    ("protest", "Students clashed with police outside the university."),
    ("troop_deployment", "Vandia has 1,500 troops in the country."),
    ("troop_withdrawal", "The army moved out of the last of its bases."),
    ("troop_withdrawal", "The units were told to return."),
]

NOT_TOLD = [
    ("air_strike", "Fighters hit a base near Tellin on Monday."),
    ("prison_break", "The court released 20 prisoners from the jail."),
    ("abduction", "Scores of militants took part in the assault."),
    ("armed_attack", "The president sacked the army chief."),
    ("surrender", "The village was deserted."),
    ("abduction", "The rebels had taken two years to plan it."),
    ("troop_deployment", "The police arrived after an hour."),
    ("protest", "Fighters burned a bus on Monday."),
    ("protest", "Rebels clashed with police outside the university."),
    ("execution", "A farmer was hacked to death in Osta."),
    ("displacement", "The army entered the refugee camp on Monday."),
    ("displacement", "The general was shot as he left his home."),
    ("surrender", "Police disarmed a bomb outside a church."),
]

# sentences whose subject the parser hangs on another word, and who is the one meant
HIDDEN = [
    ("armed_attack", "The council building, declared a monument in 1990, was attacked on Monday."),
    ("arrest", "Karl Dovan, thought to have led the cell, was caught in Osta on Friday."),
    ("arrest", "Many of those driven out in 2012 are still confined to camps."),
    ("abduction", "Two years have passed since forty of them disappeared in one night."),
    ("harm", "Four soldiers were seized at the bridge and found dead on Monday."),
    ("abduction", "Ten policemen were captured at the bridge on Monday."),
    ("military_operation", "Members of the police and the army are looking for him."),
    ("claim_of_responsibility", "It said that it was behind the attack on the bus."),
    ("armed_attack", "The rebels began on Monday to attack the camp."),
    ("release", "The rebels, formed in 1990, freed two hostages on Monday."),
]


@pytest.mark.parametrize(("event_type", "sentence"), HIDDEN)
def test_a_hidden_subject_is_found(nlp: Language, event_type: str, sentence: str) -> None:
    assert event_type in types_of(nlp, sentence)


@pytest.mark.parametrize(("event_type", "sentence"), TOLD)
def test_a_turn_of_phrase_tells_of(nlp: Language, event_type: str, sentence: str) -> None:
    assert event_type in types_of(nlp, sentence)


@pytest.mark.parametrize(("event_type", "sentence"), NOT_TOLD)
def test_a_like_turn_does_not_tell_of(nlp: Language, event_type: str, sentence: str) -> None:
    assert event_type not in types_of(nlp, sentence)


def test_a_group_that_tells_of_its_own_deed_claims_it(nlp: Language) -> None:
    claims = "claim_of_responsibility"
    assert claims in types_of(nlp, "The Velmar Liberation Front said that it had attacked the base.")
    assert claims not in types_of(nlp, "The Velmar Liberation Front said that it had not attacked the base.")
    assert claims not in types_of(nlp, "The Velmar Liberation Front said that troops had attacked the base.")


def test_who_falls_victim_to_whom(nlp: Language) -> None:
    text = text_of(nlp, "Three policemen fell victim to gunmen in Osta.")
    (fallen,) = (m.trigger for m in mentions(text) if not m.title)
    assert [a.text for a in fallen.having("victim")] == ["Three policemen"]
    assert [a.text for a in fallen.having("perpetrator")] == ["gunmen"]
