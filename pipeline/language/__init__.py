"""The language pipeline: words, sentences, tags, lemmas, Universal Dependencies and names.

Here belongs what turns a paragraph into a spaCy document, the weights that do it and the recipe that made them. Not
here: what the words mean for conflict (`pipeline.reading`).

Trees carry Universal Dependencies labels with their subtypes ("nsubj:pass", "obl:agent", "acl:relcl"; the root is
"ROOT"). Entities are PERSON, ORG, PLACE, NORP, FACILITY, DATE and MONEY.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from spacy.language import Language

from pipeline.language import entities, features, lemmas, models, networks, sentences, tokenizer  # noqa: F401  (registrations)
from pipeline.language.parsing import parse, sentence_is_parsed
from pipeline.language.weights import read

WEIGHTS = Path(__file__).parent / "weights"


def _version() -> str:
    meta = WEIGHTS / "meta.json"
    return str(json.loads(meta.read_text(encoding="utf-8"))["version"]) if meta.exists() else "0"


#: Changes with the weights: what was read with one version must be read again with the next.
VERSION: str = _version()


@lru_cache(maxsize=2)
def load(model: str | None = None) -> Language:
    """The pipeline, loaded once a process.

    `model` names another spaCy pipeline with Universal Dependencies labels (a package or a directory); without it the
    weights shipped here are used. A pipeline that lacks a sentence component, lemmas or our entity rule is given them.
    """
    nlp = read(model or WEIGHTS)
    networks.hasten(nlp)
    present = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    if "ledger_sentences" not in present:
        before = "parser" if "parser" in nlp.pipe_names else None
        if not present & {"senter", "sentencizer"}:
            nlp.add_pipe("sentencizer", before=before)
        nlp.add_pipe("ledger_sentences", before=before)
    if not present & {"ledger_lemmas", "lemmatizer", "trainable_lemmatizer"}:
        nlp.add_pipe("ledger_lemmas", before="parser" if "parser" in nlp.pipe_names else None)
    if "ledger_entities" not in present:
        nlp.add_pipe("ledger_entities", last=True)
    return nlp


__all__ = ["VERSION", "load", "parse", "sentence_is_parsed"]
