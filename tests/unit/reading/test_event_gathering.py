"""Which mentions speak of one event, on made-up texts: what points back, what never joins, what dates a claim."""

from __future__ import annotations

import datetime as dt

import pytest
from event_texts import draft_of, drafts_of, text_of
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.reading.event_drafts import Draft
from pipeline.reading.event_identity import holder
from pipeline.reading.events import candidates, mentions


def drafts(nlp: Language, *paragraphs: str) -> list[Draft]:
    return drafts_of(text_of(nlp, *paragraphs))


@pytest.mark.parametrize("pointer", ["That attack", "This attack"])
def test_that_attack_is_the_one_told_last(nlp: Language, pointer: str) -> None:
    found = drafts(
        nlp,
        "Gunmen ambushed a convoy near Zaria on Monday and wounded four soldiers.",
        "Two years ago rebels raided a market in Funtua.",
        f"{pointer} shocked the whole province.",
    )
    assert any(m.trigger.token.text == "raided" for m in draft_of(found, "attack").mentions)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The invasion of the valley began in March.", "The war has gone on for eleven years."),
        ("The civil war has cost thousands of lives.", "The army launched an operation in the delta on Monday."),
    ],
)
def test_a_war_is_no_operation_of_it(nlp: Language, first: str, second: str) -> None:
    found = drafts(nlp, first, second)
    war = draft_of(found, "war")
    assert all(m.trigger.token.text in ("war", "cost") for m in war.mentions)


def test_those_who_escaped_are_not_the_battle_told_later(nlp: Language) -> None:
    found = drafts(
        nlp,
        "Forty inmates escaped from the prison of Zaria on Monday.",
        "Soldiers sealed off the town.",
        "Residents said the battle went on in the hills.",
    )
    assert draft_of(found, "escaped") is not draft_of(found, "battle")


@pytest.mark.parametrize(
    "sentence",
    [
        "The villages bombed in the first months of the campaign lie in ruins.",
        "Warplanes took part, and the towns bombed that spring were never rebuilt.",
    ],
)
def test_a_town_throws_no_bombs(nlp: Language, sentence: str) -> None:
    told = [m for m in mentions(text_of(nlp, sentence)) if m.trigger.token.text == "bombed"]
    assert [m.event_type for m in told] == ["air_strike"]
    assert not told[0].trigger.having("perpetrator")


def test_people_who_bomb_are_still_those_who_do(nlp: Language) -> None:
    (told,) = [
        m
        for m in mentions(text_of(nlp, "Rebels bombed a bank in Zaria on Monday."))
        if m.trigger.token.text == "bombed"
    ]
    assert told.event_type == "bombing"
    assert told.trigger.having("perpetrator")


def test_a_claim_without_a_date_is_of_the_month_of_the_attack(nlp: Language) -> None:
    text = text_of(
        nlp,
        "A car bomb killed nine people at a market in Kano on 3 May 2021.",
        "The Delta Revolutionary Front claimed responsibility for the attack.",
    )
    (claim,) = [r for r, _ in candidates(text) if r.event_type == "claim_of_responsibility"]
    assert (claim.date_start, claim.date_end) == (dt.date(2021, 5, 1), dt.date(2021, 5, 31))
    assert (claim.date_precision, claim.date_basis) == ("month", "context")


def test_a_clause_behind_two_events_tells_of_the_later(nlp: Language) -> None:
    found = drafts(
        nlp,
        "Two things were reported: an uprising in the prison of Zaria in May and a raid by soldiers on 3 June, "
        "that resulted in the death of Karem Sabri.",
    )
    assert draft_of(found, "death") is draft_of(found, "raid")
    assert draft_of(found, "death") is not draft_of(found, "uprising")


@pytest.mark.parametrize("hung", [0, 2])
def test_a_clause_behind_two_events_hangs_on_the_later(nlp: Language, hung: int) -> None:
    """The parser hangs "raid" on the riot or, wrongly, on its month, and the clause always on the riot."""
    words = ["riot", "in", "March", "and", "raid", "that", "caused", "deaths"]
    heads = [0, 2, 0, 4, hung, 6, 0, 6]
    deps = ["ROOT", "case", "nmod", "cc", "conj", "nsubj", "acl:relcl", "obj"]
    ents = ["O", "O", "B-DATE", "O", "O", "O", "O", "O"]
    doc = Doc(nlp.vocab, words, heads=heads, deps=deps, ents=ents)
    assert holder(doc[6]).text == "raid"
    assert holder(doc[7]).text == "caused"


@pytest.mark.parametrize(
    "habit", ["The rebels are continuing to attack villages.", "Rebels keep attacking the villages."]
)
def test_one_attack_of_a_day_is_not_those_that_go_on(nlp: Language, habit: str) -> None:
    found = drafts(nlp, "On 3 May rebels attacked the villages of Tellin and Sarro.", habit)
    assert all({m.status for m in d.mentions} in ({"occurred"}, {"ongoing"}) for d in found)
    assert len(found) == 2


def test_the_harm_of_a_clause_outweighs_what_its_sentence_tells_before(nlp: Language) -> None:
    found = drafts(
        nlp,
        "Soldiers raided a camp near Tellin on Monday.",
        "An uprising broke out in Sarro and the raid by soldiers resulted in the death of the rebel Adan Sorel.",
    )
    assert "raid" in [m.trigger.token.text for m in draft_of(found, "death").mentions]
