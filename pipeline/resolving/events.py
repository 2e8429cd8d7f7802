"""Event reports of many documents into events: profiles, pairs, groups, rows.

Here belongs the order of the steps. Not here: the steps themselves (each has its module), actors and places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.reading.records import Reading
from pipeline.resolving.blocking import candidates, order
from pipeline.resolving.clustering import cluster
from pipeline.resolving.features import Profile, profile
from pipeline.resolving.links import Forced, Links, LinksError
from pipeline.resolving.merging import merge
from pipeline.resolving.records import ActorRow, Event, EventParticipant
from pipeline.resolving.scoring import Weights, compare, load_weights


@dataclass(frozen=True, slots=True)
class ResolvedEvents:
    """The events, who took part, the pairs behind them, and the event of each report."""

    events: tuple[Event, ...]
    participants: tuple[EventParticipant, ...]
    links: Links
    event_of: Mapping[str, str]


def resolve_events(
    readings: Sequence[Reading],
    actor_of: Mapping[tuple[str, str], str],
    actors: Sequence[ActorRow],
    forced: Sequence[Forced] = (),
    weights: Weights | None = None,
) -> ResolvedEvents:
    """The events of the world that the readings report.

    actor_of: (document_id, actor key) to actor_id. Raises LinksError where forced pairs contradict one another or name
    a report that is not there.
    """
    weights = weights or load_weights()
    by_document = {r.document.document_id: r for r in readings}
    names = {a.actor_id: a.name for a in actors}
    parents = {a.actor_id: a.parent_actor_id for a in actors if a.parent_actor_id}
    profiles = sorted((profile(e, r, actor_of, parents) for r in readings for e in r.reports), key=order)
    groups = group(profiles, forced, weights)
    rows = sorted(
        (merge([profiles[i] for i in members], by_document, names) for members in groups),
        key=lambda row: row[0].event_id,
    )
    event_of = {report_id: event.event_id for event, _ in rows for report_id in event.report_ids}
    return ResolvedEvents(
        events=tuple(event for event, _ in rows),
        participants=tuple(p for _, people in rows for p in people),
        links=Links(profiles, weights, event_of, forced),
        event_of=event_of,
    )


def group(profiles: Sequence[Profile], forced: Sequence[Forced], weights: Weights) -> list[list[int]]:
    """Positions in `profiles` (sorted by `order`), one list for each event."""

    def score(i: int, j: int) -> float:
        return weights.score(compare(profiles[i], profiles[j]))

    likely = [(s, i, j) for i, j in candidates(profiles) if (s := score(i, j)) > 0]
    at = {p.report.report_id: i for i, p in enumerate(profiles)}
    for f in forced:
        for report_id in (f.report_a, f.report_b):
            if report_id not in at:
                raise LinksError(f"raw/links.toml: no report has the identifier {report_id}")
    same = [(at[f.report_a], at[f.report_b]) for f in forced if f.same]
    apart = [(at[f.report_a], at[f.report_b]) for f in forced if not f.same]
    try:
        return cluster(profiles, likely, score, same, apart)
    except ValueError as error:
        raise LinksError(f"raw/links.toml: {error}") from error
