"""How far to believe that a draft is an event the document reports: a small logistic model over readable features.

Here belongs the model's application; the weights are data (pipeline/knowledge/event_belief.json, with their card),
trained by `pipeline.reading.event_belief_training`. Not here: the features (`pipeline.reading.event_features`),
gathering drafts, or filling rows.
The probability is the row's confidence; drafts below the threshold are no rows.
"""

from __future__ import annotations

from pipeline.reading.event_models import model

_MODEL = "event_belief.json"


def belief(found: dict[str, float]) -> float:
    """The probability (0 to 1) that a draft with these features is an event its document reports."""
    return model(_MODEL).probability(found)


def threshold() -> float:
    """The probability from which a draft makes a row."""
    return model(_MODEL).threshold
