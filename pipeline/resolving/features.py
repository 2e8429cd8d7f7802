"""What is compared of a report: a profile made once for each report, from its own evidence and participants.

Here belongs everything that is taken from one report before it meets another. Not here: comparing two
(`scoring`), choosing which to compare (`blocking`). Nothing is taken from the text outside the report's own
evidence, but for names: a report that is its document's news may be known by the people and towns the document names.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.reading.records import EventReport, LocalActor, Reading
from pipeline.resolving.families import family

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
AGE = re.compile(r"\b(\d{1,2})[- ]year[- ]old|, (\d{1,2}),")
PRECISE_DATES = frozenset({"day", "week"})
SOUNDS = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("j", "g"), ("z", "s"))
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
CAMPAIGN = 7  # days: what lasts longer by stated days is a campaign or a siege, not an incident
PRECISE_PLACES = frozenset({"site", "town"})


@dataclass(frozen=True, slots=True)
class Profile:
    """One report, ready to be compared. Dates are proleptic ordinals (days), null where unknown;
    `published` is the last day the document can be of, `published_first` the first."""

    report: EventReport
    document_id: str
    published: int | None
    published_first: int | None
    family: str
    first: int | None
    last: int | None
    place_words: frozenset[str]
    place_names: frozenset[str]
    perpetrators: frozenset[str]
    perpetrators_above: frozenset[str]
    victims: frozenset[str]
    targets: frozenset[str]
    people: frozenset[str]
    people_around: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    ages: frozenset[int]
    killed: tuple[int, int] | None
    wounded: tuple[int, int] | None
    capital: bool
    struck: frozenset[str]
    struck_words: frozenset[str]
    towns_around: frozenset[str]
    lead: bool
    roles: tuple[tuple[str, frozenset[str]], ...] = ()
    company: frozenset[str] = frozenset()  # documents that tell of an event which this report's document tells of

    @property
    def exact(self) -> bool:
        """Whether the date is a day, or a few."""
        if self.first is None or self.last is None:
            return False
        return self.report.date_precision in PRECISE_DATES and self.last - self.first <= CAMPAIGN

    @property
    def campaign(self) -> bool:
        """Whether the date is a stated stretch of many days."""
        if self.first is None or self.last is None:
            return False
        return self.report.date_precision in PRECISE_DATES and self.last - self.first > CAMPAIGN


@cache
def dull_words() -> frozenset[str]:
    """Words that tell no event from another: function words, reporting verbs, ranks, days, ways of saying street."""
    text = files("pipeline.knowledge").joinpath("resolving_dull_words.txt").read_text(encoding="utf-8")
    words = {w for line in text.splitlines() if not line.startswith("#") for w in line.split()}
    return frozenset(words | _nations())


def _nations() -> set[str]:
    """The words of the names of countries and of their people: they stand in every report of a war."""
    names = [name for line in _countries() for field in line[1:5] for name in field.split(";")]
    return {w for name in names for w in fold(name).split()}


@cache
def capitals() -> frozenset[str]:
    """Folded names of the seats of government: much happens there in a day, and more is datelined there."""
    return frozenset(fold(name) for line in _countries() for name in line[5].split(";") if name)


@cache
def _countries() -> list[list[str]]:
    lines = files("pipeline.knowledge").joinpath("countries.csv").read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines[1:] if line]


@lru_cache(1 << 16)
def fold(text: str) -> str:
    """Lower case, no accents, no apostrophes and hyphens: the form in which names are compared."""
    if text.isascii() and text.isalpha():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() or text
    return " ".join(re.findall(r"\w+", plain.lower().replace("'", "").replace("-", " ")))


def profile(
    report: EventReport, reading: Reading, actor_of: Mapping[tuple[str, str], str], parents: Mapping[str, str]
) -> Profile:
    """The report as it is compared; `actor_of` maps (document_id, actor key) to the actor across documents, `parents`
    an actor to the one it is part of."""
    document = reading.document
    local = {a.key: a for a in reading.actors}
    spans = report.spans or ((report.start, report.end),)
    evidence = " \n".join(document.text[s:e] for s, e in spans)
    roles: dict[str, set[str]] = {"perpetrator": set(), "victim": set(), "target": set(), "other": set()}
    described: set[str] = set()  # "the militants" of one text are not those of another
    targets: set[str] = set()
    people: set[str] = set()
    struck: set[str] = set()
    struck_words: set[str] = set()
    for p in report.participants:
        actor = local.get(p.actor_key) if p.actor_key else None
        if actor is not None:
            actor_id = actor_of.get((document.document_id, actor.key), actor.key)
            roles[p.role].add(actor_id)
            if actor.key.startswith("d:"):
                described.add(actor_id)
        if p.role in ("victim", "target"):
            targets.update(_content(p.text))
        people.update(_person(actor))
        if p.role != "other":
            struck.update(_person(actor))
        if p.role == "victim" and actor is not None and actor.kind == "person":
            struck_words.update(w for w in fold(actor.name).split() if w not in SUFFIXES and len(w) > 2)
    speakers = {s.speaker_key for s in reading.statements}  # a spokesman stands in the news of every week
    for m in reading.mentions:
        if m.form == "name" and m.actor_key not in speakers and any(s <= m.start < e for s, e in spans):
            people.update(_person(local.get(m.actor_key)))
    around = {n for a in reading.actors if a.key not in speakers for n in _person(a)} if report.central else set()
    published = reading.published
    place = fold(report.place or "").split()
    dated = _credible(report, _ordinal(published.end))
    return Profile(
        report=report,
        document_id=document.document_id,
        published=_ordinal(published.end),
        published_first=_ordinal(published.start),
        family=family(report.event_type),
        first=_ordinal(report.date_start) if dated else None,
        last=_ordinal(report.date_end or report.date_start) if dated else None,
        place_words=frozenset(skeleton(w) for w in place if len(w) > 2 and w not in dull_words()),
        place_names=frozenset(place),
        perpetrators=frozenset(roles["perpetrator"] - described),
        perpetrators_above=frozenset(parents[a] for a in roles["perpetrator"] - described if a in parents),
        victims=frozenset(roles["victim"] - described),
        targets=frozenset(targets),
        people=frozenset(people),
        people_around=frozenset(around | people),
        names=frozenset(_names([document.text[s:e] for s, e in spans]) - _known(reading)),
        words=frozenset(_content(evidence)),
        ages=frozenset(int(a or b) for a, b in AGE.findall(evidence)),
        killed=_count(report, "killed"),
        wounded=_count(report, "wounded"),
        capital=report.place_precision == "town" and fold(report.place or "") in capitals(),
        struck=frozenset(struck),
        struck_words=frozenset(struck_words),
        towns_around=_towns(reading) if report.central else frozenset(),
        lead=report is lead_report(reading),
        roles=tuple((role, frozenset(actors)) for role, actors in roles.items()),
    )


def odd(count: tuple[int, int] | None) -> bool:
    """Whether a toll is so large and so little round that two events seldom share it."""
    return count is not None and count[0] == count[1] and count[0] > 7 and count[0] % 10 != 0


def lead_report(reading: Reading) -> EventReport | None:
    """The report a document is about: news before background, then the most people harmed, then the first told."""

    def harmed(report: EventReport) -> int:
        return sum(low or high or 0 for name, low, high in report.counts if name in ("killed", "wounded"))

    told = [r for r in reading.reports if r.status in ("occurred", "ongoing")]
    return min(told, key=lambda r: (not r.central, -harmed(r), r.start, r.trigger_start), default=None)


def _towns(reading: Reading) -> frozenset[str]:
    """The gazetteer's towns and sites that a document names."""
    return frozenset(m.place.place_id for m in reading.places if m.place is not None and m.precision in PRECISE_PLACES)


def _credible(report: EventReport, published: int | None) -> bool:
    """Whether the report has a date that can be meant: what has happened is not of days after its document."""
    if report.date_start is None or report.date_precision == "unknown":
        return False
    future = published is not None and report.date_start.toordinal() > published + 1
    return not (future and report.status in ("occurred", "ongoing"))


def _ordinal(day: dt.date | None) -> int | None:
    return day.toordinal() if day else None


def _count(report: EventReport, outcome: str) -> tuple[int, int] | None:
    for name, low, high in report.counts:
        if name == outcome and (low is not None or high is not None):
            least = low if low is not None else high
            most = high if high is not None else low
            return (int(least or 0), int(most or 0))
    return None


def _person(actor: LocalActor | None) -> list[str]:
    """The first name with each later one, folded; not of persons whom knowledge holds: those are in every paper."""
    if actor is None or actor.kind != "person" or actor.knowledge_id:
        return []
    words = [w for w in fold(actor.name).split() if w not in SUFFIXES and len(w) > 1]
    return [f"{words[0]} {later}" for later in words[1:]]


def _names(pieces: list[str]) -> set[str]:
    """Capitalised words that are not dull, folded: surnames, streets, mosques, villages.

    The first word of a sentence is no name by its capital, nor is any word of a headline in title case.
    """
    out: set[str] = set()
    for piece in pieces:
        words = [w for w in WORD.findall(piece) if len(w) > 3 or not w.islower()]
        if sum(w[0].isupper() for w in words) > 0.7 * len(words):
            continue
        for word in words[1:]:
            if word[0].isupper() and len(word) > 2:
                out.update(w for w in fold(word.removesuffix("’s").removesuffix("'s")).split() if len(w) > 2)
    return out - dull_words()


def _known(reading: Reading) -> set[str]:
    """The words of the names of actors that knowledge holds: who took part is compared by actor, not by word."""
    return {w for a in reading.actors if a.knowledge_id for w in fold(a.name).split()}


def _content(text: str) -> list[str]:
    return [stem(w) for w in WORD.findall(text) if w[0].islower() and len(w) > 3 and w not in dull_words()]


@lru_cache(1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a folded word, one spelling for the letters that transliteration mixes up.

    "koocha", "kucha" and "kocha" become one; a word with fewer than three consonants stays as it is.
    """
    bare = word
    for many, one in SOUNDS:
        bare = bare.replace(many, one)
    bare = bare[:1] + "".join(c for c in bare[1:] if c not in "aeiouyw")
    bare = "".join(c for i, c in enumerate(bare) if i == 0 or bare[i - 1] != c)
    bare = bare[:-1] if len(bare) > 3 and bare.endswith("h") else bare
    return bare if len(bare) > 2 else word


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """A crude singular, so that "farmers" meets "farmer"; no dictionary."""
    word = word.lower()
    for ending in ("ies", "es", "s", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
