"""Make treebank text look like the news as it reaches us.

Blogs and reviews have straight quotes, mixed case and full stops; articles have curly quotes, headlines in capitals
or in title case, lines without a full stop and lost apostrophes. Each passage is changed at random, anew in every
epoch; the words change, never their number, so the analysis stays right.
"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from pipeline.language.treebanks import Passage

CURLY = 0.30
LOWER = 0.015
CAPITALS = 0.02
TITLE = 0.02
NO_APOSTROPHE = 0.01
NO_FULL_STOP = 0.04
JOINED = 0.25
LONGEST = 70
WITH_ACRONYMS = 0.05
ACRONYMS = tuple("IS IS IS US US AS UN ISIS SDF PKK RSF JNIM FARC ELN YPG WHO PMF".split())  # noqa: SIM905
_NAME_ROLES = {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "nmod:poss", "conj", "appos"}
_PARTS_OF_NAMES = {"flat", "compound", "nmod:desc", "det", "amod", "nmod:unmarked", "nummod"}
_SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "and", "or", "for", "by", "with", "from", "as"}


def curly_quotes(words: list[str]) -> list[str]:
    """Typographic quotes and dashes."""
    changed, opened = [], False
    for word in words:
        if word in {'"', "``", "''"}:
            opened = not opened if word == '"' else word == "``"
            word = "“" if opened else "”"
        elif word == "--":
            word = "—"
        else:
            word = word.replace("'", "’")
        changed.append(word)
    return changed


def acronyms(passage: Passage, rng: random.Random) -> list[str]:
    """Some names of one word become acronyms, most of which look like other words."""
    busy = {head for head, dep in zip(passage.heads, passage.deps, strict=True) if dep in _PARTS_OF_NAMES}
    return [
        rng.choice(ACRONYMS)
        if tag == "NNP" and index not in busy and dep in _NAME_ROLES and rng.random() < 0.5
        else word
        for index, (word, tag, dep) in enumerate(zip(passage.words, passage.tags, passage.deps, strict=True))
    ]


def title_case(words: list[str]) -> list[str]:
    """A headline's capitals: every word but the small ones, and always the first."""
    return [word if index and word in _SMALL else word[:1].upper() + word[1:] for index, word in enumerate(words)]


def vary(passage: Passage, rng: random.Random) -> Passage:
    """A passage as the news might have printed it."""
    words = passage.words
    if rng.random() < WITH_ACRONYMS:
        words = acronyms(passage, rng)
    if rng.random() < CURLY:
        words = curly_quotes(words)
    draw = rng.random()
    if draw < LOWER:
        words = [word.lower() for word in words]
    elif draw < LOWER + CAPITALS:
        words = [word.upper() for word in words]
    elif draw < LOWER + CAPITALS + TITLE:
        words = title_case(words)
    if rng.random() < NO_APOSTROPHE:
        words = [word if len(word) == 1 else word.replace("'", "").replace("’", "") or word for word in words]
    changed = replace(passage, words=list(words))
    if len(words) > 2 and words[-1] == "." and rng.random() < NO_FULL_STOP:
        changed = _without_last(changed)
    return changed


def pieces(passage: Passage, longest: int = LONGEST) -> list[Passage]:
    """Cut a passage at sentence ends: the parser's oracle slows down with the length of a text."""
    if len(passage.words) <= longest:
        return [passage]
    starts = [index for index, start in enumerate(passage.starts) if start] + [len(passage.words)]
    cut, begin = [], 0
    for start, following in pairwise(starts):
        if following - begin > longest and start > begin:
            cut.append(_slice(passage, begin, start))
            begin = start
    cut.append(_slice(passage, begin, len(passage.words)))
    return cut


def vary_all(passages: list[Passage], rng: random.Random) -> list[Passage]:
    """One epoch: shuffled passages, some run together, each varied."""
    order = [piece for passage in passages for piece in pieces(passage)]
    rng.shuffle(order)
    epoch: list[Passage] = []
    for passage in order:
        short = epoch and len(epoch[-1].words) + len(passage.words) < LONGEST
        varied = vary(passage, rng)
        if short and rng.random() < JOINED:
            joined = _slice(epoch[-1], 0, len(epoch[-1].words))
            joined.extend(varied)
            epoch[-1] = joined
        else:
            epoch.append(varied)
    rng.shuffle(epoch)
    return epoch


def _without_last(passage: Passage) -> Passage:
    """The passage without its last word, if nothing hangs on it."""
    last = len(passage.words) - 1
    return passage if last in passage.heads else _slice(passage, 0, last)


def _slice(passage: Passage, start: int, end: int) -> Passage:
    """The words from start to end, which must hang together, as a passage of their own."""
    part = replace(passage, **{name: value[start:end] for name, value in vars(passage).items()})
    part.heads = [head - start for head in part.heads]
    return part
