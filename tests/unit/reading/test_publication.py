"""When a document appeared: sidecar, page, narration or unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.reading.dates import find_dates
from pipeline.reading.layout import find_layout
from pipeline.reading.publication import date_document
from pipeline.reading.records import Document, Published, Source

BODY = "Rebels shelled the harbour of Tellin before dawn, killing four dockers, the mayor said."


def dated(text: str, published: str | None = None) -> Published:
    document = Document("doc-1", "a.txt", "0", text, Source(published=published))
    layout = find_layout(document)
    return date_document(document, layout, find_dates(text, layout.blocks))


@pytest.mark.parametrize(
    ("said", "start", "end", "precision"),
    [
        ("2031-05-14", dt.date(2031, 5, 14), dt.date(2031, 5, 14), "day"),
        ("2031-02", dt.date(2031, 2, 1), dt.date(2031, 2, 28), "month"),
        ("2031", dt.date(2031, 1, 1), dt.date(2031, 12, 31), "year"),
    ],
)
def test_the_sidecar_comes_first(said: str, start: dt.date, end: dt.date, precision: str) -> None:
    text = f"Harbour shelled\n\n4 May 2029\n\n{BODY}"
    assert dated(text, said) == Published(start, end, precision, "sidecar")


@pytest.mark.parametrize(
    "head",
    [
        "Harbour shelled\n\n4 May 2031\n\n",
        "Harbour shelled\n\nLPA Sunday 4 May 2031\n\n",
        "Harbour shelled\n\nPublished May 4 2031\n\n",
        "Harbour shelled\n\nPosted: Sunday, May 4, 2031 1:50 PM EST Updated: Friday, June 6, 2031 2:31 PM EST\n\n",
        "Harbour shelled Updated: Friday, June 6, 2031 Posted: Sunday, May 4, 2031\n\n",
        "TELLIN, 4 MAY 2031\n\n",
        "Harbour shelled\n\nTELLIN, (Lake Wire / Lake News - 4th May, 2031 ) : ",
        "Harbour shelled\n\nBy Ana Petrov, May 4, 2031\n\n",
    ],
)
def test_a_date_on_the_page(head: str) -> None:
    day = dt.date(2031, 5, 4)
    assert dated(head + BODY) == Published(day, day, "day", "text")


def test_an_issue_line_dates_to_its_month() -> None:
    found = dated(f"Harbour shelled\n\nPublication: Lake Review Volume: 3, May 2031\n\n{BODY}")
    assert found == Published(dt.date(2031, 5, 1), dt.date(2031, 5, 31), "month", "text")


def test_a_caption_that_says_when_it_was_published() -> None:
    found = dated(f"Harbour shelled\n\n{BODY}\n\n(Published Sunday, May 4, 2031)\n")
    assert (found.start, found.basis) == (dt.date(2031, 5, 4), "text")


def test_the_latest_day_narrated_dates_to_its_month() -> None:
    text = f"Harbour shelled\n\n{BODY} Boats had fled on May 2. The League left the talks on April 29, 2031.\n"
    assert dated(text) == Published(dt.date(2031, 5, 2), dt.date(2031, 5, 31), "month", "inferred")


def test_a_month_that_is_nearly_over_may_be_the_next() -> None:
    text = f"Harbour shelled\n\n{BODY} Boats had fled on May 29. The League left the talks on May 2, 2031.\n"
    assert dated(text) == Published(dt.date(2031, 5, 29), dt.date(2031, 6, 12), "month", "inferred")


def test_a_day_without_a_year_belongs_to_the_nearest_year_printed() -> None:
    text = f"Harbour shelled\n\n{BODY} The pact ended on December 31, 2030. Boats fled on January 9.\n"
    assert dated(text).start == dt.date(2031, 1, 9)


def test_a_year_that_is_not_printed_is_not_guessed() -> None:
    text = f"Harbour shelled\n\n{BODY} Boats fled on May 29 as in the war of 2012.\n"
    assert dated(text) == Published(dt.date(2012, 1, 1), None, "unknown", "none")


def test_days_of_history_do_not_date_a_text() -> None:
    text = f"Harbour shelled\n\n{BODY} It was like June 4, 1997 and June 9, 1997, said the mayor, elected in 2029.\n"
    assert dated(text).basis == "none"
    assert dated(text).start == dt.date(2029, 1, 1)


def test_what_is_to_come_does_not_date_a_text() -> None:
    text = f"Harbour shelled\n\n{BODY} Boats fled on May 9, 2031. Elections will be held on August 1, 2031.\n"
    assert dated(text).start != dt.date(2031, 8, 1)


def test_furniture_does_not_date_a_text() -> None:
    end = "Copyright 2031 Lake Press. All rights reserved.\n\nCheck Also\n\nA visit May 3, 2031\n"
    text = f"Harbour shelled\n\n{BODY}\n\n{end}"
    assert dated(text) == Published()


def test_nothing_is_known_of_a_text_without_dates() -> None:
    assert dated(BODY) == Published(None, None, "unknown", "none")
