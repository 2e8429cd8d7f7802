"""The training data as it is published, read into plain records.

Two kinds of file: Universal Dependencies (``syntax/*.conllu.gz``) and words with entities (``entities/*.jsonl.gz``).
A unit of training is a *passage*: one paragraph of running text where the file marks paragraphs, one document where it
does not. Sentence boundaries inside a passage are therefore something to be learned, as in the texts we read.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

#: Universal NER and the other sets know three types; ours are spelled out.
ENTITY_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}


@dataclass
class Passage:
    """Running text with its syntax: one entry a token in every list; heads are absolute indices."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)

    def doc(self, vocab: Vocab) -> Doc:
        """The passage as a gold spaCy document."""
        return Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            tags=self.tags,
            pos=self.pos,
            morphs=self.morphs,
            lemmas=self.lemmas,
            heads=self.heads,
            deps=["ROOT" if dep == "root" else dep for dep in self.deps],
            sent_starts=None,
        )

    def extend(self, other: Passage) -> None:
        """Append another passage as further sentences of this one."""
        if self.spaces:
            self.spaces[-1] = True
        offset = len(self.words)
        self.words += other.words
        self.spaces += other.spaces
        self.tags += other.tags
        self.pos += other.pos
        self.morphs += other.morphs
        self.lemmas += other.lemmas
        self.heads += [head + offset for head in other.heads]
        self.deps += other.deps
        self.starts += other.starts

    def sentences(self) -> int:
        """How many sentences the passage holds."""
        return sum(self.starts)


@dataclass(frozen=True)
class NamedText:
    """Running text with entities as (start, end, label) over words, and stretches of which nobody knows."""

    words: list[str]
    spaces: list[bool]
    entities: list[tuple[int, int, str]]
    unknown: tuple[tuple[int, int], ...] = ()

    def doc(self, vocab: Vocab) -> Doc:
        """The text as a gold spaCy document with our labels."""
        doc = Doc(vocab, words=self.words, spaces=self.spaces)
        names = [Span(doc, start, end, ENTITY_LABELS[label]) for start, end, label in self.entities]
        doc.set_ents(names, missing=[Span(doc, start, end) for start, end in self.unknown])
        return doc


def read_syntax(path: Path) -> list[Passage]:
    """Read a CoNLL-U file into passages, breaking at ``# newdoc`` and ``# newpar``."""
    passages: list[Passage] = []
    current = Passage()
    block: list[str] = []

    def close() -> None:
        nonlocal current
        if current.words:
            passages.append(current)
        current = Passage()

    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#"):
                if line.startswith(("# newdoc", "# newpar")) and not line.startswith("# newpar_block"):
                    close()
            elif line:
                block.append(line)
            elif block:
                current.extend(_sentence(block))
                block = []
    if block:
        current.extend(_sentence(block))
    close()
    return passages


def read_documents(path: Path) -> list[list[Passage]]:
    """Read a CoNLL-U file into documents, each a list of its passages."""
    documents: list[list[Passage]] = []
    lines: list[str] = []

    with gzip.open(path, "rt", encoding="utf-8") as file:
        starts = []
        for line in file:
            lines.append(line)
            if line.startswith("# newdoc"):
                starts.append(True)
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                starts.append(False)
    # read_syntax closes a passage at each mark; a mark without text before the next one adds none.
    passages = iter(read_syntax(path))
    pending = False
    seen_text = True
    for line in lines:
        if line.startswith("# newdoc"):
            pending, seen_text = True, False
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            seen_text = False
        elif line[:1].isdigit() and not seen_text:
            seen_text = True
            if pending or not documents:
                documents.append([])
                pending = False
            documents[-1].append(next(passages))
    return documents


def read_entities(path: Path) -> list[NamedText]:
    """Read a JSON-lines file of words, spaces and entities."""
    return [
        replace(_words(row), entities=[(int(start), int(end), str(label)) for start, end, label in _triples(row)])
        for row in _rows(path)
    ]


def read_texts(path: Path) -> list[NamedText]:
    """Read the words of such a file and nothing else: of some sets we may use the text but not the annotation."""
    return [_words(row) for row in _rows(path)]


def _rows(path: Path) -> Iterator[dict[str, list[Any]]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _words(row: dict[str, list[Any]]) -> NamedText:
    return NamedText(list(row["words"]), [bool(space) for space in row["spaces"]], [])


def _triples(row: dict[str, list[Any]]) -> Iterator[tuple[int, int, str]]:
    for start, end, label in row["entities"]:
        yield int(str(start)), int(str(end)), str(label)


def _sentence(lines: list[str]) -> Passage:
    sentence = Passage()
    joined_until = 0  # words of a multiword token ("do" + "n't") carry no space of their own
    joined_space = True
    rows = []
    index = 0
    positions: dict[str, int] = {}
    for line in lines:
        columns = line.split("\t")
        if "." in columns[0]:  # an empty node of the enhanced graph
            continue
        if "-" in columns[0]:
            joined_until = int(columns[0].split("-")[1])
            joined_space = "SpaceAfter=No" not in columns[9]
            continue
        positions[columns[0]] = index
        space = "SpaceAfter=No" not in columns[9]
        if int(columns[0]) <= joined_until:
            space = joined_space if int(columns[0]) == joined_until else False
        rows.append((columns, space))
        index += 1
    for position, (columns, space) in enumerate(rows):
        sentence.words.append(columns[1])
        sentence.spaces.append(space)
        sentence.lemmas.append(columns[2])
        sentence.pos.append(columns[3])
        sentence.tags.append(columns[4])
        sentence.morphs.append("" if columns[5] == "_" else columns[5])
        sentence.heads.append(position if columns[6] == "0" else positions[columns[6]])
        sentence.deps.append(columns[7])
        sentence.starts.append(position == 0)
    return sentence
