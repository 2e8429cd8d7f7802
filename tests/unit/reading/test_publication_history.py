"""What is known of the world dates a text that prints no year: who is in office, and events whose day everybody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline import language
from pipeline.reading import publication_history as history
from pipeline.reading.dates import find_dates, resolve_dates
from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon_data import KnowledgeError
from pipeline.reading.publication import date_document
from pipeline.reading.records import DateMention, Document, Published, Source, Text
from pipeline.reading.sentences import cut


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load()


def dated(text: str) -> Published:
    document = Document("doc-1", "a.txt", "0", text, Source())
    layout = find_layout(document)
    return date_document(document, layout, find_dates(text, layout.blocks))


def known(text: str) -> history.Hint | None:
    document = Document("doc-1", "a.txt", "0", text, Source())
    return history.hint(text, find_dates(text, find_layout(document).blocks))


def mentions(nlp: Language, raw: str, published: Published) -> tuple[DateMention, ...]:
    document = Document("doc-1", "a.txt", "0", raw, Source())
    layout = find_layout(document)
    text = Text(document, layout, published, cut(document, layout, nlp))
    return resolve_dates(find_dates(raw, layout.blocks), published, text)


def span(text: str) -> tuple[dt.date, dt.date]:
    found = known(text)
    assert found is not None
    return found.first, found.last


BODY = "Shells fell on the market, killing four traders, police said."


def test_the_only_year_that_fits_those_in_office() -> None:
    text = f"Market shelled\n\n{BODY} Boats fled on October 9. Prime Minister Liz Truss and President Biden met.\n"
    assert dated(text) == Published(dt.date(2022, 10, 9), dt.date(2022, 10, 31), "month", "inferred")
    offices = "Prime Minister Adel Abdul-Mahdi and Foreign Minister Jean-Yves Le Drian"
    text = f"Market shelled\n\n{BODY} Boats fled on October 9. {offices} met.\n"
    assert dated(text) == Published(dt.date(2019, 10, 9), dt.date(2019, 10, 31), "month", "inferred")


def test_two_years_that_fit_are_none() -> None:
    text = f"Market shelled\n\n{BODY} Boats fled on March 9. Defense Secretary Jim Mattis came.\n"
    assert dated(text).basis == "none"


def test_a_short_stretch_without_any_day() -> None:
    text = f"Market shelled\n\n{BODY} Prime Minister Yair Lapid condemned it.\n"
    assert dated(text) == Published(dt.date(2022, 7, 1), dt.date(2022, 12, 29), "year", "inferred")


def test_a_long_term_says_too_little() -> None:
    text = f"Market shelled\n\n{BODY} Boats fled on October 9. President Barack Obama condemned it.\n"
    assert dated(text).basis == "none"


def test_who_held_office_before_bounds_from_below() -> None:
    assert span(f"{BODY} Former President Jacques Chirac and President Nicolas Sarkozy came.")[0] == dt.date(
        2007, 5, 16
    )
    first, last = span(f"{BODY} Former Prime Minister Tony Blair met President George W. Bush.")
    assert (first, last) == (dt.date(2007, 6, 27), dt.date(2009, 1, 20))


def test_one_name_in_two_terms_means_both() -> None:
    text = f"{BODY} President Bush and Prime Minister Yitzhak Shamir condemned it."
    assert span(text) == (dt.date(1989, 1, 20), dt.date(1992, 7, 13))
    text = f"{BODY} Defense Secretary Jim Mattis said that President Donald Trump had been told."
    assert span(text) == (dt.date(2017, 1, 20), dt.date(2019, 1, 1))


@pytest.mark.parametrize(
    "said",
    [
        "Vice President Joe Biden",
        "President-elect Joe Biden",
        "Deputy Secretary of State Antony Blinken",
        "President Ali Abdullah Biden",
        "President Hollande's guest Joe Biden",
        "ABC President Joe Biden",
        "the Bank's next American President, Joe Biden,",
        "Party President Joe Biden",
    ],
)
def test_another_office_is_not_that_one(said: str) -> None:
    found = known(f"{BODY} {said} condemned it.")
    assert found is None or (found.first != dt.date(2021, 1, 20) and found.first != dt.date(2021, 1, 26))


def test_offices_that_do_not_go_together_date_nothing() -> None:
    text = f"Market shelled\n\n{BODY} Prime Minister Margaret Thatcher wrote on May 3. President Joe Biden read it.\n"
    assert known(text) is None
    assert dated(text).basis == "none"


def test_an_office_beside_a_year_of_the_past_is_no_present() -> None:
    found = known(f"{BODY} In 2003 President Saddam Hussein fell.")
    assert found is None or found.last == dt.date.max
    text = (
        f"{BODY} In 2003 President Saddam Hussein fell. {'Much has changed. ' * 9}Prime Minister Haider al-Abadi came."
    )
    assert span(text) == (dt.date(2014, 8, 11), dt.date(2018, 10, 25))


def test_days_of_a_whole_year_leave_the_year_after_an_event() -> None:
    text = (
        "Talks\n\nAfter the drone attack of September 14 on Abqaiq talks began. "
        f"Shots had been fired at a convoy on January 17. {BODY}\n"
    )
    found = dated(text)
    assert (found.start, found.precision) == (dt.date(2019, 9, 14), "year")


def test_a_note_does_not_date_a_text() -> None:
    offices = "Prime Minister Adel Abdul-Mahdi and Foreign Minister Jean-Yves Le Drian"
    text = f"Market shelled\n\n{BODY} Boats fled on October 9. {offices} met.[1]\n\n[1] The town fell on December 10.\n"
    assert dated(text).start == dt.date(2019, 10, 9)


def test_a_leader_overthrown_is_not_in_office() -> None:
    text = f"{BODY} Soldiers seized President Mohamed Bazoum. President Bola Tinubu condemned it."
    assert span(f"{text} Secretary of State Antony Blinken called.")[1] == dt.date(2025, 1, 20)


def test_the_day_of_an_event_fixes_the_year() -> None:
    text = f"Leader dead\n\nThe Feb. 3 raid that killed Abu Ibrahim al-Hashimi al-Qurashi shook the group. {BODY}\n"
    assert dated(text).start == dt.date(2022, 2, 3)


def test_an_anniversary_does_not_fix_the_year() -> None:
    text = f"Port remembered\n\nBeirut marked the anniversary of the Aug. 4 nitrate explosion at the port. {BODY}\n"
    assert dated(text).basis == "none"


def test_an_event_called_by_its_day_does_not_fix_the_year() -> None:
    text = f"War goes on\n\nIt began with the Oct. 7 attack by Hamas. {BODY}\n"
    found = known(text)
    assert dated(text).basis == "none"
    assert found is None or (found.named is None and found.first == dt.date(2023, 10, 7))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("nearly three years after", dt.date(2021, 11, 23), dt.date(2022, 3, 23)),
        ("more than three years after", dt.date(2022, 3, 23), dt.date(2022, 9, 22)),
        ("three years after", dt.date(2021, 9, 21), dt.date(2022, 9, 22)),
    ],
)
def test_years_after_an_event(said: str, first: dt.date, last: dt.date) -> None:
    ago = said.replace(" after", " ago")
    assert span(f"Islamic State lost Baghuz, its last village, {ago}. {BODY}") == (first, last)


def test_a_weekday_of_a_year_is_not_resolved(nlp: Language) -> None:
    published = Published(dt.date(2021, 9, 21), dt.date(2022, 9, 22), "year", "inferred")
    (found,) = mentions(nlp, "Market shelled\n\nShells fell on the market on Tuesday, killing four.\n", published)
    assert (found.date_start, found.date_end) == (None, None)


def test_a_vague_date_is_the_exact_one_beside_it(nlp: Language) -> None:
    published = Published(dt.date(2022, 2, 3), dt.date(2022, 2, 28), "month", "inferred")
    raw = "Raid\n\nGunmen stormed the prison on January 20. A week later, on Feb. 3, soldiers raided the house.\n"
    found = [d for d in mentions(nlp, raw, published) if d.start > raw.index("A week")]
    assert [(d.date_start, d.precision) for d in found] == [(dt.date(2022, 2, 3), "day")] * len(found)
    assert found


def test_the_tables_are_sane() -> None:
    terms, events = history.read_terms(), history.read_events()
    assert len(terms) >= 600
    assert len(events) >= 250
    assert len({t.id for t in terms}) == len(terms)
    assert len({e.id for e in events}) == len(events)
    for term in terms:
        assert term.last is None or term.first <= term.last, term.id
        assert term.first.year >= 1950, term.id
    for event in events:
        assert dt.date(1980, 1, 1) <= event.day <= dt.date(2025, 12, 31), event.id
        assert event.id.endswith(str(event.day.year)), event.id
        assert all(len(word.split()) == 1 for group in event.groups for word in group), event.id


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(history, "FOLDER", tmp_path)
    readers = (history.read_terms, history.read_events)
    for reader in readers:
        reader.cache_clear()
    yield tmp_path
    for reader in readers:
        reader.cache_clear()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a|Ana Petrov|President|2031-02-30|", "line 2: '2031-02-30' is no day"),
        ("a|Ana Petrov|President|2031-02-03|2030-01-01", "line 2: a needs"),
        ("a|Ana Petrov||2031-02-03|", "line 2: a needs"),
        ("a|Ana Petrov|President|2031-02-03", "line 2: 5 fields"),
        ("a|Ana Petrov|President|2031-02-03|\na|Bo Lind|President|2032-02-03|", "stands there twice"),
    ],
)
def test_a_bad_term_is_named(folder: Path, line: str, says: str) -> None:
    (folder / "terms_of_office.csv").write_text(f"id|names|titles|first|last\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"terms_of_office\.csv") as error:
        history.read_terms()
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a|2031|Tellin;fell", "line 2: '2031' is no day"),
        ("a|2031-02-03|Tellin", "line 2: a needs two groups"),
        ("a|2031-02-03|Tellin;", "line 2: a needs two groups"),
    ],
)
def test_a_bad_event_is_named(folder: Path, line: str, says: str) -> None:
    (folder / "dated_events.csv").write_text(f"id|day|groups\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"dated_events\.csv") as error:
        history.read_events()
    assert says in str(error.value)
