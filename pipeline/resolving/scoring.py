"""How likely it is that two reports tell of one event: levels of named features, and their weights.

Here belong the comparison of two profiles and the score. Each feature of a pair falls on one level ("same_day",
"next_day", …); each level has a weight in knowledge/resolving_weights.json (log-odds, summed). Not here: which pairs
are compared (`blocking`), and what a set of scores makes of them (`clustering`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pipeline.resolving.families import STANDING, WEEKS, nearness, slow
from pipeline.resolving.features import PRECISE_PLACES, Profile, odd

FORBIDDEN = -50.0
AREA = 50.0  # km: what a district or county reaches from its middle
FRESH = 5  # days: what a paper calls news without a date is seldom older
LEVELS: Mapping[str, tuple[str, ...]] = {
    "date": ("same_day", "next_day", "two_days", "few_days", "days_apart", "weeks_apart", "soft_same", "soft_next",
             "soft_days", "soft_apart", "slow", "within_month", "within_year", "within_wide", "during", "fits_news",
             "unknown", "almost", "apart"),
    "place": ("same", "same_capital", "near", "close", "neighbour", "far", "named_alike", "inside", "other_town",
              "other_spot", "same_admin1", "other_admin1", "same_country", "same_land", "unknown", "other_country",
              "around", "around_far"),
    "type": ("same", "same_rare", "near", "far", "foreign"),
    "status": ("same", "clash"),
    "perpetrator": ("same", "kin", "unknown", "other"),
    "victim": ("same", "alike", "unknown", "other"),
    "ages": ("same", "unknown", "other"),
    "people": ("struck", "others_struck", "two", "one", "around", "none", "unknown"),
    "weapon": ("same", "unknown", "other"),
    "killed": ("same_odd", "same", "close", "apart", "far", "unknown"),
    "wounded": ("same_odd", "same", "close", "apart", "far", "unknown"),
    "names": ("many", "two", "one", "none", "unknown"),
    "words": ("many", "some", "few", "none"),
    "lead": ("both", "one", "none"),
    "news": ("together", "weeks", "months", "later"),
    "company": ("shared", "none"),
}  # fmt: skip
FEATURES = tuple(LEVELS)
T = TypeVar("T")
ASTRAY = frozenset({"far", "neighbour", "close", "other_town", "other_spot", "other_admin1", "same_country", "unknown"})
APART = frozenset({"far", "neighbour", "other_admin1"})
_ONE_SPOT = frozenset({"same", "same_capital", "near", "inside", "around"})
STAGES = frozenset({"planned", "ongoing", "occurred"})
UNREAL = frozenset({"planned", "threatened", "foiled", "denied"})


@dataclass(frozen=True, slots=True)
class Weights:
    """The bias and, for each feature and level, its log-odds."""

    bias: float
    of: Mapping[str, Mapping[str, float]]

    def score(self, levels: tuple[str, ...]) -> float:
        """The log-odds that a pair with these levels (in the order of FEATURES) is one event."""
        return self.bias + sum(self.of[f][level] for f, level in zip(FEATURES, levels, strict=True))


@cache
def load_weights(name: str = "resolving_weights.json") -> Weights:
    """Weights of a file in pipeline/knowledge; an error names the level that is missing or that nobody knows."""
    data = json.loads(files("pipeline.knowledge").joinpath(name).read_text(encoding="utf-8"))
    for feature, levels in LEVELS.items():
        if set(data.get(feature, {})) != set(levels):
            odd = sorted(set(data.get(feature, {})) ^ set(levels))
            raise ValueError(f"{name}: {feature} must weigh exactly its levels; missing or unknown: {', '.join(odd)}")
    return Weights(float(data["bias"]), {f: {k: float(v) for k, v in data[f].items()} for f in FEATURES})


def compare(a: Profile, b: Profile) -> tuple[str, ...]:
    """The level of each feature, in the order of FEATURES. Symmetric."""
    place = place_level(a, b)
    return (
        _date(a, b),
        place,
        nearness(a.report.event_type, b.report.event_type),
        _status(a, b),
        _perpetrator(a, b),
        _victim(a, b),
        _sets(a.ages, b.ages),
        _people(a, b),
        _sets(frozenset(a.report.weapons), frozenset(b.report.weapons)),
        _count(a.killed, b.killed),
        _count(a.wounded, b.wounded),
        _names(a, b),
        _words(a.words, b.words),
        ("none", "one", "both")[a.lead + b.lead],
        _news(a, b),
        _company(a, b, place),
    )


def _status(a: Profile, b: Profile) -> str:
    """What takes weeks is planned, goes on and is done, and stays one event."""
    if slow(a.report.event_type) and slow(b.report.event_type) and {a.report.status, b.report.status} <= STAGES:
        return "same"
    return "clash" if _unreal(a) != _unreal(b) else "same"


def _unreal(p: Profile) -> bool:
    return p.report.status in UNREAL


def _date(a: Profile, b: Profile) -> str:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        dated, other = (a, b) if a.first is not None else (b, a)
        if dated.first is not None and other.published is not None:
            if dated.first > other.published + 1:
                return "apart"  # a report cannot tell of what came after it
            if dated.exact and other.report.central and other.published - dated.first <= FRESH:
                return "fits_news"
        return "unknown"
    gap = max(a.first - b.last, b.first - a.last, 0)
    lasting = slow(a.report.event_type) and slow(b.report.event_type)
    if lasting and 2 < gap <= WEEKS:
        return "slow"
    if a.exact and b.exact:
        if "context" in (a.report.date_basis, b.report.date_basis):
            return "soft_same" if gap == 0 else "soft_next" if gap == 1 else "soft_days" if gap <= 7 else "soft_apart"
        if gap > 2:
            return "few_days" if gap <= 4 else "days_apart" if gap <= 10 else "weeks_apart"
        return ("same_day", "next_day", "two_days")[gap]
    if gap:
        return "almost" if gap <= 3 else "apart"
    if (a.campaign and b.exact) or (b.campaign and a.exact):
        return "during"
    width = max(a.last - a.first, b.last - b.first)
    return "within_month" if width <= 31 else "within_year" if width <= 366 else "within_wide"


def distance(a: Profile, b: Profile) -> float | None:
    """Kilometres between two places that both have a point (haversine), else null."""
    p, q = a.report, b.report
    if p.latitude is None or p.longitude is None or q.latitude is None or q.longitude is None:
        return None
    f, g = math.radians(p.latitude), math.radians(q.latitude)
    half = math.sin((g - f) / 2) ** 2
    half += math.cos(f) * math.cos(g) * math.sin(math.radians(q.longitude - p.longitude) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))


def place_level(a: Profile, b: Profile) -> str:
    """How the places of two reports lie to one another: a level of the feature "place"."""
    level = _place(a, b)
    if level in ASTRAY and (_names_town(a, b) or _names_town(b, a)):
        return "around_far" if level in APART else "around"
    return level


def _names_town(a: Profile, b: Profile) -> bool:
    """Whether the document of one report names the town of the other; where either has none, any town of it."""
    if a.report.place_id and a.report.place_precision in PRECISE_PLACES:
        return a.report.place_id in b.towns_around
    return not a.towns_around.isdisjoint(b.towns_around)


def _place(a: Profile, b: Profile) -> str:
    p, q = a.report, b.report
    if p.country and q.country and p.country != q.country:
        return "other_country"
    exact = p.place_precision in PRECISE_PLACES, q.place_precision in PRECISE_PLACES
    if all(exact):
        return _spots(a, b)
    areas = [r.place_precision for r in (p, q)].count("area")
    if a.place_words and a.place_words == b.place_words:
        return "named_alike" if areas == 2 else "inside"
    if p.admin1 and q.admin1 and p.admin1.casefold() != q.admin1.casefold():
        return "other_admin1"
    km = distance(a, b)
    if areas and km is not None and (any(exact) or areas == 2):
        return "inside" if km <= AREA else "far" if km > 3 * AREA else "neighbour"
    if p.admin1 and q.admin1:
        return "inside" if any(exact) and not areas else "same_admin1"
    if a.place_words & b.place_words:
        return "inside"
    if not p.country or not q.country:
        return "unknown"
    of_the_land = slow(p.event_type) and slow(q.event_type)
    undated = p.date_start is None or q.date_start is None
    policy = p.event_type == q.event_type and p.event_type in STANDING and undated
    return "same_land" if of_the_land or policy else "same_country"


def _spots(a: Profile, b: Profile) -> str:
    """The level of two towns or sites."""
    p, q = a.report, b.report
    if p.place_id and p.place_id == q.place_id:
        return "same_capital" if a.capital or b.capital else "same"
    if a.place_words and b.place_words and (a.place_words <= b.place_words or b.place_words <= a.place_words):
        return "named_alike"
    km = distance(a, b)
    if km is not None:
        return "near" if km <= 12 else "close" if km <= 35 else "neighbour" if km <= 100 else "far"
    if p.admin1 and q.admin1:
        return "other_spot" if p.admin1.casefold() == q.admin1.casefold() else "other_admin1"
    return "other_town"


def _sets(a: frozenset[T], b: frozenset[T]) -> str:
    if not a or not b:
        return "unknown"
    return "other" if a.isdisjoint(b) else "same"


def _perpetrator(a: Profile, b: Profile) -> str:
    level = _sets(a.perpetrators, b.perpetrators)
    if level == "other" and (a.perpetrators & b.perpetrators_above or b.perpetrators & a.perpetrators_above):
        return "kin"
    return level


def _victim(a: Profile, b: Profile) -> str:
    if a.victims & b.victims:
        return "same"
    if a.targets & b.targets:
        return "alike"
    return "other" if a.targets and b.targets else "unknown"


def _people(a: Profile, b: Profile) -> str:
    if not a.struck.isdisjoint(b.struck):
        return "struck"
    if a.struck_words and b.struck_words and a.struck_words.isdisjoint(b.struck_words):
        return "others_struck"
    shared = {name.partition(" ")[0] for name in a.people & b.people}
    if shared:
        return "two" if len(shared) > 1 else "one"
    if (a.people & b.people_around) or (b.people & a.people_around) or (a.people_around & b.people_around):
        return "around"
    return "none" if a.people and b.people else "unknown"


def _count(a: tuple[int, int] | None, b: tuple[int, int] | None) -> str:
    if a is None or b is None:
        return "unknown"
    if a == b and odd(a):
        return "same_odd"
    if a[0] <= b[1] and b[0] <= a[1]:
        return "same"
    low, high = (a[1], b[0]) if a[1] < b[0] else (b[1], a[0])
    ratio = (high + 1) / (low + 1)
    return "close" if ratio <= 1.4 else "apart" if ratio <= 4 else "far"


def _names(a: Profile, b: Profile) -> str:
    """Names in common beyond that of the place, which is compared as such."""
    if not a.names or not b.names:
        return "unknown"
    shared = len(a.names & b.names - (a.place_names & b.place_names))
    return ("none", "one", "two")[shared] if shared < 3 else "many"


def _words(a: frozenset[str], b: frozenset[str]) -> str:
    shared = len(a & b)
    share = shared / math.sqrt(max(1, len(a)) * max(1, len(b)))
    if shared == 0:
        return "none"
    return "many" if shared > 3 and share > 0.3 else "some" if shared > 1 and share > 0.15 else "few"


def _company(a: Profile, b: Profile, place: str) -> str:
    """Whether documents that tell of the same events beside tell, without a date, of the same sort of event at one
    spot; `place`: the level of that feature.
    """
    undated = a.first is None and b.first is None
    alike = a.report.event_type == b.report.event_type and place in _ONE_SPOT
    return "shared" if undated and alike and b.document_id in a.company else "none"


def _news(a: Profile, b: Profile) -> str:
    if not (a.report.central and b.report.central):
        return "later"
    if a.published is None or b.published is None or a.published_first is None or b.published_first is None:
        return "later"
    gap = max(a.published_first - b.published, b.published_first - a.published, 0)
    if max(a.published - a.published_first, b.published - b.published_first) > 7:
        return "weeks" if gap <= 31 else "months"
    return "together" if gap <= 4 else "weeks" if gap <= 31 else "months"
