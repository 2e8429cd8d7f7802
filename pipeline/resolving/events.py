"""Event reports of many documents into events: profiles, pairs, groups, rows.

Here belongs the order of the steps. Not here: the steps themselves (each has its module), actors and places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.reading.records import Reading
from pipeline.resolving.blocking import candidates, order
from pipeline.resolving.clustering import cluster
from pipeline.resolving.features import Profile, profile
from pipeline.resolving.links import Forced, Links, LinksError
from pipeline.resolving.merging import merge
from pipeline.resolving.records import ActorRow, Event, EventParticipant
from pipeline.resolving.scoring import Weights, compare, load_weights

Link = tuple[float, int, int]  # score and positions of two reports
Score = Callable[[int, int], float]
_CROWD = 50  # documents of one event beyond which sharing it says nothing of the rest


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
    score = _scorer(profiles, weights)
    likely = _likely(candidates(profiles), score)
    groups = group(profiles, forced, score, likely)
    company = _company(profiles, groups)
    if company:  # documents that share events share more: a second look at what has no date
        profiles = [replace(p, company=company.get(p.document_id, frozenset())) for p in profiles]
        score = _scorer(profiles, weights)
        met = _likely(_undated(profiles), score)
        if met:
            known = {link[1:] for link in met}
            likely = [link for link in likely if link[1:] not in known] + met
            groups = group(profiles, forced, score, likely)
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


def _company(profiles: Sequence[Profile], groups: Sequence[Sequence[int]]) -> dict[str, frozenset[str]]:
    """For each document the others that tell of an event which it tells of."""
    found: dict[str, set[str]] = {}
    for members in groups:
        documents = {profiles[i].document_id for i in members}
        if 1 < len(documents) <= _CROWD:
            for document in documents:
                found.setdefault(document, set()).update(documents - {document})
    return {document: frozenset(others) for document, others in found.items()}


def _undated(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of undated reports of one type in documents that keep company, whatever their places."""
    by_document: dict[tuple[str, str], list[int]] = {}
    for i, p in enumerate(profiles):
        if p.company and p.first is None:
            by_document.setdefault((p.document_id, p.report.event_type), []).append(i)
    for (document, event_type), mine in by_document.items():
        for other in profiles[mine[0]].company:
            theirs = by_document.get((other, event_type), ()) if document < other else ()
            yield from ((min(i, j), max(i, j)) for i in mine for j in theirs)


def _scorer(profiles: Sequence[Profile], weights: Weights) -> Score:
    """How likely the reports at two positions are to tell of one event, as log-odds."""
    return lambda i, j: weights.score(compare(profiles[i], profiles[j]))


def _likely(pairs: Iterable[tuple[int, int]], score: Score) -> list[Link]:
    """The pairs that are likelier one event than not, with their scores."""
    return [(s, i, j) for i, j in pairs if (s := score(i, j)) > 0]


def group(
    profiles: Sequence[Profile], forced: Sequence[Forced], score: Score, likely: Sequence[Link]
) -> list[list[int]]:
    """Positions in `profiles` (sorted by `order`), one list for each event."""
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
