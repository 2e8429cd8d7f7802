"""Reading one document: the steps in their order, nothing more.

`read` is a pure function of a document and a language pipeline; it knows no other document. Each step has its own module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language

from pipeline.reading.actors import find_actors, keep_actors
from pipeline.reading.dates import find_dates, resolve_dates
from pipeline.reading.events import find_events
from pipeline.reading.layout import find_layout
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.places import find_places
from pipeline.reading.publication import date_document
from pipeline.reading.quantities import find_quantities
from pipeline.reading.records import Document, EventReport, Reading, Statement, Statistic, Text
from pipeline.reading.sentences import cut
from pipeline.reading.statements import find_statements
from pipeline.reading.statistics import find_statistics


def read(document: Document, nlp: Language) -> Reading:
    """Everything that stands in one document, with the offsets of its evidence."""
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
    text = replace(text, actors=actors, mentions=mentions)
    reports = find_events(text)
    statistics = find_statistics(text, reports)
    statements = find_statements(text)
    actors, mentions = keep_actors(actors, mentions, _used(text, reports, statistics, statements))
    kept = frozenset(a.key for a in actors)
    return Reading(
        document=document,
        layout=layout,
        published=published,
        language="en",
        words=sum(not t.is_punct and not t.is_space for s in sentences for t in s.tokens),
        actors=actors,
        mentions=mentions,
        places=text.places,
        reports=tuple(_report_of(r, kept) for r in reports),
        statistics=tuple(s if s.actor_key in kept else replace(s, actor_key=None) for s in statistics),
        statements=tuple(s if s.speaker_key in kept else replace(s, speaker_key=None) for s in statements),
    )


def _used(
    text: Text, reports: Sequence[EventReport], statistics: Sequence[Statistic], statements: Sequence[Statement]
) -> frozenset[str]:
    """Keys of the actors that something was found out about."""
    keys = {p.actor_key for r in reports for p in r.participants}
    keys |= {s.actor_key for s in statistics} | {s.speaker_key for s in statements}
    cited = {s.attributed_to for s in statistics} | {r.attributed_to for r in reports}
    keys |= {a.key for a in text.actors if a.name in cited}
    return frozenset(k for k in keys if k is not None)


def _report_of(report: EventReport, kept: frozenset[str]) -> EventReport:
    """A report without references to actors that make no row; their words stay."""
    participants = tuple(
        p if p.actor_key in kept else replace(p, actor_key=None, mention_id=None) for p in report.participants
    )
    return replace(report, participants=participants)
