"""Training the model of how far to believe an event draft; writes pipeline/knowledge/event_belief.json with its card.

Usage: python -m pipeline.reading.event_belief_training --bench FOLDER   (about two minutes; after the ties)

FOLDER holds the benchmark sets "seeds", "news" and "muc4" and their scorers (bench.py, score_gold.py, score_muc4.py);
our own coded texts lie in tests/accuracy. A draft is right where the set's own scorer aligns it with an event
of the gold. Here belong labels, the fit, evaluation and card. Not here: the features
(`pipeline.reading.event_features`), or applying the model (`pipeline.reading.event_belief`). Needs the ``train`` extra.
Never imported at run time.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline import language
from pipeline.reading import event_training as training
from pipeline.reading.event_boosting import Boosting
from pipeline.reading.event_training import FOLDS, Data, Example, Gold
from pipeline.reading.events import candidates
from pipeline.reading.triggers import KNOWLEDGE

MODEL = KNOWLEDGE / "event_belief.json"
#: How much a draft of each set weighs: the few published texts stand for those to come.
WEIGHTS = {"seeds": 8.0, "news": 12.0, "muc4": 1.0, training.REPORTS: 1.0, training.SHORT: 2.0}
CENTRAL = 2.0  # how much more the news of a text weighs than what it tells beside
#: Set by hand, for no set holds notes of one or two sentences: such a note tells its event and nothing around it.
BY_HAND = {"brief note": 2.0}
BOOSTING = Boosting(trees=500, depth=6, rate=0.025, leaf=10, examples_drawn=0.5, features_drawn=0.15)
THRESHOLD = 0.42
#: What would be the document's news is believed sooner: to miss it costs more than a row too many.
CENTRAL_THRESHOLD = 0.35


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the benchmark texts, fits, evaluates and writes the model; returns the exit code."""
    chosen = training.options(__doc__, MODEL, arguments)
    examples, gold = collect(training.sets(chosen.bench, chosen.reports, tuple(WEIGHTS), language.load()), chosen.bench)
    model = train(examples, gold)
    training.write(model, chosen.output)
    return 0


def collect(sets: Any, bench: Path) -> tuple[list[Example], dict[str, int]]:
    """Every draft of the sets with its label, and how many events each set's gold holds."""
    examples: list[Example] = []
    gold: dict[str, int] = {}
    for each in sets:
        label = _from_gold if each.kind == "gold" else _from_templates
        found, events = label(each, bench)
        gold[each.name] = gold.get(each.name, 0) + events
        examples.extend(found)
        print(f"{each.name}: {len(found)} drafts, {events} gold events", flush=True)
    return examples, gold


def _from_gold(of: Gold, bench: Path) -> tuple[list[Example], int]:
    scorer = training.module(bench / "score_gold.py")
    found: list[Example] = []
    events = 0
    for text in of.read:
        stem = Path(text.document.file).stem
        gold = json.loads((of.answers / f"{stem}.json").read_text(encoding="utf-8"))["events"]
        drafts = [c for c in candidates(text) if c[0].event_type != "other"]  # "other" is no type to find
        names = {a.key: a.name for a in text.actors}
        rows = [training.row(report, names) for report, _ in drafts]
        words = (of.texts / f"{stem}.txt").read_text(encoding="utf-8")
        hit = {j: gold[i] for i, j in scorer.align(words, gold, rows, scorer.event_score)}
        weights = [CENTRAL if hit.get(j, {}).get("central") else 1.0 for j in range(len(drafts))]
        found.extend(
            Example(of.name, stem, features, j in hit, weight)
            for j, ((_, features), weight) in enumerate(zip(drafts, weights, strict=True))
        )
        events += sum(not e.get("optional") and e["type"] != "other" for e in gold)
    return found, events


def _from_templates(of: Gold, bench: Path) -> tuple[list[Example], int]:
    scorer = training.module(bench / "score_muc4.py")
    drafts: dict[str, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf-8") as out:
            for text in of.read:
                stem = Path(text.document.file).stem
                ours = candidates(text)
                drafts[stem] = [features for _, features in ours]
                rows = [{"k": k, **training.template(report)} for k, (report, _) in enumerate(ours)]
                out.write(json.dumps({"doc_id": stem, "events": rows}) + "\n")
        gold, events = scorer.load(str(of.answers), str(predicted))
    found: list[Example] = []
    for stem, document in gold.items():
        templates, ours = document["templates"], events.get(stem, [])
        fit = [[training.agreement(scorer, t, e) for t in templates] for e in ours]
        pairs = scorer.assign(fit) if fit and templates else []
        hit = {ours[a]["k"] for a, b in pairs if fit[a][b] > 0}
        found.extend(Example(of.name, stem, features, k in hit) for k, features in enumerate(drafts.get(stem, [])))
    return found, sum(not t["_opt"] for document in gold.values() for t in document["templates"])


def train(examples: Sequence[Example], gold: dict[str, int]) -> dict[str, Any]:
    """The model as it is stored: trees, threshold, and a card with its cross-validated figures."""
    data = training.arrays(examples, WEIGHTS)
    return BOOSTING.stored(data) | {
        "by_hand": BY_HAND,
        "threshold": THRESHOLD,
        "thresholds": {"central": CENTRAL_THRESHOLD},
        "card": _card(examples, gold, data, BOOSTING.held_out(data)),
    }


def _card(examples: Sequence[Example], gold: dict[str, int], data: Data, held_out: Any) -> dict[str, Any]:
    sets: dict[str, Any] = {}
    for name in (name for name in WEIGHTS if name in gold):
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
        "method": f"{BOOSTING}; {FOLDS} folds by document",
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


if __name__ == "__main__":
    raise SystemExit(main())
