"""Statistics: which quantities are figures, and what stands in their rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from spacy.language import Language

from pipeline.reading.actors import find_actors
from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.quantities import find_quantities
from pipeline.reading.records import (
    DateMention,
    Document,
    EventReport,
    Figure,
    Place,
    PlaceMention,
    Published,
    Source,
    Statistic,
    Text,
)
from pipeline.reading.sentences import cut
from pipeline.reading.statistics import find_statistics


def text_of(nlp: Language, body: str, title: str = "News from the hills") -> Text:
    raw = f"{title}\n\n{body}\n"
    document = Document("doc-1", "a.txt", "0", raw)
    layout = find_layout(document)
    published = Published(dt.date(2031, 5, 6), dt.date(2031, 5, 6), "day", "text")
    text = Text(document, layout, published, cut(document, layout, nlp))
    return replace(text, quantities=find_quantities(text))


def rows(nlp: Language, body: str, title: str = "News from the hills") -> list[tuple[float | None, float | None, str]]:
    return [(s.value_low, s.value_high, s.unit) for s in find_statistics(text_of(nlp, body, title), ())]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The raid killed 12 herders and wounded dozens.", [(12, 12, "persons"), (24, None, "persons")]),
        ("The army lost ten porters and one guide.", [(10, 10, "persons"), (1, 1, "persons")]),
        ("About a quarter of the town burned.", [(25, 25, "percent")]),
        ("A third of the town burned.", [(0.3333, 0.3333, "fraction")]),
        ("The camp lies 90 kilometres (56 miles) off.", [(90, 90, "km")]),
        ("Boys as young as 11 were among them.", [(11, None, "years")]),
        ("It was the fourth bombing this year.", [(4, 4, "attacks")]),
        ("They dug four mass graves.", [(4, 4, "graves")]),
    ],
)
def test_figures(nlp: Language, body: str, expected: list[tuple[float | None, float | None, str]]) -> None:
    assert rows(nlp, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "A policeman was shot near the well.",
        "One of the guards fled.",
        "A 24-year-old fisherman saw it.",
        "In 2029 the war had two fronts and three reasons.",
        "The army fought on two fronts.",
    ],
)
def test_no_figures(nlp: Language, body: str) -> None:
    assert rows(nlp, body) == []


def test_a_headline_gives_way_to_the_body(nlp: Language) -> None:
    text = text_of(nlp, "At least 14 dockers were killed on Monday.", "Blast kills 14 dockers")
    (row,) = find_statistics(text, ())
    assert text.document.text[row.start : row.end] == "At least 14 dockers"


def test_a_headline_of_its_own_stays(nlp: Language) -> None:
    assert rows(nlp, "At least 16 dockers were killed.", "Blast kills 14 dockers") == [
        (14, 14, "persons"),
        (16, None, "persons"),
    ]


def test_a_toll_told_twice_is_one_figure(nlp: Language) -> None:
    text = text_of(nlp, "The blast killed 31 dockers. The mayor said that at least 31 dockers were killed.")
    (row,) = find_statistics(text, ())
    assert (row.qualifier, row.attributed_to) == ("at_least", "mayor")


def test_a_count_taken_up_again_is_one_figure(nlp: Language) -> None:
    assert rows(nlp, "Raiders took 6 herders on Monday. The six herders were freed.") == [(6, 6, "persons")]


def test_small_tolls_are_not_taken_for_one(nlp: Language) -> None:
    assert len(rows(nlp, "A mine killed three men in May. In June a flood killed three men.")) == 2


def place(text: Text, name: str, precision: str) -> PlaceMention:
    start = text.document.text.index(name)
    index = next(s.index for s in text.sentences if s.start <= start < s.end)
    known = Place("p-" + name, name, None, "ZZZ", 1.0, 2.0, precision)
    return PlaceMention(start, start + len(name), name, index, known, precision, None, "ZZZ", start)


def full(nlp: Language) -> tuple[Text, tuple[Statistic, ...]]:
    text = text_of(nlp, "On Monday raiders killed 40 herders in Tellin, including nine children, police said.")
    day = text.document.text.index("Monday")
    date = DateMention(day, day + 6, "Monday", "point", dt.date(2031, 5, 5), dt.date(2031, 5, 5), "day", "publication")
    text = replace(text, places=(place(text, "Tellin", "town"),), dates=(date,))
    start = text.document.text.index("40")
    report = EventReport(
        "r-1", 0, 1, 0, 1, "massacre", "occurred", True, None, None, "unknown", "none",
        None, None, None, None, None, None, "none",
        figures=(Figure("killed", start, start + 2, 40, 40),),
    )  # fmt: skip
    return text, find_statistics(text, (report,))


def test_a_row_says_where_when_who_and_of_what(nlp: Language) -> None:
    text, (herders, children) = full(nlp)
    assert text.document.text[herders.start : herders.end] == "40 herders"
    assert (herders.measures, herders.attributed_to) == ("herders", "police")
    assert (herders.place, herders.place_id) == ("Tellin", "p-Tellin")
    assert herders.as_of_start == herders.as_of_end == dt.date(2031, 5, 5)
    assert (herders.report_id, herders.outcome) == ("r-1", "killed")
    assert (children.part_of, children.report_id) == (herders.statistic_id, None)


def test_the_same_text_gives_the_same_identifiers(nlp: Language) -> None:
    first, second = full(nlp)[1], full(nlp)[1]
    assert [s.statistic_id for s in first] == [s.statistic_id for s in second]
    assert len({s.statistic_id for s in first}) == len(first)


def test_without_a_date_a_figure_holds_as_of_publication(nlp: Language) -> None:
    (row,) = find_statistics(text_of(nlp, "The camp holds 900 exiles."), ())
    assert row.as_of_start == dt.date(2031, 5, 6)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("A mob of nearly 500 broke into the depot.", 500),
        ("On Friday 14 die in a bus.", 14),
        ("They write of 280, of whom most are boys.", 280),
        ("Apart from the 175 who died, nobody was hurt.", 175),
    ],
)
def test_bare_numbers_of_people(nlp: Language, body: str, value: int) -> None:
    assert [(low or high, unit) for low, high, unit in rows(nlp, body)] == [(value, "persons")]


@pytest.mark.parametrize(
    ("publisher", "source"), [("UNHCR", "United Nations High Commissioner for Refugees"), ("Reuters", None)]
)
def test_figures_of_a_body_that_reports_itself(nlp: Language, publisher: str, source: str | None) -> None:
    raw = f"News\n\n{publisher} said the road was open. The new camp took in 400 families.\n"
    document = Document("doc-1", "a.txt", "0", raw, Source(publisher=publisher))
    layout = find_layout(document)
    known = load_lexicon().find_names(raw)
    text = Text(document, layout, Published(), cut(document, layout, nlp, known))
    actors, mentions = find_actors(text, known)
    text = replace(text, quantities=find_quantities(text), actors=actors, mentions=mentions)
    assert [s.attributed_to for s in find_statistics(text, ())] == [source]
