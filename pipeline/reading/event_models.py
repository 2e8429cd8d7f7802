"""The small models over named features that events rest on, as they are stored with their cards.

They are boosted trees: what a sign says depends on the others.
Here belongs reading a model and asking it. Not here: the features (`pipeline.reading.event_features`,
`pipeline.reading.event_ties`), or the fit (`pipeline.reading.event_boosting`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from pipeline.reading.triggers import KNOWLEDGE

_DEPTH = 64  # no stored tree is nearly so deep


class Forest:
    """Boosted trees over features, weights that a person has set beside them, and the thresholds of a yes: `threshold`,
    and by name where cases of one kind have another.

    All trees lie in one set of arrays: a node asks whether a feature is at most its value and goes left or right; a
    leaf leads to itself and adds to the log-odds.
    """

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self.threshold = float(stored["threshold"])
        self.thresholds: dict[str, float] = stored.get("thresholds", {})
        self._by_hand: dict[str, float] = stored["by_hand"]
        self._columns = {name: i for i, name in enumerate(stored["features"])}
        self._start = float(stored["start"])
        feature: list[int] = []
        limit: list[float] = []
        goes: list[tuple[int, int]] = []
        value: list[float] = []
        roots: list[int] = []
        deepest = 0
        for tree in stored["trees"]:
            first = len(feature)
            roots.append(first)
            for i, node in enumerate(tree):
                leaf = len(node) == 1
                feature.append(0 if leaf else int(node[0]))
                limit.append(0.0 if leaf else float(node[1]))
                goes.append((first + i, first + i) if leaf else (first + int(node[2]), first + int(node[3])))
                value.append(float(node[0]) if leaf else 0.0)
            deepest = max(deepest, _depth(tree))
        self._levels = deepest
        self._feature, self._limit = np.array(feature, dtype="intp"), np.array(limit)
        self._goes, self._value = np.array(goes, dtype="intp").reshape(-1), np.array(value)
        self._roots = np.array(roots, dtype="intp")

    def probabilities(self, cases: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability (0 to 1) of each case; a feature that no tree asks for says nothing."""
        if not cases:
            return []
        x = np.zeros((len(cases), max(1, len(self._columns))), dtype="float32")  # as the trees were grown
        by_hand = np.zeros(len(cases))
        for row, found in enumerate(cases):
            for name, value in found.items():
                column = self._columns.get(name)
                if column is not None:
                    x[row, column] = value
                by_hand[row] += self._by_hand.get(name, 0.0) * value
        values, width = x.reshape(-1), x.shape[1]
        node = np.tile(self._roots, (len(cases), 1))
        first = np.arange(len(cases))[:, None] * width  # where the features of each case begin
        for _ in range(self._levels):
            right = values.take(self._feature.take(node) + first) > self._limit.take(node)
            node = self._goes.take(2 * node + right)
        odds = self._start + self._value.take(node).sum(axis=1) + by_hand
        return [_share(float(o)) for o in odds]


def _depth(tree: Sequence[Sequence[float]], node: int = 0, level: int = 0) -> int:
    if len(tree[node]) == 1 or level >= _DEPTH:
        return level
    return max(_depth(tree, int(tree[node][side]), level + 1) for side in (2, 3))


def _share(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


@cache
def forest(name: str) -> Forest:
    """A model of trees of pipeline/knowledge, by the name of its file."""
    return Forest(json.loads((KNOWLEDGE / name).read_text(encoding="utf-8")))
