"""Short forms of people's names: which person a surname, or another part of a name, means.

Here belong parts of names, misspelt surnames, and the names of one document that are one person's. Not here: finding
names in the text (`persons`), or the same person elsewhere (`pipeline.resolving.actor_keys`).

A surname means the person of the document whose name ends so; where two share it, the one named last before it. A
name is never joined to a listed person by surname alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import JaroWinkler

from pipeline.reading.actor_runs import Page, Run, pieces
from pipeline.reading.persons import LOCATIVE, PersonName, Persons, same_person

_MISSPELT = 0.93


class ShortForms:
    """Which person a surname, or another part of a name, means."""

    def __init__(self, people: Sequence[tuple[str, PersonName]], page: Page) -> None:
        """`people`: key and full name, in the order of the text."""
        self.page = page
        self.parts: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
        self.first_names: dict[str, set[str]] = defaultdict(set)
        self.positions: dict[str, list[int]] = defaultdict(list)
        particles = page.data.particles
        for key, person in people:
            self.positions[key].append(person.start)
            words = person.words
            for i in range(1, len(words)):
                for j in range(i + 1, len(words) + 1):
                    part = _bare(words[i:j], particles)
                    if part and (j == len(words) or (i == len(words) - 2 and len(words) > 2)):
                        self.parts[part].append((person.start, key))
            if len(words) > 1:
                self.first_names[words[0]].add(key)
                if words[0] in page.data.family and len(words) < 4:
                    self.parts[(words[0],)].append((person.start, key))

    def part_of(self, name: PersonName) -> str | None:
        """The person whose longer name ends as this one, if there is one."""
        return self._nearest(self.parts.get(_bare(name.words, self.page.data.particles), ()), name.start)

    def owner(self, name: PersonName) -> str | None:
        """The person whose name a shorter one is a part of; None where it stands for itself."""
        key = self.part_of(name)
        if key is None and len(name.words) == 1:
            owners = self.first_names.get(name.words[0], set())
            key = next(iter(owners)) if len(owners) == 1 else None
        return key or self._misspelt(name.words, name.start)

    def _misspelt(self, words: Sequence[str], char: int) -> str | None:
        """The person whose surname is written almost so ("al-Khadimi" for "al-Kadhimi")."""
        part = " ".join(_bare(words, self.page.data.particles))
        if len(part) < 6:
            return None
        near = [
            owner
            for other, owners in self.parts.items()
            if JaroWinkler.similarity(part, " ".join(other)) >= _MISSPELT
            for owner in owners
        ]
        return self._nearest(near, char) if len({key for _, key in near}) == 1 else None

    def find(self, runs: Iterable[Run], taken: set[int], finder: Persons) -> list[tuple[str, PersonName]]:
        """Short forms among the words that no other name has taken."""
        found: list[tuple[str, PersonName]] = []
        if not self.positions:
            return found
        for run in runs:
            for first, last in pieces(run, taken):
                hit = self._match(first, last, finder)
                if hit is not None:
                    found.append(hit)
        return found

    def _match(self, first: int, last: int, finder: Persons) -> tuple[str, PersonName] | None:
        page = self.page
        start = finder.after_titles(first, last)
        title, title_start = finder.title_before(start)
        for end in range(last, start, -1):
            words = page.keys(start, end)
            part = _bare(words, page.data.particles)
            if not part:
                continue
            key = self._nearest(self.parts.get(part, ()), page.words[start].start)
            if key is None and len(words) == 1 and (title is not None or finder.entity_share(start, end) == 1):
                owners = self.first_names.get(words[0], set())
                key = next(iter(owners)) if len(owners) == 1 else None
            if key is not None and (title is not None or not self._elsewhere(start, end, finder)):
                name = PersonName(
                    page.words[start].start, page.words[end - 1].stem_end, tuple(words), title, title_start, None, True
                )
                return key, name
        return None

    def _nearest(self, owners: Sequence[tuple[int, str]], char: int) -> str | None:
        keys = {key for _, key in owners}
        if len(keys) < 2:
            return next(iter(keys), None)
        return max(keys, key=lambda k: max((p for p in self.positions[k] if p < char), default=-1))

    def _elsewhere(self, start: int, end: int, finder: Persons) -> bool:
        """Whether the word stands for a place or a thing here: after a locative preposition, before a common noun, or
        listed."""
        page = self.page
        known = finder.known.get(start)
        if known is not None and known.label in {"NORP", "ORG"} and not known.weak:
            return True
        before = page.words[start - 1].key if start and page.gap(start - 1) == " " else ""
        placed = known is not None and known.label == "PLACE" and finder.entity_share(start, end) < 1
        if before in {"in", "near", "around", "outside", "at", "into"} or (placed and before in LOCATIVE):
            return True
        sentence = page.sentence_at(page.words[end - 1].start)
        token = sentence.token_at(page.words[end - 1].start) if sentence else None
        if placed and known is not None and not known.weak:  # a town's name that acts is the person's
            return known.entries[0].type != "town" or token is None or not token.dep_.startswith(("nsubj", "obl:agent"))
        return token is not None and token.dep_ == "compound" and token.head.pos_ == "NOUN" and token.head.i > token.i


def _bare(words: Sequence[str], particles: frozenset[str]) -> tuple[str, ...]:
    i = 0
    while i < len(words) and words[i] in particles and i < len(words) - 1:
        i += 1
    return tuple(words[i:])


def with_key(people: Iterable[PersonName]) -> list[tuple[str, PersonName]]:
    """Each full name with the key of its person: listed ones by their id, others by the fullest form of the name."""
    groups: list[list[PersonName]] = []
    for person in sorted(people, key=lambda p: p.start):
        for group in groups:
            if _joins(group, person):
                group.append(person)
                break
        else:
            groups.append([person])
    found: list[tuple[str, PersonName]] = []
    for group in groups:
        listed = next((p.entry for p in group if p.entry is not None), None)
        longest = max(group, key=lambda p: (len(p.words), -p.start))
        key = f"k:{listed.id}" if listed is not None else "n:" + " ".join(longest.words)
        found.extend((key, replace(p, entry=p.entry or listed)) for p in group)
    return found


def _joins(group: Sequence[PersonName], person: PersonName) -> bool:
    for other in group:
        if person.entry is not None and other.entry is not None:
            if person.entry.id == other.entry.id:
                return True
        elif person.short == other.short and same_person(person.words, other.words):
            return True
    return False
