"""The rule by which the figures of several reports become one low, one best and one high.

1. A figure that only the perpetrator gives is set aside where anybody else gives one.
2. A figure is superseded by a higher one that a report of a later day gives (tolls grow); a bare lower bound
   ("at least 20") also by a higher one that is no bare bound. A later, lower figure does not remove an earlier, higher
   one: both stay.
3. low is the least of the figures left, high the greatest; high is null where the greatest is only a lower bound.
4. best is the figure most documents give of those left; of equals that of the latest day, then the higher.
A column is disputed where two figures cannot both be true: superseded ones do not count, the perpetrator's does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that one report gives: bounds (null where there is none), day of publication (ordinal), and whether
    it is the perpetrator's own."""

    document_id: str
    low: int | None
    high: int | None
    published: int | None
    own: bool = False

    @property
    def least(self) -> int:
        return self.low if self.low is not None else 0

    @property
    def value(self) -> int:
        """The figure a reader would quote."""
        return self.low if self.low is not None else int(self.high or 0)

    @property
    def bare(self) -> bool:
        return self.high is None


@dataclass(frozen=True, slots=True)
class Toll:
    """The merged figure, and whether the reports dispute it."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    disputed: bool = False


def merge(claims: Sequence[Claim]) -> Toll:
    """The toll of an event from what its reports claim; an empty Toll where none gives a figure."""
    if not claims:
        return Toll()
    others = [c for c in claims if not c.own]
    held = [c for c in others or claims if not _superseded(c, others or claims)]
    low = None if all(c.low is None for c in held) else min(c.least for c in held if c.low is not None)
    high: int | None = max((c.high for c in held if c.high is not None), default=None)
    if high is not None and any(c.bare and c.least > high for c in held):
        high = None
    told = held + [c for c in claims if c.own and others]
    return Toll(low, _best(held), high, _rival(told))


def _superseded(claim: Claim, claims: Sequence[Claim]) -> bool:
    for other in claims:
        if other.value <= claim.value or (claim.high is not None and other.value <= claim.high):
            continue
        if claim.bare and not other.bare:
            return True
        if claim.published is not None and other.published is not None and other.published > claim.published:
            return True
    return False


def _best(claims: Sequence[Claim]) -> int:
    votes = Counter(dict.fromkeys({c.value for c in claims}, 0))
    for value, _ in {(c.value, c.document_id) for c in claims}:
        votes[value] += 1
    latest = {v: max(c.published or 0 for c in claims if c.value == v) for v in votes}
    return max(votes, key=lambda v: (votes[v], latest[v], v))


def _rival(claims: Sequence[Claim]) -> bool:
    tops = [c.high for c in claims if c.high is not None]
    return bool(tops) and max(c.least for c in claims) > min(tops)
