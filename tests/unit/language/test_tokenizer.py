"""Words of news text."""

from __future__ import annotations

import pytest

from pipeline.language.models import blank

NLP = blank()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S.-led forces", ["U.S.", "-", "led", "forces"]),
        ("Jabhat al-Nusra’s men", ["Jabhat", "al", "-", "Nusra", "’s", "men"]),
        ("50km away", ["50", "km", "away"]),
        ("$10 million.[1] He", ["$", "10", "million", ".", "[", "1", "]", "He"]),
        ("a 20,000-strong force", ["a", "20,000", "-", "strong", "force"]),
        ("anti-government", ["anti-government"]),
        ("the mid-January raid", ["the", "mid-January", "raid"]),
        ("They doesnt know", ["They", "does", "nt", "know"]),
        ("Irans army", ["Iran", "s", "army"]),
        ("2012-2013", ["2012", "-", "2013"]),
        ("Gen. Smith, Feb. 3", ["Gen.", "Smith", ",", "Feb.", "3"]),
        ("“Yes!!” he said", ["“", "Yes", "!!", "”", "he", "said"]),
        ("killed—and wounded", ["killed", "—", "and", "wounded"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    doc = NLP.make_doc(text)
    assert [token.text for token in doc] == words
    assert doc.text == text


def test_acronyms_that_look_like_words_are_read_as_names() -> None:
    doc = NLP.make_doc("Officials said IS attacked the US base.")
    assert [token.norm_ for token in doc if token.text in {"IS", "US"}] == ["isis", "u.s."]


def test_in_a_headline_in_capitals_is_means_is() -> None:
    doc = NLP.make_doc("THE TOWN IS UNDER ATTACK")
    assert doc[2].norm_ == "is"
