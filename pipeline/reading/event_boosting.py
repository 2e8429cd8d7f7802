"""Growing the boosted trees of the two models of events, and writing them down.

Here belong the fit, held-out probabilities and the stored form. Not here: examples and labels
(`pipeline.reading.event_training` and the two trainings), or asking a stored model (`pipeline.reading.event_models`).
Needs the ``train`` extra. Never imported at run time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from pipeline.reading.event_training import FOLDS, Data

_SEED = 1


@dataclass(frozen=True, slots=True)
class Boosting:
    """Many shallow trees, each of a draw of examples and features: few examples, and none should be learnt by heart."""

    trees: int
    depth: int
    rate: float
    leaf: int  # examples in a leaf at least
    examples_drawn: float  # share of the examples that a tree sees
    features_drawn: float  # share of the features that a node chooses from

    def __str__(self) -> str:
        return f"{self.trees} boosted trees of depth {self.depth}, rate {self.rate:g}, leaves of {self.leaf}"

    def grown(self, data: Data, chosen: Any) -> GradientBoostingClassifier:
        """The trees of the chosen examples."""
        model = GradientBoostingClassifier(
            n_estimators=self.trees,
            max_depth=self.depth,
            learning_rate=self.rate,
            min_samples_leaf=self.leaf,
            subsample=self.examples_drawn,
            max_features=self.features_drawn,
            random_state=_SEED,
        )
        return model.fit(_narrow(data.x[chosen]), data.y[chosen], sample_weight=data.weight[chosen])

    def held_out(self, data: Data) -> Any:
        """The probability of each example from trees grown on the other folds."""
        found = np.zeros(len(data.y))
        for fold in range(FOLDS):
            out = data.folds == fold
            if out.any():
                found[out] = self.grown(data, ~out).predict_proba(_narrow(data.x[out]))[:, 1]
        return found

    def stored(self, data: Data) -> dict[str, Any]:
        """Trees of all examples as `pipeline.reading.event_models.Forest` reads them: a leaf is [log-odds], another
        node is [feature, limit, left, right].
        """
        model = self.grown(data, data.folds >= 0)
        trees = [[self._node(each.tree_, i) for i in range(each.tree_.node_count)] for each in model.estimators_[:, 0]]
        share = float(model.init_.class_prior_[1])
        return {"features": list(data.names), "start": round(math.log(share / (1 - share)), 5), "trees": trees}

    def _node(self, tree: Any, i: int) -> Sequence[float]:
        left, right = int(tree.children_left[i]), int(tree.children_right[i])
        if left < 0:
            return [round(float(self.rate * tree.value[i, 0, 0]), 5)]
        return [int(tree.feature[i]), round(float(tree.threshold[i]), 9), left, right]


def _narrow(x: Any) -> Any:
    """Features as the trees compare them."""
    return x.astype("float32")
