"""Every type and status of the contract is reached, in phrasings that no rule was written from."""

from __future__ import annotations

import pytest
from event_texts import document_of
from spacy.language import Language

from pipeline.reading.reader import read
from pipeline.reading.records import EventReport

TYPES = {
    "armed_attack": [
        "Gunmen attacked a police post near Gao on Monday, killing three officers.",
        "On 4 May rebels ambushed an army convoy outside Goma.",
        "Two men on a motorcycle opened fire on shoppers in Quetta on Sunday, wounding six people.",
    ],
    "armed_clash": [
        "Soldiers clashed with separatist fighters in Marawi on Tuesday.",
        "Heavy fighting broke out between the army and the rebels in Omdurman on 15 April.",
        "Government troops exchanged fire with guerrillas in Arauca on Friday, and four soldiers died.",
    ],
    "bombing": [
        "A car bomb exploded outside a bank in Medellin on Thursday, killing two people.",
        "Guerrillas blew up a bridge near Arequipa on 3 March.",
        "A roadside bombing in Kandahar killed five policemen on Saturday.",
    ],
    "suicide_bombing": [
        "A suicide bomber blew himself up at a market in Maiduguri on Monday, killing 12 people.",
        "Nine people died in a suicide bombing at a mosque in Kabul on Friday.",
    ],
    "air_strike": [
        "Warplanes bombed a hospital in Idlib on Wednesday, killing seven people.",
        "An airstrike on a school in Mekelle killed 14 people on Monday.",
        "The Saudi coalition carried out air strikes on Sanaa on Tuesday.",
    ],
    "shelling": [
        "Russian forces shelled Kherson on Sunday, killing two civilians.",
        "Militants fired rockets at a military base near Erbil on Monday.",
        "Mortar fire hit a bakery in Taiz on Thursday, wounding nine people.",
    ],
    "raid": [
        "Police raided a farm near Nairobi on Monday and found rifles.",
        "Special forces carried out a raid on a house in Jenin on Tuesday.",
    ],
    "assassination": [
        "Gunmen assassinated the deputy governor of Herat on Monday.",
        "The assassination of presidential candidate Carlos Medrano shocked the country on 12 August.",
    ],
    "execution": [
        "The militants beheaded three hostages in Palma on Friday.",
        "Taliban fighters executed four prisoners in Ghazni on Monday.",
    ],
    "massacre": [
        "Militiamen massacred 40 villagers in Bucha province on Saturday.",
        "At least 120 people were killed in the massacre at Solhan on 5 June.",
    ],
    "abduction": [
        "Bandits abducted 30 students from a college in Kaduna on Thursday.",
        "A French priest was kidnapped in Niamey on Sunday.",
    ],
    "hostage_taking": [
        "Rebels seized a bus and took 20 passengers hostage near Bogota on Monday.",
        "Hijackers commandeered an airliner bound for Lahore on Friday.",
    ],
    "prison_break": [
        "About 50 inmates escaped from a prison in Kinshasa on Tuesday.",
        "Militants freed dozens of fighters in a jailbreak in Bannu on Sunday.",
    ],
    "territory_seized": [
        "The rebels captured the town of Bunagana on Monday.",
        "M23 fighters seized control of Goma in January 2025.",
        "The town of Bama fell to insurgents on Monday.",
    ],
    "territory_recaptured": [
        "Ukrainian forces recaptured the city of Izium on 10 September.",
        "The army retook the town of Damasak from Boko Haram in March 2015.",
        "Soldiers took the village of Kirawa back on Friday.",
        "Sirte fell to government forces in December 2016.",
    ],
    "military_operation": [
        "Russia invaded Ukraine in February 2022.",
        "The Turkish army launched a military operation against Kurdish fighters in Afrin on 20 January 2018.",
    ],
    "arrest": [
        "Police arrested three suspected militants in Jakarta on Wednesday.",
        "Soldiers detained 200 protesters in Yangon on Monday.",
    ],
    "surrender": [
        "Some 300 fighters surrendered to the army in Sambisa on Sunday.",
        "Forty guerrillas laid down their arms in Meta on Friday.",
    ],
    "release": [
        "The kidnappers released 15 schoolgirls in Zamfara on Tuesday.",
        "The junta freed 600 prisoners in Yangon on Monday.",
    ],
    "foiled_attack": [
        "Police foiled a bomb attack on a church in Surabaya on Sunday.",
        "Kenyan security forces thwarted an attack on a hotel in Nairobi on Friday.",
    ],
    "displacement": [
        "The fighting displaced 20,000 people in Cabo Delgado in March 2021.",
        "About 5,000 residents fled their homes in Goma on Monday because of the violence.",
    ],
    "protest": [
        "Thousands of people protested in Khartoum on Thursday against the coup.",
        "Demonstrators rallied in Caracas on Saturday.",
    ],
    "meeting": [
        "Defence Minister Anna Berg met with General Paul Okeke in Abuja on Monday.",
        "President Juan Ortega held talks with guerrilla leaders in Havana on 4 May.",
    ],
    "visit": [
        "President Samuel Doe visited Gbarnga on Tuesday.",
        "Foreign Minister Li Wen visited Naypyidaw on 3 July.",
    ],
    "agreement": [
        "The government and the rebels signed a peace agreement in Juba on 31 August.",
        "The two sides reached a ceasefire in Tripoli on Friday.",
    ],
    "government_decision": [
        "President Ricardo Gamez declared a state of emergency in Ecuador on Monday.",
        "The government banned two newspapers in Kampala on Friday.",
    ],
    "troop_deployment": [
        "France deployed 2,000 troops to Mali in January 2013.",
        "The government sent soldiers to Buenaventura on Monday.",
        "About 900 American soldiers remain in Syria.",
    ],
    "troop_withdrawal": [
        "The United States withdrew its troops from Afghanistan in August 2021.",
        "Ethiopian forces pulled out of Baidoa on Thursday, taking their tanks and soldiers with them.",
    ],
    "claim_of_responsibility": [
        "Al-Shabaab claimed responsibility for the attack in Mogadishu on Saturday.",
        "The group claimed the bombing in Davao on Monday.",
    ],
    "sentencing": [
        "A court in Bamako sentenced two men to death for the attack on Friday.",
        "Judges convicted the general of murder and sentenced him to 30 years in prison on Monday.",
        "The murder trial of the former minister opened in Lima on Monday.",
    ],
    "other": ["The rebels regrouped in the hills of Kivu in June 2012."],
}
STATUSES = {
    "occurred": ["Gunmen attacked a police post near Gao on Monday."],
    "ongoing": ["Militants are attacking villages across Ituri.", "Rebels continue to attack convoys in Ituri."],
    "planned": ["France will deploy 500 troops to Niamey in June.", "The president plans to visit Juba on Friday."],
    "threatened": ["The rebels threatened to attack oil installations in Port Harcourt."],
    "foiled": ["Police foiled an attack on a hotel in Nairobi on Friday."],
    "denied": ["The army denied that it had bombed the village of Tigana on Monday."],
}
NOTHING = [
    "Thousands of villagers are dying slowly as clinics close.",
    "No one was killed in the storm, the mayor said.",
    "If the rebels attacked the town, the army would respond.",
    "The company could attack the problem of costs next year.",
    "The committee met its budget and the film was a bomb at the box office.",
]


def reports(nlp: Language, sentence: str) -> tuple[EventReport, ...]:
    return read(document_of(sentence), nlp).reports


@pytest.mark.parametrize(("wanted", "sentence"), [(t, s) for t, sentences in TYPES.items() for s in sentences])
def test_type(nlp: Language, wanted: str, sentence: str) -> None:
    assert wanted in {r.event_type for r in reports(nlp, sentence)}


@pytest.mark.parametrize(("wanted", "sentence"), [(t, s) for t, sentences in STATUSES.items() for s in sentences])
def test_status(nlp: Language, wanted: str, sentence: str) -> None:
    assert wanted in {r.status for r in reports(nlp, sentence)}


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_did_not_happen_is_no_event(nlp: Language, sentence: str) -> None:
    assert reports(nlp, sentence) == ()
