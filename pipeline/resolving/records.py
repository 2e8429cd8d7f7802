"""The records that resolving passes on: rows across documents, columns as the contract names them.

Here belong the shapes of what is known once all readings are side by side. Not here: how it is found, tables
(`pipeline.assets` makes them), or anything with an offset (those records stay in `pipeline.reading.records`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Event:
    """One event in the world, merged from its reports; a null means that no report says."""

    event_id: str
    event_type: str
    status: str
    date_start: dt.date | None
    date_end: dt.date | None
    date_precision: str
    place: str | None
    place_id: str | None
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    place_precision: str
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_best: int | None
    wounded_high: int | None
    reports: int
    documents: int
    publishers: int
    disputed: tuple[str, ...]
    summary: str
    publisher_names: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventParticipant:
    """An actor in an event, with the number of reports that name it in that role."""

    event_id: str
    role: str
    actor_id: str
    reports: int


@dataclass(frozen=True, slots=True)
class EventLink:
    """A pair of reports that was considered. decision: same (one event) | different. score: log-odds of "same"."""

    report_a: str
    report_b: str
    decision: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor across documents; `documents` and `mentions` count where it is found."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    parent_actor_id: str | None
    wikidata_id: str | None
    documents: int
    mentions: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A gazetteer entry that some report or mention refers to."""

    place_id: str
    name: str
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """All that is known across documents.

    `links` may be iterated any number of times; it is made anew each time and never held as a whole.
    `actor_of` maps (document_id, actor key of the reading) to actor_id; `event_of` maps report_id to event_id.
    """

    events: tuple[Event, ...]
    event_participants: tuple[EventParticipant, ...]
    links: Iterable[EventLink]
    event_of: Mapping[str, str]
    actors: tuple[ActorRow, ...] = ()
    actor_of: Mapping[tuple[str, str], str] = field(default_factory=dict)
    places: tuple[PlaceRow, ...] = ()
