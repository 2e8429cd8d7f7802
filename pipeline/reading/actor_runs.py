"""Stretches of capitalised words: where names nobody listed can stand.

Here belong cutting the words of a document into runs ("Gen. Tomas de la Vega", "Movement for the Liberation of
Sarnath") and what stands around them. Not here: what kind of name a run is (`persons`, `actor_organisations`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.reading.actor_data import ActorData, listed
from pipeline.reading.lexicon_text import Word
from pipeline.reading.records import Sentence, Text

_GAP = re.compile(r"[ \u00a0\u202f\-‐‑]|\r?\n|")
_DOTTED = re.compile(r"\.?[ \u00a0\u202f\-]|\.\r?\n")
_SHOUT = 0.7
DAYS = listed("days")
OWNERS = listed("owners")
CONNECTORS = listed("connectors")
# Articles of Arabic names that are English or Romance words too: inside a name only with their hyphen.
_HYPHENED = frozenset({"as", "ar", "ad", "an", "ash", "at", "az", "i"})
_QUOTED = re.compile(r" [\"“‘']")
_UNQUOTED = re.compile(r"[\"”’'] ")
_NICKNAME = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Words first..last (last exclusive) of the document's words; `initial`: it opens its sentence."""

    first: int
    last: int
    sentence: int
    initial: bool


class Page:
    """The words of a document's parsed sentences, with look-ups by offset."""

    def __init__(self, text: Text, words: Sequence[Word], data: ActorData) -> None:
        self.text, self.words, self.data = text, words, data
        self.starts = [w.start for w in words]
        self.ends = [w.end for w in words]
        self.raw = text.document.text
        self.lower = {w.key for w in words if not w.capital}
        self._sentences = [s.start for s in text.sentences]

    def at(self, char: int) -> int:
        """Index of the word that covers or follows an offset."""
        return bisect_right(self.ends, char)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Indexes (last exclusive) of the words inside start..end."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def sentence_at(self, char: int) -> Sentence | None:
        """The sentence that covers an offset."""
        i = bisect_right(self._sentences, char) - 1
        if i < 0 or self.text.sentences[i].end <= char:
            return None
        return self.text.sentences[i]

    def gap(self, i: int) -> str:
        """What stands between word i and the next."""
        return self.raw[self.words[i].end : self.words[i + 1].start] if i + 1 < len(self.words) else "\n\n"

    def join(self, i: int) -> bool:
        """Whether word i and the next can be one name: a blank or hyphen, a dot after an initial or a title, no
        possessive."""
        word = self.words[i]
        if word.stem_end != word.end and word.stem not in OWNERS:
            return False
        gap = self.gap(i)
        if _GAP.fullmatch(gap) or gap == "] ":  # "[President Alfredo] Cristiani"
            return True
        return bool(_DOTTED.fullmatch(gap)) and (
            len(word.key) == 1 or word.key in self.data.titles or word.key in {"st", "jr", "sr"}
        )

    def text_of(self, first: int, last: int) -> str:
        """The words first..last (exclusive) as written, without a closing possessive."""
        return self.raw[self.words[first].start : self.words[last - 1].stem_end]

    def keys(self, first: int, last: int) -> list[str]:
        """Folded words, the last without its possessive."""
        return [w.key for w in self.words[first : last - 1]] + [self.words[last - 1].stem]


def runs(page: Page) -> Iterator[Run]:
    """Every maximal run of capitalised words in running text, with particles between them ("Ali bin al-Hussein").

    Headlines with capitals throughout give none: their names are found by look-up alone.
    """
    for sentence in page.text.sentences:
        first, last = page.between(sentence.start, sentence.end)
        if last <= first or headline(page, sentence, first, last):
            continue
        i = first
        while i < last:
            if not opens(page, i):
                i += 1
                continue
            if i == first and _opens_sentence_only(page, sentence, i):
                i += 1
                continue
            j = _close(page, i, last)
            yield Run(i, j, sentence.index, i == first)
            i = j


def opens(page: Page, i: int) -> bool:
    """Whether a word can open a name: capitalised, or an article of Arabic names right before a capital."""
    word = page.words[i]
    if word.capital:
        return word.stem not in DAYS
    return (
        word.key in {"al", "el", "ibn", "bin", "abu"}
        and page.join(i)
        and i + 1 < len(page.words)
        and page.words[i + 1].capital
    )


def _opens_sentence_only(page: Page, sentence: Sentence, i: int) -> bool:
    """Whether the first word of a sentence is capitalised for that alone: an article, a preposition, a conjunction."""
    token = sentence.token_at(page.words[i].start)
    if token is not None and token.pos_ in {"INTJ", "AUX", "ADV"} and page.words[i].key in page.data.given:
        return not (page.join(i) and i + 1 < len(page.words) and page.words[i + 1].capital)
    return token is not None and token.pos_ in {"DET", "ADP", "SCONJ", "CCONJ", "PRON", "ADV", "AUX", "PART", "INTJ"}


def headline(page: Page, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a heading capitalises most of its words, so that capitals say nothing."""
    if sentence.block.kind not in {"title", "heading"} and not page.words[first].shout:
        return False
    long = [w for w in page.words[first:last] if len(w.key) > 3]
    return len(long) > 3 and sum(w.capital for w in long) >= _SHOUT * len(long)


def _close(page: Page, i: int, last: int) -> int:
    j = i + 1
    while j < last and page.join(j - 1):
        if page.words[j].capital:
            if page.words[j].stem in DAYS:
                break
            j += 1
            continue
        k = j
        while (
            k < last
            and k - j < 3
            and not page.words[k].capital
            and page.words[k].key in page.data.particles
            and (page.words[k].key not in _HYPHENED or page.gap(k) != " ")
            and page.join(k)
        ):
            k += 1
        if k == j or k >= last or not page.words[k].capital:
            break
        j = k + 1
    behind = _nickname(page, j, last)
    return _close(page, behind, last) if behind else j


def _nickname(page: Page, j: int, last: int) -> int:
    """Where a name goes on behind a nickname in quotation marks ("Ismael “El Lobo” Zarate"); 0 where none stands."""
    if j >= last or not _QUOTED.fullmatch(page.gap(j - 1)) or page.words[j - 1].key not in page.data.given:
        return 0
    for k in range(j, min(j + _NICKNAME, last - 1)):
        if not page.words[k].capital and page.words[k].key not in page.data.particles:
            return 0
        if _UNQUOTED.fullmatch(page.gap(k)):
            return k + 1 if page.words[k + 1].capital else 0
    return 0


def pieces(run: Run, taken: Collection[int]) -> list[tuple[int, int]]:
    """What is left of a run between the words that other names have taken: first and last (exclusive) word of each
    piece."""
    found, begin = [], run.first
    for i in range(run.first, run.last + 1):
        if i == run.last or i in taken:
            if i > begin:
                found.append((begin, i))
            begin = i + 1
    return found
