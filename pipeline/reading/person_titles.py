"""Titles beside names: what stands before a name ("Iraqi Prime Minister") or opens an apposition behind it.

Here belongs how far a title reaches. Not here: which runs of words are people (`persons`), or who an apposition
without a title describes (`person_beside`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.actor_data import listed
from pipeline.reading.actor_runs import Page
from pipeline.reading.lexicon import Entry

_ABBREVIATED = listed("abbreviated")
_MAX_TITLE = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A stretch that something else has labelled: an entity of the parser or a known name. Document offsets."""

    start: int
    end: int
    label: str
    entries: tuple[Entry, ...] = ()
    weak: bool = False


class Titles:
    """The titles of one document; `known` are its known names."""

    def __init__(self, page: Page, known: Sequence[Labelled]) -> None:
        self.page = page
        self.known = {i: k for k in known for i in range(*page.between(k.start, k.end))}

    def _title_size(self, i: int, last: int) -> int:
        words = self.page.words
        for size in range(min(_MAX_TITLE, last - i), 0, -1):
            if " ".join(w.key for w in words[i : i + size]) in self.page.data.titles:
                return size
        return 0

    def title_before(self, i: int) -> tuple[str | None, int | None]:
        """The title that ends right before word i, with the words that belong to it ("Iraqi Prime Minister")."""
        page = self.page
        begin, j = i, i
        while j > 0 and i - j < 8 and self._title_gap(j - 1):
            size = next((s for s in range(min(_MAX_TITLE, j), 0, -1) if self._is_title(j - s, j)), 0)
            if not size:
                break
            j -= size
            begin = j
        if begin == i:
            return None, None
        return page.raw[page.words[begin].start : page.words[i - 1].end + self._dot(i - 1)], page.words[
            self._modifiers(begin)
        ].start

    def _is_title(self, first: int, last: int) -> bool:
        page = self.page
        if any(not self._title_gap(k) for k in range(first, last - 1)):
            return False
        return " ".join(w.key for w in page.words[first:last]) in page.data.titles

    def _title_gap(self, i: int) -> bool:
        gap = self.page.gap(i)
        if gap.startswith(".") and self.page.words[i].key not in _ABBREVIATED:
            return False
        return (
            gap in {" ", "-", ". ", "\u00a0", "\n", "\r\n", ".\u00a0", ") "}
            and self.page.words[i].stem_end == self.page.words[i].end
        )

    def _dot(self, i: int) -> int:
        return 1 if self.page.gap(i).startswith(".") else 0

    def _modifiers(self, begin: int) -> int:
        """Known names and adjectives right before a title ("Iraqi", "Save the Children's Syrian") are read with it."""
        while begin > 0 and begin - 1 in self.known and self.page.gap(begin - 1) in {" ", "-"}:
            begin -= 1
        return begin

    def title_after(self, last: int) -> str | None:
        """An apposition behind the name that opens with a title: ", commander of the border guards"."""
        page = self.page
        if last >= len(page.words) or not page.gap(last - 1).strip(" \u00a0\n\r").startswith(","):
            return None
        if page.gap(last - 1).strip() != ",":
            return None
        begin = last + 1 if page.words[last].key in {"the", "a", "an"} else last
        i, seen = begin, 0
        while i < len(page.words) and i - begin < 14:
            seen = seen or (i - begin < 7 and self._title_size(i, min(len(page.words), i + _MAX_TITLE)))
            if page.gap(i).strip(" \u00a0-’'") not in {"", "."} or (
                page.gap(i).startswith(". ") and page.words[i].key not in page.data.titles
            ):
                break
            if (
                page.words[i + 1].key
                in {"who", "which", "that", "has", "had", "was", "is", "said", "says", "told", "have", "will", "and"}
                and seen
            ):
                break
            i += 1
        if not seen or i >= len(page.words):
            return None
        return page.raw[page.words[begin].start : page.words[i].end]
