"""The pairs that were considered, as people read them: score, decision and reasons; and the pairs a user decided.

Here belong the wording of reasons and raw/links.toml. Not here: the score (`scoring`), the groups (`clustering`).

raw/links.toml holds any number of tables, each naming two or more reports and whether they are one event:

    [[link]]
    event = "same"                     # or "different"
    reports = ["report-1a…", "report-9c…"]
    because = "both papers mean the bridge at the mill"      # optional; stands in event_links

A report is named by its report_id, or by its file and the trigger as the file has it:

    reports = ["north/bridge.txt#blew up", "south/bridge.txt#explosion#2"]      # "#2": the second such trigger
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.reading.records import Reading
from pipeline.resolving.blocking import candidates
from pipeline.resolving.features import Profile
from pipeline.resolving.records import EventLink
from pipeline.resolving.scoring import FEATURES, FORBIDDEN, Weights, compare, distance

FILE = "raw/links.toml"
MOOT = frozenset({"unknown", "foreign"})


class LinksError(ValueError):
    """raw/links.toml cannot be used; the message names the place and the mend."""


@dataclass(frozen=True, slots=True)
class Forced:
    """What a user decided of a pair of reports."""

    report_a: str
    report_b: str
    same: bool
    because: str = ""


def parse(text: str, readings: Sequence[Reading]) -> tuple[Forced, ...]:
    """The pairs of raw/links.toml. Raises LinksError with the line, the key and the mend."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LinksError(f"{FILE}: not valid TOML: {error}") from error
    if odd := sorted(set(data) - {"link"}):
        raise LinksError(f"{FILE}: unknown key {odd[0]!r} (line {_line(text, odd[0])}); use [[link]] tables")
    entries = data.get("link", [])
    if not isinstance(entries, list):
        raise LinksError(f"{FILE}: [link] must be written [[link]] (line {_line(text, 'link')})")
    names = _names(readings)
    out: dict[tuple[str, str], Forced] = {}
    for number, entry in enumerate(entries, 1):
        where = f"{FILE}, line {_entry_line(text, number)}, link {number}"
        for forced in _entry(entry, where, names):
            key = (forced.report_a, forced.report_b)
            if key in out and out[key].same != forced.same:
                raise LinksError(f"{where}: {key[0]} and {key[1]} are both joined and kept apart; drop one")
            out[key] = forced
    return tuple(out.values())


def _entry(entry: Mapping[str, object], where: str, names: Mapping[str, list[str]]) -> Iterator[Forced]:
    if odd := sorted(set(entry) - {"event", "reports", "because"}):
        raise LinksError(f"{where}: unknown key {odd[0]!r}; known are event, reports, because")
    if entry.get("event") not in ("same", "different"):
        raise LinksError(f'{where}: event must be "same" or "different", not {entry.get("event")!r}')
    reports, because = entry.get("reports"), entry.get("because", "")
    if not isinstance(reports, list) or len(reports) < 2 or not all(isinstance(r, str) for r in reports):
        raise LinksError(f"{where}: reports must be a list of two or more strings")
    if not isinstance(because, str):
        raise LinksError(f"{where}: because must be a string")
    found = [_report(str(r), where, names) for r in reports]
    for a, b in combinations(found, 2):
        if a == b:
            raise LinksError(f"{where}: {a} is named twice; a link needs two reports")
        yield Forced(min(a, b), max(a, b), entry["event"] == "same", because)


def _names(readings: Sequence[Reading]) -> dict[str, list[str]]:
    """Every way to name a report, with the reports it names in the order of the text."""
    out: dict[str, list[str]] = {}
    for reading in readings:
        for r in sorted(reading.reports, key=lambda r: r.trigger_start):
            out[r.report_id] = [r.report_id]
            trigger = " ".join(reading.document.text[r.trigger_start : r.trigger_end].split())
            out.setdefault(f"{reading.document.file}#{trigger}", []).append(r.report_id)
    return out


def _report(name: str, where: str, names: Mapping[str, list[str]]) -> str:
    stem, _, last = name.rpartition("#")
    key, ordinal = (stem, int(last)) if stem and last.isdigit() and name not in names else (name, 0)
    found = names.get(key)
    if not found:
        file = name.partition("#")[0]
        own = sorted(n for n in names if n.startswith(file + "#"))
        hint = f"; the triggers of {file} are {', '.join(n.partition('#')[2] for n in own[:12])}" if own else ""
        raise LinksError(f"{where}: no report is named {name!r}{hint}")
    if not ordinal and len(found) > 1:
        raise LinksError(f"{where}: {name!r} names {len(found)} reports; add #1 to #{len(found)}")
    if ordinal > len(found):
        raise LinksError(f"{where}: {key!r} names {len(found)} reports, not {ordinal}")
    return found[max(ordinal, 1) - 1]


def _line(text: str, word: str) -> int:
    return next((n for n, line in enumerate(text.splitlines(), 1) if word in line), 1)


def _entry_line(text: str, number: int) -> int:
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[link]]")]
    return lines[number - 1] if number <= len(lines) else 1


class Links:
    """The rows of event_links, made anew at each iteration: no step holds them all."""

    def __init__(
        self, profiles: Sequence[Profile], weights: Weights, event_of: Mapping[str, str], forced: Iterable[Forced]
    ) -> None:
        self._profiles, self._weights, self._event_of = profiles, weights, event_of
        self._forced = {(f.report_a, f.report_b): f for f in forced}

    def __iter__(self) -> Iterator[EventLink]:
        seen = set()
        for i, j in candidates(self._profiles):
            link = self._link(self._profiles[i], self._profiles[j])
            seen.add((link.report_a, link.report_b)) if (link.report_a, link.report_b) in self._forced else None
            yield link
        by_id = {p.report.report_id: p for p in self._profiles} if self._forced else {}
        for a, b in sorted(set(self._forced) - seen):
            yield self._link(by_id[a], by_id[b])

    def _link(self, a: Profile, b: Profile) -> EventLink:
        if a.report.report_id > b.report.report_id:
            a, b = b, a
        ids = a.report.report_id, b.report.report_id
        levels = compare(a, b)
        score = round(self._weights.score(levels), 2)
        same = self._event_of[ids[0]] == self._event_of[ids[1]]
        reasons = tuple(reasons_of(a, b, levels, self._weights))
        if (forced := self._forced.get(ids)) is not None:
            word = "one event" if forced.same else "two events"
            reasons = (f"{FILE} says {word}" + (f": {forced.because}" if forced.because else ""), *reasons)
        elif same and score <= 0:
            reasons = ("joined through other reports of the event", *reasons)
        elif not same and score > 0:
            reasons = ("kept apart: other reports of their events disagree, share a document or fit alike", *reasons)
        return EventLink(*ids, "same" if same else "different", score, reasons)


def reasons_of(a: Profile, b: Profile, levels: tuple[str, ...], weights: Weights) -> list[str]:
    """The features that spoke, the strongest first, as a person would put them."""
    by_weight = sorted(zip(FEATURES, levels, strict=True), key=lambda fl: -abs(weights.of[fl[0]][fl[1]]))
    out = []
    for feature, level in by_weight:
        weight = weights.of[feature][level]
        if (level in MOOT and weight > FORBIDDEN) or abs(weight) < 0.05:
            continue
        if (phrase := PHRASES.get((feature, level))) is not None:
            out.append(_say(phrase, a, b))
    return out


PHRASES: Mapping[tuple[str, str], str] = {
    ("date", "same_day"): "same day ({first})",
    ("date", "next_day"): "dates one day apart",
    ("date", "two_days"): "dates two days apart",
    ("date", "few_days"): "dates {gap} days apart",
    ("date", "days_apart"): "dates {gap} days apart",
    ("date", "within_month"): "dates agree within a month",
    ("date", "within_year"): "dates agree within a year",
    ("date", "within_wide"): "dates agree, but widely",
    ("date", "slow"): "dates {gap} days apart, for what takes weeks",
    ("date", "weeks_apart"): "dates {gap} days apart",
    ("date", "soft_same"): "same day, as far as the context tells ({first})",
    ("date", "soft_next"): "dates one day apart, as far as the context tells",
    ("date", "soft_days"): "dates {gap} days apart, as far as the context tells",
    ("date", "soft_apart"): "dates {gap} days apart, as far as the context tells",
    ("date", "during"): "a day against many days",
    ("date", "fits_news"): "undated news of the days after ({first})",
    ("date", "almost"): "dates miss each other by {gap} days",
    ("date", "apart"): "dates cannot meet",
    ("place", "same"): "same place ({place})",
    ("place", "same_capital"): "same place, a capital ({place})",
    ("place", "near"): "places {km} km apart ({place}, {other_place})",
    ("place", "close"): "places {km} km apart ({place}, {other_place})",
    ("place", "neighbour"): "places {km} km apart ({place}, {other_place})",
    ("place", "far"): "places {km} km apart ({place}, {other_place})",
    ("place", "named_alike"): "places named alike ({place}, {other_place})",
    ("place", "inside"): "one place lies in the other ({place}, {other_place})",
    ("place", "other_town"): "different places ({place}, {other_place})",
    ("place", "other_spot"): "different places in one province ({place}, {other_place})",
    ("place", "same_admin1"): "same province ({admin1})",
    ("place", "other_admin1"): "different provinces ({admin1}, {other_admin1})",
    ("place", "same_country"): "same country, no nearer place in common",
    ("place", "around"): "one document names the place of the other ({place}, {other_place})",
    ("place", "around_far"): "places far apart, but one document names the other's ({place}, {other_place})",
    ("place", "same_land"): "same country, for what concerns a country",
    ("place", "other_country"): "different countries",
    ("type", "same_rare"): "both {type}",
    ("type", "same"): "both {type}",
    ("type", "near"): "{type} and {other_type}, which can be one event",
    ("type", "far"): "{type} and {other_type}, which seldom are one event",
    ("status", "clash"): "one happened, the other did not",
    ("perpetrator", "same"): "same perpetrator",
    ("perpetrator", "kin"): "one perpetrator is part of the other",
    ("perpetrator", "other"): "different perpetrators",
    ("victim", "same"): "same victims",
    ("victim", "alike"): "victims alike ({targets})",
    ("victim", "other"): "different victims",
    ("ages", "same"): "people of the same age",
    ("ages", "other"): "people of other ages",
    ("people", "struck"): "same person struck or accused ({struck})",
    ("people", "others_struck"): "other people struck",
    ("people", "two"): "same people named ({people})",
    ("people", "one"): "same person named ({people})",
    ("people", "around"): "the documents name the same people ({around})",
    ("people", "none"): "different people named",
    ("weapon", "same"): "same weapon",
    ("weapon", "other"): "different weapons",
    ("killed", "same_odd"): "the same number killed ({killed})",
    ("killed", "same"): "killed agree ({killed})",
    ("killed", "close"): "killed nearly agree ({killed}, {other_killed})",
    ("killed", "apart"): "killed differ ({killed}, {other_killed})",
    ("killed", "far"): "killed differ widely ({killed}, {other_killed})",
    ("wounded", "same_odd"): "the same number wounded ({wounded})",
    ("wounded", "same"): "wounded agree ({wounded})",
    ("wounded", "close"): "wounded nearly agree ({wounded}, {other_wounded})",
    ("wounded", "apart"): "wounded differ ({wounded}, {other_wounded})",
    ("wounded", "far"): "wounded differ widely ({wounded}, {other_wounded})",
    ("names", "many"): "names in common ({names})",
    ("names", "two"): "names in common ({names})",
    ("names", "one"): "a name in common ({names})",
    ("names", "none"): "no name in common",
    ("words", "many"): "told in like words ({words})",
    ("words", "some"): "some words in common ({words})",
    ("words", "none"): "no word in common",
    ("lead", "both"): "the main news of both documents",
    ("news", "together"): "published in the same days",
    ("news", "months"): "news of different months",
    ("company", "shared"): "the documents tell of the same events beside this one",
}


def _say(phrase: str, a: Profile, b: Profile) -> str:
    if "{" not in phrase:
        return phrase
    p, q = a.report, b.report
    km = distance(a, b)
    shared = a.names & b.names - (a.place_names & b.place_names)
    far = round(km) if km is not None else "?"
    gap = 0
    if a.first is not None and a.last is not None and b.first is not None and b.last is not None:
        gap = max(a.first - b.last, b.first - a.last, 0)
    return phrase.format(
        first=p.date_start or q.date_start, gap=gap, place=p.place, other_place=q.place, km=far,
        admin1=p.admin1, other_admin1=q.admin1, type=_plain(p.event_type), other_type=_plain(q.event_type),
        targets=_some(a.targets & b.targets), people=_some(a.people & b.people),
        struck=_some(a.struck & b.struck),
        around=_some(a.people_around & b.people_around), killed=_range(a.killed), other_killed=_range(b.killed),
        wounded=_range(a.wounded), other_wounded=_range(b.wounded), names=_some(shared),
        words=_some(a.words & b.words),
    )  # fmt: skip


def _plain(event_type: str) -> str:
    return event_type.replace("_", " ")


def _some(items: frozenset[str]) -> str:
    return ", ".join(sorted(items)[:4])


def _range(count: tuple[int, int] | None) -> str:
    if count is None:
        return "?"
    return str(count[0]) if count[0] == count[1] else f"{count[0]}-{count[1]}"
