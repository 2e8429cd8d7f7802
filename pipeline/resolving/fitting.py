"""Learning the weights of knowledge/resolving_weights.json from reports whose events are known.

    python -m pipeline.resolving.fitting READINGS.pickle LABELS.json > weights.json

Here belongs the fit. Not here: the features (`scoring`). READINGS is a pickled list of Reading, LABELS maps report_id
to the name of its event (a report that is left out is not learned from). The pairs are those that `blocking` would
consider. The model is a logistic regression over the levels of each feature; knowledge/resolving_prior.json is its
prior, so that a level no pair shows keeps its weight, and no weight moves further from it than the evidence moves it.
What a text leaves out weighs nothing. Every set of labels (what stands before the first ":" of a name) has about equal
say. Levels that forbid stay.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.reading.records import Reading
from pipeline.resolving.actors import resolve_actors
from pipeline.resolving.blocking import candidates, order
from pipeline.resolving.features import profile
from pipeline.resolving.scoring import FEATURES, FORBIDDEN, LEVELS, Weights, compare, load_weights

PRIOR = "resolving_prior.json"
STRENGTH = 8.0  # of the prior: a weight moves by 1 only where it explains pairs worth more than this
Floats = npt.NDArray[np.float64]


def pairs(
    readings: Sequence[Reading], labels: Mapping[str, str]
) -> tuple[list[tuple[str, ...]], list[bool], list[str]]:
    """Levels, whether it is one event, and the set, of every considered pair of two labelled reports."""
    who = resolve_actors(readings)
    parents = {a.actor_id: a.parent_actor_id for a in who.actors if a.parent_actor_id}
    profiles = sorted((profile(e, r, who.actor_of, parents) for r in readings for e in r.reports), key=order)
    levels, same, sets = [], [], []
    for i, j in candidates(profiles):
        a, b = (labels.get(profiles[k].report.report_id) for k in (i, j))
        if a is not None and b is not None and a.partition(":")[0] == b.partition(":")[0]:
            levels.append(compare(profiles[i], profiles[j]))
            same.append(a == b)
            sets.append(a.partition(":")[0])
    return levels, same, sets


def fit(
    levels: Sequence[tuple[str, ...]],
    same: Sequence[bool],
    sets: Sequence[str],
    prior: Weights,
    strength: float = STRENGTH,
) -> Weights:
    """The weights that explain the pairs, drawn towards the prior. Newton's method; deterministic."""
    slots = [
        (f, level) for f in FEATURES for level in LEVELS[f] if prior.of[f][level] > FORBIDDEN and not _mute(f, level)
    ]
    at = {slot: k + 1 for k, slot in enumerate(slots)}
    rows = [(ls, y, s) for ls, y, s in zip(levels, same, sets, strict=True) if prior.score(ls) > FORBIDDEN / 2]
    x: Floats = np.zeros((len(rows), len(slots) + 1))
    x[:, 0] = 1.0
    for n, (ls, _, _) in enumerate(rows):
        for f, level in zip(FEATURES, ls, strict=True):
            if (f, level) in at:
                x[n, at[f, level]] = 1.0
    y: Floats = np.array([float(y) for _, y, _ in rows])
    size = Counter(s for _, _, s in rows)
    share: Floats = np.array([len(rows) / (len(size) * size[s]) for _, _, s in rows])
    share = np.clip(share, 0.2, 3.0)
    start: Floats = np.array([prior.bias, *(prior.of[f][level] for f, level in slots)])

    def loss(w: Floats) -> float:
        z = x @ w
        return float((share * (np.logaddexp(0.0, z) - y * z)).sum() + strength / 2 * ((w - start) ** 2).sum())

    w = start.copy()
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-(x @ w)))
        gradient = x.T @ (share * (p - y)) + strength * (w - start)
        hessian = (x * (share * p * (1 - p))[:, None]).T @ x + strength * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        before = loss(w)
        while loss(w - step) > before and np.abs(step).max() > 1e-9:
            step = step / 2  # where Newton overshoots
        w = w - step
        if np.abs(step).max() < 1e-6:
            break
    of = {f: dict(prior.of[f]) for f in FEATURES}
    for (f, level), k in at.items():
        of[f][level] = round(float(w[k]), 2)
    return Weights(round(float(w[0]), 2), of)


def _mute(feature: str, level: str) -> bool:
    """Whether a level says nothing and weighs nothing: what a text leaves out speaks neither for nor against."""
    return level == "unknown" and feature not in ("date", "place")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the fitted weights with their card as JSON."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.resolving.fitting", description="Learn the weights.")
    parser.add_argument("readings", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--strength", type=float, default=STRENGTH)
    parser.add_argument("--lean", type=float, default=0.0, help="added to the bias: above 0 merges more")
    options = parser.parse_args(arguments)
    readings: list[Reading] = pickle.loads(options.readings.read_bytes())
    labels = json.loads(options.labels.read_text(encoding="utf-8"))
    levels, same, sets = pairs(readings, labels)
    fitted = fit(levels, same, sets, load_weights(PRIOR), options.strength)
    counted = {
        s: {"pairs": sets.count(s), "same": sum(y for y, t in zip(same, sets, strict=True) if t == s)}
        for s in sorted(set(sets))
    }
    card = {
        "what": "Log-odds that two reports tell of one event: a number a level of each feature, summed with the bias.",
        "threshold": "a pair is likely one event where the sum is above 0; -50 forbids",
        "origin": "logistic regression towards weights set by hand, by python -m pipeline.resolving.fitting",
        "strength": options.strength,
        "lean": options.lean,
        "learned_from": counted,
    }
    print(json.dumps({"card": card, "bias": round(fitted.bias + options.lean, 2), **fitted.of}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
