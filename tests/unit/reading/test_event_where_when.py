"""Dates of gathered events that their own clause does not give. Not here: what a clause gives (`test_date_scope`)."""

from __future__ import annotations

from event_texts import draft_of, drafts_of, text_of
from spacy.language import Language

from pipeline.reading.event_where_when import date_of


def day_of(nlp: Language, word: str, *paragraphs: str) -> str | None:
    """The first day of the event that a word tells of, in a text published on 15 August 2022."""
    text = text_of(nlp, *paragraphs)
    draft = draft_of(drafts_of(text), word)
    date, _ = date_of(text, draft, next(m for m in draft.mentions if m.trigger.token.text == word))
    return str(date.date_start) if date else None


RAID = "Gunmen raided a market in Zaria on 3 June 2022 and shot two traders."


def test_a_war_does_not_take_the_day_of_the_news(nlp: Language) -> None:
    assert day_of(nlp, "war", RAID, "Forty thousand people have fled the civil war.") is None


def test_an_attack_told_behind_the_news_does(nlp: Language) -> None:
    assert day_of(nlp, "stabbed", RAID, "A guard was stabbed at the gate.") == "2022-06-03"


def test_a_day_of_its_own_sentence_comes_before_one_of_another_paragraph(nlp: Language) -> None:
    told = "On 9 June 2022, the army said, four of its soldiers had been ambushed near Funtua."
    assert day_of(nlp, "ambushed", RAID, told) == "2022-06-09"


def test_the_day_of_a_press_report_in_brackets_is_nobodys(nlp: Language) -> None:
    told = "Four soldiers were ambushed near Funtua (Zaria Courier, 12 June 2022)."
    assert day_of(nlp, "ambushed", RAID, told) == "2022-06-03"
