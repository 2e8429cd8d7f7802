"""Made-up texts for the tests of gathered events: read up to what events rest on."""

from __future__ import annotations

from spacy.language import Language

from pipeline.reading.event_drafts import Draft
from pipeline.reading.event_gathering import gather
from pipeline.reading.events import mentions
from pipeline.reading.reader import prepare
from pipeline.reading.records import Document, Source, Text


def text_of(nlp: Language, *paragraphs: str, title: str = "Report from the field") -> Text:
    """A text published on 15 August 2022."""
    text = "\n\n".join([title, *paragraphs]) + "\n"
    return prepare(Document("doc-test", "test.txt", "0" * 64, text, Source(published="2022-08-15")), nlp)


def drafts_of(text: Text) -> list[Draft]:
    """The events that the mentions of a text are gathered to."""
    return gather(mentions(text))


def draft_of(found: list[Draft], word: str) -> Draft:
    """The one event that a word tells of."""
    (draft,) = [d for d in found if any(m.trigger.token.text == word for m in d.mentions)]
    return draft
