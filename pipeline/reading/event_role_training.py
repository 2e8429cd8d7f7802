"""Training the model of who did what the grammar leaves open; writes pipeline/knowledge/event_roles.json with its card.

Usage: python -m pipeline.reading.event_role_training --bench FOLDER   (about two minutes; after the belief)

FOLDER holds the benchmark sets and their scorers. A side of the document did it where the gold event that the scorer
aligns with the report has it among its perpetrators, by whatever name; reports that nothing aligns with teach nothing.
Reports whose doer the grammar names teach as well whom else a text means, though the model is not asked about them.
Here belong labels, the fit, evaluation and card. Not here: the features (`pipeline.reading.event_role_features`), or
applying the model (`pipeline.reading.event_roles`). Needs the ``train`` extra. Never imported at run time.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import language
from pipeline.reading import event_training as training
from pipeline.reading.event_boosting import Boosting
from pipeline.reading.event_role_features import Party
from pipeline.reading.event_roles import is_likely, is_open
from pipeline.reading.event_training import FOLDS, Data, Example, Gold
from pipeline.reading.events import casts
from pipeline.reading.records import EventReport, Text
from pipeline.reading.triggers import KNOWLEDGE

MODEL = KNOWLEDGE / "event_roles.json"
#: How much a side of each set weighs: the few published texts stand for those to come.
WEIGHTS = {"seeds": 3.0, "news": 4.0, "muc4": 1.0, training.REPORTS: 1.0, training.SHORT: 2.0}
BOOSTING = Boosting(trees=160, depth=6, rate=0.05, leaf=20, examples_drawn=0.5, features_drawn=0.1)
THRESHOLD = 0.45
#: For an actor that is named with the telling and does something else in the document.
LIKELY = 0.34


@dataclass(frozen=True, slots=True)
class Case:
    """One side of a document that an aligned report may have as its doer."""

    example: Example
    event: int  # number of the report among those of its set
    known: bool  # whether the grammar names a doer already: then nobody is asked


@dataclass(slots=True)
class Slot:
    """The perpetrators of the gold that aligned reports have, and those that reports have."""

    wanted: int = 0
    found: int = 0
    given: int = 0
    right: int = 0

    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.right / max(1, self.given), self.found / max(1, self.wanted)
        return round(2 * precision * recall / max(1e-9, precision + recall), 3)


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the benchmark texts, fits, evaluates and writes the model; returns the exit code."""
    chosen = training.options(__doc__, MODEL, arguments)
    cases: list[Case] = []
    slots: dict[str, Slot] = {}
    for each in training.sets(chosen.bench, chosen.reports, tuple(WEIGHTS), language.load()):
        found = list((_from_gold if each.kind == "gold" else _from_templates)(each, chosen.bench, slots))
        cases.extend(found)
        print(f"{each.name}: {len(found)} sides, {sum(c.example.right for c in found)} right", flush=True)
    training.write(train(cases, slots), chosen.output)
    return 0


def _from_gold(of: Gold, bench: Path, slots: dict[str, Slot]) -> Iterator[Case]:
    """The cases of a set of coded events; the slot as the grammar alone fills it is counted on the way."""
    scorer = training.module(bench / "score_gold.py")
    slot = slots.setdefault(of.name, Slot())
    for text in of.read:
        stem = Path(text.document.file).stem
        gold = json.loads((of.answers / f"{stem}.json").read_text(encoding="utf-8"))
        words = (of.texts / f"{stem}.txt").read_text(encoding="utf-8")
        told = casts(text)
        names = {a.key: a.name for a in text.actors}
        rows = [training.row(report, names) for report, _ in told]
        called = Called(scorer, text, gold["actors"])
        for i, j in sorted(scorer.align(words, gold["events"], rows, scorer.event_score), key=lambda pair: pair[1]):
            doers = gold["events"][i].get("perpetrators") or []
            report, cast = told[j]
            done = [called.of_party(p.actor_key, p.text) for p in report.participants if p.role == "perpetrator"]
            slot.given += len(done)
            slot.wanted += len(doers)
            slot.right += sum(called.among(own, doers) for own in done)
            slot.found += sum(any(called.among(own, [doer]) for own in done) for doer in doers)
            yield from _cases(of.name, stem, j, report, cast, lambda p, d=doers, c=called: c.among(c.of_party(p), d))


class Called:
    """Who goes by what name in a text and in its gold."""

    def __init__(self, scorer: Any, text: Text, actors: Sequence[Mapping[str, Any]]) -> None:
        self._fold = scorer.fold
        self._ours: dict[str, set[str]] = {a.key: {scorer.fold(a.name)} for a in text.actors}
        for mention in text.mentions:
            if mention.form == "name" or mention.actor_key.startswith("d:"):
                self._ours.setdefault(mention.actor_key, set()).add(scorer.fold(mention.text))
        self._theirs: dict[str, set[str]] = {}
        for actor in actors:
            known = {scorer.fold(name) for name in (actor["name"], *(actor.get("aliases") or []))}
            for name in known:
                self._theirs.setdefault(name, set()).update(known)

    def of_party(self, key: str | None, written: str = "") -> set[str]:
        """The names of a participant: those of its actor, or its own words."""
        return self._ours.get(key or "", {self._fold(written)}) - {""}

    def among(self, own: set[str], wanted: Sequence[str]) -> bool:
        """Whether the gold means somebody of these names by one of its own."""
        for name in map(self._fold, wanted):
            if own & (self._theirs.get(name, set()) | {name}):
                return True
            if any(len(o) > 3 and len(name) > 3 and (o in name or name in o) for o in own):
                return True  # as the scorer has it
        return False


def _cases(
    name: str, stem: str, event: int, report: EventReport, cast: Sequence[tuple[Party, dict[str, float]]], right: Any
) -> Iterator[Case]:
    known = not is_open(report)
    for party, features in cast:
        yield Case(Example(name, stem, features, right(party.actor.key)), event, known)


def _from_templates(of: Gold, bench: Path, slots: dict[str, Slot]) -> Iterator[Case]:
    """The cases of a set of templates; their slot is not counted, for their scorer counts it by the text."""
    scorer = training.module(bench / "score_muc4.py")
    told = {Path(text.document.file).stem: casts(text) for text in of.read}
    written: dict[str, dict[str, list[str]]] = {}
    for text in of.read:
        names = written.setdefault(Path(text.document.file).stem, {a.key: [a.name] for a in text.actors})
        for mention in text.mentions:
            if mention.form == "name" or mention.actor_key.startswith("d:"):
                names.setdefault(mention.actor_key, []).append(mention.text)
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf-8") as out:
            for stem, reports in told.items():
                rows = [{"k": k, **training.template(report)} for k, (report, _) in enumerate(reports)]
                out.write(json.dumps({"doc_id": stem, "events": rows}) + "\n")
        gold, events = scorer.load(str(of.answers), str(predicted))
    for stem, document in gold.items():
        templates, ours = document["templates"], events.get(stem, [])
        fit = [[training.agreement(scorer, t, e) for t in templates] for e in ours]
        for a, b in scorer.assign(fit) if fit and templates else []:
            if fit[a][b] > 0:
                doers = [*templates[b]["_e"]["PerpInd"], *templates[b]["_e"]["PerpOrg"]]
                own = {key: scorer.Ent(names) for key, names in written[stem].items()}
                report, cast = told[stem][ours[a]["k"]]
                yield from _cases(
                    of.name, stem, ours[a]["k"], report, cast,
                    lambda key, own=own, doers=doers: any(own[key].match(d) for d in doers),
                )  # fmt: skip


def train(cases: Sequence[Case], slots: Mapping[str, Slot]) -> dict[str, Any]:
    """The model as it is stored: trees, thresholds, and a card with its cross-validated figures."""
    data = training.arrays([c.example for c in cases], WEIGHTS)
    return BOOSTING.stored(data) | {
        "by_hand": {},
        "threshold": THRESHOLD,
        "thresholds": {"likely": LIKELY},
        "card": _card(cases, slots, data, BOOSTING.held_out(data)),
    }


def _card(cases: Sequence[Case], slots: Mapping[str, Slot], data: Data, held_out: Any) -> dict[str, Any]:
    sets: dict[str, Any] = {}
    limits = [LIKELY if is_likely(c.example.features) else THRESHOLD for c in cases]
    chosen = (held_out >= limits) & [not c.known for c in cases]
    for name in WEIGHTS:
        ours = data.sets == name
        added, right = int((ours & chosen).sum()), int(data.y[ours & chosen].sum())
        before = slots.get(name, Slot())
        after = Slot(before.wanted, before.found + right, before.given + added, before.right + right)
        sets[name] = {
            "sides": int(ours.sum()),
            "right": int(data.y[ours].sum()),
            "weight": WEIGHTS[name],
            "held_out": {"added": added, "right": right},
            "perpetrators": {"by grammar": before.f(), "held out": after.f()} if before.wanted else {},
        }
    return {
        "trained_on": dt.date.today().isoformat(),
        "method": f"{BOOSTING}; {FOLDS} folds by document",
        "label": "the gold event aligned with the report has the actor among its perpetrators, by any of its names",
        "features": len(data.names),
        "sets": sets,
    }


if __name__ == "__main__":
    raise SystemExit(main())
