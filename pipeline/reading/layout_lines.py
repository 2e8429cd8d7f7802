"""Lines and paragraphs of a text, and what the patterns of `knowledge/layout.toml` say of a line.

Here belong cutting a text into paragraphs and naming a line by its form. Not here: what a line is by its place on the
page (`layout`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

KINDS = frozenset({
    "furniture", "section", "byline", "publisher", "caption", "note_heading", "credit", "new_story",
})  # fmt: skip
BLANKS = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\ufeff"
"""What counts as blank: all white space, the zero-width space and the byte order mark."""
_BLANK = re.compile(f"[{BLANKS}\u00ad]")
_FINAL = re.compile(r"[.!?…][\"”’')\]»]*(\s*\[\d+\])*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with blanks trimmed: offsets into the document, and its text with runs of blanks folded to one."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1

    @property
    def final(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_FINAL.search(self.text))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of layout.toml."""

    id: str
    kind: str
    regex: re.Pattern[str]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("pipeline.knowledge").joinpath("layout.toml").read_text(encoding="utf-8"))


@cache
def agencies() -> frozenset[str]:
    """Names of news agencies, in capitals."""
    return frozenset(_data()["names"]["agencies"])


@cache
def outlets() -> frozenset[str]:
    """Words of outlets' names, in lower case."""
    return frozenset(_data()["names"]["outlets"])


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of layout.toml. Raises ValueError naming the entry that cannot be used."""
    found: list[Pattern] = []
    for entry in _data()["line"]:
        name = entry.get("id", "?")
        if unknown := set(entry) - {"id", "kind", "pattern", "case"}:
            raise ValueError(f"layout.toml, {name}: unknown key {sorted(unknown)}")
        if entry["kind"] not in KINDS:
            raise ValueError(f"layout.toml, {name}: unknown kind {entry['kind']!r}")
        if name in {p.id for p in found}:
            raise ValueError(f"layout.toml: two entries are called {name}")
        try:
            regex = re.compile(entry["pattern"], 0 if entry.get("case") else re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"layout.toml, {name}: {error}") from error
        found.append(Pattern(name, entry["kind"], regex))
    return tuple(found)


def plain(text: str) -> str:
    """The text with every blank an ordinary space, character for character, so that offsets hold."""
    return _BLANK.sub(" ", text)


def form(text: str, *kinds: str) -> str | None:
    """The kind of the first pattern that matches the whole line; only patterns of `kinds`, where any are given."""
    if len(text) > 700:
        return None
    for pattern in patterns():
        if (not kinds or pattern.kind in kinds) and pattern.regex.fullmatch(text):
            return pattern.kind
    return None


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order.

    A blank line ends one. A single newline ends one too, unless the file wraps its lines: then most lines that do not
    end a paragraph break off in mid-sentence at about the same width.
    """
    lines = list(_lines(text))
    wrapped = _wrapped(text, lines)
    found: list[Paragraph] = []
    open_start: int | None = None
    last_end = 0
    for start, end in lines:
        if start == end:
            if open_start is not None:
                found.append(_paragraph(text, open_start, last_end))
                open_start = None
            continue
        if open_start is not None and not wrapped:
            found.append(_paragraph(text, open_start, last_end))
            open_start = None
        if open_start is None:
            open_start = start
        last_end = end
    if open_start is not None:
        found.append(_paragraph(text, open_start, last_end))
    return found


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    return Paragraph(start, end, " ".join(text[start:end].replace("\u200b", " ").replace("\ufeff", " ").split()))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line with blanks trimmed; an empty line has both alike."""
    at = 0
    for raw in re.split(r"(\r\n|\n|\r|\u2028|\u2029|\x0c)", text):
        if not raw or raw[0] not in "\r\n\u2028\u2029\x0c":
            left = len(raw) - len(raw.lstrip(BLANKS))
            right = len(raw.rstrip(BLANKS))
            yield (at + left, at + right) if right > left else (at, at)
        at += len(raw)


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the file's single newlines are line wraps."""
    inner = [(text[a:b], text[c:d]) for (a, b), (c, d) in pairwise(lines) if b > a and d > c]
    if len(inner) < 3:
        return False
    widest = max(b - a for a, b in lines)
    if not 40 <= widest <= 120:
        return False
    broken = sum(not _FINAL.search(one) and len(one) > 0.55 * widest for one, _ in inner)
    return broken / len(inner) > 0.5
