"""Training the model of how far to believe an event draft; writes pipeline/knowledge/event_belief.json with its card.

Usage: python -m pipeline.reading.event_belief_training --bench FOLDER   (about three minutes)

FOLDER holds the benchmark sets "seeds", "news" and "muc4" and their scorers (bench.py, score_gold.py, score_muc4.py):
a draft is right where the set's own scorer aligns it with an event of the gold. Here belong labels, fit, evaluation and
card. Not here: the features or applying the model (`pipeline.reading.event_belief`). Never imported at run time.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import importlib.util
import io
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from pipeline import language
from pipeline.reading.events import OUTCOMES, candidates
from pipeline.reading.ingest import read_folder
from pipeline.reading.reader import prepare
from pipeline.reading.records import EventReport, Text
from pipeline.reading.triggers import KNOWLEDGE

MODEL = KNOWLEDGE / "event_belief.json"
#: How much a draft of each set weighs: the short news set stands for the texts to come, the old wires for their kind.
WEIGHTS = {"seeds": 2.0, "news": 4.0, "muc4": 0.5}
#: Set by hand, for no set holds notes of one or two sentences: such a note tells its event and nothing around it.
BY_HAND = {"brief note": 1.5}
PENALTY = 3.0
THRESHOLD = 0.25
FOLDS = 12
_SEEN = 3  # drafts that must carry a feature before it gets a weight
_DIGITS = {"day": 10, "week": 10, "month": 7, "season": 7, "year": 4, "decade": 3}


@dataclass(frozen=True, slots=True)
class Example:
    """One draft of a benchmark text and whether the gold knows it."""

    set_name: str
    document: str
    features: dict[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Data:
    """All examples as arrays; one row an example, one column a feature."""

    names: list[str]
    x: Any
    y: Any
    weight: Any
    sets: Any
    folds: Any


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the benchmark texts, fits, evaluates and writes the model; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark sets and their scorers")
    parser.add_argument("--output", type=Path, default=MODEL)
    chosen = parser.parse_args(arguments)
    if not (chosen.bench / "bench.py").is_file():
        parser.error(f"{chosen.bench} holds no bench.py")
    examples, gold = collect(chosen.bench, language.load())
    model = train(examples, gold)
    chosen.output.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(model["card"], indent=1))
    return 0


def collect(bench: Path, nlp: Language) -> tuple[list[Example], dict[str, int]]:
    """Every draft of the sets with its label, and how many events each set's gold holds."""
    sys.path.insert(0, str(bench.resolve()))  # the scorers import each other by bare name
    layouts = _module(bench / "bench.py")
    examples: list[Example] = []
    gold: dict[str, int] = {}
    for name in WEIGHTS:
        kind, texts, answers = layouts.locate(name)
        with tempfile.TemporaryDirectory() as folder:
            with contextlib.redirect_stdout(io.StringIO()):
                layouts.prepare(name, folder)
            read = (prepare(document, nlp) for document in read_folder(Path(folder)).documents)
            found = _from_gold(bench, texts, answers, read) if kind == "gold" else _from_templates(bench, answers, read)
            labelled, gold[name] = found
        examples.extend(Example(name, *item) for item in labelled)
        print(f"{name}: {len(labelled)} drafts, {gold[name]} gold events", flush=True)
    return examples, gold


Labelled = list[tuple[str, dict[str, float], bool]]


def _from_gold(bench: Path, texts: Path, answers: Path, read: Iterator[Text]) -> tuple[Labelled, int]:
    scorer = _module(bench / "score_gold.py")
    found: Labelled = []
    events = 0
    for text in read:
        stem = Path(text.document.file).stem
        gold = json.loads((answers / f"{stem}.json").read_text(encoding="utf-8"))["events"]
        drafts = [c for c in candidates(text) if c[0].event_type != "other"]  # "other" is no type to find
        names = {a.key: a.name for a in text.actors}
        rows = [_row(report, names) for report, _ in drafts]
        words = (Path(texts) / f"{stem}.txt").read_text(encoding="utf-8")
        hit = {j for _, j in scorer.align(words, gold, rows, scorer.event_score)}
        found.extend((stem, features, j in hit) for j, (_, features) in enumerate(drafts))
        events += sum(not e.get("optional") and e["type"] != "other" for e in gold)
    return found, events


def _from_templates(bench: Path, answers: Path, read: Iterator[Text]) -> tuple[Labelled, int]:
    scorer = _module(bench / "score_muc4.py")
    drafts: dict[str, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf-8") as out:
            for text in read:
                stem = Path(text.document.file).stem
                ours = candidates(text)
                drafts[stem] = [features for _, features in ours]
                rows = [{"k": k, **_template(report)} for k, (report, _) in enumerate(ours)]
                out.write(json.dumps({"doc_id": stem, "events": rows}) + "\n")
        gold, events = scorer.load(str(answers), str(predicted))
    found: Labelled = []
    for stem, document in gold.items():
        templates, ours = document["templates"], events.get(stem, [])
        fit = [[_agreement(scorer, t, e) for t in templates] for e in ours]
        pairs = scorer.assign(fit) if fit and templates else []
        hit = {ours[a]["k"] for a, b in pairs if fit[a][b] > 0}
        found.extend((stem, features, k in hit) for k, features in enumerate(drafts.get(stem, [])))
    return found, sum(not t["_opt"] for document in gold.values() for t in document["templates"])


def _agreement(scorer: Any, template: dict[str, Any], event: dict[str, Any]) -> float:
    """The weight that the scorer gives to aligning an event with a template; 0 where it may not align them."""
    fillers = sum(len(scorer.one2one(event["_e"][role], template["_e"][role])) for role in scorer.ROLES)
    same_type = event["_type"] in template["_types"]
    dated = scorer.date_ok(template, event)
    placed = scorer.country_ok(template, event) or scorer.place_ok(template, event)
    if not fillers and not (same_type and (dated or scorer.place_ok(template, event))):
        return 0.0
    return float(fillers + 0.5 * same_type + 0.25 * dated + 0.25 * placed)


def _row(report: EventReport, names: dict[str, str]) -> dict[str, Any]:
    """A report in the form of the gold."""
    people: dict[str, list[str]] = {"perpetrator": [], "victim": [], "target": [], "other": []}
    for p in report.participants:
        people[p.role].append(names.get(p.actor_key or "", p.text))
    counts = {name: {"low": low, "high": high} for name, low, high in report.counts}
    return {
        "type": report.event_type,
        "date_start": _day(report),
        "place": report.place,
        "admin1": report.admin1,
        "country": report.country,
        "perpetrators": people["perpetrator"],
        "targets": people["victim"] + people["target"],
        "spans": [[report.start, report.end]],
        **{name: counts.get(name) for name in OUTCOMES},
    }


def _template(report: EventReport) -> dict[str, Any]:
    """A report in the form that the template scorer reads."""

    def role(name: str) -> list[str]:
        return [p.text for p in report.participants if p.role == name]

    return {
        "type": report.event_type.replace("_", " "),
        "date": _day(report),
        "location": " ".join(filter(None, (report.place, report.admin1))),
        "country": report.country,
        "perpetrators": role("perpetrator"),
        "targets": role("target"),
        "victims": role("victim"),
        "weapons": list(report.weapons),
    }


def _day(report: EventReport) -> str | None:
    """The date as far as its precision goes."""
    digits = _DIGITS.get(report.date_precision)
    return str(report.date_start)[:digits] if report.date_start and digits else None


def train(examples: Sequence[Example], gold: dict[str, int]) -> dict[str, Any]:
    """The model as it is stored: weights, threshold, and a card with its cross-validated figures."""
    data = _arrays(examples)
    held_out = np.zeros(len(data.y))
    for fold in range(FOLDS):
        out = data.folds == fold
        weights = _fit(data.x[~out], data.y[~out], data.weight[~out], data.names)
        held_out[out] = _probability(data.x[out], weights)
    weights = _fit(data.x, data.y, data.weight, data.names)
    learnt = {name: round(float(value), 4) for name, value in zip(data.names, weights, strict=True)}
    return {
        "weights": learnt | BY_HAND,
        "threshold": THRESHOLD,
        "card": _card(examples, gold, data, held_out),
    }


def _arrays(examples: Sequence[Example]) -> Data:
    seen = Counter(name for e in examples for name in e.features)
    names = sorted(name for name, times in seen.items() if times >= _SEEN)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in column:
                x[row, column[name]] = value
    fold = {d: i % FOLDS for i, d in enumerate(sorted({e.document for e in examples}))}
    return Data(
        names,
        x,
        np.array([float(e.right) for e in examples]),
        np.array([WEIGHTS[e.set_name] for e in examples]),
        np.array([e.set_name for e in examples]),
        np.array([fold[e.document] for e in examples]),
    )


def _fit(x: Any, y: Any, weight: Any, names: Sequence[str]) -> Any:
    """Weighted logistic regression with an L2 penalty, by Newton's method; the bias goes free."""
    penalty = np.array([0.01 if name == "bias" else PENALTY for name in names])
    found = np.zeros(x.shape[1])
    for _ in range(60):
        p = _probability(x, found)
        gradient = x.T @ (weight * (y - p)) - penalty * found
        curvature = (x.T * (weight * p * (1 - p))) @ x + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        found += step
        if np.abs(step).max() < 1e-8:
            break
    return found


def _probability(x: Any, weights: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-x @ weights))


def _card(examples: Sequence[Example], gold: dict[str, int], data: Data, held_out: Any) -> dict[str, Any]:
    sets: dict[str, Any] = {}
    for name in WEIGHTS:
        ours = data.sets == name
        kept = ours & (held_out >= THRESHOLD)
        right, size = int(data.y[kept].sum()), int(kept.sum())
        precision, recall = right / max(1, size), right / max(1, gold[name])
        sets[name] = {
            "documents_with_drafts": len({e.document for e in examples if e.set_name == name}),
            "drafts": int(ours.sum()),
            "right": int(data.y[ours].sum()),
            "gold_events": gold[name],
            "weight": WEIGHTS[name],
            "held_out": {
                "precision": round(precision, 3),
                "recall": round(recall, 3),
                "f": round(2 * right / max(1, size + gold[name]), 3),
            },
        }
    return {
        "trained_on": dt.date.today().isoformat(),
        "method": f"weighted logistic regression, L2 penalty {PENALTY:g}; {FOLDS} folds by document",
        "label": "the set's scorer aligns the draft with a gold event",
        "features": len(data.names),
        "set_by_hand": BY_HAND,
        "sets": sets,
        "calibration": _calibration(data, held_out),
    }


def _calibration(data: Data, held_out: Any) -> list[dict[str, float]]:
    """Held-out drafts by probability: how many there are and what weighted share of them is right."""
    table: list[dict[str, float]] = []
    for low in range(0, 100, 10):
        inside = (held_out >= low / 100) & (held_out < (low + 10) / 100)
        if inside.any():
            weight = data.weight[inside]
            table.append(
                {
                    "from": low / 100,
                    "drafts": int(inside.sum()),
                    "mean": round(float((held_out[inside] * weight).sum() / weight.sum()), 3),
                    "right": round(float((data.y[inside] * weight).sum() / weight.sum()), 3),
                }
            )
    return table


def _module(path: Path) -> Any:
    """A scorer as a module, from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(main())
