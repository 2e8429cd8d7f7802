"""One row for each event, from the reports that tell of it.

Here belong the rules by which reports become a row: date and place come from the most precise report that the most
others bear out; the type is the one most reports give, a general word yielding to a special one; tolls by `tolls`.
Not here: which reports belong together (`clustering`), the sentence that sums an event up (`summaries`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from pipeline.reading.identifiers import identifier
from pipeline.reading.records import Reading
from pipeline.resolving import tolls
from pipeline.resolving.families import nearness
from pipeline.resolving.features import Profile, fold
from pipeline.resolving.records import Event, EventParticipant
from pipeline.resolving.scoring import APART, LEVELS, place_level
from pipeline.resolving.summaries import summarise

GENERAL = frozenset({"other", "armed_attack", "military_operation", "bombing"})
DATE_RANK = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "unknown": 6}
WITNESSES = 60  # so many reports of an event are compared with one another at most
UNKNOWN = 1.5  # steps of precision that a place without a point is worth less: a known town before a nameless site
PLACE_RANK = {"site": 0, "town": 1, "area": 2, "admin1": 3, "country": 4, "none": 5}
BASIS_RANK = {"stated": 0, "context": 1, "publication": 2, "none": 3}
STATUS_RANK = {"occurred": 0, "ongoing": 1, "foiled": 2, "threatened": 3, "planned": 4, "denied": 5}
ALIKE = frozenset(LEVELS["place"]) - APART - {"other_town", "other_country"}


def founding(profiles: Sequence[Profile]) -> Profile:
    """The report an event takes its identifier from: news before background, then the earliest published, then by
    document and offset. So a later document that reports the event leaves its identifier as it is."""
    far = 10**9
    return min(
        profiles, key=lambda p: (not p.report.central, p.published or far, p.document_id, p.report.trigger_start)
    )


def event_id(profiles: Sequence[Profile]) -> str:
    """The identifier of the event these reports tell of; it depends on its founding report alone."""
    first = founding(profiles)
    return identifier("event", first.document_id, first.report.report_id)


def merge(
    group: Sequence[Profile], readings: Mapping[str, Reading], actor_names: Mapping[str, str]
) -> tuple[Event, tuple[EventParticipant, ...]]:
    """The event of a group of reports, and who took part. `readings` by document_id; `actor_names` by actor_id."""
    when, where = _when(group), _where(group)
    killed = tolls.merge(_claims(group, "killed", actor_names))
    wounded = tolls.merge(_claims(group, "wounded", actor_names))
    publishers = {n for p in group if (n := _publisher(readings[p.document_id]))}
    own_id = event_id(group)
    people = _participants(own_id, group)
    w, d = where.report, when.report
    event = Event(
        event_id=own_id,
        event_type=_type(group),
        status=_status(group),
        date_start=d.date_start,
        date_end=d.date_end,
        date_precision=d.date_precision,
        place=w.place,
        place_id=w.place_id,
        admin1=w.admin1,
        country=w.country,
        latitude=w.latitude,
        longitude=w.longitude,
        place_precision=w.place_precision,
        killed_low=killed.low,
        killed_best=killed.best,
        killed_high=killed.high,
        wounded_low=wounded.low,
        wounded_best=wounded.best,
        wounded_high=wounded.high,
        reports=len(group),
        documents=len({p.document_id for p in group}),
        publishers=len(publishers),
        disputed=_disputed(group, killed.disputed, wounded.disputed),
        summary="",
        publisher_names=tuple(sorted(publishers)),
        report_ids=tuple(sorted(p.report.report_id for p in group)),
    )
    return summarise(event, people, actor_names), people


def _publisher(reading: Reading) -> str | None:
    return reading.document.source.publisher or reading.layout.publisher


def _when(group: Sequence[Profile]) -> Profile:
    def rank(p: Profile) -> tuple[int, int, int, bool, int, str]:
        r = p.report
        borne_out = sum(_dates_meet(p, q) for q in group[:WITNESSES])
        known = DATE_RANK.get(r.date_precision, 6) if r.date_start else 6
        return known, -borne_out, BASIS_RANK.get(r.date_basis, 3), not r.central, p.published or 10**9, r.report_id

    return min(group, key=rank)


def _dates_meet(p: Profile, q: Profile) -> bool:
    if p.first is None or p.last is None or q.first is None or q.last is None:
        return True
    return p.first <= q.last and q.first <= p.last


def _where(group: Sequence[Profile]) -> Profile:
    def rank(p: Profile) -> tuple[bool, float, int, bool, int, str]:
        r = p.report
        borne_out = sum(place_level(p, q) in ALIKE for q in group[:WITNESSES])
        precision = PLACE_RANK.get(r.place_precision, 5) + (0.0 if r.latitude is not None else UNKNOWN)
        return r.place is None, precision, -borne_out, not r.central, p.published or 10**9, r.report_id

    return min(group, key=rank)


def _type(group: Sequence[Profile]) -> str:
    votes = Counter(p.report.event_type for p in group)

    def rank(event_type: str) -> tuple[int, bool, str]:
        behind = sum(n for other, n in votes.items() if other in GENERAL and nearness(other, event_type) == "near")
        return -(votes[event_type] + (behind if event_type not in GENERAL else 0)), event_type in GENERAL, event_type

    return min(votes, key=rank)


def _status(group: Sequence[Profile]) -> str:
    votes = Counter(p.report.status for p in group)
    return min(votes, key=lambda s: (-votes[s], STATUS_RANK.get(s, 9)))


def _claims(group: Sequence[Profile], outcome: str, actor_names: Mapping[str, str]) -> list[tolls.Claim]:
    out = []
    for p in group:
        names = {fold(actor_names.get(a, a)) for a in p.perpetrators}
        names |= {fold(x.text) for x in p.report.participants if x.role == "perpetrator"}
        for name, low, high in p.report.counts:
            if name == outcome and (low is not None or high is not None):
                by = fold(p.report.attributed_to or "")
                out.append(tolls.Claim(p.document_id, low, high, p.published, bool(by) and by in names))
    return out


def _participants(own_id: str, group: Sequence[Profile]) -> tuple[EventParticipant, ...]:
    votes = Counter((role, actor) for p in group for role, actors in p.roles for actor in actors)
    return tuple(EventParticipant(own_id, role, actor, n) for (role, actor), n in sorted(votes.items()))


def _disputed(group: Sequence[Profile], killed: bool, wounded: bool) -> tuple[str, ...]:
    """The columns on which reports cannot both be right, in the order of the table."""
    pairs = list(combinations(group[:WITNESSES], 2))
    out = []
    if any(nearness(a.report.event_type, b.report.event_type) == "far" for a, b in pairs):
        out.append("event_type")
    if any(not _dates_meet(a, b) for a, b in pairs):
        out.append("date")
    if any(place_level(a, b) not in ALIKE for a, b in pairs):
        out.append("place")
    if any(a.perpetrators and b.perpetrators and not a.perpetrators & b.perpetrators for a, b in pairs):
        out.append("perpetrator")
    return tuple(out + ["killed"] * killed + ["wounded"] * wounded)
