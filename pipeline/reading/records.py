"""The records that reading passes on: frozen dataclasses with offsets. Not here: how things are found, or tables.

Offsets are Unicode code points into the decoded file exactly as it stands, end exclusive:
`document.text[record.start:record.end]` is the evidence of every record.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Span, Token

from pipeline.reading.token_search import behind, over


class Spanned(Protocol):
    """Anything with offsets into the document."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Source:
    """What raw/sources.toml says of a file; every field is optional."""

    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None  # "2022-01-20", "2022-01" or "2022"
    url: str | None = None
    licence: str | None = None
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One raw file, decoded. `text` is the file as it stands (a byte order mark and CR are characters of it)."""

    document_id: str
    file: str  # path below raw/, with forward slashes
    sha256: str
    text: str
    source: Source = Source()
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of layout: one paragraph, heading, note or line of furniture.

    kind: title | publisher | byline | dateline | heading | paragraph | note | citation | caption | furniture.
    A dateline that opens a paragraph ("BAGHDAD, Iraq –") is cut off into its own block.
    story: 0 for the document's first story, 1 for a second one under its own heading, and so on.
    """

    kind: str
    start: int
    end: int
    story: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The document's blocks in order, and the values that stand in its head."""

    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    dateline_place: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When the document appeared: first and last day it can be, precision and basis (sidecar|text|inferred|none)."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: str = "unknown"
    basis: str = "none"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets into the document, its block, and its tokens in a spaCy doc (one doc a block).

    A token's offset in the document is `sentence.offset + token.idx`.
    """

    index: int
    start: int
    end: int
    block: Block
    paragraph: int  # number of the block among the blocks
    doc: Doc
    first: int
    last: int
    offset: int

    @property
    def tokens(self) -> Span:
        return Span(self.doc, self.first, self.last)

    def char(self, token: Token) -> int:
        """The offset in the document at which a token of this sentence starts."""
        return self.offset + token.idx

    def token_at(self, char: int) -> Token | None:
        """The token that covers a document offset, if it is in this sentence."""
        i = behind(self.doc, self.first, self.last, char - self.offset) - 1
        return self.doc[i] if i >= self.first and self.start <= char < self.end else None

    def over(self, start: int, end: int) -> list[Token]:
        """The tokens that share a character with a stretch of the document."""
        return over(self.doc, self.first, self.last, start - self.offset, end - self.offset)

    def head(self, start: int, end: int) -> Token | None:
        """The syntactic head of a stretch: the token in it whose head lies outside it (the last, if none)."""
        inside = self.over(start, end)
        ids = {t.i for t in inside}
        free = (t for t in inside if (t.head.i not in ids or t.head.i == t.i) and not t.is_punct)
        return next(free, inside[-1] if inside else None)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression, resolved as far as text and publication date allow.

    kind: point (a day, a month, a year: when something happened) | interval (both ends stated) | duration ("ten-day",
    "for six years": date_start/date_end null) | recurring ("every Friday", null) | age ("25-year-old", null).
    precision: day|week|month|season|year|decade|unknown. basis: stated (the text alone fixes it) | publication
    (relative to the publication date) | context (relative to another date in the text) | none.
    """

    start: int
    end: int
    text: str
    kind: str
    date_start: dt.date | None
    date_end: dt.date | None
    precision: str
    basis: str
    approximate: bool = False
    days: float | None = None  # length of a duration, or distance of an offset ("three days ago" = -3)
    bound: str = ""  # since | until | by | before | after | from: the word before it
    cited: bool = False  # the date of a press report, in parentheses


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as the text states it: number words with qualifier; `start`/`end` cover "at least 45,000".

    low/high: equal for one value, one null for a bound. unit: persons | USD | percent | fraction | km | days | weeks |
    months | years | countries | attacks | another counted noun (lemma) | "", where nothing is counted. head: offset of
    the counted noun's token; noun_start/noun_end: its noun phrase. kind: cardinal | money | percent | fraction |
    measure | ordinal | age | vague | article ("a soldier").
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None
    high: float | None
    qualifier: str
    kind: str
    unit: str
    head: int | None
    noun_start: int | None
    noun_end: int | None
    part_of: tuple[int, int] | None = None  # (start, end) of the quantity it is a share of, within the text
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class LocalActor:
    """All that one document calls by one name: the actor before resolution across documents.

    key: unique within the document: "k:" + knowledge id; "n:" + folded name; "u:" + folded name, where it rests on the
    parser's entity alone; "d:" + offset, where it is only described. parent_key: another key, or a knowledge id.
    """

    key: str
    name: str
    kind: str
    country: str | None = None
    parent_key: str | None = None
    knowledge_id: str | None = None
    wikidata_id: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One mention of an actor. form: name | description | pronoun. head: offset of its head token."""

    mention_id: str
    start: int
    end: int
    text: str
    actor_key: str
    form: str
    sentence: int
    head: int
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. kind: country|admin1|area|town|site|water|region."""

    place_id: str
    name: str
    admin1: str | None
    country: str | None  # ISO 3166-1 alpha-3
    latitude: float | None
    longitude: float | None
    kind: str
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as named. place is null where the gazetteer does not know it or cannot decide (see alternatives).

    precision: site|town|area|admin1|country|none. relation: "" | north of | near | outside | between | border.
    within: index, among the places of the document, of the mention that contains it ("X, in Diyala province").
    """

    start: int
    end: int
    text: str
    sentence: int
    place: Place | None
    precision: str
    admin1: str | None
    country: str | None
    head: int
    relation: str = ""
    alternatives: tuple[str, ...] = ()
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event. role: perpetrator | victim | target | other."""

    role: str
    start: int
    end: int
    text: str
    actor_key: str | None = None
    mention_id: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that an event report counts its people by; outcome: killed, wounded, detained, abducted, surrendered,
    released, escaped, displaced; of: victims | attackers."""

    outcome: str
    start: int
    end: int
    low: int | None
    high: int | None
    of: str = "victims"
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class EventReport:
    """What one document says of one event. Columns as in the contract; `counts` maps an outcome to (low, high)."""

    report_id: str
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    event_type: str
    status: str
    central: bool
    date_start: dt.date | None
    date_end: dt.date | None
    date_precision: str
    date_basis: str
    place: str | None
    place_id: str | None
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    place_precision: str
    counts: tuple[tuple[str, int | None, int | None], ...] = ()
    weapons: tuple[str, ...] = ()
    attributed_to: str | None = None
    extractor: str = "grammar"
    rule: str = ""
    confidence: float = 0.5
    participants: tuple[Participant, ...] = ()
    figures: tuple[Figure, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()  # every sentence that speaks of it
    place_start: int | None = None
    place_end: int | None = None
    date_text_start: int | None = None
    date_text_end: int | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure the document states. Columns as in the contract."""

    statistic_id: str
    start: int
    end: int
    value_low: float | None
    value_high: float | None
    unit: str
    qualifier: str
    measures: str
    attributed_to: str | None = None
    actor_key: str | None = None
    place: str | None = None
    place_id: str | None = None
    as_of_start: dt.date | None = None
    as_of_end: dt.date | None = None
    part_of: str | None = None
    report_id: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said: `start`/`end` cover what was said."""

    statement_id: str
    start: int
    end: int
    speaker: str | None
    speaker_key: str | None
    speaker_title: str | None
    direct: bool
    verb: str | None
    speaker_start: int | None = None
    speaker_end: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A document in hand while it is read: what the earlier steps found, for the later ones. Never leaves reading."""

    document: Document
    layout: Layout
    published: Published
    sentences: tuple[Sentence, ...]
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    actors: tuple[LocalActor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read out of one document, with no reference to any other."""

    document: Document
    layout: Layout
    published: Published
    language: str
    words: int
    actors: tuple[LocalActor, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    reports: tuple[EventReport, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    statements: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = field(default=())


S = TypeVar("S", bound=Spanned)


def within(records: Sequence[S], start: int, end: int) -> list[S]:
    """The records (sorted by start) that lie inside start..end."""
    i = bisect_left(records, start, key=lambda r: r.start)
    found = []
    while i < len(records) and records[i].start < end:
        if records[i].end <= end:
            found.append(records[i])
        i += 1
    return found
