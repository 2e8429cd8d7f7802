"""Made-up texts for the tests of events: read up to what events rest on, and what they tell of."""

from __future__ import annotations

from spacy.language import Language

from pipeline.reading.event_drafts import Draft
from pipeline.reading.event_gathering import gather
from pipeline.reading.events import mentions
from pipeline.reading.reader import prepare
from pipeline.reading.records import Document, Source, Text


def document_of(*paragraphs: str, title: str = "Report from the field") -> Document:
    """A document published on 15 August 2022."""
    text = "\n\n".join([title, *paragraphs]) + "\n"
    return Document("doc-test", "test.txt", "0" * 64, text, Source(published="2022-08-15"))


def text_of(nlp: Language, *paragraphs: str, title: str = "Report from the field") -> Text:
    """The text of such a document, read up to what events rest on."""
    return prepare(document_of(*paragraphs, title=title), nlp)


def types_of(nlp: Language, *paragraphs: str) -> list[str]:
    """The types of event that the sentences of a text tell of, its headline aside."""
    return [m.event_type for m in mentions(text_of(nlp, *paragraphs)) if not m.title]


def drafts_of(text: Text) -> list[Draft]:
    """The events that the mentions of a text are gathered to."""
    return gather(mentions(text))


def draft_of(found: list[Draft], word: str) -> Draft:
    """The one event that a word tells of."""
    (draft,) = [d for d in found if any(m.trigger.token.text == word for m in d.mentions)]
    return draft
