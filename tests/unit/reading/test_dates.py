"""Date expressions: what is found, what is not, and which days are meant.

All sentences are read as published on Wednesday 14 May 2031, unless a test says otherwise.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.dates import find_dates, resolve_dates
from pipeline.reading.records import Block, DateMention, Document, Layout, Published, Text

DAY = dt.date(2031, 5, 14)
ON_DAY = Published(DAY, DAY, "day", "sidecar")


def read(text: str, published: Published = ON_DAY, kind: str = "paragraph") -> list[DateMention]:
    """The mentions of a text whose paragraphs are set apart by blank lines."""
    blocks, at = [], 0
    for piece in text.split("\n\n"):
        blocks.append(Block(kind, at, at + len(piece)))
        at += len(piece) + 2
    whole = Text(Document("doc-1", "a.txt", "0", text), Layout(tuple(blocks)), published, ())
    return list(resolve_dates(find_dates(text, blocks), published, whole))


def span(d: DateMention) -> str:
    """The days as text: one, or first/last, or "-"."""
    if d.date_start is None:
        return "-"
    return str(d.date_start) if d.date_start == d.date_end else f"{d.date_start}/{d.date_end}"


@pytest.mark.parametrize(
    "said",
    ["3 Oct 2016", "3 October 2016", "October 3, 2016", "Oct. 3, 2016", "October 3 2016", "Monday, October 3, 2016",
     "Monday 3 Oct 2016", "the 3rd of October, 2016", "October 3rd, 2016", "2016-10-03", "3-Oct-2016",
     "OCTOBER 3, 2016", "13/10/2016", "3.10.2016", "Sat Oct 3 2016", "4th October 2016", "the third of October 2016"],
)  # fmt: skip
def test_full_dates_in_every_order(said: str) -> None:
    found = read(f"The bridge was blown up on {said} near Sarro.")
    assert [(d.precision, d.basis, d.kind) for d in found] == [("day", "stated", "point")]
    day = 13 if "13" in said else 4 if "4th" in said else 3
    assert found[0].date_start == found[0].date_end == dt.date(2016, 10, day)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It fell in October 2016.", [("October 2016", "2016-10-01/2016-10-31", "month")]),
        ("It fell in October of 2016.", [("October of 2016", "2016-10-01/2016-10-31", "month")]),
        ("It fell in 2016.", [("2016", "2016-01-01/2016-12-31", "year")]),
        ("It fell in the summer of 2016.", [("summer of 2016", "2016-06-01/2016-08-31", "season")]),
        ("It fell in the 1980s.", [("1980s", "1980-01-01/1989-12-31", "decade")]),
        ("War raged from 1979 to 1992.", [("1979 to 1992", "1979-01-01/1992-12-31", "year")]),
        ("The war of 1979-1992 was long.", [("1979-1992", "1979-01-01/1992-12-31", "year")]),
        ("The war of 1979-92 was long.", [("1979-92", "1979-01-01/1992-12-31", "year")]),
        ("It fell in late October 2016.", [("late October 2016", "2016-10-20/2016-10-31", "month")]),
        ("It fell in early 2016.", [("early 2016", "2016-01-01/2016-04-30", "year")]),
        ("Rebels took it on 5-7 May 1999.", [("5-7 May 1999", "1999-05-05/1999-05-07", "day")]),
        ("Rebels took it from May 30 to June 2, 1999.", [("May 30 to June 2, 1999", "1999-05-30/1999-06-02", "day")]),
        ("From December 30 to January 2, 1999 it rained.",
         [("December 30 to January 2, 1999", "1998-12-30/1999-01-02", "day")]),
        ("Troops came between March 2019 and June 2020.",
         [("March 2019 and June 2020", "2019-03-01/2020-06-30", "month")]),
        ("A cable of 30 DEC 89 said so.", [("30 DEC 89", "1989-12-30", "day")]),
        ("The 2016 accord failed.", [("2016", "2016-01-01/2016-12-31", "year")]),
        ("Rebels came in May and June 1999.",
         [("May", "1999-05-01/1999-05-31", "month"), ("June 1999", "1999-06-01/1999-06-30", "month")]),
        ("Rebels came in the third week of July 1999.", [("third week of July 1999", "1999-07-15/1999-07-21", "week")]),
        ("Rebels came in the last week of May 1999.", [("last week of May 1999", "1999-05-25/1999-05-31", "week")]),
        ("He was in office until may 1989.", [("may 1989", "1989-05-01/1989-05-31", "month")]),
        ("Its 2016 campaign failed.", [("2016", "2016-01-01/2016-12-31", "year")]),
    ],
)  # fmt: skip
def test_dates_that_the_text_alone_fixes(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = read(sentence)
    assert [(d.text, span(d), d.precision) for d in found] == expected
    assert {d.basis for d in found} == {"stated"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen struck on Tuesday.", ["2031-05-13"]),
        ("Gunmen struck on Wednesday.", ["2031-05-14"]),
        ("Gunmen struck on Thursday.", ["2031-05-08"]),
        ("Gunmen struck late Monday night.", ["2031-05-12"]),
        ("Gunmen struck early on Sunday morning.", ["2031-05-11"]),
        ("Gunmen struck last Wednesday.", ["2031-05-07"]),
        ("Monday's attack was the third.", ["2031-05-12"]),
        ("Talks will resume on Friday.", ["2031-05-16"]),
        ("Talks resume next Wednesday.", ["2031-05-21"]),
        ("Gunmen struck on Friday of last week.", ["2031-05-09"]),
        ("Gunmen struck yesterday, today and this morning.", ["2031-05-13", "2031-05-14", "2031-05-14"]),
        ("Gunmen struck last night.", ["2031-05-13"]),
        ("Gunmen struck on Feb. 3.", ["2031-02-03"]),
        ("Gunmen struck on December 5.", ["2030-12-05"]),
        ("Gunmen struck on the 3rd of March.", ["2031-03-03"]),
        ("Gunmen struck on 23 may near the ford.", ["2031-05-23"]),
        ("Elections will be held on June 9.", ["2031-06-09"]),
        ("Gunmen struck in March.", ["2031-03-01/2031-03-31"]),
        ("Gunmen struck in December.", ["2030-12-01/2030-12-31"]),
        ("Gunmen struck in mid-April.", ["2031-04-10/2031-04-20"]),
        ("Gunmen struck last July.", ["2030-07-01/2030-07-31"]),
        ("Gunmen struck last week.", ["2031-05-05/2031-05-11"]),
        ("Gunmen struck earlier this week.", ["2031-05-12/2031-05-14"]),
        ("Gunmen struck earlier this month.", ["2031-05-01/2031-05-14"]),
        ("Gunmen struck last month.", ["2031-04-01/2031-04-30"]),
        ("Gunmen struck this year.", ["2031-01-01/2031-12-31"]),
        ("Gunmen struck last year.", ["2030-01-01/2030-12-31"]),
        ("Gunmen struck three days ago.", ["2031-05-11"]),
        ("Gunmen struck two weeks ago.", ["2031-04-27/2031-05-03"]),
        ("Gunmen struck five months ago.", ["2030-12-01/2030-12-31"]),
        ("Gunmen struck more than three years ago.", ["2028-01-01/2028-12-31"]),
        ("Gunmen struck a year and a half ago.", ["2029-08-14/2030-02-14"]),
        ("Gunmen struck in recent weeks.", ["2031-04-14/2031-05-14"]),
        ("Gunmen struck twice over the past two months.", ["2031-03-14/2031-05-14"]),
        ("Gunmen struck last summer.", ["2030-06-01/2030-08-31"]),
        ("Gunmen struck at the weekend, over the weekend.", ["2031-05-10/2031-05-11"] * 2),
        ("A weekend shooting left nine dead.", ["2031-05-10/2031-05-11"]),
        ("Gunmen struck between May 5 and May 7 alone.", ["2031-05-05/2031-05-07"]),
        ("Gunmen struck between 5 and 7 May.", ["2031-05-05/2031-05-07"]),
        ("Gunmen struck four hours ago.", ["2031-05-14"]),
        ("Nine were shot since May 2 and 19 died.", ["2031-05-02"]),
        ("On 3 May the political-military command met.", ["2031-05-03"]),
        ("Gunmen struck overnight.", ["2031-05-13/2031-05-14"]),
        ("Gunmen struck overnight on Friday.", ["2031-05-09"]),
    ],
)
def test_dates_relative_to_publication(sentence: str, expected: list[str]) -> None:
    found = read(sentence)
    assert [span(d) for d in found] == expected
    assert {d.basis for d in found} == {"publication"}


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("The following day troops came.", "2031-03-04"),
        ("The next day troops came.", "2031-03-04"),
        ("Troops came a week later.", "2031-03-07/2031-03-13"),
        ("Troops came two days later.", "2031-03-05"),
        ("Troops had come two days earlier.", "2031-03-01"),
        ("Troops had come the previous night.", "2031-03-02"),
        ("Troops came the same day.", "2031-03-03"),
        ("That night troops came.", "2031-03-03"),
        ("Troops had come the day before.", "2031-03-02"),
        ("Troops came the following Friday.", "2031-03-07"),
        ("Troops left a month later.", "2031-04-01/2031-04-30"),
        ("Some weeks later troops left.", "2031-03-14/2031-03-20"),
        ("Troops left that year.", "2031-01-01/2031-12-31"),
    ],
)
def test_dates_relative_to_a_date_named_before(later: str, expected: str) -> None:
    found = read(f"Rebels took Sarro on 3 March 2031. {later}")
    assert (span(found[1]), found[1].basis) == (expected, "context")


def test_a_distance_from_an_event_is_no_date() -> None:
    found = read("Rebels took Sarro on 3 March 2031. A year after the siege began they left.")
    assert [(d.text, d.kind) for d in found] == [("3 March 2031", "point"), ("A year", "duration")]


def test_a_context_date_with_nothing_to_hold_on_to_stays_unresolved() -> None:
    found = read("The following day troops came. A week later they left.")
    assert [(span(d), d.precision, d.basis) for d in found] == [("-", "unknown", "none")] * 2


def test_a_context_date_does_not_reach_over_many_paragraphs() -> None:
    far = "Rebels took Sarro on 3 March 2031." + "\n\nMore." * 5 + "\n\nThe following day troops came."
    assert span(read(far)[-1]) == "-"


@pytest.mark.parametrize(
    ("sentence", "kind", "days"),
    [
        ("The ten-day battle ended.", "duration", 10),
        ("They fought for six weeks.", "duration", 42),
        ("It takes six to 12 days.", "duration", 6),
        ("A 25-year-old man was held.", "age", 25 * 365.25),
        ("They pray every Friday.", "recurring", None),
        ("It is the first raid in 13 years.", "duration", 13 * 365.25),
    ],
)
def test_what_is_no_point_in_time(sentence: str, kind: str, days: float | None) -> None:
    found = read(sentence)
    assert [(d.kind, d.date_start) for d in found] == [(kind, None)]
    assert found[0].days == (pytest.approx(days) if days is not None else None)


@pytest.mark.parametrize(
    "sentence",
    [
        "They burnt 2,016 homes.", "They burnt 2000 homes in 1900 raids.", "About 2016 people fled.", "It cost $1999.",
        "They may march on the sun.", "The March on Sarro failed.", "Some 1999 troops left.", "Nearly 2010 died.",
        "He drove 12 miles on Highway 101.", "The 1st Division and the 3rd Brigade came.", "The second wave failed.",
        "At 8:24 p.m. shots rang out.", "A vote of 45-30 went against them.", "The head of the league spoke.",
        "She sat by the wed pair.", "More than 1800 fled.", "It lies 2019 metres up.",
        "In Ward 2015 – 22 it was.",
    ],
)  # fmt: skip
def test_numbers_and_words_that_only_look_like_dates(sentence: str) -> None:
    assert [d.text for d in read(sentence)] == []


def test_the_words_before_a_date_are_no_part_of_it() -> None:
    found = read("On Tuesday, in May 2016, since the 1990s and by the end of 2016.")
    assert [d.text for d in found] == ["Tuesday", "May 2016", "1990s", "end of 2016"]


def test_bounds_are_read_from_the_word_before() -> None:
    text = "Since 2011, until 2014, by 2016, before May 2019 and after 3 May 2020 it held."
    assert [x.bound for x in find_dates(text, [Block("paragraph", 0, len(text))])] == [
        "since", "until", "by", "before", "after",
    ]  # fmt: skip


def test_the_date_of_a_press_report_is_marked_as_cited() -> None:
    text = "Rebels took Sarro (Lake Gazette, May 3), on May 2 (a Friday)."
    assert [(x.text, x.cited) for x in find_dates(text, [Block("paragraph", 0, len(text))])][:2] == [
        ("May 3", True), ("May 2", False),
    ]  # fmt: skip


def test_a_date_in_figures_that_can_be_two_days_is_a_range() -> None:
    found = read("It happened on 03/04/2016.")[0]
    assert (span(found), found.precision, found.approximate) == ("2016-03-04/2016-04-03", "year", True)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen struck on Christmas Eve.", ("Christmas Eve", "2030-12-24")),
        ("Gunmen struck on New Year’s Day.", ("New Year’s Day", "2031-01-01")),
        ("Bombs went off on Easter Sunday 2019.", ("Easter Sunday 2019", "2019-04-21")),
        ("Bombs went off on Easter Sunday, 21 April 2019.", ("Sunday, 21 April 2019", "2019-04-21")),
        ("Bombs went off on Memorial Day 2030.", ("Memorial Day 2030", "2030-05-27")),
        ("Bombs went off on Thanksgiving Day 2020.", ("Thanksgiving Day 2020", "2020-11-26")),
        ("Bombs went off on Good Friday 1998.", ("Good Friday 1998", "1998-04-10")),
    ],
)
def test_days_with_a_name(sentence: str, expected: tuple[str, str]) -> None:
    assert [(d.text, span(d)) for d in read(sentence)] == [expected]


def test_figures_that_can_be_two_days_are_the_one_just_before_publication() -> None:
    found = read("It happened on 05/07/2031.")[0]
    assert (span(found), found.precision, found.basis) == ("2031-05-07", "day", "publication")


def test_of_an_impossible_day_only_the_month_is_believed() -> None:
    found = read("It happened on 31 June 2016 or 30 February.")
    assert [(d.text, d.precision) for d in found] == [("June 2016", "month")]


def test_furniture_has_no_dates() -> None:
    assert read("Posted on 3 May 2016", kind="furniture") == []


def test_publication_known_to_the_month_gives_no_exact_day() -> None:
    month = Published(dt.date(2031, 5, 1), dt.date(2031, 5, 31), "month", "inferred")
    found = read("Gunmen struck on Tuesday, last month, last year and on May 3.", month)
    assert [(span(d), d.precision) for d in found] == [
        ("2031-04-29/2031-05-27", "month"), ("2031-04-01/2031-04-30", "month"), ("2030-01-01/2030-12-31", "year"),
        ("2031-05-03", "day"),
    ]  # fmt: skip


def test_without_publication_nothing_is_guessed() -> None:
    found = read("Gunmen struck on Tuesday, on May 3, last year and in 2016.", Published())
    assert [(span(d), d.basis) for d in found] == [
        ("-", "none"), ("-", "none"), ("-", "none"), ("2016-01-01/2016-12-31", "stated"),
    ]  # fmt: skip


DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))
FORMS = st.sampled_from(
    [
        "{d:%Y-%m-%d}",
        "{d.day} {d:%B} {d.year}",
        "{d:%B} {d.day}, {d.year}",
        "{d.day} {d:%b} {d.year}",
        "{d:%b}. {d.day}, {d.year}",
        "{d:%A}, {d:%B} {d.day}, {d.year}",
        "{d:%d} {d:%b} {d.year}",
    ]
)


@given(DAYS, FORMS)
def test_a_written_day_is_read_back(day: dt.date, form: str) -> None:
    found = read(f"The depot burned on {form.format(d=day)} in Sarro.")
    assert [(d.date_start, d.date_end, d.precision) for d in found] == [(day, day, "day")]


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_the_latest_one_up_to_publication(day: dt.date, back: int) -> None:
    meant = day - dt.timedelta(days=back)
    found = read(f"Gunmen struck on {meant:%A}.", Published(day, day, "day", "sidecar"))
    assert [d.date_start for d in found] == [meant]


@given(DAYS, st.integers(1, 400))
def test_some_days_ago_is_counted_back(day: dt.date, count: int) -> None:
    found = read(f"Gunmen struck {count} days ago.", Published(day, day, "day", "sidecar"))
    assert [d.date_start for d in found] == [day - dt.timedelta(days=count)]


@given(DAYS, st.integers(0, 280))
def test_a_day_without_a_year_is_the_latest_one(day: dt.date, back: int) -> None:
    meant = day - dt.timedelta(days=back)
    found = read(f"Gunmen struck on {meant:%B} {meant.day}.", Published(day, day, "day", "sidecar"))
    if (meant.month, meant.day) != (2, 29):
        assert [d.date_start for d in found] == [meant]


PIECES = "on |Monday|3| May| 2016|, |-| to |last |week| ago|the |early |two |2,500|1980s|(|)|.|between | and |99"
WORDS = st.sampled_from([*PIECES.split("|"), " a ", "Feb.", "years ", "later", "30 Feb 2016", "a year", "'s"])


@given(st.lists(WORDS | st.text(max_size=6), max_size=30).map("".join))
def test_any_text_gives_ordered_mentions_with_true_offsets(text: str) -> None:
    found = read(text.replace("\n\n", " "))
    text = text.replace("\n\n", " ")
    assert [text[d.start : d.end] for d in found] == [d.text for d in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    for d in found:
        assert (d.date_start is None) == (d.precision == "unknown")
        assert d.date_start is None or (d.date_end is not None and d.date_start <= d.date_end)


@pytest.mark.parametrize("said", ["a week later, on 10 March", "the following week, 10 March"])
def test_a_vague_date_is_the_exact_one_beside_it(said: str) -> None:
    found = read(f"Rebels took Sarro on 3 March 2031. The army came {said}.")
    assert [d.date_start for d in found[1:]] == [dt.date(2031, 3, 10)] * 2
    assert {d.precision for d in found[1:]} == {"day"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The fighting began in April last year.", "2030-04-01/2030-04-30"),
        ("He was killed on October 30 of last year near the lake.", "2030-10-30"),
        ("A shell hit the wedding on 31 December of the year before last.", "2029-12-31"),
        ("It took until February 26 of this year to find him.", "2031-02-26"),
    ],
)
def test_a_year_counted_from_publication_stands_behind_its_day(sentence: str, expected: str) -> None:
    assert [span(d) for d in read(sentence)] == [expected]


def test_a_year_counted_from_the_one_told_before_stands_behind_its_month() -> None:
    found = read("The bridge fell in March 2025. In November of the same year the town was taken.")
    assert [span(d) for d in found][1] == "2025-11-01/2025-11-30"


def test_the_entries_of_a_chronicle_follow_one_another() -> None:
    entries = ["On Nov. 4, 2027 troops march.", "On Nov. 9 a town falls; 2018 is recalled.", "On March 3 talks begin."]
    opening = [span(d) for d in read("\n\n".join(entries)) if d.text != "2018"]
    assert opening == ["2027-11-04", "2027-11-09", "2028-03-03"]
