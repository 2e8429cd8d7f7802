"""Vary texts with names: other names in the same places, other case, other quotes.

There is little annotated text that is free, and most of it is not about wars. Putting one name in the place of
another of its kind teaches the component to look at the sentence and not at the name.
"""

from __future__ import annotations

import random

from pipeline.language.augment import curly_quotes, title_case
from pipeline.language.treebanks import NamedText

CURLY = 0.3
SWAPPED_TEXTS = 0.5
SWAPPED_NAMES = 0.4
LOWER = 0.01
CAPITALS = 0.02
TITLE = 0.02

Mention = tuple[list[str], list[bool]]


def mentions(texts: list[NamedText]) -> dict[str, list[Mention]]:
    """The names in the texts by label, as often as they occur."""
    pool: dict[str, list[Mention]] = {}
    for text in texts:
        for start, end, label in text.entities:
            pool.setdefault(label, []).append((text.words[start:end], text.spaces[start : end - 1]))
    return pool


def swap_names(text: NamedText, pool: dict[str, list[Mention]], rng: random.Random) -> NamedText:
    """The text with some of its names replaced by others of the same label."""
    words: list[str] = []
    spaces: list[bool] = []
    entities: list[tuple[int, int, str]] = []
    done = 0
    for start, end, label in sorted(text.entities):
        words += text.words[done:start]
        spaces += text.spaces[done:start]
        name, gaps = text.words[start:end], text.spaces[start : end - 1]
        if rng.random() < SWAPPED_NAMES:
            name, gaps = rng.choice(pool[label])
        entities.append((len(words), len(words) + len(name), label))
        words += name
        spaces += [*gaps, text.spaces[end - 1]]
        done = end
    return NamedText(words + text.words[done:], spaces + text.spaces[done:], entities)


def vary_names(text: NamedText, pool: dict[str, list[Mention]], rng: random.Random) -> NamedText:
    """A text with names as the news might have printed it."""
    if text.entities and not text.unknown and rng.random() < SWAPPED_TEXTS:
        text = swap_names(text, pool, rng)
    words = text.words
    if rng.random() < CURLY:
        words = curly_quotes(words)
    draw = rng.random()
    if draw < LOWER:
        words = [word.lower() for word in words]
    elif draw < LOWER + CAPITALS:
        words = [word.upper() for word in words]
    elif draw < LOWER + CAPITALS + TITLE:
        words = title_case(words)
    return NamedText(list(words), list(text.spaces), list(text.entities), text.unknown)
