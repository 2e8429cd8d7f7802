"""Base forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.language.lemmas import lemma_of


@pytest.mark.parametrize(
    ("word", "pos", "tag", "lemma"),
    [
        ("abducted", "VERB", "VBN", "abduct"),
        ("slept", "VERB", "VBD", "sleep"),
        ("seized", "VERB", "VBD", "seize"),
        ("leaves", "VERB", "VBZ", "leave"),
        ("leaves", "NOUN", "NNS", "leaf"),
        ("were", "AUX", "VBD", "be"),
        ("has", "AUX", "VBZ", "have"),
        ("n't", "PART", "RB", "not"),
        ("them", "PRON", "PRP", "they"),
        ("found", "VERB", "VBD", "find"),
        ("shot", "VERB", "VBD", "shoot"),
        ("children", "NOUN", "NNS", "child"),
        ("Damascus", "PROPN", "NNP", "Damascus"),
        ("2,500", "NUM", "CD", "2,500"),
    ],
)
def test_lemma(word: str, pos: str, tag: str, lemma: str) -> None:
    assert lemma_of(word, pos, tag) == lemma


def test_lemmas_in_a_sentence(read: Callable[[str], Doc]) -> None:
    doc = read("The children were abducted while they slept.")
    assert [token.lemma_ for token in doc] == ["the", "child", "be", "abduct", "while", "they", "sleep", "."]
