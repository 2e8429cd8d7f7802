"""Sentence boundaries in news text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

ONE_SENTENCE = [
    "U.S. forces killed three men near Mosul.",
    "The attack was claimed by Gen. Abdul Karim on Feb. 3 in Kirkuk.",
    "Mr. Hassan met John J. Smith at the U.N. headquarters.",
    "The bomb weighed 2.5 tons and cost $1.2 million.",
    "IS Attacks Prison in Northeast Syria",
    "ISLAMIC STATE ATTACKS PRISON IN SYRIA",
    "“We will fight,” said the commander of the group.",
    "Col. A. B. Mahmoud, 45, died at 3 a.m. on Monday.",
    "Guerrillas [text] attacked -- the army said -- a bridge near San Salvador.",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_one_sentence_stays_one(read: Callable[[str], Doc], text: str) -> None:
    assert [sentence.text for sentence in read(text).sents] == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["He was killed on Monday.", "The army denied it."],
        ["“We will fight.”", "The commander then left."],
        ["The town fell.[1]", "Residents fled."],
        ["He spoke to U.S. officials.", "They declined to comment."],
        ["The raid killed two (one of them a child).", "It was the third this week."],
        ["Is it over?", "Nobody knows!", "The fighting continues."],
    ],
)
def test_several_sentences(read: Callable[[str], Doc], sentences: list[str]) -> None:
    assert [sentence.text for sentence in read(" ".join(sentences)).sents] == sentences
