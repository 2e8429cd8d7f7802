"""Put the trained parts together into the pipeline that is shipped."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from pipeline.language import entities, lemmas, second, sentences  # noqa: F401  (registers the components)
from pipeline.language.weights import read, write_small

NAME = "conflict_ledger_en"
LICENCE = "CC BY-SA 4.0"
AUTHORS = "Conflict Ledger"


def assemble(syntax: Path, opinion: Path | None, names: Path | None, out: Path, version: str) -> int:
    """Join syntax, a second opinion on tags, rules and names, and write the small form; returns its size in bytes."""
    nlp: Language = read(syntax)
    if opinion is not None:
        nlp.add_pipe(second.NAME, source=read(opinion), after=second.FIRST)
    nlp.add_pipe("ledger_sentences", after="senter")
    nlp.add_pipe("ledger_lemmas", after="ledger_sentences")
    if names is not None:
        nlp.add_pipe("ner", source=read(names))
    nlp.add_pipe("ledger_entities", last=True)
    nlp.meta["name"] = NAME.removesuffix("_en")
    nlp.meta["version"] = version
    nlp.meta["license"] = LICENCE
    nlp.meta["author"] = AUTHORS
    nlp.meta["description"] = "English news: Universal Dependencies and names, trained on openly licensed treebanks."
    return write_small(nlp, out)
