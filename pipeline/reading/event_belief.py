"""How far to believe that a draft is an event the document reports: a small logistic model over readable features.

Here belong the features of a draft and the model's application; the weights are data
(pipeline/knowledge/event_belief.json,
with their card), trained by `pipeline.reading.event_belief_training`. Not here: gathering drafts, or filling rows.
The probability is the row's confidence; drafts below the threshold are no rows.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.event_drafts import ATTACKS, Draft, is_definite
from pipeline.reading.records import Text
from pipeline.reading.tolls import outcome_of
from pipeline.reading.triggers import KNOWLEDGE

_LEAD = 3
_BRIEF = 3  # body sentences of a note that holds nothing but its news
_FINE = ("site", "town", "area")


def features(text: Text, draft: Draft, drafts: Sequence[Draft], counted: bool) -> dict[str, float]:
    """The features of a draft by name; `counted`: whether it states a figure for its people."""
    first = draft.mentions[0]
    token = first.trigger.token
    body = [s.index for s in text.sentences if s.block.kind == "paragraph"]
    lead = set(body[:_LEAD])
    position = (first.sentence.index - body[0]) / max(1, len(body)) if body else 0.0
    places, dates = draft.places(), draft.dates()
    noun = first.trigger.sense.pos == "NOUN"
    published = text.published.start
    old = [d for d in dates if published and d.date_end and d.date_end.year < published.year]
    earlier = drafts[: drafts.index(draft)]
    kind = draft.event_type
    found = {
        "bias": 1.0,
        f"type={kind}": 1.0,
        f"status={first.status}": 1.0,
        "weight": max(m.trigger.sense.weight for m in draft.mentions),
        "mentions": math.log(len(draft.mentions)),
        "sentences": math.log(len({m.sentence.index for m in draft.mentions})),
        "title": float(any(m.title for m in draft.mentions)),
        "only title": float(all(m.title for m in draft.mentions)),
        "lead": float(any(m.sentence.index in lead for m in draft.mentions)),
        "position": position,
        "dated": float(bool(dates)),
        "dated to the day": float(any(d.precision == "day" for d in dates)),
        "dated before its year": float(bool(old)),
        "placed": float(bool(places)),
        "placed finely": float(any(p.precision in _FINE for p in places)),
        "perpetrator": float(bool(draft.arguments("perpetrator"))),
        "perpetrator named": float(
            any(a.mention is not None and a.mention.form == "name" for a in draft.arguments("perpetrator"))
        ),
        "victim": float(bool(draft.arguments("victim"))),
        "target": float(bool(draft.arguments("target"))),
        "counted": float(counted),
        "killed": float(any(outcome_of(m.trigger) == "killed" for m in draft.mentions)),
        "noun": float(noun),
        "bare plural": float(noun and is_plural(token) and not is_definite(token)),
        "definite": float(noun and is_definite(token)),
        "subordinate": float(token.dep_.split(":")[0] in ("acl", "advcl", "nmod", "obl", "compound", "conj")),
        "same type before": float(any(d.event_type == kind for d in earlier)),
        "violence before": float(kind in ATTACKS and any(d.event_type in ATTACKS for d in earlier)),
        "drafts": math.log(len(drafts)),
        "brief note": float(len(body) <= _BRIEF),
        "note": float(first.sentence.block.kind == "note"),
    }
    return {name: value for name, value in found.items() if value}


@cache
def _model(path: Path = KNOWLEDGE / "event_belief.json") -> tuple[dict[str, float], float]:
    model = json.loads(path.read_text(encoding="utf-8"))
    return model["weights"], float(model["threshold"])


def belief(found: dict[str, float]) -> float:
    """The probability (0 to 1) that a draft with these features is an event its document reports."""
    weights, _ = _model()
    return 1.0 / (1.0 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in found.items())))


def threshold() -> float:
    """The probability from which a draft makes a row."""
    return _model()[1]
