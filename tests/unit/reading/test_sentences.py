"""Sentences of a document, with offsets that hold whatever blanks the file has."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from spacy.language import Language

from pipeline.reading.layout import find_layout
from pipeline.reading.records import Document, Sentence
from pipeline.reading.sentences import cut


@dataclass(frozen=True)
class Name:
    start: int
    end: int
    label: str


def sentences(nlp: Language, text: str, names: tuple[Name, ...] = ()) -> tuple[Sentence, ...]:
    document = Document("doc-1", "a.txt", "0", text)
    return cut(document, find_layout(document), nlp, names)


def pieces(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(s.block.kind, text[s.start : s.end]) for s in sentences(nlp, text)]


TEXT = (
    "Harbour of Tellin shelled\n\nTELLIN, Osta – Rebels shelled the harbour on Monday. Four dockers died there.\n\n"
    "The army denied it.\u00a0\u00a0Nobody else was hurt.\n\nCopyright 2031 Lake Press\n"
)


def test_each_block_is_cut_and_furniture_left_out(nlp: Language) -> None:
    assert pieces(nlp, TEXT) == [
        ("title", "Harbour of Tellin shelled"),
        ("dateline", "TELLIN, Osta –"),
        ("paragraph", "Rebels shelled the harbour on Monday."),
        ("paragraph", "Four dockers died there."),
        ("paragraph", "The army denied it."),
        ("paragraph", "Nobody else was hurt."),
    ]


def test_offsets_of_tokens_are_those_of_the_document(nlp: Language) -> None:
    for s in sentences(nlp, TEXT):
        for t in s.tokens:
            at = s.char(t)
            assert TEXT[at : at + len(t)] == t.text
            assert s.token_at(at) is not None
            assert s.token_at(at).i == t.i  # type: ignore[union-attr]


def test_sentences_are_numbered_in_order_and_know_their_paragraph(nlp: Language) -> None:
    found = sentences(nlp, TEXT)
    assert [s.index for s in found] == list(range(len(found)))
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)


def test_a_line_end_inside_a_paragraph_keeps_offsets(nlp: Language) -> None:
    text = "\n".join(
        ["The rebels who had shelled the harbour of the town of Tellin",
         "left on Tuesday and took nine fishermen with them across the",
         "lake in three boats, the mayor told the men who had come with",
         "him to the quay. They have not been seen since then."]
    )  # fmt: skip
    found = sentences(nlp, text)
    assert [text[s.start : s.end][-10:] for s in found] == [" the quay.", "ince then."]


def test_a_headline_is_one_sentence_unless_a_full_stop_stands_inside(nlp: Language) -> None:
    text = "Rebels Shell Harbour: Mayor Says Four Are Dead In Tellin\n\nThe army denied it on Monday, the mayor said.\n"
    assert [k for k, _ in pieces(nlp, text)].count("title") == 1
    text = "Rebels shell harbour. Is peace over?\n\nThe army denied it on Monday, the mayor of the town said.\n"
    assert [p for k, p in pieces(nlp, text) if k == "title"] == ["Rebels shell harbour.", "Is peace over?"]


def test_known_names_hold_together(nlp: Language) -> None:
    text = "Men of the Sons of Korval took nine fishermen in Tellin on Monday."
    start = text.index("Sons of Korval")
    found = sentences(nlp, text, (Name(start, start + 14, "ORG"),))
    assert ("Sons of Korval", "ORG") in [(e.text, e.label_) for e in found[0].doc.ents]


def test_a_document_of_furniture_has_no_sentences(nlp: Language) -> None:
    assert sentences(nlp, "\n\n") == ()


@pytest.mark.parametrize(
    "text", [TEXT, "Two  boats\nsank off Osta's coast; 30km away, a third did.\n\nNobody (it says) drowned."]
)
def test_tokens_are_found_by_offset_as_a_walk_over_all_of_them_finds_them(nlp: Language, text: str) -> None:
    for sentence in sentences(nlp, text):
        spans = [(sentence.char(t), sentence.char(t) + len(t), t.i) for t in sentence.tokens]
        for char in range(sentence.start - 2, sentence.end + 2):
            token = sentence.token_at(char)
            begun = [i for start, _, i in spans if start <= char] if sentence.start <= char < sentence.end else []
            assert (token.i if token is not None else None) == (begun[-1] if begun else None)
            for stop in (char, char + 1, char + 9, sentence.end):
                here = [i for start, end, i in spans if start < stop and end > char]
                assert [t.i for t in sentence.over(char, stop)] == here
