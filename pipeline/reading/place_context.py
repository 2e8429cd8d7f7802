"""Which countries a text speaks of, and which of several places a name therefore means.

Here belong the votes and the scores. Not here: finding the names (`lexicon`, `places`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10

from pipeline.reading.lexicon import Entry, KnownName, Lexicon
from pipeline.reading.lexicon_text import fold_name
from pipeline.reading.local_news import is_american

# What a mention of each type says about the countries of a text.
_VOTES = {"country": 1.0, "adjective": 0.8, "people": 0.7, "actor": 0.7, "site": 1.0, "region": 0.7, "admin1": 0.8}
_GLOBAL = frozenset({"media", "think_tank", "ngo", "international_organization", "company"})
_CLEAR_TOWN = 150_000  # people
_STATE_CITY = 250_000  # people: named without its state in any text of the United States
_WORLD_CITY = 900_000  # people: named without its country in any text
_LISTED = {"country": 9.0, "region": 9.0, "water": 7.0}
LEAST_MARGIN = 0.45
LOCAL = "USA"  # the country whose news here is local: it tells of one town and names no country


@dataclass(slots=True)
class Context:
    """Countries of a text with their share of the votes, and the first-level divisions it names."""

    shares: dict[str, float] = field(default_factory=dict)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)
    states: set[str] = field(default_factory=set)  # of the United States, named in any way or by a city of theirs

    def add_states(self, states: Sequence[str]) -> None:
        """Count abbreviated states of the United States ("Fla.")."""
        if not states:
            return
        weight = min(1.0, 0.25 * len(states))
        self.shares = {c: share / (1 + weight) for c, share in self.shares.items()}
        self.shares["USA"] = self.shares.get("USA", 0.0) + weight / (1 + weight)
        self.divisions.update(("USA", s) for s in states)

    @property
    def main(self) -> str | None:
        """The country that the text speaks of most; None where none is named."""
        return max(self.shares, key=lambda c: self.shares[c], default=None)


def read_context(
    lexicon: Lexicon,
    raw: str,
    known: Sequence[KnownName],
    title: tuple[int, int],
    dateline: tuple[int, int] | None = None,
) -> Context:
    """Count the countries. Names of the title count double, those of the dateline (where the reporter was) half; a
    repeated name counts less."""
    votes: dict[str, float] = defaultdict(float)
    seen: Counter[tuple[str, str]] = Counter()
    divisions: Counter[tuple[str, str]] = Counter()
    states: set[str] = set()
    for name in known:
        states |= _states_of(lexicon, name)
        weight = 2.0 if title[0] <= name.start < title[1] else 1.0
        if dateline is not None and dateline[0] <= name.start < dateline[1]:
            weight = 0.5
        first = name.entries[0]
        if first.type == "actor" and first.kind in _GLOBAL:
            continue
        if first.row >= 0:
            for country, vote in _town_votes(lexicon, name, weight, seen, divisions).items():
                votes[country] += vote
            continue
        home = first.country
        if first.type == "country" and any(e.type == "admin1" and e.country != home for e in name.entries):
            continue  # "Georgia": it has to be told by the others
        if home and (worth := _VOTES.get(first.type)):
            seen[first.id, home] += 1
            votes[home] += weight * worth / (1 + 0.25 * (seen[first.id, home] - 1))
        site = lexicon.sites.get(first.id)
        if site and site.admin1 and home:
            divisions[home, site.admin1] += 1
    if is_american(raw):
        votes["USA"] += 1.0
    total = sum(votes.values())
    return Context({c: v / total for c, v in votes.items()} if total else {}, divisions, states)


def _states_of(lexicon: Lexicon, name: KnownName) -> set[str]:
    """The state that a name may stand for, or that its city lies in if no other city bears the name."""
    states = {e.name for e in name.entries if e.type == "admin1" and e.country == LOCAL}
    if states or name.weak or name.entries[0].row < 0:
        return states
    best = max(name.entries, key=lambda e: e.people)
    clear = best.people >= _CLEAR_TOWN and best.people > 2 * sum(e.people for e in name.entries if e.row != best.row)
    state = lexicon.gazetteer.admin1(best.row) if best.row >= 0 and best.country == LOCAL else None
    return {state} if clear and state else set()


def _town_votes(
    lexicon: Lexicon,
    name: KnownName,
    weight: float,
    seen: Counter[tuple[str, str]],
    divisions: Counter[tuple[str, str]],
) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float)
    if name.weak:
        return votes
    countries = {e.country for e in name.entries if e.country}
    best = max(name.entries, key=lambda e: e.people)
    alone = len(countries) == 1
    rest = sum(e.people for e in name.entries if e.country != best.country)
    if fold_name(best.name) != fold_name(name.text):
        return votes  # by an old or foreign name: too weak a ground ("Samar" for Samara)
    clear = best.people >= _CLEAR_TOWN and best.people > 4 * rest
    if best.country and (clear or (alone and len(name.text) > 4)):
        seen[name.text, best.country] += 1
        votes[best.country] += weight * 0.8 / (1 + 0.25 * (seen[name.text, best.country] - 1))
    for e in name.entries:
        if e.type == "admin1" and e.country and (alone or clear):
            divisions[e.country, e.name] += 1
    return votes


_kept: list[object] = [None, None]  # the last text and its context: `place_scope` asks for it at every event


def keep_context(raw: str, context: Context) -> None:
    """Remember a text's context."""
    _kept[:] = [raw, context]


def kept_context(raw: str) -> Context | None:
    """The context of the text whose places were found last; None if that was another."""
    return _kept[1] if _kept[0] is raw and isinstance(_kept[1], Context) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means: the entry, or None and what it could be; `country` where all that is likely agrees on it."""

    entry: Entry | None
    country: str | None
    admin1: str | None
    others: tuple[str, ...]
    score: float


def choose(
    lexicon: Lexicon,
    entries: Iterable[Entry],
    context: Context,
    key: str,
    want: str | None = None,
    container: tuple[str | None, str | None] | None = None,
    near: Counter[str] | None = None,
) -> Choice:
    """The likeliest entry. want: precision that the grammar asks for; container: (country, admin1) of a larger place
    that is named with it; near: countries named in the same sentence. None where the two best are nearly equal."""
    scored: list[tuple[float, Entry, str | None]] = []
    for e in entries:
        admin1 = _admin1(lexicon, e)
        score = _score(lexicon, e, admin1, context, key, want, container, near)
        if score is not None:
            scored.append((score, e, admin1))
    if not scored:
        return Choice(None, None, None, (), 0.0)
    scored.sort(key=lambda s: -s[0])
    if not container and (_foreign(scored[0][1], context, key) or _of_another_state(*scored[0][1:], context)):
        return Choice(None, context.main, None, tuple(_id(lexicon, s[1]) for s in scored[:5]), scored[0][0])
    best, second = scored[0], scored[1] if len(scored) > 1 else None
    others = tuple(_id(lexicon, s[1]) for s in scored[1:6])
    if second and best[0] - second[0] < LEAST_MARGIN:
        rivals = [s for s in scored if best[0] - s[0] < LEAST_MARGIN]
        countries, admins = {r[1].country for r in rivals}, {r[2] for r in rivals}
        if len(countries) == 1 and len(admins) == 1:
            return Choice(best[1], best[1].country, best[2], others, best[0])
        if len(countries) > 1 and context.main and context.main in countries and context.shares[context.main] >= 0.4:
            return Choice(None, context.main, None, others, best[0])
        if len(countries) > 1 or best[1].country is None:
            return Choice(None, None, None, others, best[0])
        return Choice(None, best[1].country, None, others, best[0])
    return Choice(best[1], best[1].country, best[2], others, best[0])


def _id(lexicon: Lexicon, e: Entry) -> str:
    return e.id if e.row < 0 else lexicon.gazetteer.place(e.row).place_id


def _foreign(e: Entry, context: Context, key: str) -> bool:
    """Whether a town lies in a country that a text about another country never speaks of: then it is a namesake."""
    main = context.main
    return (
        e.row >= 0
        and main is not None
        and e.country != main
        and context.shares[main] >= 0.4
        and context.shares.get(e.country or "", 0.0) < 0.02
        and (e.people < _WORLD_CITY or fold_name(e.name) != key)
    )


def _of_another_state(e: Entry, admin1: str | None, context: Context) -> bool:
    """Whether a town lies in a state that a local text never speaks of: then it is a namesake, or a quarter of the
    city that the text is about.
    """
    return (
        e.row >= 0
        and e.type in ("town", "area")
        and e.country == LOCAL == context.main
        and e.people < _STATE_CITY
        and bool(context.states)
        and admin1 not in context.states
    )


def _admin1(lexicon: Lexicon, e: Entry) -> str | None:
    if e.row >= 0:
        return lexicon.gazetteer.admin1(e.row)
    site = lexicon.sites.get(e.id)
    return site.admin1 if site else None


def _score(
    lexicon: Lexicon,
    e: Entry,
    admin1: str | None,
    context: Context,
    key: str,
    want: str | None,
    container: tuple[str | None, str | None] | None,
    near: Counter[str] | None,
) -> float | None:
    share = context.shares.get(e.country or "", 0.0)
    score = log10(e.people + 30) if e.row >= 0 else _LISTED.get(e.type, 6.0)
    score += 4.0 * share + (0.8 if share else 0.0) + (1.2 if near and e.country and near[e.country] else 0.0)
    if e.country and admin1 and context.divisions[e.country, admin1]:
        score += 0.9
    if e.row >= 0 and fold_name(e.name) != key:
        score -= 0.7
    if container:
        country, division = container
        if country and e.country != country:
            return None
        if division and admin1 and fold_name(admin1) != fold_name(division):
            return None
        score += 3.0
    if want:
        score += 2.5 if _fits(e, want) else -1.5
    elif e.type == "admin1":
        score -= 0.9  # a bare name is the town, unless the town is small beside the division
    elif e.type == "area":
        score -= 1.2
    return score


def _fits(e: Entry, want: str) -> bool:
    if want == "site":
        return e.type == "site"
    return (
        e.type == want
        or (want == "area" and e.type in ("region", "water", "admin1"))
        or (want == "town" and e.type == "area" and False)
    )
