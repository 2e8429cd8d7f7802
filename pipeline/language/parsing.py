"""Reading paragraphs: cheap analysis of everything, full analysis of the sentences that deserve it.

Every paragraph gets words, tags, lemmas and sentence boundaries. Then the gate is asked about each sentence, and only
those it wants are parsed and searched for names. White space inside a paragraph (line ends, double spaces) is kept
from the network, which never saw any in training, and put back afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, MORPH, NORM, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.language import transitions
from pipeline.language.entities import EntityJoin, set_names
from pipeline.language.features import KNOWN

#: Words handed to the network at once: more is not faster and needs memory.
BATCH_WORDS = 2000
#: The components that only wanted sentences go through.
LATE = ("parser", "ner")
_JOIN = "ledger_entities"
_UNPARSED = "ledger_unparsed"
_CHEAP = [TAG, POS, MORPH, LEMMA, SENT_START]

Name = tuple[int, int, str]
Gate = Callable[[Span], bool]
Rows = npt.NDArray[np.int64]


def _is_parsed(token: Token) -> bool:
    unparsed = token.doc.user_data.get(_UNPARSED)
    return unparsed is None or not bool(unparsed[token.i])


Token.set_extension("parsed", getter=_is_parsed, force=True)


@dataclass
class _Work:
    """One paragraph on its way: the document the caller gets, the words the network sees, and where they stand."""

    doc: Doc
    words: Doc
    rows: Rows
    wanted: list[tuple[int, int, bool]]


def parse(
    nlp: Language,
    texts: Sequence[str],
    names: Sequence[Sequence[Name]] | None = None,
    wanted: Gate | None = None,
) -> list[Doc]:
    """Analyse paragraphs and headings, one document each, offsets as in the text.

    `names` are the names already known in each text, over characters; they become entities (see
    `pipeline.language.entities` for the rule). `wanted` is asked for each sentence, which has words, tags and lemmas by
    then; a sentence it declines is not parsed: its words hang on its first one as "dep" and their extension
    `token._.parsed` is False. Without a gate every sentence is parsed.
    """
    docs: list[Doc] = []
    for batch in _batches(texts):
        known = [names[index] if names is not None else None for index in batch]
        docs += _parse_batch(nlp, [texts[index] for index in batch], known, wanted)
    return docs


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    letters = 0
    for index, text in enumerate(texts):
        if batch and letters + len(text) > 6 * BATCH_WORDS:
            yield batch
            batch, letters = [], 0
        batch.append(index)
        letters += len(text)
    if batch:
        yield batch


def _parse_batch(
    nlp: Language, texts: list[str], names: Sequence[Sequence[Name] | None], wanted: Gate | None
) -> list[Doc]:
    early = [pipe for name, pipe in nlp.pipeline if name not in (*LATE, _JOIN)]
    late = [pipe for name, pipe in nlp.pipeline if name in LATE]
    works = []
    for text, known in zip(texts, names, strict=True):
        doc = nlp.make_doc(text)
        if known is not None:
            set_names(doc, known)
        works.append(_without_spaces(doc))
    run(early, [work.words for work in works])
    for work in works:
        _put_back(work)
        work.wanted = [
            (start, end, wanted is None or bool(wanted(Span(work.doc, start, end))))
            for start, end in _sentences(work.doc)
        ]
    parts = [part for part in (_part(work, nlp) for work in works) if part is not None]
    run(late, [part for _, part, _ in parts])
    analysed = {id(work): (part, rows) for work, part, rows in parts}
    finish = EntityJoin()
    for work in works:
        part_rows = analysed.get(id(work))
        if part_rows is None:
            _write(work, None, np.zeros(0, dtype="int64"))
        else:
            _write(work, *part_rows)
        finish(work.doc)
    return [work.doc for work in works]


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """Where sentences begin and end; spaCy's own iterator looks at every word twice."""
    if not len(doc):
        return []
    starts = [0, *(int(i) for i in np.flatnonzero(doc.to_array([SENT_START]).reshape(-1) == 1) if i)]
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))


def run(pipes: Sequence[Any], docs: list[Doc]) -> None:
    """Apply components to all documents at once; each changes them in place."""
    docs = [doc for doc in docs if len(doc)]
    for pipe in pipes:
        if docs and transitions.steps_by_itself(pipe):
            pipe.set_annotations(docs, transitions.predict(pipe, docs))
        elif docs and hasattr(pipe, "predict") and hasattr(pipe, "set_annotations"):
            pipe.set_annotations(docs, pipe.predict(docs))
        else:
            for doc in docs:
                pipe(doc)


def _without_spaces(doc: Doc) -> _Work:
    white = doc.to_array([IS_SPACE]).reshape(-1).astype(bool)
    rows = np.flatnonzero(~white)
    if not white.any():
        return _Work(doc, doc, rows, [])
    words = [doc[int(row)] for row in rows]
    spaces = [bool(token.whitespace_) or (token.i + 1 < len(doc) and doc[token.i + 1].is_space) for token in words]
    inner = Doc(doc.vocab, words=[token.text for token in words], spaces=spaces)
    if words:
        inner.from_array([NORM], cast(Any, doc.to_array([NORM])[rows].reshape(-1, 1)))
    _copy_known(doc, inner, rows)
    return _Work(doc, inner, rows, [])


def _copy_known(source: Doc, target: Doc, rows: Rows) -> None:
    """Let a document of some of another's words know what is known of them."""
    known = source.user_data.get(KNOWN)
    if known is not None:
        target.user_data[KNOWN] = known[rows]


def _put_back(work: _Work) -> None:
    """Copy the cheap analysis from the words to the document with its white space."""
    if work.words is work.doc or not len(work.doc):
        return
    strings = work.doc.vocab.strings
    values = np.zeros((len(work.doc), len(_CHEAP)), dtype="uint64")
    values[:, 0] = strings.add("_SP")
    values[:, 1] = strings.add("SPACE")
    values[:, 4] = np.uint64(np.iinfo(np.uint64).max)  # -1: no sentence begins at white space
    if len(work.words):
        values[work.rows] = work.words.to_array(_CHEAP)
        values[work.rows[0], 4] = np.uint64(np.iinfo(np.uint64).max)
    values[0, 4] = 1
    work.doc.from_array(_CHEAP, cast(Any, values))


def _part(work: _Work, nlp: Language) -> tuple[_Work, Doc, Rows] | None:
    """The words to be parsed: all, or those of the wanted sentences, with their vectors and boundaries."""
    chosen = np.zeros(len(work.doc), dtype=bool)
    for start, end, want in work.wanted:
        chosen[start:end] = want
    keep = chosen[work.rows] if len(work.rows) else np.zeros(0, dtype=bool)
    if not keep.any():
        return None
    if keep.all() or not work.words.tensor.size or "ledger_sentences" not in nlp.pipe_names:
        return work, work.words, work.rows
    index = keep.nonzero()[0]
    tokens = [work.words[int(i)] for i in index]
    part = Doc(
        work.words.vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens]
    )
    attributes = [NORM, TAG, POS, MORPH, SENT_START]
    part.from_array(attributes, cast(Any, work.words.to_array(attributes)[index]))
    part.tensor = work.words.tensor[index]
    _copy_known(work.words, part, index)
    return work, part, work.rows[index]


def _write(work: _Work, part: Doc | None, rows: Rows) -> None:
    """Give the document its tree and its found names, one root a sentence."""
    doc = work.doc
    if not len(doc):
        return
    strings = doc.vocab.strings
    heads = np.full(len(doc), -1, dtype="int64")
    labels = np.full(len(doc), strings.add("dep"), dtype="uint64")
    if part is not None:
        tree = part.to_array([HEAD, DEP])
        heads[rows] = rows[np.arange(len(part)) + tree[:, 0].astype("int64")]
        labels[rows] = tree[:, 1]
    root = strings.add("ROOT")
    unparsed = np.zeros(len(doc), dtype=bool)
    for start, end, want in work.wanted:
        _complete(heads, labels, start, end, root, strings.add("parataxis"))
        unparsed[start:end] = not want
    relative = (heads - np.arange(len(doc))).astype("uint64")
    doc.from_array([HEAD, DEP], cast(Any, np.stack([relative, labels], axis=1)))
    if unparsed.any():
        doc.user_data[_UNPARSED] = unparsed
    if part is not None and part is not doc:
        doc.set_ents([Span(doc, int(rows[span.start]), int(rows[span.end - 1]) + 1, span.label_) for span in part.ents])


def _complete(heads: Rows, labels: npt.NDArray[np.uint64], start: int, end: int, root: int, parataxis: int) -> None:
    """Close a sentence's tree: words without a head, second roots and white space all hang on something."""
    inside = np.arange(start, end)
    own = heads[start:end]
    roots = inside[own == inside]
    first = int(roots[0]) if len(roots) else start
    for other in roots[1:]:
        heads[other], labels[other] = first, parataxis
    astray = (own < start) | (own >= end)
    heads[start:end][astray] = first
    heads[first], labels[first] = first, root


def sentence_is_parsed(sentence: Span) -> bool:
    """Whether a sentence went through the parser."""
    return _is_parsed(sentence[0])
