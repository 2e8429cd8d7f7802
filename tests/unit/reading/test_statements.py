"""Statements on invented sentences: who said what, in which of the many forms news gives it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from spacy.language import Language

from pipeline.reading.actors import find_actors
from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.quantities import find_quantities
from pipeline.reading.quotes import find_quotes
from pipeline.reading.records import Document, Published, Text
from pipeline.reading.sentences import cut
from pipeline.reading.statements import find_statements


@dataclass(frozen=True)
class Row:
    speaker: str | None
    words: str
    direct: bool


def text_of(nlp: Language, body: str) -> Text:
    raw = "News from the hills\n\n" + body + "\n"
    document = Document("doc-1", "a.txt", "0", raw)
    layout = find_layout(document)
    text = Text(document, layout, Published(), cut(document, layout, nlp))
    return Text(document, layout, Published(), text.sentences, quantities=find_quantities(text))


def read(nlp: Language, body: str) -> list[Row]:
    text = text_of(nlp, body)
    return [Row(s.speaker, text.document.text[s.start : s.end], s.direct) for s in find_statements(text)]


@pytest.mark.parametrize(
    ("body", "speaker", "words"),
    [
        ("“The dam will hold,” said Ivo Merrin, an engineer.", "Ivo Merrin", "The dam will hold,"),
        ('"We saw three boats burning," the harbour master said.', "harbour master", "We saw three boats burning,"),
        ("Mayor Dora Pell said: “Nobody warned us about the flood.”", "Dora Pell", "Nobody warned us about the flood."),
        ("“We are going home tonight,” she told reporters.", None, "We are going home tonight,"),
    ],
)
def test_direct_speech(nlp: Language, body: str, speaker: str | None, words: str) -> None:
    (row,) = read(nlp, body)
    assert (row.speaker and row.speaker.removeprefix("Mayor ")) == speaker
    assert row.words == words
    assert row.direct


@pytest.mark.parametrize(
    ("body", "speaker", "words"),
    [
        ("The ministry said that rebels had burned the mill.", "ministry", "rebels had burned the mill"),
        ("Police said on Friday in a statement that two men had fled.", "Police", "two men had fled"),
        ("The bridge was mined, the army said on Sunday.", "army", "The bridge was mined"),
        ("According to villagers, the raiders came at dawn.", "villagers", "the raiders came at dawn"),
        ("The raiders came at dawn, according to villagers.", "villagers", "The raiders came at dawn"),
        ("Governor Ilse Brandt warned that the river was rising.", "Ilse Brandt", "the river was rising"),
        (
            "The dead, the coroner said, were all fishermen.",
            "coroner",
            "The dead, the coroner said, were all fishermen",
        ),
        ("The rebels claimed responsibility for the ambush.", "rebels", "for the ambush"),
        ("The envoy called for an immediate truce.", "envoy", "for an immediate truce"),
        (
            "A report by the Lakeside Institute found that wells were poisoned.",
            "Lakeside Institute",
            "wells were poisoned",
        ),
        ("The minister denied any part in the killings.", "minister", "any part in the killings"),
        ("Residents told the newspaper that shells fell all night.", "Residents", "shells fell all night"),
        ("The dam is lost, says the Lake Board's Dora Pell.", "Dora Pell", "The dam is lost"),
        ("The rebels fled; a clerk, speaking by radio, put the dead at 28.", "clerk", "the dead at 28"),
        ("The arrest was announced in a statement by the Harbour Board.", "Harbour Board", "The arrest was announced"),
        ("Lake Radio quoted a colonel as saying that the siege was over.", "colonel", "the siege was over"),
        (
            "The mayor denied that the well was poisoned, adding that he drank from it.",
            "mayor",
            "the well was poisoned",
        ),
    ],
)
def test_reported_speech(nlp: Language, body: str, speaker: str, words: str) -> None:
    rows = read(nlp, body)
    assert len(rows) == 1
    assert rows[0].speaker is not None
    assert speaker in rows[0].speaker
    assert words in rows[0].words
    assert not rows[0].direct


@pytest.mark.parametrize(
    "body",
    [
        "The bomb killed two men near the well.",
        "No group has said it was behind the fire.",
        "The minister did not say that the dam was safe.",
        "The men are said to have crossed the river.",
        "Soldiers believed to be deserters robbed the bank.",
        "The general will announce his plan.",
        "The cholera claimed the lives of nine children.",
        "Her family hails from the coast.",
        "The so-called “river fee” angered farmers.",
        "The sergeant told the men to go.",
        "Both sides agreed to a truce.",
        "What the paper said is wrong.",
        "The rebels maintain a base in the hills.",
    ],
)
def test_what_is_no_statement(nlp: Language, body: str) -> None:
    assert read(nlp, body) == []


def test_a_broken_quotation_has_one_speaker(nlp: Language) -> None:
    rows = read(nlp, "“If they stay,” said Marta Quill, “the town will starve.” “It has no bread left for us now.”")
    assert [r.words for r in rows] == [
        "If they stay,",
        "the town will starve.",
        "It has no bread left for us now.",
    ]
    assert {r.speaker for r in rows} == {"Marta Quill"}


def test_a_quotation_runs_over_paragraphs(nlp: Language) -> None:
    first, second = "“We hid under the floor for days,” said Ana Roon.", "“Then the men came and took my brother away.”"
    body = f"{first}\n\n{second}"
    assert [(r.speaker, r.direct) for r in read(nlp, body)] == [("Ana Roon", True), ("Ana Roon", True)]


def test_lost_closing_marks_end_where_the_next_opens(nlp: Language) -> None:
    body = (
        '"The roof fell in while we prayed" a widow named Hela said. "I thought we would all die. "Then it was quiet."'
    )
    text = text_of(nlp, body)
    assert [text.document.text[q.start : q.end] for q in find_quotes(text)] == [
        "The roof fell in while we prayed",
        "I thought we would all die.",
        "Then it was quiet.",
    ]


def test_single_curly_marks_and_apostrophes(nlp: Language) -> None:
    text = text_of(nlp, "‘They don’t want peace here,’ said the priest’s sister.")
    assert [text.document.text[q.start : q.end] for q in find_quotes(text)] == ["They don’t want peace here,"]


def test_a_pronoun_is_the_one_who_spoke_before(nlp: Language) -> None:
    rows = read(nlp, "“The mine was flooded at once,” said Petr Lang. He added that nobody came to help.")
    assert [r.speaker for r in rows] == ["Petr Lang", "Petr Lang"]


def test_two_speakers_are_two_rows(nlp: Language) -> None:
    rows = read(nlp, "The mayor and the bishop said that the truce had failed.")
    assert sorted(r.speaker or "" for r in rows) == ["bishop", "mayor"]
    assert len({r.words for r in rows}) == 1


def test_coordinated_clauses_keep_their_own_words(nlp: Language) -> None:
    rows = read(nlp, "The police said that the road was open, but the drivers said that it was mined.")
    assert [(r.speaker, r.words) for r in rows] == [
        ("police", "the road was open"),
        ("drivers", "it was mined"),
    ]


def test_a_maker_speaks_through_figures(nlp: Language) -> None:
    rows = read(nlp, "Estimates of the dead range from 340 by the Harbour Board to 900 by the Dockers Union.")
    assert [(r.words, r.speaker) for r in rows] == [
        ("340 by the Harbour Board", "Harbour Board"),
        ("900 by the Dockers Union", "Dockers Union"),
    ]


def test_straight_single_marks(nlp: Language) -> None:
    rows = read(nlp, "'I saw the smoke at dawn,' a ferryman told Lake Radio. 'It wasn't ours.'")
    assert [(r.speaker, r.words) for r in rows] == [
        ("ferryman", "I saw the smoke at dawn,"),
        ("ferryman", "It wasn't ours."),
    ]


def test_a_quotation_inside_reported_speech_is_no_row_of_its_own(nlp: Language) -> None:
    rows = read(nlp, "The bishop said that the town would rise again “from the ashes of this long and bitter war.”")
    assert [(r.speaker, r.direct) for r in rows] == [("bishop", False)]


def test_the_source_closest_to_the_clause_speaks(nlp: Language) -> None:
    rows = read(nlp, "The boats sank at night, residents and a coastguard said.")
    assert [(r.speaker, r.words) for r in rows] == [
        ("residents", "The boats sank at night"),
        ("coastguard", "The boats sank at night"),
    ]


def test_headlines_make_no_rows(nlp: Language) -> None:
    raw = "Mayor says dam is safe\n\nIt rained all week in the hills.\n"
    document = Document("doc-1", "a.txt", "0", raw)
    layout = find_layout(document)
    assert find_statements(Text(document, layout, Published(), cut(document, layout, nlp))) == ()


@pytest.mark.parametrize(
    ("body", "speaker", "words"),
    [
        ("Two boats sank, according to the harbour master; the crews swam ashore.", "harbour master", "Two boats sank"),
        ("A dock worker puts the sum at over $100 million.", "dock worker", "the sum at over $100 million"),
        ("A local report speaks of 46 soldiers dead.", "local report", "46 soldiers dead"),
        ("Their lawyers objected that they had been forced.", "Their lawyers", "they had been forced"),
        ("Boats sank in July, according to figures which Lake Watch made public.", "Lake Watch", "Boats sank in July"),
    ],
)
def test_reports_of_the_wires(nlp: Language, body: str, speaker: str, words: str) -> None:
    (row,) = read(nlp, body)
    assert (str(row.speaker).removeprefix("Col. "), row.words) == (speaker, words)


@pytest.mark.parametrize(
    "body", ["The town held its first vote in years.", "The board hoped for rain.", "They think big."]
)
def test_holding_and_hoping_speak_only_with_that(nlp: Language, body: str) -> None:
    assert not read(nlp, body)


def speakers(nlp: Language, body: str) -> list[str | None]:
    raw = "News\n\n" + body + "\n"
    document = Document("doc-1", "a.txt", "0", raw)
    layout = find_layout(document)
    known = load_lexicon().find_names(raw)
    text = Text(document, layout, Published(), cut(document, layout, nlp, known))
    actors, mentions = find_actors(text, known)
    found = find_statements(Text(document, layout, Published(), text.sentences, actors=actors, mentions=mentions))
    return [s.speaker for s in found]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (
            "Two boats sank, a minister said. Pedro Alcazar, the minister, said that nobody was hurt.",
            ["Pedro Alcazar"] * 2,
        ),
        (
            "Two boats sank, a minister said. Pedro Alcazar, the mayor, said that nobody was hurt.",
            ["minister", "Pedro Alcazar"],
        ),
        (
            "The Front struck a base and killed four guards from Ostland, Oren Dassel, spokesman of the army, said.",
            ["Oren Dassel"],
        ),
        (
            "Pedro Alcazar said the dam held. Oren Dassel came by boat. He said that it leaked.",
            ["Pedro Alcazar", "Oren Dassel"],
        ),
        ("The Pentagon said a jet was lost.", ["The Pentagon"]),
    ],
)
def test_speakers_by_name(nlp: Language, body: str, named: list[str | None]) -> None:
    assert speakers(nlp, body) == named


@pytest.mark.parametrize(
    ("body", "speaker", "words"),
    [
        ("The mayor called the levy a disgrace.", "mayor", "the levy a disgrace"),
        ("Governor Ivo Merrin described the dam as a ruin.", "Ivo Merrin", "the dam as a ruin"),
        ("The union asked the ministry to reopen the port.", "union", "the ministry to reopen the port"),
        ("The government let it be known that the port will stay shut.", "government", "the port will stay shut"),
        ("By the union's count, 40 miners were hurt.", "union", "40 miners were hurt"),
        ("Forty miners were hurt, by the reckoning of the union.", "union", "Forty miners were hurt"),
        ("In the view of the court, the guards had acted lawfully.", "court", "the guards had acted lawfully"),
        (
            "The bridge was rebuilt in a week, the ministry made known on Monday.",
            "ministry",
            "The bridge was rebuilt in",
        ),
        (
            "The toll, the police chief went on, may still rise.",
            "police chief",
            "The toll, the police chief went on, may",
        ),
        ("Doctors spoke at first of twelve dead.", "Doctors", "twelve dead"),
        ("Kigali denies it.", "Kigali", "it"),
        ("Two boats were sunk, said a fisherman who would not give his name.", "fisherman", "Two boats were sunk"),
    ],
)
def test_other_ways_of_saying(nlp: Language, body: str, speaker: str, words: str) -> None:
    rows = read(nlp, body)
    assert [(str(r.speaker).removeprefix("Governor "), r.words.startswith(words)) for r in rows] == [(speaker, True)]


def test_a_text_that_reads_speaks_in_quotation_marks(nlp: Language) -> None:
    rows = read(nlp, "The dockers issued a statement. “We shall not work on Sundays,” the statement reads.")
    assert [r.words for r in rows if r.direct] == ["We shall not work on Sundays,"]


@pytest.mark.parametrize(
    "body",
    [
        "The bridge fell at dawn, the mayor said, and the town was cut off from the coast.",
        "Two boats sank in the storm, the mayor said, but the crews were saved by fishermen.",
    ],
)
def test_clauses_around_a_speaker_are_two_statements(nlp: Language, body: str) -> None:
    rows = read(nlp, body)
    assert [r.speaker for r in rows] == ["mayor", "mayor"]
    assert rows[0].words == body.partition(", the mayor")[0]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The union, which says that wages are too low, blocked the road.", "wages are too low"),
        ("Miners affirm that the shaft was flooded; the company has closed the gate.", "the shaft was flooded"),
        ("In the fog 16 boats sank – the union spoke of 31 – and two were towed in.", "31"),
    ],
)
def test_what_was_said_ends_with_its_clause(nlp: Language, body: str, words: str) -> None:
    assert words in [r.words for r in read(nlp, body)]


@pytest.mark.parametrize(
    "body",
    [
        "The union answered in August with a strike.",
        "Both fronts claimed it.",
        "The miners protested over low wages.",
        "The group calls itself the Army of the Lake.",
    ],
)
def test_how_or_of_what_is_no_statement(nlp: Language, body: str) -> None:
    assert read(nlp, body) == []


def test_a_new_sentence_behind_a_quotation_keeps_its_own_words(nlp: Language) -> None:
    rows = read(nlp, "Some heard a shout of “Down with the dam forever.” Ivo Merrin said he would appeal to the court.")
    assert "he would appeal to the court" in [r.words for r in rows]
