"""Our own annotation of names, in news in the public domain and in the treebanks' blogs.

The file holds no text, only which words of which passage are a name: a line a passage, with the set, the number of the
passage in it, a checksum of its words, and each name as first word, word after the last, and kind. Annotated after the
habits of Universal NER: no titles, no nationalities, the longest name. Here belongs reading it. Not here: how the
component learns from it (`pipeline.language.naming`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol
from zlib import crc32

from pipeline.language.treebanks import ENTITY_LABELS, NamedText

FILE = Path(__file__).with_name("own_names.txt")


class Words(Protocol):
    """A passage of any kind: its words, and after which of them a space stands."""

    @property
    def words(self) -> list[str]: ...

    @property
    def spaces(self) -> list[bool]: ...


def checksum(words: Sequence[str]) -> str:
    """What a passage is known by again."""
    return f"{crc32(' '.join(words).encode()):08x}"


def count(path: Path = FILE) -> int:
    """How many passages are annotated."""
    return sum(bool(line) and not line.startswith("#") for line in path.read_text(encoding="utf-8").splitlines())


def read(sets: Mapping[str, Sequence[Words]], path: Path = FILE) -> list[NamedText]:
    """The annotated passages. Raises ValueError, with the line, where the sets are not those that were annotated."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, index, known, *names = line.split()
        passages = sets.get(name, ())
        if int(index) >= len(passages) or checksum(passages[int(index)].words) != known:
            raise ValueError(f"{path.name}, line {number}: {name} holds other text than was annotated")
        passage = passages[int(index)]
        entities = []
        for each in names:
            start, end, kind = each.split(":")
            if kind not in ENTITY_LABELS:
                raise ValueError(f"{path.name}, line {number}: {kind} is no kind of name")
            entities.append((int(start), int(end), kind))
        found.append(NamedText(list(passage.words), list(passage.spaces), entities))
    return found
