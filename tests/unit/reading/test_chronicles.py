"""Days without a year in chronicles: the year of a heading, of a story told in order, of an entry. Texts are invented.

Read as published on Wednesday 14 May 2031.
"""

from __future__ import annotations

import datetime as dt

import pytest
from dated_text import read
from spacy.language import Language

from pipeline.reading.date_chronicle import entry_date, heading_years
from pipeline.reading.reader import read as read_document
from pipeline.reading.records import Document, Source

LEAD = "Sixty attacks on the lake towns\n\nThese are the worst attacks of the past years.\n\n"


def day_of(nlp: Language, raw: str, said: str) -> str | None:
    found = next(d for d in read(nlp, raw).dates if d.text == said)
    return str(found.date_start) if found.date_start else None


@pytest.mark.parametrize("heading", ["2028", "-- 2028 --", "2028:", "March 2028"])
def test_a_day_takes_the_year_of_its_heading(nlp: Language, heading: str) -> None:
    entries = "March 11: A bomb kills nine in Sarro.\n\nMarch 2: Gunmen storm a mill."
    raw = f"{LEAD}{heading}\n\n{entries}\n\n2027\n\nMay 5: A raid."
    assert day_of(nlp, raw, "March 2") == "2028-03-02"
    assert day_of(nlp, raw, "May 5") == "2027-05-05"


def test_a_list_of_years_is_no_heading(nlp: Language) -> None:
    text = read(nlp, f"{LEAD}2029\n\n2028\n\n2027\n\nOn March 11 a bomb killed nine people in Sarro, the mayor said.")
    assert heading_years(text)[-1] is None


@pytest.mark.parametrize(
    ("told", "said", "day"),
    [
        ("On February 28, 2028, both sides signed. On July 20 a bomb killed thirty.", "July 20", "2028-07-20"),
        ("In July 2028 the army stormed the port. On October 4 a bomb killed thirty.", "October 4", "2028-10-04"),
        ("On November 3, 2028, both sides signed. On January 20 a bomb killed thirty.", "January 20", "2029-01-20"),
        ("On February 28, 2028, both sides signed. On May 9 a bomb killed thirty.", "May 9", "2031-05-09"),
        (
            "It was the worst raid since the one that killed ninety on March 3, 2027. On July 20 they came again.",
            "July 20",
            "2030-07-20",
        ),
    ],
)
def test_a_story_told_in_order_goes_on_in_its_year(nlp: Language, told: str, said: str, day: str) -> None:
    assert day_of(nlp, f"{LEAD}{told}", said) == day


def test_the_date_that_opens_an_entry(nlp: Language) -> None:
    text = read(
        nlp, f"{LEAD}March 11, 2028: A bomb kills nine. Police declare a curfew.\n\nOn March 2, 2029 it rained."
    )
    found = {text.document.text[s.start : s.end][:6]: entry_date(text, s) for s in text.sentences}
    assert found["Police"] is not None
    assert found["Police"].text == "March 11, 2028"
    assert found["On Mar"] is None


def test_what_an_entry_tells_happened_on_its_day(nlp: Language) -> None:
    raw = f"{LEAD}March 11, 2028: A bomb kills nine traders.\n\nMarch 20, 2028: Gunmen kidnap four pupils in Zaria."
    found = read_document(Document("d", "d.txt", "0" * 64, raw, Source(published="2031-05-14")), nlp)
    assert [r.date_start for r in found.reports if r.event_type == "abduction"] == [dt.date(2028, 3, 20)]


@pytest.mark.parametrize(
    ("told", "said", "day"),
    [
        ("On July 20, 2030, a bomb went off. On the 22nd, two guards were shot.", "22nd", "2030-07-22"),
        ("On July 20, 2030, a bomb went off. Two days on, jets bombed the camp.", "Two days on", "2030-07-22"),
        ("In May 2028 they hit Sarro, and the next year the port.", "the next year", "2029-01-01"),
        ("Half a year ago nine men were shot.", "Half a year ago", "2030-11-01"),
        ("He spoke on Saturday of the killings the day before in a mill.", "day before", "2031-05-09"),
        ("There were small explosions in Sarro over the past week.", "past week", "2031-05-07"),
    ],
)
def test_days_counted_from_what_was_told(nlp: Language, told: str, said: str, day: str) -> None:
    texts = {d.text.lower(): str(d.date_start) for d in read(nlp, f"{LEAD}{told}").dates}
    assert texts.get(said.lower(), texts.get(said.lower().removeprefix("the "))) == day


def test_one_sunday_in_may_is_no_day(nlp: Language) -> None:
    text = read(nlp, f"{LEAD}One Sunday in May 2028 jets bombed a market.")
    assert [d.text for d in text.dates if d.precision == "day"] == []
