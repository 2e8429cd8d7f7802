"""Stretches of a text cut into coloured segments, so that the page never counts characters.

Offsets are code points; a browser counts UTF-16 units, and a text with one emoji would shift every span after it. So
the cutting happens here, and the page only joins. Not here: which spans a row has (`payload`), or their colours (the
page).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

Span = tuple[int, int, str]
"""Start, end and the kind of thing that stands there: trigger, perpetrator, victim, target, other, place, date,
count.
"""

Segment = list[str]
"""A stretch of text, then the kinds that cover it, the narrowest last; none for plain text."""

REACH = 280
"""How many characters before and after a figure are looked at for the ends of its sentence."""

_ENDS = (". ", "? ", "! ", ".” ", "\n")


def segments(text: str, start: int, end: int, spans: Iterable[Span]) -> list[Segment]:
    """`text[start:end]` in pieces, each with the kinds of the spans that cover it. Spans that lie outside are cut or
    left out.
    """
    inside = sorted(
        {(max(s, start), min(e, end), kind) for s, e, kind in spans if s < end and e > start},
        key=lambda x: (x[0], -x[1], x[2]),
    )
    cuts = sorted({start, end, *(s for s, _, _ in inside), *(e for _, e, _ in inside)})
    found: list[Segment] = []
    for a, b in itertools.pairwise(cuts):
        kinds = list(dict.fromkeys(kind for s, e, kind in inside if s <= a and e >= b))
        piece = text[a:b]
        if found and found[-1][1:] == kinds:
            found[-1][0] += piece
        else:
            found.append([piece, *kinds])
    return found


def sentence_around(text: str, start: int, end: int, reach: int = REACH) -> tuple[int, int]:
    """Where the sentence starts and ends that holds a stretch, by its punctuation; never further away than `reach`."""
    low = max(0, start - reach)
    first = max(
        (text.rfind(mark, low, start) + len(mark) for mark in _ENDS if text.rfind(mark, low, start) >= 0), default=low
    )
    high = min(len(text), end + reach)
    last = min(
        (text.find(mark, end, high) + len(mark.rstrip()) for mark in _ENDS if text.find(mark, end, high) >= 0),
        default=high,
    )
    return first, max(last, end)


def pieces(text: str, stretches: Sequence[tuple[int, int]], spans: Sequence[Span]) -> list[list[Segment]]:
    """Each of the stretches (sentences) in segments, in the order of the text, each once."""
    return [segments(text, s, e, spans) for s, e in sorted(set(stretches))]
