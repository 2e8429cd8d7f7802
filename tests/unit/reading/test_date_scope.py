"""Which date of a sentence is an event's, and which date the narration carries along.

Read as published on Wednesday 14 May 2031.
"""

from __future__ import annotations

import datetime as dt

import pytest
from dated_text import read
from spacy.language import Language

from pipeline.reading.date_scope import date_for, lead_date, narrative_date
from pipeline.reading.records import DateMention, Sentence, Text


def at(text: Text, word: str) -> tuple[Sentence, int]:
    char = text.document.text.index(word)
    return next(s for s in text.sentences if s.start <= char < s.end), char


def date_of(nlp: Language, raw: str, word: str) -> str | None:
    text = read(nlp, raw)
    found = date_for(text, *at(text, word))
    return found.text if found else None


@pytest.mark.parametrize(
    ("raw", "word", "date"),
    [
        ("Gunmen attacked a market in Sarro on Sunday.", "attacked", "Sunday"),
        ("On Sunday, gunmen attacked a market in Sarro.", "attacked", "Sunday"),
        ("Gunmen attacked a market on Sunday, killing twelve traders.", "killing", "Sunday"),
        ("Rebels killed five soldiers and wounded eight on Friday.", "killed", "Friday"),
        ("Rebels killed five soldiers and wounded eight on Friday.", "wounded", "Friday"),
        ("Police said on Monday that gunmen had attacked a market on Sunday.", "attacked", "Sunday"),
        ("Police said on Monday that gunmen had attacked a market.", "attacked", None),
        ("Police said on Monday that gunmen had attacked a market.", "said", "Monday"),
        ("Two people were killed Saturday night in a shooting, police said Monday.", "killed", "Saturday night"),
        ("Two people were killed Saturday night in a shooting, police said Monday.", "shooting", "Saturday night"),
        ("The Friday attack on the base was condemned by the mayor on Saturday.", "attack", "Friday"),
        ("The minister, who was kidnapped on 3 March, was freed yesterday.", "kidnapped", "3 March"),
        ("The minister, who was kidnapped on 3 March, was freed yesterday.", "freed", "yesterday"),
        ("A man accused of shooting five people was arraigned on Tuesday.", "shooting", None),
        ("Rebels seized the town (Lake Gazette, May 3).", "seized", None),
        ("Rebels fought for six weeks before the town fell in March.", "fell", "March"),
        ("A 25-year-old man was killed on Sunday.", "killed", "Sunday"),
        ("The bombing on 2 May killed nine people.", "killed", "2 May"),
        ("Nine people died in a bombing on 2 May.", "died", "2 May"),
        ("A teen accused of shooting nine people was denied bond at a hearing on Monday.", "shooting", None),
        ("The army ended its long mission to fight the rebels on 2 May.", "ended", "2 May"),
        ("In July 1997, envoys warned that rebels were raiding the lake again.", "raiding", "July 1997"),
        ("Rebels threatened to kill all who take part in the 19 March elections.", "kill", None),
        ("Nothing was heard of them after the fall of Sarro in March 2019.", "fall", "March 2019"),
        ("They spoke of a riot in Sarro in late May and the raid by the army on 3 June.", "riot", "late May"),
        ("They spoke of a riot in Sarro in late May and the raid by the army on 3 June.", "raid", "3 June"),
    ],
)
def test_the_date_of_a_clause(nlp: Language, raw: str, word: str, date: str | None) -> None:
    assert date_of(nlp, raw, word) == date


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("Gunmen attacked the town on 23 May.", dt.date(2030, 5, 23)),
        ("The party will boycott the vote on 23 May.", dt.date(2031, 5, 23)),
        ("The 23 May elections are a farce, the party said.", dt.date(2031, 5, 23)),
    ],
)
def test_the_tense_tells_a_day_to_come_from_one_a_year_ago(nlp: Language, raw: str, day: dt.date) -> None:
    assert [d.date_start for d in read(nlp, raw).dates] == [day]


def carried(nlp: Language, raw: str, word: str) -> DateMention | None:
    text = read(nlp, raw)
    return narrative_date(text, at(text, word)[0])


def test_a_date_is_carried_along_the_paragraph(nlp: Language) -> None:
    raw = "On 2 May rebels took the town of Sarro. They burned the market. Nine traders died."
    found = carried(nlp, raw, "Nine")
    assert found is not None
    assert (found.date_start, found.basis, found.text) == (dt.date(2031, 5, 2), "context", "2 May")


def test_the_latest_date_carries(nlp: Language) -> None:
    raw = "On 2 May rebels took Sarro. On 4 May they took Tellin. Nine traders died."
    found = carried(nlp, raw, "Nine")
    assert found is not None
    assert found.date_start == dt.date(2031, 5, 4)


def test_a_date_of_telling_is_not_carried(nlp: Language) -> None:
    raw = "Rebels took Sarro on 2 May. The mayor said on Tuesday that they had burned the market. Nine traders died."
    found = carried(nlp, raw, "Nine")
    assert found is not None
    assert found.date_start == dt.date(2031, 5, 2)


def test_the_date_of_a_state_is_not_carried(nlp: Language) -> None:
    raw = "Rebels took Sarro on 2 May. The mayor was still alive on Tuesday. Nine traders died."
    found = carried(nlp, raw, "Nine")
    assert found is not None
    assert found.date_start == dt.date(2031, 5, 2)


def test_the_date_of_the_news_is_that_of_the_lead(nlp: Language) -> None:
    raw = "Market burned\n\nRebels burned the market of Sarro on Sunday, the mayor said on Tuesday. All fled."
    found = lead_date(read(nlp, raw))
    assert found is not None
    assert found.date_start == dt.date(2031, 5, 11)


def test_nothing_is_carried_where_nothing_is_dated(nlp: Language) -> None:
    raw = "Rebels burned the market. Nine traders died."
    assert carried(nlp, raw, "Nine") is None
    assert lead_date(read(nlp, raw)) is None


def test_what_is_to_come_is_not_carried(nlp: Language) -> None:
    raw = "Elections will be held on June 9. Nine traders died."
    assert carried(nlp, raw, "Nine") is None
