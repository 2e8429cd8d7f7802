"""From scores of pairs to events: agglomeration under constraints.

Here belongs the decision which reports are one event. The best pair is joined first, and what two documents are
about before what they mention. A join must hold between all of the two groups: on average their pairs agree, and none
clashes; and no two reports of one document meet: the reader kept them apart. So a background mention cannot bridge two
events, and one that is too vague to tell which of two it means joins neither. What a user forced goes first and wins.
Not here: the score of a pair (`scoring`).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from pipeline.resolving.features import Profile

SPEAKERS = 6  # a group is judged by so many of its reports at most: joining stays cheap for the event of the year


class Groups:
    """Reports in groups; joining keeps the documents and the spokesmen of each group."""

    def __init__(self, profiles: Sequence[Profile], score: Callable[[int, int], float]) -> None:
        self._profiles, self._score = profiles, score
        self._root = array("l", range(len(profiles)))
        self._members: dict[int, list[int]] = {}
        self._documents: dict[int, set[str]] = {}
        self._speakers: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = {}

    def root(self, i: int) -> int:
        while self._root[i] != i:
            self._root[i] = self._root[self._root[i]]
            i = self._root[i]
        return i

    def members(self, root: int) -> list[int]:
        return self._members.get(root, [root])

    def documents(self, root: int) -> set[str]:
        return self._documents.get(root) or {self._profiles[root].document_id}

    def keep_apart(self, i: int, j: int) -> None:
        self._apart.setdefault(i, set()).add(j)
        self._apart.setdefault(j, set()).add(i)

    def join(self, a: int, b: int) -> None:
        """Join two groups, given by their roots."""
        if len(self.members(a)) < len(self.members(b)):
            a, b = b, a
        self._speakers[a] = sorted(self.speakers(a) + self.speakers(b), key=self._vagueness)[:SPEAKERS]
        self._members.setdefault(a, [a]).extend(self.members(b))
        self._documents.setdefault(a, {self._profiles[a].document_id}).update(self.documents(b))
        self._root[b] = a
        for kept in (self._members, self._documents, self._speakers):
            kept.pop(b, None)

    def may_join(self, a: int, b: int) -> bool:
        """Whether two groups are one event: no shared document, nothing forbids it, and on average they agree."""
        if not self.documents(a).isdisjoint(self.documents(b)) or self.told_apart(a, b):
            return False
        total, pairs = 0.0, 0
        for i in self.speakers(a):
            for j in self.speakers(b):
                score = self._score(i, j)
                if score <= CLASHES:
                    return False
                total += max(min(score, CAP), -CAP)
                pairs += 1
        return total > 0 and pairs > 0

    def told_apart(self, a: int, b: int) -> bool:
        """Whether a user said that a report of one group and a report of the other are two events."""
        if not self._apart:
            return False
        others = set(self.members(b))
        return any(not others.isdisjoint(self._apart.get(i, ())) for i in self.members(a))

    def speakers(self, root: int) -> list[int]:
        """The reports that speak for a group: news before background, the exactest date first."""
        return self._speakers.get(root, [root])

    def _vagueness(self, i: int) -> tuple[bool, int, int]:
        p = self._profiles[i]
        width = p.last - p.first if p.first is not None and p.last is not None else 10**6
        return (not p.report.central, width, i)


CLASHES = -2.0  # two reports that score lower are never one event, whatever others say
MARGIN = 1.0  # a vague mention must fit one event better than every other by this much
CAP = 4.0  # beyond this a pair adds no more to its groups: one sure pair does not outvote three doubtful ones


def _rivals(
    profiles: Sequence[Profile], ordered: Iterable[tuple[float, int, int]]
) -> dict[int, list[tuple[float, int]]]:
    """For each vague background mention the reports it is likely one with, the best first."""
    out: dict[int, list[tuple[float, int]]] = {}
    for s, i, j in ordered:
        for vague, other in ((i, j), (j, i)):
            if not profiles[vague].exact and not profiles[vague].report.central:
                out.setdefault(vague, []).append((s, other))
    return out


def _torn(
    s: float, vague: int, other: int, rivals: dict[int, list[tuple[float, int]]], score: Callable[[int, int], float]
) -> bool:
    """Whether a vague mention fits another event about as well: then it joins neither."""
    return any(k != other and r > s - MARGIN and score(other, k) < 0 for r, k in rivals.get(vague, ())[:SPEAKERS])


def cluster(
    profiles: Sequence[Profile],
    likely: Iterable[tuple[float, int, int]],
    score: Callable[[int, int], float],
    forced_same: Iterable[tuple[int, int]] = (),
    forced_apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups of positions in `profiles`, each sorted, in order of their first member.

    likely: (score, i, j) with a score above 0, in any order. Raises ValueError where forced pairs contradict.
    """
    groups = Groups(profiles, score)
    for i, j in forced_apart:
        groups.keep_apart(i, j)
    for i, j in forced_same:
        a, b = groups.root(i), groups.root(j)
        if a != b:
            if groups.told_apart(a, b):
                ids = profiles[i].report.report_id, profiles[j].report.report_id
                raise ValueError(f"{ids[0]} and {ids[1]} are joined, but other links keep their events apart; drop one")
            groups.join(a, b)

    def rank(link: tuple[float, int, int]) -> tuple[bool, float, int, int]:
        s, i, j = link
        return not (profiles[i].lead and profiles[j].lead), -s, i, j

    ordered = sorted(likely, key=rank)
    rivals = _rivals(profiles, ordered)
    for s, i, j in ordered:
        a, b = groups.root(i), groups.root(j)
        if a == b or _torn(s, i, j, rivals, score) or _torn(s, j, i, rivals, score):
            continue
        if groups.may_join(a, b):
            groups.join(a, b)
    found: dict[int, list[int]] = {}
    for i in range(len(profiles)):
        found.setdefault(groups.root(i), []).append(i)
    return list(found.values())
