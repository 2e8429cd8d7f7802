"""Attribution: whose figure a figure is."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.reading.attribution import attributed_to
from pipeline.reading.layout import find_layout
from pipeline.reading.quantities import find_quantities
from pipeline.reading.records import Document, Published, Text
from pipeline.reading.sentences import cut


def source(nlp: Language, body: str, words: str) -> str | None:
    raw = "News from the hills\n\n" + body + "\n"
    document = Document("doc-1", "a.txt", "0", raw)
    layout = find_layout(document)
    text = Text(document, layout, Published(), cut(document, layout, nlp))
    text = Text(document, layout, Published(), text.sentences, quantities=find_quantities(text))
    start = raw.index(words)
    found = attributed_to(text, start, start + len(words))
    if found is not None:
        assert 0 <= found.start < found.end <= len(raw)
    return found.speaker if found else None


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("Police said that 14 men had died.", "14", "Police"),
        ("At least 14 men died, police said.", "At least 14", "police"),
        ("According to the Harbour Board, 60 boats sank.", "60", "Harbour Board"),
        ("Sixty boats sank, a dock worker told Lake Radio.", "Sixty", "dock worker"),
        ("Relief workers put the number of homeless at 900.", "900", "Relief workers"),
        ("The toll was put at 31 by the Harbour Board.", "31", "Harbour Board"),
        ("Lake Watch has documented 17 raids since June.", "17", "Lake Watch"),
        ("Some 300 raids took place last year (Lake Tribune, March 4).", "300", "Lake Tribune"),
        ("“They took 40 of our cows,” said Ivo Merrin.", "40", "Ivo Merrin"),
    ],
)
def test_sources(nlp: Language, body: str, words: str, speaker: str) -> None:
    assert source(nlp, body, words) == speaker


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The blast killed 14 men.", "14"),
        ("The rebels claimed responsibility for an attack that killed 14 men.", "14"),
        ("Police said the road was open. The fire burned 60 boats.", "60"),
        ("The toll rose to 31 (see page 7).", "31"),
    ],
)
def test_no_source(nlp: Language, body: str, words: str) -> None:
    assert source(nlp, body, words) is None


def test_a_source_says_only_its_own_clause(nlp: Language) -> None:
    body = "Police counted 12 dead, but at least 20 died, according to the parish priest."
    assert source(nlp, body, "at least 20") == "parish priest"


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        ("By the union's count, 60 boats sank.", "60", "union"),
        ("Sixty boats sank, in the estimate of the Harbour Board.", "Sixty", "Harbour Board"),
        ("Sixty boats, by police estimates, were lost.", "Sixty", "police"),
        ("Sixty boats sank in the storm, the ministry declared on Sunday.", "Sixty", "ministry"),
        ("According to police the storm sank 60 boats.", "60", "police"),
    ],
)
def test_whose_count_it_is(nlp: Language, body: str, words: str, speaker: str) -> None:
    assert source(nlp, body, words) == speaker
