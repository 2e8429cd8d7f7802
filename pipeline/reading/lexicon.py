"""The lexicon: every name of pipeline/knowledge that stands in a text, longest first, with all it can mean.

Here belong matching and the rules of case. Not here: which of several meanings a mention has (`actors`, `places`
decide), the files themselves (`lexicon_data`), or names nobody listed (the parser's entities, the grammar of places).

A name is compared word by word in folded form, so hyphens, apostrophes, diacritics and a possessive 's do not matter;
case does: a word written with a capital in the knowledge file needs one in the text, an acronym needs all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.reading.gazetteer import KINDS, Gazetteer, load_gazetteer
from pipeline.reading.lexicon_data import (
    Country,
    CountryActor,
    KnownActor,
    KnownSite,
    read_actors,
    read_countries,
    read_country_actors,
    read_sites,
)
from pipeline.reading.lexicon_doubt import LARGE, Doubts, stretch_key
from pipeline.reading.lexicon_entries import Chosen, Context, Entry, Form, KnownName, Spans, label_of, ordered
from pipeline.reading.lexicon_text import Word, case_of, fold_name, joined, words_of
from pipeline.reading.records import Place

__all__ = ["Entry", "KnownName", "Lexicon", "load_lexicon"]

LONGEST = 9  # words
LONGEST_TOWN = 5
ARTICLES = frozenset(
    ["al", "el", "ar", "as", "ash", "ad", "at", "an", "az", "es"]
)  # Arabic; in lower case they may open a town's name
_ENGLISH = frozenset({"as", "ad", "at", "an", "es"})  # those of them that are English words too: only with a hyphen

_DESCRIPTIONS = frozenset(
    [
        "soldiers",
        "troops",
        "forces",
        "policemen",
        "police officers",
        "gendarmes",
        "lawmakers",
        "legislators",
        "marines",
        "infantry",
        "artillery",
        "warplanes",
        "jets",
        "helicopters",
        "drones",
        "gunships",
        "commandos",
        "paratroopers",
        "authorities",
    ]
)


class Lexicon:
    """All names. `find_names` is the way in; the rest answers questions about ids."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer or load_gazetteer()
        self.countries: dict[str, Country] = {c.iso3: c for c in read_countries()}
        self.country_actors: dict[str, CountryActor] = {a.suffix: a for a in read_country_actors()}
        self.actors: dict[str, KnownActor] = {a.actor_id: a for a in read_actors()}
        self.sites: dict[str, KnownSite] = {s.place_id: s for s in read_sites()}
        self._forms: dict[str, list[Form]] = {}
        self._longest: dict[str, int] = {}
        self._heads: dict[str, str] = {}
        self._of: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        self._towns_of: dict[str, list[Entry]] = {}
        self._last: tuple[str, tuple[KnownName, ...]] = ("", ())
        self._fill()
        self.doubts = Doubts(self.gazetteer, self._longest)

    # -- filling -------------------------------------------------------------------------------------------------

    def _add(self, name: str, entry: Entry) -> None:
        key = fold_name(name)
        if not key:
            return
        self._forms.setdefault(key, []).append(Form(entry, case_of(name)))
        words = key.split()
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def _fill(self) -> None:
        for c in self.countries.values():
            for name in c.names:
                self._add(name, Entry(c.iso3, "country", c.name, "country", c.iso3))
            for name in c.adjectives:
                self._add(name, Entry(c.iso3, "adjective", c.name, "adjective", c.iso3))
            for name in c.people:
                self._add(name, Entry(c.iso3, "people", c.name, "people", c.iso3))
            self._capitals.update({fold_name(n): c.iso3 for n in c.capitals})
        for a in self.country_actors.values():
            self._heads.update({fold_name(h): a.suffix for h in a.heads})
            self._of.update({fold_name(h): a.suffix for h in a.of})
        for actor in self.actors.values():
            entry = self.actor_entry(actor.actor_id)
            for name in actor.names:
                self._add(name, entry)
        for site in self.sites.values():
            entry = Entry(site.place_id, site.kind, site.name, site.kind, site.country)
            for name in site.names:
                self._add(name, entry)

    # -- questions -----------------------------------------------------------------------------------------------

    def actor_entry(self, actor_id: str, form: str = "name") -> Entry:
        """The entry of an actor's id: one of actors_*.csv, a country, or "IRQ.police". KeyError if there is none."""
        actor = self.actors.get(actor_id)
        if actor:
            return Entry(actor_id, "actor", actor.name, actor.kind, actor.country, actor.parent, actor.wikidata, form)
        iso3, _, suffix = actor_id.partition(".")
        country = self.countries[iso3]
        if not suffix:
            return Entry(iso3, "actor", country.name, "country", iso3, form=form)
        made = self.country_actors[suffix]
        adjective = country.adjectives[0] if country.adjectives else country.name
        name = made.name.format(country=country.name, adjective=adjective)
        return Entry(
            actor_id, "actor", name, made.kind, iso3, f"{iso3}.{made.parent}" if made.parent else iso3, form=form
        )

    def capital_of(self, name: str) -> str | None:
        """The country (ISO alpha-3) whose government a capital's name can stand for."""
        return self._capitals.get(fold_name(name))

    def country_name(self, iso3: str) -> str:
        """Our name of a country; the code itself where it is not listed."""
        country = self.countries.get(iso3)
        return country.name if country else iso3

    def place(self, entry: Entry) -> Place | None:
        """The place an entry stands for; None for actors."""
        if entry.row >= 0:
            return self.gazetteer.place(entry.row)
        site = self.sites.get(entry.id)
        if site:
            return Place(site.place_id, site.name, site.admin1, site.country, site.latitude, site.longitude, site.kind)
        if entry.type in ("country", "adjective", "people") and entry.country:
            return self.country_place(entry.country)
        return None

    def country_place(self, iso3: str) -> Place:
        """A country as a place (no point: it has none that would mean anything)."""
        return Place(f"country:{iso3}", self.country_name(iso3), None, iso3, None, None, "country")

    def town_entries(self, key: str) -> list[Entry]:
        """What a folded name means in the gazetteer, the most populous first."""
        known = self._towns_of.get(key)
        if known is None:
            g = self.gazetteer
            ranked = []
            for e in self.row_entries(g.rows(key)):
                exact = fold_name(e.name) == key
                ranked.append((-e.people * (3 if exact else 1), e.type != "admin1", e.row, e))
            ranked.sort()
            known = [r[3] for r in ranked]
            if len(self._towns_of) > 20_000:
                self._towns_of.clear()
            self._towns_of[key] = known
        return known

    def row_entries(self, rows: Iterable[int]) -> list[Entry]:
        """The entries of gazetteer rows."""
        g = self.gazetteer
        return [
            Entry(str(r), KINDS[g.kind[r]], g.name(r), KINDS[g.kind[r]], g.country(r), people=int(g.people[r]), row=r)
            for r in rows
        ]

    def place_entries(self, key: str) -> list[Entry]:
        """Everything a folded name can mean as a place: countries and sites, then towns and divisions."""
        listed = [f.entry for f in self._forms.get(key, ()) if f.entry.type not in ("actor", "adjective", "people")]
        return ordered([*listed, *self.town_entries(key)])

    def is_place(self, key: str) -> bool:
        """Whether a folded name is a country's, a division's or a town's, and no ordinary word."""
        return (
            bool(key)
            and key not in self.doubts.plain
            and key not in self.doubts.never
            and bool(self.place_entries(key))
        )

    def is_adjective(self, key: str) -> bool:
        """Whether a folded word says of which country or people something is."""
        return any(
            f.entry.type in ("adjective", "people") or f.entry.kind == "ethnic_or_religious_group"
            for f in self._forms.get(key, ())
        )

    def is_plain(self, key: str) -> bool:
        """Whether a folded word is never a place's name by itself."""
        return key in self.doubts.never or not key

    # -- matching ------------------------------------------------------------------------------------------------

    def find_names(self, text: str) -> tuple[KnownName, ...]:
        """The known names of a text, none overlapping another, in order; without the weak ones."""
        return tuple(n for n in self.all_names(text) if not n.weak)

    def weak_names(self, text: str) -> tuple[KnownName, ...]:
        """The names of a text that the gazetteer knows as towns but that may well be something else."""
        return tuple(n for n in self.all_names(text) if n.weak)

    def all_names(self, text: str) -> tuple[KnownName, ...]:
        """Known names, weak ones too. The last text's are kept, since several steps of reading ask for them."""
        if self._last[0] is not text:
            self._last = (text, self._scan(text))
        return self._last[1]

    def _scan(self, text: str) -> tuple[KnownName, ...]:
        words = words_of(text)
        spans: Spans = {}
        for i, word in enumerate(words):
            self._listed(text, words, i, spans)
            article = word.key in ARTICLES and (word.key not in _ENGLISH or text[word.end : word.end + 1] == "-")
            if (word.capital and len(word.key) > 1) or (article and i + 1 < len(words) and words[i + 1].capital):
                self._towns(text, words, i, spans)
        self._compose(text, words, spans)
        chosen = _longest_first(spans)
        context = self._context(words, chosen)
        found = (self._known(text, words, span, context) for span in chosen)
        return tuple(name for name in found if name is not None)

    def _context(self, words: Sequence[Word], chosen: Sequence[Chosen]) -> Context:
        """The countries and actors that the text's unambiguous names speak of."""
        countries: Counter[str] = Counter()
        actors: set[str] = set()
        for i, j, entries, _ in chosen:
            first = entries[0]
            if first.row >= 0 or first.type == "site" or stretch_key(words, i, j) in self.doubts.ambiguous:
                continue
            if first.type == "actor":
                actors.add(first.id)
                if len({e.country for e in entries}) > 1:
                    continue
            if first.country and (first.type not in ("town", "area") or i < j):
                countries[first.country] += 1
        return Context(countries, actors)

    def _listed(self, text: str, words: Sequence[Word], i: int, spans: Spans) -> None:
        first = words[i]
        longest = self._longest.get(first.key, 0)
        if not longest:
            if not (first.capital and first.key[-1] == "s"):
                return
            longest = 1  # "Iraq's", "Iraqs"
        parts: list[str] = []
        for j in range(i, min(i + longest, len(words))):
            word = words[j]
            if j > i and not joined(text, words[j - 1], word):
                break
            parts.append(word.key)
            for last, end in _endings(word):
                forms = self._forms.get(" ".join([*parts[:-1], last]) if j > i else last)
                if not forms:
                    continue
                entries = [f.entry for f in forms if self._fits(f.case, words[i : j + 1])]
                if entries:
                    spans[i, j] = entries, end
                    break

    def _fits(self, case: str, words: Sequence[Word]) -> bool:
        if len(case) != len(words):
            return False
        missing = 0
        for need, word in zip(case, words, strict=True):
            if need == "A":
                if word.shout and word.stem in self.doubts.shout:
                    return False
                if not word.upper and not (word.capital and len(word.stem) > 3 and word.stem not in self.doubts.plain):
                    return False
            elif need == "M" and not word.mixed:
                return False  # "Let me" speaks of no group
            elif need == "C" and not word.capital and not (word is words[0] and word.key in ARTICLES - _ENGLISH):
                missing += 1  # "al-Tellin" is listed as "Al-Tellin" too
        return missing == 0 or (missing == 1 and case.count("C") >= 3)

    def _towns(self, text: str, words: Sequence[Word], i: int, spans: Spans) -> None:
        parts: list[str] = []
        for j in range(i, min(i + LONGEST_TOWN, len(words))):
            word = words[j]
            if j > i and (not joined(text, words[j - 1], word) or "\n" in text[words[j - 1].end : word.start]):
                break
            parts.append(word.key)
            if (
                not word.capital
                or (j == i + 1 and words[i].key in ARTICLES and word.stem in self.doubts.never)
                or (j == i and (len(word.stem) < 3 or word.stem in self.doubts.never))
            ):
                continue
            for last, end in _endings(word):
                key = " ".join([*parts[:-1], last])
                if word.stem_end == word.end != end and not self._well_known(key):
                    continue  # no town has a plural; of a lost apostrophe, only a city's name is sure
                if key not in self.gazetteer and j == i + 1 and parts[0] in ARTICLES and not words[i].capital:
                    key = last
                if key in self.gazetteer:
                    listed, _ = spans.get((i, j), ([], 0))
                    spans[i, j] = [*listed, *self.town_entries(key)], end
                    break

    def _well_known(self, key: str) -> bool:
        """Whether a folded name is a city's or a division's and no ordinary word."""
        if key in self.doubts.plain or key not in self.gazetteer:
            return False
        return any(e.people >= LARGE or e.type == "admin1" for e in self.town_entries(key))

    def _compose(self, text: str, words: Sequence[Word], spans: Spans) -> None:
        """ "Iraqi security forces", "Iraq's army", "government of Iraq": what every country has."""
        for (i, j), (entries, _) in list(spans.items()):
            national = [e for e in entries if e.type in ("country", "adjective") and e.country]
            if not national:
                continue
            country = national[0].country
            assert country
            parts: list[str] = []
            for k in range(j + 1, min(j + 5, len(words))):
                if not joined(text, words[k - 1], words[k]) or "\n" in text[words[k - 1].end : words[k].start]:
                    break
                parts.append(words[k].key)
                for last, end in _endings(words[k]):
                    head = " ".join([*parts[:-1], last])
                    suffix = self._heads.get(head)
                    if suffix and (i, k) not in spans:
                        form = "description" if head in _DESCRIPTIONS else "name"
                        spans[i, k] = [self.actor_entry(f"{country}.{suffix}", form)], end
            if all(e.type != "country" for e in national):
                continue
            of = i - 1 if i > 0 and words[i - 1].key != "the" else i - 2
            if of < 1 or words[of].key != "of":
                continue
            for size in range(1, 4):
                start = of - size
                if start < 0 or not joined(text, words[start], words[start + 1]):
                    break
                suffix = self._of.get(" ".join(w.key for w in words[start:of]))
                if suffix:
                    spans[start, j] = [self.actor_entry(f"{country}.{suffix}")], words[j].stem_end

    def _known(self, text: str, words: Sequence[Word], span: Chosen, context: Context) -> KnownName | None:
        i, j, entries, end = span
        start = words[i].start
        meanings = ordered(entries)
        if meanings[0].type == "actor":
            meanings = self.doubts.likely_actors(words, i, j, meanings, context)
            if not meanings:
                return None
        if meanings[0].row >= 0:
            weak = self.doubts.doubtful(text, words, i, j, meanings, context)
        else:
            weak = meanings[0].type in ("town", "area", "site") and self.doubts.far_away(words, i, j, meanings, context)
        return KnownName(start, end, text[start:end], label_of(meanings[0]), tuple(meanings), weak)


def _endings(word: Word) -> tuple[tuple[str, int], ...]:
    """The forms of a name's last word: as it stands, without its possessive 's, without a bare s."""
    if word.stem_end != word.end:
        return (word.key, word.end), (word.stem, word.stem_end)
    if len(word.key) > 4 and word.key.endswith("s") and word.capital:
        return (word.key, word.end), (word.key[:-1], word.end - 1)
    return ((word.key, word.end),)


def _longest_first(spans: Spans) -> list[Chosen]:
    taken: set[int] = set()
    chosen = []
    for (i, j), (entries, end) in sorted(spans.items(), key=lambda s: (s[0][0] - s[0][1], s[0][0])):
        if taken.isdisjoint(range(i, j + 1)):
            taken.update(range(i, j + 1))
            chosen.append((i, j, entries, end))
    return sorted(chosen, key=lambda c: c[0])


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon, loaded once a process."""
    return Lexicon()
