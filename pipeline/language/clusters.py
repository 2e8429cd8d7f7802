"""Build the word table: what is known of a word beyond its letters.

Two columns for some 250,000 words. The Brown cluster of spacy-lookups-data (MIT) says which words it keeps company
with; the inflection class, from lemminflect's dictionary (MIT), says which parts of speech it can be at all
("wounded": VBD, VBN, JJ). Both are features of the model, so the table is shipped with the weights. Needs the
``train`` extra.
"""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from lemminflect import getAllInflections, getAllLemmas
from spacy.strings import get_string_id

#: The bit of each inflection in a word's class; open-class forms only, for closed-class words are frequent enough.
CLASS_TAGS = ("NN", "NNS", "VB", "VBD", "VBN", "VBG", "VBZ", "JJ", "JJR", "JJS", "RB", "NNP")
WORDS = 250_000
_MINIMUM_PROB = -25.0


def inflection_class(word: str) -> int:
    """The forms a word can be, as a bit mask over `CLASS_TAGS`."""
    mask = 0
    for lemmas in getAllLemmas(word).values():
        for lemma in lemmas:
            for tag, forms in getAllInflections(lemma).items():
                if tag in CLASS_TAGS and word in forms:
                    mask |= 1 << CLASS_TAGS.index(tag)
    return mask


def build(path: Path, words: int = WORDS) -> int:
    """Write the table of the most frequent words; returns its size in bytes."""
    clusters, probabilities = _lexemes("cluster"), _lexemes("prob")
    ranked = sorted(
        ((probabilities.get(word, _MINIMUM_PROB), word) for word, code in clusters.items() if code), reverse=True
    )
    rows = sorted(
        (get_string_id(word), clusters[word], inflection_class(word) if word.isalpha() else 0)
        for _, word in ranked[:words]
    )
    np.savez_compressed(
        path,
        word=np.array([row[0] >> 32 for row in rows], dtype="uint32"),
        cluster=np.array([row[1] for row in rows], dtype="uint32"),
        forms=np.array([row[2] for row in rows], dtype="uint16"),
    )
    return path.stat().st_size


def _lexemes(table: str) -> dict[str, Any]:
    resource = files("spacy_lookups_data") / "data" / f"en_lexeme_{table}.json.gz"
    with resource.open("rb") as file, gzip.open(file) as stream:
        loaded: dict[str, Any] = json.load(stream)
    return loaded
