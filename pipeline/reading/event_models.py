"""The small logistic models over named features that events rest on, as they are stored with their cards.

Here belongs reading a model and asking it. Not here: the features (`pipeline.reading.event_features`,
`pipeline.reading.event_ties`), or the fit (`pipeline.reading.event_training`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache

from pipeline.reading.triggers import KNOWLEDGE


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights by feature, and the probability from which its answer is yes."""

    weights: dict[str, float]
    threshold: float

    def probability(self, found: dict[str, float]) -> float:
        """The probability (0 to 1) of a case with these features; a feature without weight says nothing."""
        return 1.0 / (1.0 + math.exp(-sum(self.weights.get(name, 0.0) * value for name, value in found.items())))


@cache
def model(name: str) -> Logistic:
    """A model of pipeline/knowledge, by the name of its file."""
    stored = json.loads((KNOWLEDGE / name).read_text(encoding="utf-8"))
    return Logistic(stored["weights"], float(stored["threshold"]))
