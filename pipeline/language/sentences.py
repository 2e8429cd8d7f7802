"""Where sentences begin: the trained component proposes, rules for news text correct.

The rules only look at places where something could begin: after a full stop and its like, or where the trained
component put a boundary. They are of two kinds. *Never here*: inside a name with an initial, after a title or another
abbreviation that wants company, before a word in small letters, inside a heading. *Rather there*: a closing
quote, a bracket or a footnote mark after the full stop stays with the sentence it closes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

#: Abbreviations that are always followed by what they belong to.
TITLES = frozenset(
    """Mr. Mrs. Ms. Messrs. Dr. Prof. Rev. Hon. Gen. Lt. Col. Maj. Capt. Sgt. Cpl. Pvt. Brig. Adm. Cmdr. Gov. Sen.
    Rep. Sens. Reps. Pres. Amb. St. Mt. Ft. Fr. Msgr. vs. v. No. Nos. Op. op. fig. Fig. pp. Jan. Feb. Mar. Apr. Aug.
    Sept. Sep. Oct. Nov. Dec. Mohd. Sh. Atty. Supt. Det. Insp. Sec.""".split()  # noqa: SIM905
)
#: Abbreviations after which a sentence may or may not end: the next word decides.
PLACES = frozenset(
    "U.S. U.K. U.N. E.U. U.S.A. U.S.S.R. D.C. N.Y. L.A. a.m. p.m. Inc. Corp. Ltd. Co. Jr. Sr. al.".split()  # noqa: SIM905
)
#: Words that open a sentence far more often than they follow "U.S." inside one.
OPENERS = frozenset(
    """The A An In On At He She It They We I This That These Those But And As After Before When While However Since If
    For From By With His Her Its Their Our There Under Over During Two Three Four Five Several Some Many Most One
    No""".split()  # noqa: SIM905
)
TERMINATORS = frozenset({".", "?", "!", "...", "…", "?!", "!?", "!!", "!!!", "??"})
CLOSERS = frozenset({"”", "’", "''", ")", "]", "»", '"', "'"})
OPENING_QUOTES = frozenset({"“", "‘", "``", "«"})
_INITIAL = re.compile(r"^(?:[A-Z]\.)+$")
_ARTICLES = frozenset({"al", "ad", "an", "ar", "as", "ash", "at", "az", "el"})
HEADING_WORDS = 30


class SentenceRules:
    """Correct the proposed sentence starts; requires a proposal (token.sent_start)."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence starts of one document."""
        if len(doc) == 0:
            return doc
        proposed = doc.to_array("SENT_START") == 1
        words = [token.text for token in doc]
        starts = set(proposed.nonzero()[0].tolist()) | {0}
        starts |= {index + 1 for index, word in enumerate(words[:-1]) if word in TERMINATORS}
        kept = {0}
        heading = _is_heading(words)
        starts -= _inside_names(doc)
        for start in sorted(starts - {0}):
            moved = _moved(doc, words, start)
            if moved is None or moved >= len(words) or moved in kept:
                continue
            ended = moved != start or _ended_before(words, start)
            if heading or not _may_begin(doc, words, moved, bool(proposed[start] or proposed[moved]), ended):
                continue
            kept.add(moved)
        for index in kept.union(proposed.nonzero()[0].tolist()):
            if bool(proposed[index]) != (index in kept):
                doc[index].is_sent_start = index in kept
        return doc


def _inside_names(doc: Doc) -> set[int]:
    """Where a sentence would begin in the middle of a name known beforehand."""
    known = doc.spans.get("names", ()) if len(doc.spans) else ()
    return {index for span in known for index in range(span.start + 1, span.end)}


def _is_heading(words: list[str]) -> bool:
    """A short line with no full stop anywhere is one sentence."""
    return len(words) <= HEADING_WORDS and not any(word in TERMINATORS or word in {":", ";"} for word in words)


def _moved(doc: Doc, words: list[str], start: int) -> int | None:
    """The start after whatever closes the sentence before it: quotes, brackets, a footnote mark."""
    if not _ended_before(words, start):
        return start
    index = start
    while index < len(words):
        word = words[index]
        if word in CLOSERS and not (word in {'"', "'"} and doc[index - 1].whitespace_ and not _spaced(doc, index)):
            if word in {"'", "’"} and not _spaced(doc, index):
                break
            index += 1
        elif word == "[" and index + 2 < len(words) and words[index + 1].isdigit() and words[index + 2] == "]":
            index += 3
        else:
            break
    return index


def _spaced(doc: Doc, index: int) -> bool:
    return bool(doc[index].whitespace_) or index + 1 == len(doc)


def _ended_before(words: list[str], start: int) -> bool:
    """Whether the word before, looking through closing quotes and brackets, ends a sentence."""
    index = start - 1
    while index > 0 and (words[index] in CLOSERS):
        index -= 1
    word = words[index]
    return word in TERMINATORS or (word.endswith(".") and len(word) > 1)


def _may_begin(doc: Doc, words: list[str], start: int, proposed: bool, ended: bool) -> bool:
    previous, word = words[start - 1], words[start]
    if previous in TITLES:
        return False
    if word in TERMINATORS or word in {",", ";", ":", "%"}:
        return False
    if _INITIAL.match(previous) and len(previous) == 2:
        return False
    if previous in PLACES or _INITIAL.match(previous):
        return word in OPENERS or (proposed and word in OPENING_QUOTES)
    if word[:1].islower() and not _arabic_article(words, start):
        # A sentence that starts small: only the trained component may say so, and only after a full stop.
        return proposed and ended and previous not in {"...", "…"}
    if ended:
        if not doc[start - 1].whitespace_ and previous in TERMINATORS and words[start] not in OPENING_QUOTES:
            return proposed
        return proposed or previous in {".", "?", "!"} or previous in CLOSERS
    return proposed


def _arabic_article(words: list[str], start: int) -> bool:
    return words[start] in _ARTICLES and words[start + 1 : start + 2] == ["-"]


@Language.factory("ledger_sentences", requires=["token.sent_start"], assigns=["token.sent_start"])
def create_sentence_rules(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The factory of the component."""
    return SentenceRules()
