"""Everything across documents in one call: actors, then events.

Here belongs the joining of the parts. Not here: how actors, places or events are resolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.reading.identifiers import identifier
from pipeline.reading.records import Reading
from pipeline.resolving.events import resolve_events
from pipeline.resolving.links import Forced, parse
from pipeline.resolving.records import ActorRow, PlaceRow, Resolved


def read_links(raw: Path, readings: Sequence[Reading]) -> tuple[Forced, ...]:
    """The pairs a user decided in raw/links.toml, none where there is no such file. Raises LinksError."""
    file = raw / "links.toml"
    return parse(file.read_text(encoding="utf-8"), readings) if file.exists() else ()


def resolve(readings: Sequence[Reading], forced: Sequence[Forced] = ()) -> Resolved:
    """Actors, places and events of all readings. The order of the readings makes no difference.

    forced: pairs a user decided (`read_links`). Raises LinksError where they contradict one another.
    """
    readings = sorted(readings, key=lambda r: r.document.document_id)
    actors, actor_of = _actors(readings)
    found = resolve_events(readings, actor_of, {a.actor_id: a.name for a in actors}, forced)
    return Resolved(
        events=found.events,
        event_participants=found.participants,
        links=found.links,
        event_of=found.event_of,
        actors=actors,
        actor_of=actor_of,
        places=_places(readings),
    )


def _actors(readings: Sequence[Reading]) -> tuple[tuple[ActorRow, ...], dict[tuple[str, str], str]]:
    """Actors that knowledge or their name make one; those only described stay in their document."""
    actor_of: dict[tuple[str, str], str] = {}
    first: dict[str, ActorRow] = {}
    documents: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for reading in readings:
        doc = reading.document.document_id
        for a in reading.actors:
            own = (doc, a.key) if a.key.startswith("d:") else (a.key,)
            actor_id = actor_of[doc, a.key] = identifier("actor", *own)
            parent = identifier("actor", a.parent_key) if a.parent_key else None
            first.setdefault(actor_id, ActorRow(actor_id, a.name, a.kind, a.country, parent, a.wikidata_id, 0, 0))
            documents[actor_id] += 1
        for m in reading.mentions:
            if (known := actor_of.get((doc, m.actor_key))) is not None:
                mentions[known] += 1
    rows = []
    for i, row in sorted(first.items()):
        parent = row.parent_actor_id if row.parent_actor_id in first else None
        rows.append(ActorRow(i, row.name, row.kind, row.country, parent, row.wikidata_id, documents[i], mentions[i]))
    return tuple(rows), actor_of


def _places(readings: Sequence[Reading]) -> tuple[PlaceRow, ...]:
    found = {m.place.place_id: m.place for r in readings for m in r.places if m.place is not None}
    return tuple(
        PlaceRow(p.place_id, p.name, p.admin1, p.country, p.latitude, p.longitude, p.kind, p.geonames_id)
        for _, p in sorted(found.items())
    )
