"""Training of the belief in drafts, on made-up drafts; the texts of the benchmark are not needed for this."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.reading import event_belief_training as training
from pipeline.reading.event_belief import beliefs, threshold
from pipeline.reading.event_models import Forest
from pipeline.reading.event_training import arrays


def examples() -> list[training.Example]:
    found = []
    for i in range(60):
        told = i % 3 != 0
        features = {"bias": 1.0, "lead": float(told), "position": i / 60}
        found.append(training.Example("news" if i % 2 else "seeds", f"d{i // 3}", features, told))
    return found


def test_what_sets_right_drafts_apart_speaks_in_their_favour() -> None:
    model = Forest(training.train(examples(), {"seeds": 20, "news": 20, "muc4": 1, "reports": 1}))
    told, untold = model.probabilities([{"bias": 1.0, "lead": 1.0, "position": 0.5}, {"bias": 1.0, "position": 0.5}])
    assert told > 0.8 > 0.2 > untold


def test_trees_are_read_as_they_were_grown() -> None:
    data = arrays(examples(), training.WEIGHTS)
    grown = training.BOOSTING.grown(data, data.folds >= 0)
    model = Forest(training.BOOSTING.stored(data) | {"by_hand": {}, "threshold": 0.5})
    cases = [dict(zip(data.names, row, strict=True)) for row in data.x.tolist()]
    assert model.probabilities(cases) == pytest.approx(grown.predict_proba(data.x)[:, 1].tolist(), abs=0.002)


def test_a_weight_set_by_hand_adds_to_the_trees() -> None:
    trees = {"features": ["a"], "start": 0.0, "trees": [[[0, 0.5, 1, 2], [-1.0], [1.0]]], "threshold": 0.5}
    plain, raised = Forest(trees | {"by_hand": {}}), Forest(trees | {"by_hand": {"b": 2.0}})
    assert plain.probabilities([{}, {"a": 1.0}]) == pytest.approx([0.2689, 0.7311], abs=0.001)
    assert raised.probabilities([{"b": 1.0}]) == pytest.approx([0.7311], abs=0.001)
    assert plain.probabilities([]) == []


def test_the_card_tells_how_far_the_probabilities_hold() -> None:
    card = training.train(examples(), {"seeds": 20, "news": 20, "muc4": 1, "reports": 1})["card"]
    assert card["sets"]["news"]["held_out"]["f"] > 0.9
    assert sum(row["drafts"] for row in card["calibration"]) == 60


def test_the_stored_model_has_its_card() -> None:
    model = json.loads(training.MODEL.read_text(encoding="utf-8"))
    assert model["threshold"] == training.THRESHOLD == threshold(central=False)
    assert model["thresholds"]["central"] == training.CENTRAL_THRESHOLD == threshold(central=True)
    assert threshold(central=True) <= threshold(central=False)
    assert {"sets", "calibration", "trained_on"} <= set(model["card"])


def test_probabilities_stay_between_0_and_1() -> None:
    poor = {"bias": 1.0, "asked": 1.0}
    rich = {"bias": 1.0, "lead": 1.0, "dated": 1.0, "perpetrator": 1.0, "weight": 0.9, "counted": 1.0, "killed": 1.0}
    low, high = beliefs([poor, rich])
    assert 0.0 < low < high < 1.0


def test_a_folder_without_benchmark_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        training.main(["--bench", str(tmp_path)])
