"""Who did it, where the grammar of the telling leaves it open: boosted trees choose among the sides of the document.

Here belongs the model's application; the trees are data (pipeline/knowledge/event_roles.json, with their card),
trained by `pipeline.reading.event_role_training`. Not here: the features (`pipeline.reading.event_role_features`), or
the doers that a sentence names by its grammar (`pipeline.reading.roles`): where it names one, nobody is asked.
The evidence of a doer so chosen is the mention that names it next to the telling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.reading.classes import Scene
from pipeline.reading.event_models import forest
from pipeline.reading.event_organisations import of_mention
from pipeline.reading.event_role_features import Company, Party, Told, role_features
from pipeline.reading.records import ActorMention, EventReport

_MODEL = "event_roles.json"
_OF_STATES = frozenset(
    [
        "air_strike",
        "raid",
        "arrest",
        "sentencing",
        "territory_recaptured",
        "troop_deployment",
        "government_decision",
        "visit",
    ]
)


def with_doers(scene: Scene, told: Told) -> tuple[EventReport, ...]:
    """The reports, those that name no doer with the one of whom the document leaves little doubt."""
    open_ = [i for i, (_, report) in enumerate(told) if is_open(report)]
    company = Company(scene, told)
    casts = [role_features(company, number) for number in open_]
    answers = iter(forest(_MODEL).probabilities([found for cast in casts for _, found in cast]))
    reports = [report for _, report in told]
    for number, cast in zip(open_, casts, strict=True):
        asked = zip(cast, answers, strict=False)
        believed = [party for (party, found), answer in asked if answer >= threshold(is_likely(found))]
        reports[number] = _joined(reports[number], believed)
    return tuple(reports)


def is_open(report: EventReport) -> bool:
    """Whether the grammar of the telling names no doer, so that the document is asked: not of what the forces and
    offices of a state do, for which the sides that a document names are mostly those whom it befalls.
    """
    return report.event_type not in _OF_STATES and all(p.role != "perpetrator" for p in report.participants)


def is_likely(features: Mapping[str, float]) -> bool:
    """Whether an actor is named with the telling or beside it and does something else in the document: of others more
    is asked.
    """
    return features.get("distance", 0.0) <= 1 and features.get("deeds", 0.0) > 0


def threshold(likely: bool) -> float:
    """The probability from which an actor is a doer."""
    model = forest(_MODEL)
    return model.thresholds["likely"] if likely else model.threshold


def _joined(report: EventReport, doers: Sequence[Party]) -> EventReport:
    if not doers:
        return report
    added = [of_mention("perpetrator", _named(party, report)) for party in doers]
    people = sorted([*report.participants, *added], key=lambda p: (p.start, p.role))
    return replace(report, participants=tuple(people))


def _named(party: Party, report: EventReport) -> ActorMention:
    """The mention next to the telling that says most of who it is: a name, else a description."""
    for form in ("name", "description"):
        told = [m for m in party.mentions if m.form == form]
        if told:
            return min(told, key=lambda m: abs(m.start - report.trigger_start))
    return min(party.mentions, key=lambda m: abs(m.start - report.trigger_start))
