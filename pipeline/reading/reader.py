"""Reading one document: the steps in their order, nothing more.

`read` is a pure function of a document and a language pipeline; it knows no other document. Each step has its own
module.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from spacy.language import Language

from pipeline.reading.actors import find_actors, forget, keep_actors
from pipeline.reading.dates import find_dates, resolve_dates
from pipeline.reading.events import find_events
from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.places import find_places
from pipeline.reading.publication import date_document
from pipeline.reading.quantities import find_quantities
from pipeline.reading.records import Document, Reading, Text
from pipeline.reading.sentences import cut
from pipeline.reading.statements import find_statements
from pipeline.reading.statistics import find_statistics


def prepare(document: Document, nlp: Language) -> Text:
    """A document with sentences, dates, quantities, places and actors: what events, figures and statements rest on."""
    layout = find_layout(document)
    names = load_lexicon().find_names(document.text)
    sentences = cut(document, layout, nlp, names)
    expressions = find_dates(document.text, layout.blocks)
    published = date_document(document, layout, expressions)
    text = Text(document, layout, published, sentences)
    text = replace(text, dates=resolve_dates(expressions, published, text))
    text = replace(text, quantities=find_quantities(text))
    text = replace(text, places=find_places(text, names))
    actors, mentions = find_actors(text, names)
    return replace(text, actors=actors, mentions=mentions)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for garbage meanwhile: a document makes many small objects, which live until it is read."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_without_collector()
def read(document: Document, nlp: Language) -> Reading:
    """Everything that stands in one document, with the offsets of its evidence."""
    text = prepare(document, nlp)
    reports = find_events(text)
    statistics = find_statistics(text, reports)
    statements = find_statements(text)
    actors, mentions = keep_actors(text, reports, statistics, statements)
    reports, statistics, statements = forget(reports, statistics, statements, mentions)
    return Reading(
        document=document,
        layout=text.layout,
        published=text.published,
        language="en",
        words=sum(not t.is_punct and not t.is_space for s in text.sentences for t in s.tokens),
        actors=actors,
        mentions=mentions,
        places=text.places,
        reports=reports,
        statistics=statistics,
        statements=statements,
    )
