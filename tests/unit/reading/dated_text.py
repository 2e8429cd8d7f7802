"""A made-up text of May 2031, read as far as its dates: what tests of dates start from."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from pipeline.reading.dates import find_dates, resolve_dates
from pipeline.reading.layout import find_layout
from pipeline.reading.publication import date_document
from pipeline.reading.records import Document, Source, Text
from pipeline.reading.sentences import cut


def read(nlp: Language, raw: str) -> Text:
    document = Document("doc-1", "a.txt", "0", raw, Source(published="2031-05-14"))
    layout = find_layout(document)
    expressions = find_dates(raw, layout.blocks)
    text = Text(document, layout, date_document(document, layout, expressions), cut(document, layout, nlp))
    return replace(text, dates=resolve_dates(expressions, text.published, text))
