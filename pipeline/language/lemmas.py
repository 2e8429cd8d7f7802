"""Base forms of words, from lemminflect's dictionary and the part of speech the tagger found.

A trained lemmatizer invents stems ("abducte", "slept"); a dictionary does not. Closed-class words follow the treebanks:
"them" is "they", "n't" is "not".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

import lemminflect
import numpy as np
from spacy.attrs import LEMMA
from spacy.language import Language
from spacy.tokens import Doc

_DICTIONARY_POS = {"VERB", "NOUN", "ADJ", "ADV", "AUX"}
_CLOSED: dict[tuple[str, str], str] = {
    **{(form, "AUX"): "be" for form in ("is", "are", "was", "were", "be", "been", "being", "am")},
    **{(form, "AUX"): "be" for form in ("'m", "’m", "'re", "’re", "m", "re")},
    **{(form, "AUX"): "have" for form in ("has", "have", "had", "having", "'ve", "’ve", "ve")},
    **{(form, "AUX"): "do" for form in ("do", "does", "did", "doing")},
    **{(form, "AUX"): "will" for form in ("will", "wo", "'ll", "’ll", "ll")},
    **{(form, "AUX"): "can" for form in ("can", "ca")},
    **{(form, "AUX"): form for form in ("would", "could", "should", "may", "might", "must", "shall")},
    **{(form, "PART"): "not" for form in ("n't", "n’t", "nt", "not")},
    **{(form, "PRON"): "they" for form in ("they", "them")},
    **{(form, "PRON"): "he" for form in ("he", "him")},
    **{(form, "PRON"): "she" for form in ("she",)},
    **{(form, "PRON"): "we" for form in ("we", "us")},
    **{(form, "PRON"): "I" for form in ("i", "me")},
    **{(form, "PRON"): "this" for form in ("this", "these")},
    **{(form, "DET"): "this" for form in ("this", "these")},
    **{(form, "PRON"): "that" for form in ("that", "those")},
    **{(form, "DET"): "that" for form in ("that", "those")},
    **{(form, "DET"): "a" for form in ("a", "an")},
    ("'s", "PART"): "'s",
    ("’s", "PART"): "'s",
    ("s", "PART"): "'s",
    ("’", "PART"): "'s",
    ("'", "PART"): "'s",
    ("’d", "AUX"): "would",
    ("'d", "AUX"): "would",
}  # fmt: skip
#: Words whose first base form in the dictionary is the rarer one in the news.
_PREFERRED: dict[tuple[str, str], str] = {
    ("leaves", "NOUN"): "leaf",
    ("found", "VERB"): "find",
    ("wound", "VERB"): "wound",
    ("wounding", "VERB"): "wound",
    ("lives", "NOUN"): "life",
    ("least", "ADJ"): "least",
    ("felt", "VERB"): "feel",
    ("shot", "VERB"): "shoot",
    ("left", "VERB"): "leave",
    ("lay", "VERB"): "lie",
    ("saw", "VERB"): "see",
    ("bases", "NOUN"): "base",
    ("axes", "NOUN"): "axis",
}
_BE_OR_HAVE = {"'s", "’s"}
#: Adjectives and nouns that the dictionary would undo although the treebanks keep them.
_KEEP_TAGS = {"NNP", "JJ", "RB", "CD"}


def lemma_of(word: str, pos: str, tag: str) -> str:
    """The base form of a word as this part of speech: "leaves" is "leave" as a verb and "leaf" as a noun."""
    lower = word.lower()
    closed = _CLOSED.get((lower, pos)) or _PREFERRED.get((lower, pos))
    if closed is not None:
        return closed
    if pos == "AUX" and lower in _BE_OR_HAVE:
        return "be"
    if pos == "PROPN":
        return word
    kept = tag in _KEEP_TAGS and pos != "VERB"  # "were laid", tagged as an adjective, is a form of "lay" all the same
    if pos not in _DICTIONARY_POS or kept or not any(letter.isalpha() for letter in word):
        return lower
    return listed_lemma(lower, pos)


@lru_cache(maxsize=65536)
def listed_lemma(lower: str, pos: str) -> str:
    """The base form that lemminflect gives a word in lower case as a verb, noun, adjective or adverb; else the word."""
    found = lemminflect.getLemma(lower, upos=pos, lemmatize_oov=True)
    return str(found[0]) if found else lower


class Lemmas:
    """Set the lemma of every word; requires a part of speech."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of one document."""
        rows = doc.to_array(["ORTH", "POS", "TAG"])
        known = self._known
        lemmas = np.zeros(len(doc), dtype="uint64")
        for index, row in enumerate(map(tuple, rows.tolist())):
            lemma = known.get(row)
            if lemma is None:
                token = doc[index]
                lemma = self.vocab.strings.add(lemma_of(token.text, token.pos_, token.tag_))
                known[row] = lemma
            lemmas[index] = lemma
        doc.from_array([LEMMA], cast(Any, lemmas.reshape(-1, 1)))
        return doc


@Language.factory("ledger_lemmas", requires=["token.pos", "token.tag"], assigns=["token.lemma"])
def create_lemmas(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The factory of the component."""
    return Lemmas(nlp.vocab)
