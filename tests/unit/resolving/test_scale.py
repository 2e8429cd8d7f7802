"""The made-up corpus and the growth of the work; blocking; the fit of the weights."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from pipeline.resolving import resolve, scale
from pipeline.resolving.blocking import WINDOW, candidates, order
from pipeline.resolving.features import profile
from pipeline.resolving.fitting import fit
from pipeline.resolving.scale import Timing, exponent, grow, measure
from pipeline.resolving.scoring import FEATURES, Weights, compare, load_weights
from tests.unit.resolving.build import reading, report

POOL = [
    reading("p", report("p", counts={"killed": (5, 5)}, by=("n:red banner",))),
    reading("q", report("q", event_type="abduction"), text="Masked men led two teachers away from the school gate."),
]


def pairs_of(size: int) -> int:
    corpus, _ = grow(POOL, size)
    profiles = sorted((profile(r.reports[0], r, {}, {}) for r in corpus), key=order)
    return sum(1 for _ in candidates(profiles))


def test_a_made_up_corpus_has_its_size_and_is_the_same_each_time() -> None:
    one, truth = grow(POOL, 50)
    assert one == grow(POOL, 50)[0] != grow(POOL, 50, seed=2)[0]
    assert len(one) == len(truth) == 50
    assert len(set(truth.values())) < 50


def test_the_pairs_that_are_considered_grow_no_faster_than_the_reports() -> None:
    few, many = pairs_of(300), pairs_of(1200)
    assert few > 0
    assert many < few * 4**1.15


def test_one_crowded_key_does_not_bring_all_pairs() -> None:
    crowd = [reading(f"d{n:04d}", report(f"d{n:04d}")) for n in range(4 * WINDOW)]
    profiles = sorted((profile(r.reports[0], r, {}, {}) for r in crowd), key=order)
    assert sum(1 for _ in candidates(profiles)) <= len(crowd) * WINDOW


def test_one_event_told_a_thousand_times_is_one_event_and_no_burden() -> None:
    told = [reading(f"d{n:04d}", report(f"d{n:04d}", by=("n:red banner",))) for n in range(1000)]
    begun = time.process_time()
    (event,) = resolve(told).events
    assert event.documents == 1000
    assert time.process_time() - begun < 20


def test_no_pair_is_met_twice_and_none_within_a_document() -> None:
    corpus, _ = grow(POOL, 200)
    double = [reading("x", report("x", 0), report("x", 9)), *corpus]
    profiles = sorted((profile(e, r, {}, {}) for r in double for e in r.reports), key=order)
    met = list(candidates(profiles))
    assert len(met) == len(set(met))
    assert all(i < j and profiles[i].document_id != profiles[j].document_id for i, j in met)


def test_merging_finds_the_retellings_again() -> None:
    timing = measure(POOL, 400)
    assert timing.precision > 0.95
    assert timing.recall > 0.85


def test_the_exponent_is_the_slope_of_time_over_size() -> None:
    def run(size: int, seconds: float) -> Timing:
        return Timing(size, 0.0, seconds, 0, 0, 0.0, 1.0, 1.0)

    assert exponent([run(100, 1.0), run(1000, 10.0)]) == pytest.approx(1.0)
    assert exponent([run(10, 1.0), run(100, 100.0)]) == pytest.approx(2.0)


def test_the_command_prints_a_line_a_size_and_fails_where_a_limit_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "readings.pickle"
    file.write_bytes(pickle.dumps(POOL))
    assert scale.main([str(file), "--sizes", "60"]) == 0
    assert '"reports": 60' in capsys.readouterr().out
    monkeypatch.setattr(scale, "LIMIT_SECONDS", 0.0)
    assert scale.main([str(file), "--sizes", "60"]) == 1


def test_readings_without_reports_cannot_be_grown() -> None:
    with pytest.raises(ValueError, match="no reading holds a report"):
        grow([reading("e")], 5)


def test_a_fit_moves_only_what_the_pairs_show() -> None:
    weights = load_weights()
    a, b = (profile(report(d), reading(d, report(d)), {}, {}) for d in "ab")
    levels = compare(a, b)
    fitted = fit([levels] * 40, [False] * 40, ["x"] * 40, weights)
    assert fitted.score(levels) < weights.score(levels)
    same_day, apart = (fitted.of["date"][k] - weights.of["date"][k] for k in ("same_day", "two_days"))
    assert same_day < 0 == apart
    assert fitted.of["people"]["unknown"] == weights.of["people"]["unknown"]


def test_a_fit_without_pairs_is_the_prior() -> None:
    prior = load_weights("resolving_prior.json")
    fitted = fit([], [], [], prior)
    assert fitted == Weights(prior.bias, {f: dict(prior.of[f]) for f in FEATURES})


def test_links_stream_and_say_every_considered_pair() -> None:
    corpus, _ = grow(POOL, 120)
    profiles = sorted((profile(r.reports[0], r, resolve(corpus).actor_of, {}) for r in corpus), key=order)
    assert len(list(resolve(corpus).links)) == sum(1 for _ in candidates(profiles))
