"""The named actors of a document: listed names, people, organisations, acronyms and countries that act, put together.

Here belongs which of several claims on the same words holds, and the actor behind each name. Not here: how each sort
of name is found (`persons`, `actor_organisations`, `lexicon`), phrases without a name (`descriptions`).

Longer claims beat shorter ones; between equals the list beats the grammar, and the grammar the parser's entities. A
name that only adds an adjective of nationality to a listed one is the listed one ("Kurdish Syrian ..."). A country
is an actor only where it acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.reading import actor_organisations as organisations
from pipeline.reading.actor_called import called
from pipeline.reading.actor_countries import acting
from pipeline.reading.actor_data import ActorData, generic, listed
from pipeline.reading.actor_other_forms import NameMention, OtherForms
from pipeline.reading.actor_phrases import is_plural
from pipeline.reading.actor_runs import Page, runs
from pipeline.reading.actor_short_names import ShortForms, with_key
from pipeline.reading.lexicon import Entry, KnownName, load_lexicon
from pipeline.reading.lexicon_text import Word, fold_name
from pipeline.reading.person_aliases import one_person
from pipeline.reading.person_titles import Labelled
from pipeline.reading.persons import PersonName, Persons, with_honour
from pipeline.reading.records import LocalActor, Text

_PARTIES = listed("force-parties")
_REPORTERS = listed("reporters")
_CONTINENTAL = frozenset({"latin", "central", "south", "north", "native", "african", "pan", "inter", "sub"})
# Blocks whose media are the document's own publisher, and whose people its authors.
_HEAD_BLOCKS = frozenset({"dateline", "publisher", "byline", "caption"})


@dataclass(slots=True)
class NamedActors:
    """All named mentions of a document, sorted, and their actors by key."""

    mentions: list[NameMention]
    actors: dict[str, LocalActor]
    known: list[Labelled]


def named_actors(text: Text, known: Sequence[KnownName], words: Sequence[Word], data: ActorData) -> NamedActors:
    """The named actors of a document."""
    page = Page(text, words, data)
    labelled = [
        Labelled(k.start, k.end, k.label, k.entries, k.weak)
        for k in known
        if page.sentence_at(k.start) is not None and not _of_continent(page, k)
    ]
    entities = organisations.entities(text)
    return _Gathering(text, page, labelled, entities).gather()


class _Gathering:
    def __init__(self, text: Text, page: Page, known: list[Labelled], entities: list[Labelled]) -> None:
        self.text, self.page, self.known, self.entities = text, page, known, entities
        self.runs = list(runs(page))
        self.finder = Persons(page, known, entities)
        own = (text.layout.publisher, text.document.source.publisher)
        self.publishers = [fold_name(name) for name in own if name]
        self.dates = [d for d in text.dates if any(c.isdigit() for c in d.text)]
        self.mentions: list[NameMention] = []
        self.actors: dict[str, LocalActor] = {}
        self.countries = {
            e.country
            for k in known
            for e in k.entries[:1]
            if e.country
            and not k.weak
            and e.kind not in {"media", "person"}
            and not (e.type == "actor" and "." not in e.id and generic(tuple(fold_name(self._written(k)).split())))
        }

    def gather(self) -> NamedActors:
        listed = [(k, e) for k in self.known if (e := self._actor_entry(k)) is not None]
        groups = [(k, e) for k, e in listed if e.kind != "person"]
        taken = self._words((k.start, k.end) for k, _ in groups)
        known_people = self.finder.listed([k for k, e in listed if e.kind == "person"])
        named = self._people(known_people, taken)
        person_words = self._words((p.start, p.end) for _, p in named)
        by_rule = self._organisations(groups, person_words)
        claimed = person_words | self._words((o.start, o.end) for o in by_rule)
        for name, entry in groups:
            if not self._words([(name.start, name.end)]) & claimed:
                self._add_entry(name.start, name.end, entry)
        for rule_name in by_rule:
            self._add_organisation(rule_name)
        for key, person in named:
            self._add_person(key, person)
        taken |= claimed
        for found in called(self.page, self.runs, self.finder.known, taken):
            self._add_organisation(found)
            taken |= self._words([(found.start, found.end)])
        for found in organisations.by_entity(self.page, self.entities, taken | self._soft()):
            self._add_entity(found, named)
        self.mentions = self._forms().acronyms(self.entities)
        taken = self._words((m.start, m.end) for m in self.mentions)
        self._short_people(named, taken)
        self.mentions = self._forms().heads(self.runs)
        self._countries()
        mentions = _without_overlap(m for m in self.mentions if not self._of_the_head(m))
        keys = {m.key for m in mentions}
        return NamedActors(mentions, {k: a for k, a in self.actors.items() if k in keys}, self.known)

    def _of_the_head(self, mention: NameMention) -> bool:
        """Whether a mention is the document's own publisher or author, in a dateline, a byline or a publisher's
        line."""
        sentence = self.page.sentence_at(mention.start)
        if sentence is None or sentence.block.kind not in _HEAD_BLOCKS:
            return sentence is None
        actor = self.actors[mention.key]
        if actor.kind != "media":
            return actor.kind == "person"
        written = fold_name(self.page.raw[mention.start : mention.end])
        return actor.knowledge_id is None or any(written in own for own in self.publishers)

    def _forms(self) -> OtherForms:
        return OtherForms(self.page, self.mentions, self.actors)

    # -- sources of names ----------------------------------------------------------------------------------------

    def _actor_entry(self, name: Labelled) -> Entry | None:
        """The listed actor that a known name means here, if any."""
        if name.entries[0].type in {"country", "adjective", "people"} or any(
            d.start < name.end and name.start < d.end for d in self.dates
        ):
            return None
        options = [e for e in name.entries if e.type == "actor" and e.kind != "country"]
        if not options or (name.entries[0].type != "actor" and not name.weak):
            return None
        entry = next((e for e in options if e.country in self.countries), options[0])
        abroad = entry.country is not None and entry.country not in self.countries
        if abroad and len(self._written(name)) < 3:
            return None  # two letters mean many things
        if (
            entry.country
            and "." not in entry.id
            and entry.country not in self.countries
            and generic(tuple(fold_name(self._written(name)).split()))
        ):
            return None  # a name that many countries have, and this one is not spoken of
        return None if self._part_of_more(name, entry) else entry

    def _written(self, name: Labelled) -> str:
        return self.page.raw[name.start : name.end]

    def _part_of_more(self, name: Labelled, entry: Entry) -> bool:
        """Whether the words only modify a noun that is no actor ("Turkish military operation", "Minister of Foreign
        Affairs")."""
        if entry.kind == "ethnic_or_religious_group":
            sentence = self.page.sentence_at(name.start)
            head = sentence.head(name.start, name.end) if sentence else None
            return (
                head is None
                or head.dep_ in {"amod", "compound", "nmod:poss"}
                or head.pos_ == "ADJ"
                or not (is_plural(head) or self._together(name))
            )
        written = self._written(name)
        if len(written) <= 4 and written.istitle():
            sentence = self.page.sentence_at(name.start)
            token = sentence.token_at(name.start) if sentence else None
            if token is None or token.pos_ != "PROPN":
                return True  # "Let us ..." is no acronym
        if entry.kind == "media":
            first, words = self.page.between(name.start, name.end)[0], self.page.words
            if first == 0 or words[first - 1].key != "of" or self.page.gap(first - 1) != " ":
                return False
            before = words[first - 2].key if first > 1 else ""
            noun = self.page.data.descriptors.get(before)  # "a reporter of the name", "the channel of that name"
            return before not in _REPORTERS and (noun is None or noun.kind != "media")
        if entry.kind == "international_organization" and self.page.raw[name.end : name.end + 1] in {"-", "–"}:
            return True  # "U.N.-backed"
        if "." not in entry.id:
            return False
        sentence = self.page.sentence_at(name.start)
        last = sentence.token_at(name.end - 1) if sentence else None
        if last is None or last.dep_ not in {"compound", "amod"} or last.head.i != last.i + 1:
            return False
        return (
            last.head.pos_ in {"NOUN", "PROPN"}
            and last.head.lower_ not in self.page.data.descriptors
            and last.head.lemma_.lower() not in _PARTIES
            and last.head.pos_ != "PROPN"
        )

    def _together(self, name: Labelled) -> bool:
        """Whether a people's name that the parser takes for one word means them all: "Lurans", "the Luran"."""
        return self._written(name).endswith("s") or self.page.raw[max(0, name.start - 4) : name.start].lower() == "the "

    def _people(self, listed: list[PersonName], taken: set[int]) -> list[tuple[str, PersonName]]:
        """Everybody named, with keys: full names first, then those that are a part of one."""
        kept: list[PersonName] = list(listed)
        for person in self.finder.full_names(self.runs, taken):
            inside = [p for p in listed if p.start < person.end and person.start < p.end]
            if not inside:
                kept.append(person)
            elif not person.short and all(p.short for p in inside):
                kept = [p for p in kept if p not in inside]
                kept.append(person)
        full = with_key([p for p in kept if not p.short])
        parts = ShortForms(full, self.page)
        found: list[tuple[str, PersonName]] = []
        rest: list[PersonName] = []
        for key, person in full:
            owner = parts.part_of(person) if person.entry is None else None
            found.append((key, person) if owner is None else (owner, replace(person, short=True)))
        keys = {key for key, _ in full}
        for person in kept:
            if not person.short:
                continue
            if person.entry is None:
                owner = parts.owner(person)
            else:  # a listed surname, where the text has named somebody else of it in full
                owner = None if f"k:{person.entry.id}" in keys else parts.part_of(person)
            if owner is None:
                rest.append(person)
            else:
                found.append((owner, replace(person, short=True, entry=None)))
        return one_person(found + with_key(rest), self.page.raw)

    def _organisations(
        self, groups: Sequence[tuple[Labelled, Entry]], person_words: set[int]
    ) -> list[organisations.OrganisationName]:
        by_word = {i: k for k in self.known for i in range(*self.page.between(k.start, k.end))}
        listed = {i: k for k, _ in groups for i in range(*self.page.between(k.start, k.end))}
        found = organisations.by_grammar(self.page, self.runs, by_word, person_words)
        done = self._words((o.start, o.end) for o in found) | set(listed) | person_words
        found += organisations.defined_runs(self.page, self.runs, done)
        return [o for o in found if not self._listed_already(o, listed, by_word)]

    def _listed_already(
        self, name: organisations.OrganisationName, listed: dict[int, Labelled], by_word: dict[int, Labelled]
    ) -> bool:
        """Whether a listed actor holds all the words that matter of a name found by grammar."""
        span = range(*self.page.between(name.start, name.end))
        covered = [i for i in span if i in listed]
        if not covered:
            whole = {id(by_word[i]) for i in span if i in by_word}
            return (
                len(whole) == 1
                and all(i in by_word for i in span)
                and (by_word[span[0]].label in {"PLACE", "NORP", "FACILITY"} or "." in by_word[span[0]].entries[0].id)
                and not name.site
            )
        if any(listed[i].start < name.start or listed[i].end > name.end for i in covered):
            return True
        extra = [i for i in span if i not in listed]
        return all(
            (i in by_word and by_word[i].label == "NORP") or self.page.words[i].key in {"the", "and", "of"}
            for i in extra
        )

    def _soft(self) -> set[int]:
        """Words of places and nationalities: no organisation by the parser's word alone."""
        return self._words((k.start, k.end) for k in self.known if not k.weak)

    # -- adding --------------------------------------------------------------------------------------------------

    def _add_entry(self, start: int, end: int, entry: Entry) -> None:
        key = f"k:{entry.id}"
        self.actors.setdefault(key, from_entry(entry))
        self.mentions.append(NameMention(start, end, key, entry.form))

    def _add_organisation(self, name: organisations.OrganisationName, firm: bool = True) -> None:
        written = self.page.raw[name.start : name.end]
        entry = self._national(written) if name.kind in {"state_force", "government"} else None
        if entry is not None:
            self._add_entry(name.start, name.end, entry)
            return
        key = f"{'n' if firm else 'u'}:{fold_name(written)}"
        if key not in self.actors:
            country = next(
                (
                    e.country
                    for k in self.known
                    if name.start <= k.start and k.end <= name.end
                    for e in k.entries[:1]
                    if e.country
                ),
                None,
            )
            self.actors[key] = LocalActor(key, _one_line(written), name.kind, country)
        self.mentions.append(NameMention(name.start, name.end, key))

    def _national(self, written: str) -> Entry | None:
        """The listed body that a name every country has means, where the text speaks of one country."""
        if len(self.countries) != 1 or not generic(tuple(fold_name(written).split())):
            return None
        lexicon = load_lexicon()
        country = lexicon.countries.get(next(iter(self.countries)))
        if country is None or not country.adjectives:
            return None
        whole = f"{country.adjectives[0]} {written}"
        found = lexicon.find_names(whole)
        return next((e for n in found[:1] if n.end == len(whole) for e in n.entries if e.type == "actor"), None)

    def _add_entity(self, name: organisations.OrganisationName, people: Sequence[tuple[str, PersonName]]) -> None:
        """What the parser takes for an organisation; a person, if the text says so or knows one of that name."""
        words = tuple(fold_name(self.page.raw[name.start : name.end]).split())
        first, last = self.page.between(name.start, name.end)
        if (
            not name.firm
            and len(words) > 1
            and (self.finder.title_after(last) or self.finder.told(first, last, [*words]))
        ):
            person = PersonName(name.start, name.end, words, self.finder.title_after(last))
            self._add_person("n:" + " ".join(words), person)
            return
        owner = None if name.firm else ShortForms(people, self.page).owner(PersonName(name.start, name.end, words))
        if owner is not None:
            self.mentions.append(NameMention(name.start, name.end, owner))
        else:
            self._add_organisation(name, firm=name.firm)

    def _add_person(self, key: str, person: PersonName) -> None:
        known = self.actors.get(key)
        if known is None:
            if person.entry is not None:
                self.actors[key] = from_entry(person.entry, person.title)
            else:
                written = with_honour(_one_line(self.page.raw[person.start : person.end]), person)
                self.actors[key] = LocalActor(key, written, "person", self._country_of(person), title=person.title)
        elif person.title and (known.title is None or len(known.title) < 4):
            self.actors[key] = _with_title(known, person.title)
        written = _one_line(self.page.raw[person.start : person.end])
        if person.entry is None and len(written) > len(self.actors[key].name) and not person.short:
            self.actors[key] = _with_name(self.actors[key], written)
        self.mentions.append(NameMention(person.start, person.end, key))

    def _country_of(self, person: PersonName) -> str | None:
        """The country that a title names ("Chadian President X")."""
        begin = person.title_start if person.title_start is not None else person.start
        for name in self.known:
            if begin <= name.start < person.start:
                return next((e.country for e in name.entries if e.type in {"adjective", "country"}), None)
        return None

    def _short_people(self, named: list[tuple[str, PersonName]], taken: set[int]) -> None:
        full = [(key, person) for key, person in named if not person.short]
        for key, person in ShortForms(full, self.page).find(self.runs, taken, self.finder):
            self._add_person(key, person)

    def _countries(self) -> None:
        taken = self._words((m.start, m.end) for m in self.mentions)
        for name, entry in acting(self.page, self.known):
            if not self._words([(name.start, name.end)]) & taken:
                self._add_entry(name.start, name.end, entry)

    def _words(self, spans: Iterable[tuple[int, int]]) -> set[int]:
        return {i for start, end in spans for i in range(*self.page.between(start, end))}


def _of_continent(page: Page, name: KnownName) -> bool:
    """Whether "American" belongs to "Latin American", "African-American" and the like, which name no country."""
    first = page.between(name.start, name.end)[0]
    if name.label != "NORP" or first == 0 or page.gap(first - 1) not in {" ", "-"}:
        return False
    return name.text in {"American", "Americans", "African", "Africans"} and page.words[first - 1].key in _CONTINENTAL


def from_entry(entry: Entry, title: str | None = None) -> LocalActor:
    """The local actor of a listed one."""
    parent = f"k:{entry.parent}" if entry.parent else None
    return LocalActor(f"k:{entry.id}", entry.name, entry.kind, entry.country, parent, entry.id, entry.wikidata, title)


def _with_title(actor: LocalActor, title: str) -> LocalActor:
    return replace(actor, title=title)


def _with_name(actor: LocalActor, name: str) -> LocalActor:
    return replace(actor, name=name)


def _one_line(written: str) -> str:
    return " ".join(written.replace("]", "").replace("[", "").split())


def _without_overlap(mentions: Iterable[NameMention]) -> list[NameMention]:
    kept: list[NameMention] = []
    for mention in sorted(set(mentions), key=lambda m: (m.start, -(m.end - m.start))):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept
