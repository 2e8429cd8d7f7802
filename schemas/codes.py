"""The closed lists: every value that an enumerated column can hold, with what it means.

Here belong the values and one line on each. Not here: how a coder decides between them (`codebook.md`), or which
column uses which list (`fields`). The types of events are data, in `event_types.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from schemas.model import Code, Enumeration

EVENT_TYPES_FILE = Path(__file__).with_name("event_types.toml")


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of the table `event_types`: a type, our definition, and the labels other codebooks have for it."""

    event_type: str
    label: str
    definition: str
    family: str
    plover_type: str | None = None
    plover_mode: str | None = None
    acled_type: str | None = None
    acled_sub_type: str | None = None
    ucdp_violence: str | None = None


@cache
def event_types() -> tuple[EventType, ...]:
    """The types of events, in the order of the file. Raises ValueError for an entry that has an unknown key or lacks
    one."""
    entries = tomllib.loads(EVENT_TYPES_FILE.read_text(encoding="utf-8"))
    known = {f.name for f in fields(EventType)}
    types = []
    for name, entry in entries.items():
        unknown = sorted(set(entry) - known)
        missing = sorted({"label", "definition", "family"} - set(entry))
        if unknown or missing:
            raise ValueError(f"{EVENT_TYPES_FILE.name}: [{name}] has unknown keys {unknown} and lacks {missing}")
        types.append(EventType(name, **entry))
    return tuple(types)


def _list(name: str, description: str, /, **values: str) -> Enumeration:
    return Enumeration(name, description, tuple(Code(value.rstrip("_"), says) for value, says in values.items()))


OUTCOMES = _list(
    "outcome",
    "What happened to people in an event.",
    killed="Lost their lives.",
    wounded="Were hurt and lived.",
    detained="Were taken into custody by a state or an authority.",
    abducted="Were taken by force by anybody else.",
    surrendered="Gave themselves up.",
    released="Were let go.",
    escaped="Got away from custody.",
    displaced="Had to leave their homes.",
)

FAMILIES = _list(
    "family",
    "A group of event types that reports of one event may exchange.",
    violence="Force used against people or things.",
    custody="People taken, held, tried or let go.",
    politics="Meetings, agreements, decisions, protests, claims.",
    troops="Forces sent or withdrawn.",
    other="None of these.",
)

EVENT_TYPES = Enumeration(
    "event_type",
    "What kind of event it is; the table `event_types` holds each one's definition.",
    tuple(Code(t.event_type, t.definition) for t in event_types()),
)

STATUSES = _list(
    "status",
    "How real the event is, by the report.",
    occurred="It took place.",
    ongoing="It goes on at the time of the report.",
    planned="Somebody intends it; it has not taken place.",
    threatened="Somebody threatens it; it has not taken place.",
    foiled="It was under way or prepared, and was prevented.",
    denied="Somebody is reported as saying that it did not take place.",
)

DATE_PRECISIONS = _list(
    "date_precision",
    "How closely the first and the last day bound the date.",
    day="One day, or a stated range of a few days.",
    week="A week, or a part of a month.",
    month="A month.",
    season="A season, a quarter or a half of a year.",
    year="A year.",
    decade="A decade, or several years.",
    unknown="The text does not say; both days are empty.",
)

DATE_BASES = _list(
    "date_basis",
    "What the date rests on.",
    stated="The text alone fixes it.",
    publication="It is relative to the day of publication.",
    context="It is relative to, or carried over from, another date in the text.",
    none="There is no date.",
)

PUBLISHED_BASES = _list(
    "published_basis",
    "What the publication date rests on.",
    sidecar="raw/sources.toml says so.",
    text="The text prints it.",
    inferred="Bounds that follow from the dates the text narrates.",
    none="Nothing says it.",
)

PLACE_PRECISIONS = _list(
    "place_precision",
    "How closely the place is known.",
    site="A building, a camp, a base, a street.",
    town="A town, a village or a district of a city.",
    area="An area between a town and a first-level division, or one with no exact bounds.",
    admin1="A first-level division: a province, a state, a governorate.",
    country="A country.",
    none="The text does not say.",
)

PLACE_KINDS = _list(
    "place_kind",
    "What kind of place a gazetteer entry is.",
    country="A country or territory with a code of its own.",
    admin1="A first-level division.",
    area="A district, a county, a valley, an island, a camp town.",
    town="A populated place.",
    site="A building, a camp, a base, a crossing.",
    water="A river, a lake, a sea.",
    region="A region that crosses or ignores administrative bounds.",
)

ACTOR_KINDS = _list(
    "actor_kind",
    "What kind of actor it is.",
    armed_group="An organised group that fights and is no state's force.",
    state_force="An army, a police, a service or another force of a state.",
    government="A state's government, a ministry, an office, a court, a parliament.",
    international_organization="An organisation of states or a coalition of theirs.",
    ngo="An organisation that is neither a state's nor for profit.",
    company="A business.",
    media="A publisher, a broadcaster or a news agency.",
    think_tank="A research institute or a monitor.",
    political_party="A party or a political movement.",
    ethnic_or_religious_group="People named by descent, language or faith.",
    civilians="People named as civilians, or by an ordinary walk of life.",
    person="One person.",
    country="A country spoken of as an actor.",
)

MENTION_FORMS = _list(
    "mention_form",
    "How the text refers to an actor.",
    name="By a name, an acronym or a short form of one.",
    description="By a common noun.",
    pronoun="By a pronoun.",
)

ROLES = _list(
    "role",
    "What part somebody or something has in an event.",
    perpetrator="Who did it.",
    victim="People and groups harmed, held or aimed at.",
    target="A place or an object: a base, a prison, a pipeline.",
    other="Another part: host, partner, mediator.",
)

DECISIONS = _list(
    "decision",
    "What was decided of a pair of reports.",
    same="They report one event.",
    different="They report two events.",
)

QUALIFIERS = _list(
    "qualifier",
    "How the text hedges a figure.",
    exact="It does not.",
    about="About, some, nearly, approximately.",
    at_least="The figure or more.",
    at_most="The figure or less.",
    more_than="More than the figure.",
    less_than="Less than the figure.",
    range_="Between two figures.",
)

QUARANTINE_REASONS = _list(
    "quarantine_reason",
    "Why a file was not read.",
    empty="It holds no text.",
    binary="It holds bytes that no text has.",
    encoding="It is not UTF-8, and its encoding cannot be told with confidence.",
    too_large="It is larger than the limit.",
    duplicate="Another file has the same content.",
    unreadable="It cannot be opened.",
    outside="It is a symbolic link that leaves the folder.",
    invalid_name="Its name is no valid text.",
    failed="Reading it failed; the detail says how.",
)

ENUMERATIONS = (
    OUTCOMES,
    FAMILIES,
    EVENT_TYPES,
    STATUSES,
    DATE_PRECISIONS,
    DATE_BASES,
    PUBLISHED_BASES,
    PLACE_PRECISIONS,
    PLACE_KINDS,
    ACTOR_KINDS,
    MENTION_FORMS,
    ROLES,
    DECISIONS,
    QUALIFIERS,
    QUARANTINE_REASONS,
)
