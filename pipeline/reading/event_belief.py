"""How far to believe that a draft is an event the document reports: a small logistic model over readable features.

Here belongs the model's application; the weights are data (pipeline/knowledge/event_belief.json, with their card),
trained by `pipeline.reading.event_belief_training`. Not here: the features (`pipeline.reading.event_features`),
gathering drafts, or filling rows.
The probability is the row's confidence; drafts below the threshold are no rows.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from pipeline.reading.triggers import KNOWLEDGE


@cache
def _model(path: Path = KNOWLEDGE / "event_belief.json") -> tuple[dict[str, float], float]:
    model = json.loads(path.read_text(encoding="utf-8"))
    return model["weights"], float(model["threshold"])


def belief(found: dict[str, float]) -> float:
    """The probability (0 to 1) that a draft with these features is an event its document reports."""
    weights, _ = _model()
    return 1.0 / (1.0 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in found.items())))


def threshold() -> float:
    """The probability from which a draft makes a row."""
    return _model()[1]
