"""Everything across documents in one call: actors, then events.

Here belongs the joining of the parts. Not here: how actors, places or events are resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.records import Reading
from pipeline.resolving.actors import resolve_actors
from pipeline.resolving.events import resolve_events
from pipeline.resolving.links import Forced, parse
from pipeline.resolving.records import PlaceRow, Resolved


def read_links(raw: Path, readings: Sequence[Reading]) -> tuple[Forced, ...]:
    """The pairs a user decided in raw/links.toml, none where there is no such file. Raises LinksError."""
    file = raw / "links.toml"
    return parse(file.read_text(encoding="utf-8"), readings) if file.exists() else ()


def resolve(readings: Sequence[Reading], forced: Sequence[Forced] = ()) -> Resolved:
    """Actors, places and events of all readings. The order of the readings makes no difference.

    forced: pairs a user decided (`read_links`). Raises LinksError where they contradict one another.
    """
    readings = sorted(readings, key=lambda r: r.document.document_id)
    who = resolve_actors(readings)
    found = resolve_events(readings, who.actor_of, who.actors, forced)
    return Resolved(
        events=found.events,
        event_participants=found.participants,
        links=found.links,
        event_of=found.event_of,
        actors=who.actors,
        actor_of=who.actor_of,
        places=_places(readings),
    )


def _places(readings: Sequence[Reading]) -> tuple[PlaceRow, ...]:
    """Every place that a document mentions, and the countries that a report is put into without naming them."""
    found = {m.place.place_id: m.place for r in readings for m in r.places if m.place is not None}
    for report in (x for r in readings for x in r.reports):
        if report.place_id is not None and report.place_id not in found and report.country is not None:
            place = load_lexicon().country_place(report.country)
            if place.place_id == report.place_id:
                found[place.place_id] = place
    return tuple(
        PlaceRow(p.place_id, p.name, p.admin1, p.country, p.latitude, p.longitude, p.kind, p.geonames_id)
        for _, p in sorted(found.items())
    )
