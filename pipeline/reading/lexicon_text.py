"""Words of a text as names are compared: folded, with their offsets and their case.

Here belong cutting into words and folding them. Not here: which names exist (`lexicon`, `gazetteer`), or grammar: the
words of the parser are another matter, these only have to find names whatever their hyphens and apostrophes are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = "'’‘`ʼʻ´ʿʾ′"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
_DROP = re.compile(rf"[{APOSTROPHES}.]")
_JOIN = re.compile(r"[ \t\u00a0\u2009\u202f\-\u2010-\u2015&]{1,2}|\r?\n|[ ]?&[ ]")
_DOT = re.compile(r"\.[ \u00a0]?")
ABBREVIATED = frozenset({"st", "ste", "ft", "mt", "pt", "sta", "sto", "gral", "gen", "dr"})
# Letters that Unicode does not decompose, and how news text writes them.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h", "ŋ": "n"}
)

_SHORT = 4  # letters of an acronym in mixed case at most


@dataclass(slots=True)  # not frozen: one is made for every word of a text
class Word:
    """One word: `key` is its folded form; `stem_end`/`stem` leave a possessive 's out (else as `end`/`key`)."""

    start: int
    end: int
    key: str
    stem: str
    stem_end: int
    capital: bool  # its first letter is upper case
    upper: bool  # it has two letters or more and all are upper case
    shout: bool  # it stands in a line that is all upper case
    mixed: bool  # it has a capital inside


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Lower case, no diacritics, no apostrophes and dots: "Kata’ib" and "Kataib" are one."""
    word = _DROP.sub("", word)
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in APOSTROPHES)


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A whole name, its words joined by single spaces: "Al-Shabaab" becomes "al shabaab"."""
    return " ".join(fold_word(w) for w in _WORD.findall(name))


def _shouting(text: str) -> list[tuple[int, int]]:
    """The lines (start, end) whose letters are all, or nearly all, upper case."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if not line.islower():
            upper = sum(1 for c in line if c.isupper())
            if upper > 8 and upper > 4 * sum(1 for c in line if c.islower()):
                found.append((start, end))
        start = end
    return found


@lru_cache(maxsize=4)  # names and actors are found in the same text
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    loud = _shouting(text)
    found = []
    for m in _WORD.finditer(text):
        raw, start, end = m.group(), m.start(), m.end()
        key = stem = fold_word(raw)
        stem_end = end
        if len(raw) > 3 and raw[-1] in "sS" and raw[-2] in APOSTROPHES:
            stem_end, raw = end - 2, raw[:-2]
            stem = fold_word(raw)
        capital = raw[0].isupper()
        upper = capital and len(stem) > 1 and raw.isupper()
        shout = capital and bool(loud) and any(a <= start < b for a, b in loud)
        found.append(Word(start, end, key, stem, stem_end, capital, upper, shout, mixed(raw)))
    return tuple(found)


def case_of(name: str) -> str:
    """What case each word of a listed name asks for: A all upper, M a capital inside ("LeT"), C a capital, l any."""
    return "".join(_case(word) for word in _WORD.findall(name))


def _case(word: str) -> str:
    if len(word) > 1 and word.isupper():
        return "A"
    if len(word) <= _SHORT and mixed(word):
        return "M"
    return "C" if word[0].isupper() else "l"


def mixed(word: str) -> bool:
    """Whether a word has a capital inside: "LeT", "JuD"."""
    return not word[1:].islower() and any(c.isupper() for c in word[1:])


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether nothing but a space, a hyphen, a line's end or an abbreviation's dot stands between two words."""
    gap = text[left.end : right.start]
    if gap == " " or gap == "-":
        return True
    if _JOIN.fullmatch(gap):
        return True
    return bool(_DOT.fullmatch(gap)) and (left.key in ABBREVIATED or len(left.key) == 1)
