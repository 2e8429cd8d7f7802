"""Sentences of a document: every block but furniture, parsed in one call, with offsets into the document.

Here belongs carrying blocks to the parser and sentences back. Not here: the parser (`pipeline.language`), or what a
block is (`layout`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import language
from pipeline.reading.layout_lines import plain
from pipeline.reading.records import Block, Document, Layout, Sentence

_ONE_SENTENCE = frozenset({"title", "heading", "publisher", "byline", "dateline"})
_TITLE_STOP = re.compile(r"[.!?][\"”’')]*$")


class Named(Protocol):
    """A known name in the document, as `lexicon` finds it."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def label(self) -> str: ...


def cut(document: Document, layout: Layout, nlp: Language, names: Sequence[Named] = ()) -> tuple[Sentence, ...]:
    """The document's sentences in order; `names` (sorted by start, document offsets) hold together in the parse."""
    numbered = [(i, b) for i, b in enumerate(layout.blocks) if b.kind != "furniture"]
    texts = [plain(document.text[b.start : b.end]) for _, b in numbered]
    inside = [_inside(names, b) for _, b in numbered]
    found: list[Sentence] = []
    docs = language.parse(nlp, texts, names=inside) if texts else []
    for (number, block), doc in zip(numbered, docs, strict=True):
        for first, last in _bounds(doc, block):
            start, end = block.start + doc[first].idx, block.start + doc[last - 1].idx + len(doc[last - 1])
            found.append(Sentence(len(found), start, end, block, number, doc, first, last, block.start))
    return tuple(found)


def _inside(names: Sequence[Named], block: Block) -> list[tuple[int, int, str]]:
    """Start, end and label of the names in a block, relative to the block."""
    found = []
    for name in names[bisect_left(names, block.start, key=lambda n: n.start) :]:
        if name.start >= block.end:
            break
        if name.end <= block.end:
            found.append((name.start - block.start, name.end - block.start, name.label))
    return found


def _bounds(doc: Doc, block: Block) -> list[tuple[int, int]]:
    """First and last token (exclusive) of each sentence, blank tokens at its edges left out.

    A headline is one sentence, whatever the parser makes of it, unless a full stop stands inside.
    """
    if not len(doc):
        return []
    spans = [(s.start, s.end) for s in doc.sents] if doc.has_annotation("SENT_START") else [(0, len(doc))]
    if block.kind in _ONE_SENTENCE:
        joined: list[tuple[int, int]] = []
        for first, last in spans:
            if joined and not _TITLE_STOP.search(doc[joined[-1][0] : joined[-1][1]].text.rstrip()):
                joined[-1] = (joined[-1][0], last)
            else:
                joined.append((first, last))
        spans = joined
    else:
        spans = _whole_names(doc, spans)
    trimmed = []
    for first, last in spans:
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        if first < last:
            trimmed.append((first, last))
    return trimmed


def _whole_names(doc: Doc, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same sentences, but those together that the parser parts between two capitalised words with a blank and
    nothing else between them: inside a name that it does not know."""
    joined = spans[:1]
    for first, last in spans[1:]:
        before, behind = doc[first - 1], doc[first]
        if before.whitespace_ == " " and all(t.text[0].isupper() and t.text.isalpha() for t in (before, behind)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined
