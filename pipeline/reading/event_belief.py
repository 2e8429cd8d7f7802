"""How far to believe that a draft is an event the document reports: boosted trees over readable features.

Here belongs the model's application; the trees are data (pipeline/knowledge/event_belief.json, with their card),
trained by `pipeline.reading.event_belief_training`. Not here: the features (`pipeline.reading.event_features`),
gathering drafts, or filling rows.
The probability is the row's confidence; drafts below the threshold are no rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.reading.event_models import forest

_MODEL = "event_belief.json"


def beliefs(drafts: Sequence[Mapping[str, float]]) -> list[float]:
    """The probability (0 to 1) of each draft, given by its features, that its document reports it as an event."""
    return forest(_MODEL).probabilities(drafts)


def threshold(central: bool) -> float:
    """The probability from which a draft makes a row; `central`: whether it would be the document's news, which weighs
    more when it is missed than a row too many.
    """
    model = forest(_MODEL)
    return model.thresholds["central"] if central else model.threshold
