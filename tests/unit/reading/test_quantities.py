"""Quantities in sentences: what is counted, in which unit, as a part of what; and numbers that count nothing."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.reading.layout import find_layout
from pipeline.reading.quantities import find_quantities
from pipeline.reading.records import Document, Published, Quantity, Text
from pipeline.reading.sentences import cut


def read(nlp: Language, body: str) -> tuple[str, list[Quantity]]:
    text = "A town in the hills\n\n" + body + "\n"
    document = Document("doc-1", "a.txt", "0", text)
    layout = find_layout(document)
    found = find_quantities(Text(document, layout, Published(), cut(document, layout, nlp)))
    return text, [q for q in found if q.start >= text.index(body)]


def counted(nlp: Language, body: str) -> list[tuple[float | None, float | None, str]]:
    return [(q.low, q.high, q.unit) for q in read(nlp, body)[1] if q.kind != "article"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The shelling killed ten dockers and one pilot.", [(10, 10, "persons"), (1, 1, "persons")]),
        ("The blast killed at least nine and wounded dozens.", [(9, None, "persons"), (24, None, "persons")]),
        ("Seventeen were hurt when the bridge fell.", [(17, 17, "persons")]),
        ("The death toll stood at 84 on Sunday.", [(84, 84, "persons")]),
        ("The ministry put the number of looters at around 40.", [(40, 40, "persons")]),
        ("Rebels carried out more than 60 raids that winter.", [(60, None, "attacks")]),
        ("The convoy drove 50km through the marsh.", [(50, 50, "km")]),
        ("The siege lasted a hundred days.", [(100, 100, "days")]),
        ("The eleven-year war cost $4.5 million a day.", [(11, 11, "years"), (4.5e6, 4.5e6, "USD")]),
        ("About a quarter of the harbour burned.", [(0.25, 0.25, "fraction")]),
        ("Some 30 percent of the farmers left.", [(30, 30, "percent")]),
        ("Around 700 troops guard the dam and another 200 the road.", [(700, 700, "persons"), (200, 200, "persons")]),
        ("Three to four thousand herders fled to 12 countries.", [(3000, 4000, "persons"), (12, 12, "countries")]),
        ("Twenty miners at least were buried.", [(20, None, "persons")]),
        ("The army seized 14 rifles and 3 boats.", [(14, 14, "rifles"), (3, 3, "boats")]),
        ("A 500-strong column crossed the river.", [(500, 500, "persons")]),
        ("One farmer and 6 Jesuit priests were shot.", [(1, 1, "persons"), (6, 6, "persons")]),
        ("It was the third such attack this month.", [(3, 3, "attacks")]),
        ("The strike is in its second week.", [(1, 2, "weeks")]),
        ("Between 1,500 and 2,000 settlers were trapped.", [(1500, 2000, "persons")]),
        ("Two second lieutenants and 3 majors fell.", [(2, 2, "persons"), (3, 3, "persons")]),
        ("Nine out of ten hostages were freed.", [(0.9, 0.9, "fraction")]),
        ("The toll had passed 3,500.", [(3500, None, "persons")]),
        ("Six police units ringed the house.", [(6, 6, "units")]),
    ],
)
def test_what_is_counted(nlp: Language, body: str, expected: list[tuple[float | None, float | None, str]]) -> None:
    assert counted(nlp, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Rebels with AK-47 rifles and an M-19 mortar held Highway 5.",
        "The shop stands at 1401 West Lake Street.",
        "The treaty was signed on 4 March 2004 at 10:30 p.m.",
        "In 1989 the war ended, and in the 1990s they came home.",
        "No one was hurt. They helped one another that one day.",
        "Call 555-201-7788 after 9/11 Square.",
        "Resolution 1325 and Article 7 apply [3].",
        "The shots came from the 1200 block of Elm Avenue.",
        "The 36th Division left on the 3rd.",
        "By Ana Roon and KXYZ 7 Staff.",
    ],
)
def test_numbers_that_count_nothing(nlp: Language, body: str) -> None:
    assert [q for q in counted(nlp, body) if q[2]] == []


@pytest.mark.parametrize(
    "body",
    [
        "A 24-year-old docker was shot.",
        "Ali Omar, 22, was shot.",
        "A boy aged 9 was shot.",
        "Children ages 11 to 15 fled.",
    ],
)
def test_ages_are_ages(nlp: Language, body: str) -> None:
    assert [q.kind for q in read(nlp, body)[1] if q.kind != "article"] == ["age"]


def test_an_article_counts_one_person_only(nlp: Language) -> None:
    text, found = read(nlp, "A policeman and two clerks died near a bridge; another officer fled.")
    articles = [(text[q.noun_start : q.noun_end], q.low, q.high) for q in found if q.kind == "article"]
    assert articles == [("policeman", 1, 1), ("officer", 1, 1)]


@pytest.mark.parametrize(
    ("body", "part", "whole"),
    [
        ("The raid killed 12 herders, including two children.", "two", "12"),
        ("The camp holds 900 exiles, of whom 40 percent are minors.", "40 percent", "900"),
        ("Of 310 captives, 25 of them were freed.", "25", "310"),
        ("They held 75 sailors, among them six officers.", "six", "75"),
        ("The flood killed 60 people, 45% of them farmers.", "45%", "60"),
    ],
)
def test_parts_point_to_their_whole(nlp: Language, body: str, part: str, whole: str) -> None:
    text, found = read(nlp, body)
    parts = {text[q.start : q.end]: text[slice(*q.part_of)] for q in found if q.part_of}
    assert parts == {part: whole}


def test_spans_are_evidence(nlp: Language) -> None:
    text, found = read(nlp, "Monitors counted no fewer than 230 burnt huts and a herd of 45 cows.")
    first = found[0]
    assert text[first.start : first.end] == "no fewer than 230"
    assert text[first.number_start : first.number_end] == "230"
    assert first.noun_start is not None
    assert text[first.noun_start : first.noun_end] == "burnt huts"
    assert text[first.head : first.noun_end] == "huts"


def test_a_unit_may_end_a_sentence_without_a_full_stop(nlp: Language) -> None:
    assert (5.0, 5.0, "km") in counted(nlp, "The camp lies behind the hills, at a distance of 5 km")
