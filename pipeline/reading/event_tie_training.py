"""Training the model of what ties a mention to an event told before; writes pipeline/knowledge/event_ties.json.

Usage: python -m pipeline.reading.event_tie_training --bench FOLDER   (about a minute)

FOLDER holds the benchmark sets and their scorers. Mentions of a text are gone through in order, gathered as the gold
has it; each is held against every event told before it, and the pair is right where both belong to one event of the
gold. A mention that points back ("the attack") and has no event of its own in the gold is taken to mean the likeliest
one told before, the headline to mean the first event of its kind. Here belong labels, evaluation and card. Not here:
the features, applying the model (`pipeline.reading.event_ties`), or the fit (`pipeline.reading.event_training`). Never
imported at run time.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline import language
from pipeline.reading import event_training as training
from pipeline.reading.event_boosting import Boosting
from pipeline.reading.event_drafts import Draft, Mention, is_definite
from pipeline.reading.event_gathering import SETTLED
from pipeline.reading.event_identity import (
    actors,
    causes,
    contradictions,
    far_and_other,
    linked,
    refers_back,
    same_date,
    same_place,
    shared_people,
    types_agree,
)
from pipeline.reading.event_ties import ties
from pipeline.reading.event_training import FOLDS, Example, Gold
from pipeline.reading.events import mentions, single_report
from pipeline.reading.records import Text
from pipeline.reading.triggers import KNOWLEDGE

MODEL = KNOWLEDGE / "event_ties.json"
WEIGHTS = {"seeds": 2.0, "news": 4.0, "muc4": 0.8, training.REPORTS: 0.5, training.SHORT: 0.5}
POINTING = 0.5  # how much a mention weighs that the gold does not place
BOOSTING = Boosting(trees=250, depth=4, rate=0.04, leaf=10, examples_drawn=0.5, features_drawn=0.2)
THRESHOLD = 0.36
_POINTERS = frozenset({"the", "this", "that", "these", "those"})
UNSURE = -1  # the label of a mention that two events of the gold claim
Labels = Sequence[int | None]
_OTHERS = 10_000  # events beside the gold are numbered from here


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the benchmark texts, fits, evaluates and writes the model; returns the exit code."""
    chosen = training.options(__doc__, MODEL, arguments)
    examples: list[Example] = []
    for each in training.sets(chosen.bench, chosen.reports, tuple(WEIGHTS), language.load()):
        examples.extend(_of_gold(each, chosen.bench) if each.kind == "gold" else _of_templates(each, chosen.bench))
    model = train(examples)
    training.write(model, chosen.output)
    return 0


def _of_gold(of: Gold, bench: Path) -> Iterator[Example]:
    scorer = training.module(bench / "score_gold.py")
    for text in of.read:
        stem = Path(text.document.file).stem
        gold = json.loads((of.answers / f"{stem}.json").read_text(encoding="utf-8"))["events"]
        words = (of.texts / f"{stem}.txt").read_text(encoding="utf-8")
        spans = [scorer.spans(words, event) for event in gold]
        told = mentions(text)
        read = training.placed_mentions().get(stem, {})
        by_reader = [_by_reader(read.get(str(m.trigger.start))) for m in told]
        by_gold = (_told_in(scorer, m, gold, spans) for m in told)
        labels = [g if r is None else r for r, g in zip(by_reader, by_gold, strict=True)]
        yield from _pairs(of.name, stem, told, labels)


def _by_reader(label: str | None) -> int | None:
    """The event that one of us read a mention to tell of: of the gold ("E3"), another ("x1"), or none ("-")."""
    if label is None or label == "-":
        return None if label is None else UNSURE
    return int(label[1:]) + (_OTHERS if label.startswith("x") else 0)


def _told_in(scorer: Any, mention: Mention, gold: Sequence[Any], spans: Sequence[Any]) -> int | None:
    """The gold event whose evidence holds the trigger, of a kindred type, the closest one."""
    kind = "armed_attack" if mention.event_type == "harm" else mention.event_type
    start, end = mention.trigger.start, mention.trigger.end
    fitting = []
    for i, event in enumerate(gold):
        around = [b - a for a, b in spans[i] if a <= start and end <= b]
        if around and scorer.FAMILY.get(event["type"], "other") == scorer.FAMILY.get(kind, "other"):
            fitting.append((2.0 * (event["type"] == kind) - min(around) / 1000, i))
    fitting.sort(reverse=True)
    if not fitting:
        return None
    return fitting[0][1] if len(fitting) == 1 or fitting[0][0] - fitting[1][0] > 1 else UNSURE


def _of_templates(of: Gold, bench: Path) -> Iterator[Example]:
    scorer = training.module(bench / "score_muc4.py")
    told: dict[str, tuple[Mention, ...]] = {}
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf-8") as out:
            for text in of.read:
                stem = Path(text.document.file).stem
                told[stem] = mentions(text)
                out.write(json.dumps({"doc_id": stem, "events": _singles(text, told[stem])}) + "\n")
        gold, events = scorer.load(str(of.answers), str(predicted))
    for stem, document in gold.items():
        labels = {e["k"]: _template_of(scorer, document["templates"], e) for e in events.get(stem, [])}
        yield from _pairs(of.name, stem, told[stem], [labels.get(k) for k in range(len(told[stem]))])


def _singles(text: Text, told: Sequence[Mention]) -> list[dict[str, Any]]:
    """Each mention as if it were a report of its own, in the form that the template scorer reads."""
    return [{"k": k, **training.template(single_report(text, mention))} for k, mention in enumerate(told)]


def _template_of(scorer: Any, templates: Sequence[Any], event: dict[str, Any]) -> int | None:
    fit = sorted(((training.agreement(scorer, t, event), j) for j, t in enumerate(templates)), reverse=True)
    if not fit or fit[0][0] <= 0:
        return None
    return fit[0][1] if len(fit) == 1 or fit[0][0] > fit[1][0] else UNSURE


def _pairs(name: str, stem: str, told: Sequence[Mention], labels: Labels) -> Iterator[Example]:
    """A mention against each event told before it, as far as the gold places both and nothing settles the matter."""
    drafts: list[Draft] = []
    events: list[int | None] = []
    for mention, label in zip(told, labels, strict=True):
        placed = [(d, e) for d, e in zip(drafts, events, strict=True) if e is not None and e != UNSURE]
        if label is None and _points_back(mention):
            meant = _likeliest([d for d, _ in placed if _may_join(d, mention)], mention)
            if meant is not None:
                yield Example(name, stem, _features(meant, mention, drafts), True, POINTING)
                meant.add(mention)
                continue
        elif label is not None and label != UNSURE:
            headline = _headline(drafts, events, mention) if label not in events else None
            if headline is not None:
                yield Example(name, stem, _features(drafts[headline], mention, drafts), True, POINTING)
                events[headline] = label
            for draft, event in placed:
                if _open(draft, mention):
                    yield Example(name, stem, _features(draft, mention, drafts), label == event)
        if label is not None and label != UNSURE and label in events:
            drafts[events.index(label)].add(mention)
        else:
            drafts.append(Draft([mention]))
            events.append(label)


def _features(draft: Draft, mention: Mention, drafts: Sequence[Draft]) -> dict[str, float]:
    return ties([(draft, set(contradictions(draft, mention)))], mention, drafts)[0]


def _headline(drafts: Sequence[Draft], events: Labels, mention: Mention) -> int | None:
    """The draft of a headline that no mention has joined and that the first event of its kind may be meant by."""
    for i, (draft, event) in enumerate(zip(drafts, events, strict=True)):
        if event is None and all(m.title for m in draft.mentions) and not mention.title and _may_join(draft, mention):
            return i
    return None


def _open(draft: Draft, mention: Mention) -> bool:
    """Whether the pair is for the model to decide: the types agree, and no clause holds both."""
    same_sentence = [m for m in draft.mentions if m.sentence.index == mention.sentence.index]
    against = any(True for _ in contradictions(draft, mention))
    agree = types_agree(draft.event_type, mention.event_type)
    if same_sentence and (agree or causes(draft, mention)) and not against and linked(same_sentence, mention):
        return False
    return (agree or refers_back(draft, mention)) and not far_and_other(draft, mention)


def _may_join(draft: Draft, mention: Mention) -> bool:
    agree = types_agree(draft.event_type, mention.event_type) or refers_back(draft, mention)
    return agree and not set(contradictions(draft, mention)) & SETTLED


def _points_back(mention: Mention) -> bool:
    token = mention.trigger.token
    pointing = any(c.lower_ in _POINTERS for c in token.children)
    return mention.trigger.sense.pos == "NOUN" and is_definite(token) and pointing


def _likeliest(drafts: Sequence[Draft], mention: Mention) -> Draft | None:
    """The event that shares most with a mention that points back; of equals the one told last."""

    def shared(draft: Draft) -> int:
        sides = actors(mention.trigger.having("perpetrator")) & actors(draft.arguments("perpetrator"))
        facts = same_place(draft, mention), same_date(draft, mention), shared_people(draft, mention), bool(sides)
        return sum(facts)

    return max(reversed(drafts), key=shared, default=None)


def train(examples: Sequence[Example]) -> dict[str, Any]:
    """The model as it is stored: trees, threshold, and a card with its cross-validated figures."""
    data = training.arrays(examples, WEIGHTS)
    held_out = BOOSTING.held_out(data) >= THRESHOLD
    sets = {}
    for name in (name for name in WEIGHTS if name in data.sets):
        ours = data.sets == name
        right, said = (held_out & (data.y == 1) & ours).sum(), (held_out & ours).sum()
        sets[name] = {
            "pairs": int(ours.sum()),
            "same_event": int(data.y[ours].sum()),
            "weight": WEIGHTS[name],
            "held_out": {
                "accuracy": round(float((held_out == (data.y == 1))[ours].mean()), 3),
                "precision": round(float(right / max(1, said)), 3),
                "recall": round(float(right / max(1.0, data.y[ours].sum())), 3),
            },
        }
    return BOOSTING.stored(data) | {
        "by_hand": {},
        "threshold": THRESHOLD,
        "card": {
            "trained_on": dt.date.today().isoformat(),
            "method": f"{BOOSTING}; {FOLDS} folds by document",
            "label": "mention and draft belong to one event of the gold",
            "features": len(data.names),
            "sets": sets,
        },
    }


if __name__ == "__main__":
    raise SystemExit(main())
