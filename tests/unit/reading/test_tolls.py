"""How many people an event harmed, as a mention and as a whole text tell it. The texts are invented."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.reading.event_figures import Told, counts_of, settle
from pipeline.reading.reader import read
from pipeline.reading.records import Document, Figure, Reading, Source

OPERATION = "military_operation"


def reading(nlp: Language, *paragraphs: str, title: str = "Report from the field") -> Reading:
    text = "\n\n".join([title, *paragraphs]) + "\n"
    return read(Document("doc-test", "test.txt", "0" * 64, text, Source(published="2022-08-15")), nlp)


def count(found: Reading, outcome: str) -> int | None:
    """The largest low that any report of the text gives."""
    lows = [low for r in found.reports for o, low, _ in r.counts if o == outcome and low is not None]
    return max(lows, default=None)


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("On Monday gunmen shot and killed her and two neighbours in Zaria.", 3),
        ("A driver was shot dead along with his wife and a guard in Zaria on Monday.", 3),
        ("The men killed a young couple in Zaria on Monday.", 2),
        ("The attack in Zaria on Monday claimed the life of a nurse.", 1),
        ("A fourth victim died of his wounds in Zaria on Monday.", 1),
        ("Musa Bello was one of the men killed by raiders in Zaria on Monday.", None),
        ("A raid in Zaria on Monday left a teacher and her son dead.", 2),
        ("The gunman, Adamu Sani, was killed by police in Zaria on Monday.", 1),
        ("Eleven soldiers died and five were injured in an ambush near Zaria on Monday.", 11),
        ("A bomb in Zaria killed Adamu Sani, a former minister, and eight others on Monday.", 9),
        ("Adamu Sani, his son and eight guests died in a bombing in Zaria on Monday.", 10),
        ("Raiders beat three women to death in Zaria on Monday.", 3),
        ("A farmer was killed in his home in Zaria on Monday together with a son and eight workers.", 10),
        ("In Zaria nine people were killed on Monday, two nurses among them.", 9),
        ("Twelve guards and seven porters, one of them a child, were killed in Zaria on Monday.", 19),
        ("Around 60 died in Zaria on Monday in an attack on the market.", 60),
        ("A man was charged on Monday with the fatal shooting of a teenager in Zaria.", 1),
        ("The fatal shooting of two brothers in Zaria on Monday shocked the town.", 2),
        ("A shooting in Zaria on Monday left a six-year-old dead.", 1),
        ("Two men were shot in Zaria on Monday. One was pronounced dead at the hospital.", 1),
        ("Musa Bello was shot in Zaria on Monday. He was pronounced dead there.", 1),
        ("Five people were shot in Zaria on Monday, one fatally.", 1),
        ("No one was killed in the shooting in Zaria on Monday.", None),
        ("The battle of Zaria cost more than 40 people their lives.", 40),
        ("The fighting in Zaria on Monday cost the lives of 30 nurses and 12 guards.", 42),
        ("On Monday the army lost 20 men in an ambush near Zaria.", 20),
        ("Gunmen pulled 14 porters off a bus near Zaria on Monday and beheaded them.", 14),
        ("Adamu Sani, a former minister, died with five others in a bombing in Zaria on Monday.", 6),
        ("A bomb in Zaria on Monday killed Adamu Sani, of the People's League, and eight others.", 9),
        ("After the attack in Zaria on Monday the ministry gave the dead as 31.", 31),
        ("A bomb went off in Zaria on Monday. The toll was 17.", 17),
        ("A teacher, a guard and five inmates died in an attack in Zaria on Monday.", 7),
        ("Six Copts and an Anglican were killed in an attack in Zaria on Monday.", 7),
    ],
)
def test_the_killed_of_one_sentence(nlp: Language, sentence: str, killed: int | None) -> None:
    assert count(reading(nlp, sentence), "killed") == killed


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("Militants stormed a post near Zaria on Monday; four guards and three assailants were killed.", 4),
        ("Rebels attacked the barracks of Zaria on Monday, and 12 soldiers and 15 rebels were killed.", 12),
        ("Troops killed nine rebels in a raid on Zaria on Monday.", 9),
        ("Soldiers clashed with rebels near Zaria on Monday, and four soldiers and three rebels were killed.", 7),
    ],
)
def test_attackers_are_no_victims_of_their_attack(nlp: Language, sentence: str, killed: int) -> None:
    assert count(reading(nlp, sentence), "killed") == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The siege of the Red Hall in Zaria lasted a week, in which 109 people died.", 109),
        ("Rebels have fought the state since 1984. More than 40,000 people have been killed since.", 40000),
        ("The army opened an offensive near Zaria in March. Over 900 people have died in it.", 900),
        ("The army's offensive near Zaria in March has left 30 farmers dead.", 30),
    ],
)
def test_the_toll_of_a_war_is_told_of_it(nlp: Language, text: str, killed: int) -> None:
    found = [{o: low for o, low, _ in r.counts} for r in reading(nlp, text).reports if r.event_type == OPERATION]
    assert [c.get("killed") for c in found] == [killed]


def test_nobody_knows_how_many_every_leader_is(nlp: Language) -> None:
    assert count(reading(nlp, "Nearly every leader of the party was killed in Zaria on Monday."), "killed") is None


@pytest.mark.parametrize(
    ("sentence", "killed", "wounded"),
    [
        ("On 12 March 2019 two traders were shot by gunmen in their shop in Zaria.", 2, None),
        ("On 12 March 2019 two traders were shot in the leg by gunmen in Zaria.", None, 2),
        ("Two traders were shot in Zaria on Monday.", None, 2),
        ("The rebels seized 20 clerks in Zaria on Monday and shot them.", 20, None),
    ],
)
def test_who_was_shot_long_ago_or_as_a_captive_died(
    nlp: Language, sentence: str, killed: int | None, wounded: int | None
) -> None:
    found = reading(nlp, sentence)
    assert (count(found, "killed"), count(found, "wounded")) == (killed, wounded)


@pytest.mark.parametrize(
    ("sentence", "killed", "wounded"),
    [
        ("Police said 911 calls told of the attack that killed two men in Zaria on Monday.", 2, None),
        ("Three others, two men and a woman, were wounded in an attack in Zaria on Monday.", None, 3),
    ],
)
def test_what_is_no_count(nlp: Language, sentence: str, killed: int | None, wounded: int | None) -> None:
    found = reading(nlp, sentence)
    assert (count(found, "killed"), count(found, "wounded")) == (killed, wounded)


@pytest.mark.parametrize(
    "sentence",
    [
        "Blasts killed or wounded 45 people in Zaria on Monday.",
        "At least 60 people were killed or injured by shelling in Zaria on Monday.",
        "The shelling of Zaria on Monday left 30 people dead or wounded.",
        "Raiders killed and injured more than 80 people in Zaria on Monday.",
    ],
)
def test_a_count_of_dead_and_wounded_together_is_of_neither(nlp: Language, sentence: str) -> None:
    found = reading(nlp, sentence)
    assert (count(found, "killed"), count(found, "wounded")) == (None, None)


def test_a_headline_that_the_body_repeats_is_the_total(nlp: Language) -> None:
    found = reading(
        nlp,
        "Two victims killed in an attack in Zaria on Monday were named by their families.",
        "The attack killed three people in all, doctors said.",
        title="Attack in Zaria kills three",
    )
    assert count(found, "killed") == 3


def told(
    outcome: str, number: int, start: int, *, noun: str = "people", adds: bool = False, title: bool = False
) -> Told:
    return Told(Figure(outcome, start, start + 5, number, number), noun, adds, title)


def test_a_part_told_first_gives_way_to_people_in_general() -> None:
    assert settle([told("killed", 3, 0, noun="soldier"), told("killed", 9, 50)]) == (9, 9)
    assert settle([told("killed", 9, 0), told("killed", 3, 50, noun="soldier")]) == (9, 9)
    assert settle([told("killed", 4, 0), told("killed", 2, 50, adds=True)]) == (6, 6)
    assert settle([]) is None


def test_who_was_shot_and_lived_is_wounded() -> None:
    assert {o: low for o, low, _ in counts_of([told("shot", 6, 0), told("killed", 2, 40)])} == {
        "killed": 2,
        "wounded": 4,
    }
    one = [told("shot", 6, 0), told("wounded", 1, 40, noun="boy")]
    assert counts_of(one) == (("wounded", 6, 6),)
    assert counts_of([told("shot", 6, 0), told("wounded", 3, 40)]) == (("wounded", 3, 3),)


def test_a_headline_counts_only_beyond_the_body() -> None:
    assert counts_of([told("killed", 5, 0, title=True), told("killed", 2, 40, noun="boy")]) == (("killed", 5, 5),)
    assert counts_of([told("killed", 2, 0, title=True), told("killed", 5, 40)]) == (("killed", 5, 5),)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Raiders attacked Zaria on Monday. The dead are put at 25, and the injured at 40.", 25, 40),
        ("Raiders attacked Zaria on Monday. The dead numbered 25.", 25, None),
        ("Two men blew up a car in Zaria on Monday, when one man of a cell killed 12 marchers.", 12, None),
        ("20 civilians killed 30 injured in an attack in Zaria on Monday.", 20, 30),
        ("Three airmen were killed and 37 people hurt in a bombing in Zaria on Monday.", 3, 37),
        ("A raid in Zaria on Monday left 40 officers dead and another 19 wounded.", 40, 19),
        ("A bomb went off in Zaria on Monday; two died and ten more were injured.", 2, 10),
        ("Over 250 people lost their lives in Zaria on Monday in a bombing and close to 500 are hurt.", 250, 500),
        ("Nine policemen die in an ambush near Zaria on Monday.", 9, None),
    ],
)
def test_numbers_put_to_one_outcome(nlp: Language, text: str, killed: int | None, wounded: int | None) -> None:
    found = reading(nlp, text)
    assert (count(found, "killed"), count(found, "wounded")) == (killed, wounded)


@pytest.mark.parametrize(
    ("sentence", "outcome", "number"),
    [
        ("Rebels seized two soldiers near Zaria on Monday and are holding them for ransom.", "abducted", 2),
        ("Gunmen pulled 14 porters off a bus near Zaria on Monday.", "abducted", 14),
        ("On Monday 102 inmates escaped from the prison of Zaria.", "escaped", 102),
        ("On Monday 40 rebels surrendered to the army in Zaria.", "surrendered", 40),
        ("Police arrested nine men in Zaria on Monday.", "detained", 9),
        ("Some 900 families fled Zaria on Monday.", "displaced", None),
    ],
)
def test_people_taken_and_people_who_went(nlp: Language, sentence: str, outcome: str, number: int | None) -> None:
    assert count(reading(nlp, sentence), outcome) == number


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("Police in Zaria released two people on Monday after the killing of a girl, 7.", 1),
        ("Musa Bello was the first of two teenagers killed in Zaria over the weekend.", None),
        ("Eight people were shot in Zaria on Monday and two are dead.", 2),
    ],
)
def test_ages_and_the_dead_of_several_events(nlp: Language, sentence: str, killed: int | None) -> None:
    assert count(reading(nlp, sentence), "killed") == killed
