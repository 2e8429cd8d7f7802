"""Qualifiers of numbers: "at least", "up to", "an estimated", "or more".

Here belongs finding a qualifier before or behind a number, and what it does to the number's bounds. Not here: numbers
(`quantity_words`); the phrases are data (pipeline/knowledge/numbers.toml).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.quantity_words import Lexeme, Number, words

_BOUNDS = {"at_least", "more_than", "at_most", "less_than"}


def qualify(items: Sequence[Lexeme], number: Number) -> tuple[Number, int, int]:
    """The number with its qualifier, and the lexemes (first, last exclusive) that both cover together."""
    w = words()
    found: list[str] = []
    first = number.first
    i = first
    while i > 0:
        text = items[i - 1].text
        hit = next(
            (n for n in range(min(w.longest, i), 0, -1) if tuple(x.text for x in items[i - n : i]) in w.before), None
        )
        if hit:
            name = w.before[tuple(x.text for x in items[i - hit : i])]
            found.append(name)
            i = first = i - hit
        elif text in ("a", "an", "the", "only", "just", "another", "of", "total", "$", "€", "£", "us", "$us") and i > 1:
            if text in ("of", "total") and items[i - 2].text not in ("total", "a", "average"):
                break
            i -= 1
        else:
            break
    last = number.last
    for n in (3, 2, 1):
        if len(items) >= last + n and tuple(x.text for x in items[last : last + n]) in w.after:
            found.append(w.after[tuple(x.text for x in items[last : last + n])])
            last += n
            break
    return apply(number, found), first, last


def apply(number: Number, found: Sequence[str]) -> Number:
    """The number under the qualifiers found: a bound wins over "about", and opens the side that it leaves open."""
    name = next((f for f in found if f in _BOUNDS), found[0] if found else None)
    if name is None or (number.kind == "vague" and name in ("about", "at_least")):
        return number
    low, high = number.low, number.high
    if number.qualifier == "range":
        return replace(number, qualifier=name) if name in ("at_most", "at_least", "less_than", "more_than") else number
    if name in ("at_least", "more_than"):
        low, high = (low if low is not None else high), None
    elif name in ("at_most", "less_than"):
        low, high = None, (high if high is not None else low)
    return replace(number, low=low, high=high, qualifier=name)
