"""Joining what is known with what the statistical component found: one rule.

Entities come from three sources: names known beforehand (`doc.spans["names"]`), the trained component (`doc.ents`), and
patterns for dates and money. **Where two overlap, known beats found and found beats pattern.** In three cases known
gives way to what was found: a longer name that contains it ("University of Baghdad"), a person with the
very name of a known place ("Davis"), and any name inside a known description, which ends in a small letter
("U.S. forces"). A known name of one word that the tagger takes for a verb or a word of grammar counts only if found.
Among the known, the longer wins. What was found has got its type and its edges before (`pipeline.language.name_types`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from spacy.attrs import TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from pipeline.language.expressions import expressions, is_facility
from pipeline.language.features import mark_known
from pipeline.language.name_types import typed
from pipeline.language.tokenizer import mark_known_acronym

NAMES = "names"
Piece = tuple[int, int, str]
#: Peoples and faiths, when nobody lists them: "Iraqi" and "Kurds" by their endings.
_NORP_ADJECTIVE = ("ian", "ean", "ish", "ese", "qi", "ni", "mi", "ri", "li", "ti", "di", "bi", "ki", "itic", "ite")
#: Verbs and words of grammar.
_PLAIN_TAGS = ("VB", "MD", "IN", "DT", "PRP", "WP", "WRB", "CC", "TO", "UH", "EX")
_NORP_TAGS = ("JJ", "NNPS")
_NORP_PLURAL = ("is", "ians", "eans", "ites", "urds", "rabs", "urks", "ans", "Tutsis", "Hutus", "Hazaras", "Tuaregs")


def set_names(doc: Doc, names: Sequence[tuple[int, int, str]]) -> None:
    """Attach names known beforehand, given over characters, and let the tagger see those that look like words."""
    spans: list[Span] = []
    for start, end, label in names:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and len(span):
            spans.append(span)
            if len(span) == 1:
                mark_known_acronym(span[0])
    doc.spans[NAMES] = SpanGroup(doc, name=NAMES, spans=spans)
    if spans:
        mark_known(doc, ((span.start, span.end, span.label_) for span in spans))


def join(known: Iterable[Piece], found: Iterable[Piece], patterns: Iterable[Piece]) -> list[Piece]:
    """The one rule (see the module)."""
    kept: list[Piece] = []
    found = list(found)
    persons = {(start, end) for start, end, label in found if label == "PERSON"}
    known = [piece for piece in known if piece[2] != "PLACE" or piece[:2] not in persons]
    for piece in sorted(set(known), key=lambda piece: (piece[0] - piece[1], piece[0])):
        larger = any(
            start <= piece[0] and end >= piece[1] and end - start > piece[1] - piece[0] for start, end, _ in found
        )
        if not larger and not _overlaps(piece, kept):
            kept.append(piece)
    for source in (found, patterns):
        for piece in source:
            if not _overlaps(piece, kept):
                kept.append(piece)
    return sorted(kept)


def _overlaps(piece: Piece, others: Iterable[Piece]) -> bool:
    return any(piece[0] < end and start < piece[1] for start, end, _ in others)


class EntityJoin:
    """Give a document its final entities from the three sources."""

    def __call__(self, doc: Doc) -> Doc:
        """Replace `doc.ents` by the joined entities."""
        looked = NAMES in doc.spans
        known = [(span.start, span.end, span.label_) for span in doc.spans[NAMES]] if looked else []
        found = []
        spans_found = [(span.start, span.end, span.label_) for span in doc.ents]
        for start, end, label in typed(doc, spans_found, known if looked else None):
            if label in {"PLACE", "ORG"} and is_facility([token.text for token in doc[start:end]]):
                label = "FACILITY"
            found.append((start, end, label))
        patterns = []
        for start, end, label in expressions(doc.text):
            expression = doc.char_span(start, end, label=label)
            if expression is not None:
                patterns.append((expression.start, expression.end, label))
        tags = doc.to_array([TAG]).reshape(-1)
        adjective, plural = (doc.vocab.strings.add(tag) for tag in _NORP_TAGS)
        candidates = np.flatnonzero((tags == adjective) | (tags == plural))
        patterns += [(int(i), int(i) + 1, "NORP") for i in candidates if _is_people(doc[int(i)])]
        spans = {piece[:2] for piece in found}
        known = [piece for piece in known if piece[:2] in spans or not _is_plain_word(doc, piece)]
        names = [piece for piece in known if doc[piece[1] - 1].text[:1].isupper()]
        descriptions = [piece for piece in known if piece not in names]
        doc.ents = tuple(Span(doc, *piece) for piece in join(names, found, [*descriptions, *patterns]))
        return doc


def _is_plain_word(doc: Doc, piece: Piece) -> bool:
    """Whether a known name is one word that the tagger takes for no name at all: "Let me", not "LeT"."""
    word = doc[piece[0]]
    return piece[1] - piece[0] == 1 and word.text.istitle() and word.tag_.startswith(_PLAIN_TAGS)


def _is_people(token: Token) -> bool:
    text = token.text
    if len(text) < 4 or not text[0].isupper() or text.isupper():
        return False
    if token.tag_ == "JJ":
        return token.i > 0 and text.endswith(_NORP_ADJECTIVE)
    return token.tag_ == "NNPS" and text.endswith(_NORP_PLURAL)


@Language.factory("ledger_entities", requires=["doc.ents"], assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def create_entity_join(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The factory of the component."""
    return EntityJoin()
