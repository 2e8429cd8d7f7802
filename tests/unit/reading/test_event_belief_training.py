"""Training of the belief in drafts, on made-up drafts; the texts of the benchmark are not needed for this."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.reading import event_belief_training as training
from pipeline.reading.event_belief import belief, threshold


def examples() -> list[training.Example]:
    found = []
    for i in range(60):
        told = i % 3 != 0
        features = {"bias": 1.0, "lead": float(told), "position": i / 60}
        found.append(training.Example("news" if i % 2 else "seeds", f"d{i // 3}", features, told))
    return found


def test_what_sets_right_drafts_apart_weighs_in_their_favour() -> None:
    model = training.train(examples(), {"seeds": 20, "news": 20, "muc4": 1})
    assert model["weights"]["lead"] > 1.0
    assert model["weights"]["lead"] > abs(model["weights"]["position"])


def test_the_card_tells_how_far_the_probabilities_hold() -> None:
    card = training.train(examples(), {"seeds": 20, "news": 20, "muc4": 1})["card"]
    assert card["sets"]["news"]["held_out"]["f"] > 0.9
    assert sum(row["drafts"] for row in card["calibration"]) == 60


def test_the_stored_model_has_its_card() -> None:
    model = json.loads(training.MODEL.read_text(encoding="utf-8"))
    assert model["threshold"] == training.THRESHOLD == threshold()
    assert {"sets", "calibration", "trained_on"} <= set(model["card"])


def test_probabilities_stay_between_0_and_1() -> None:
    poor, rich = belief({"bias": 1.0}), belief({"bias": 1.0, "lead": 1.0, "dated": 1.0, "perpetrator": 1.0})
    assert 0.0 < poor < rich < 1.0


def test_a_folder_without_benchmark_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        training.main(["--bench", str(tmp_path)])
