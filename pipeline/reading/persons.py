"""People by name: full names with their titles, and the short forms that follow them.

Here belongs what makes a run of capitalised words a person (a title, an entity of the parser, a given name, an age,
a verb of saying) and which later surname is whom. Not here: people described but not named (`descriptions`),
pronouns (`coreference`), or the same person in another document (`pipeline.resolving.actors`).

A surname means the person of the document whose name ends so; where two share it, the one named last before it. A
name is never joined to a listed person by surname alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.reading.actor_called import called_behind
from pipeline.reading.actor_data import listed
from pipeline.reading.actor_runs import Page, Run, pieces
from pipeline.reading.lexicon import Entry
from pipeline.reading.lexicon_data import read_words
from pipeline.reading.person_beside import beside, describes
from pipeline.reading.person_places import stands_as_place
from pipeline.reading.person_titles import Labelled, Titles

_AGE = re.compile(
    r"\s*,\s*(?:aged\s+\d{1,3}\b|\d{1,3}(?:\s*[,.;:)–-]|\s+(?:and|who|from|of|was|is|were)\b|\s*$))|\s*\(\d{1,3}\)"
)
_NAMING = frozenset(["named", "called", "nicknamed", "alias", "known", "identified", "as", "be"])
_SAYING = listed("saying")
_ADVERBS = frozenset(
    ["also", "better", "widely", "commonly", "popularly", "was", "were", "is", "are", "been", "be", "being", "as"]
)
_WHOM = listed("naming-whom")
_HONOURS = listed("honours")
_SAINTS = frozenset(["san", "santa", "santo", "saint", "sao", "ste", "st"])
LOCATIVE = listed("locative")
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mister", "sir", "don", "dona"})
_MAX_NAME = 6


@dataclass(frozen=True, slots=True)
class PersonName:
    """One naming of a person. words: folded, title left out; `short`: a form that needs a fuller name to be
    understood."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str | None = None
    title_start: int | None = None
    entry: Entry | None = None
    short: bool = False
    firm: bool = True  # title, list or grammar speak for a person, not the parser's entity alone


class Persons(Titles):
    """Finds the people named in one document."""

    def __init__(self, page: Page, known: Sequence[Labelled], entities: Sequence[Labelled]) -> None:
        super().__init__(page, known)
        self.entity = {i: e for e in entities for i in range(*page.between(e.start, e.end))}

    def full_names(self, runs: Iterable[Run], taken: set[int]) -> list[PersonName]:
        """The people that runs name; words of `taken` (other names) end a run."""
        found: list[PersonName] = []
        for run in runs:
            for first, last in pieces(run, taken):
                person = self._person(first, last, run)
                if person is not None:
                    found.append(person)
        return found

    def listed(self, known: Iterable[Labelled]) -> list[PersonName]:
        """People of the lexicon, each with the title that stands before it."""
        found = []
        for name in known:
            entry = next((e for e in name.entries if e.type == "actor" and e.kind == "person"), None)
            first, last = self.page.between(name.start, name.end)
            if entry is None or first >= last:
                continue
            title, title_start = self.title_before(first)
            keys = tuple(self.page.keys(first, last))
            end = self.page.words[last - 1].stem_end
            found.append(
                PersonName(
                    name.start, end, keys, title or self.title_after(last), title_start, entry, self._is_part(keys)
                )
            )
        return found

    # -- one run -------------------------------------------------------------------------------------------------

    def _person(self, first: int, last: int, run: Run) -> PersonName | None:
        page, data = self.page, self.page.data
        start = self.after_titles(first, last)
        titled = start > first
        if not titled:
            titled = self.title_before(first)[0] is not None
        if not titled:
            start = self._inner_start(first, last)
            titled = start > first and self.title_before(start)[0] is not None
        elif start == last - 1 and start > first and self._may_open_name(start - 1):
            start -= 1
        while last - start > 1 and self._is_verb(last - 1):
            last -= 1
        if last - start < 1 or last - start > _MAX_NAME or page.words[start].start >= page.words[last - 1].end:
            return None
        keys = page.keys(start, last)
        if not self._may_be_person(start, last, keys, titled):
            return None
        if not titled and (
            beside(page, last) == "place"
            or (self._rest_of_place(start) and beside(page, last) != "person")
            or called_behind(page, last)
        ):
            return None
        if not (titled or self.told(start, last, keys) or self._likely(start, last, keys, run)):
            return None
        title, title_start = self.title_before(start)
        firm = titled or keys[0] in data.given or keys[0] in data.openers
        after = self.title_after(last)
        if title is None or fold_courtesy(title):
            title = after or title
        return PersonName(
            page.words[start].start,
            page.words[last - 1].stem_end,
            tuple(keys),
            title,
            title_start,
            None,
            self._is_part(keys),
            firm,
        )

    def _rest_of_place(self, start: int) -> bool:
        """Whether the word before belongs to the name and makes it a place's: "San Miguel", "in Darra Adam"."""
        page = self.page
        if not start or page.gap(start - 1) not in {" ", "-"} or not page.words[start - 1].capital:
            return False
        if page.words[start - 1].key in _SAINTS:
            return True
        label = self.known.get(start - 1) or self.entity.get(start - 1)
        placed = (
            label is not None and label.label == "PLACE" and page.words[start - 1].stem_end == page.words[start - 1].end
        )
        country = label is not None and any(
            e.type == "country" for e in label.entries
        )  # "From Luria Tomas Verrin wrote"
        return placed and not country and start > 1 and page.words[start - 2].key in LOCATIVE

    def _is_part(self, keys: Sequence[str]) -> bool:
        """Whether a name is a single word, its article aside ("al-Kadhimi")."""
        return len([k for k in keys if k not in self.page.data.particles or k in self.page.data.openers]) < 2

    def _is_verb(self, i: int) -> bool:
        """Whether the parser takes a capitalised word of a headline for a verb ("Gen. X Resigns")."""
        word = self.page.words[i]
        sentence = self.page.sentence_at(word.start)
        if sentence is None or sentence.block.kind not in {"title", "heading"}:
            return False
        token = sentence.token_at(word.start)
        return token is not None and token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG"

    def _may_open_name(self, i: int) -> bool:
        """Whether a title before a single name is rather a part of it ("Malam Idi", "Alhaji Musa")."""
        key = self.page.words[i].key
        return self.page.data.titles.get(key) == "none" and key not in _COURTESY

    def after_titles(self, first: int, last: int) -> int:
        """Where the name begins in a run that opens with, or holds, titles ("Iraqi Prime Minister X Y")."""
        begin, i = first, first
        while i < last - 1:
            size = self._title_size(i, last)
            if size and i + size < last and not self._inside_person(i):
                begin = i + size
                i = begin
            else:
                i += 1
                if i - begin > 3:
                    break
        return begin

    def _inside_person(self, i: int) -> bool:
        """Whether a title is the middle of a name that the parser takes for one person's ("Sorin Sheikh Malin")."""
        entity = self.entity.get(i)
        return entity is not None and entity.label == "PERSON" and entity is self.entity.get(i - 1)

    def _inner_start(self, first: int, last: int) -> int:
        """Where a person begins inside a run of other capitalised words: at the parser's entity, else at a given
        name."""
        for i in range(first, last):
            entity = self.entity.get(i)
            if entity is not None and entity.label == "PERSON":
                begin = max(first, self.page.between(entity.start, entity.end)[0])
                while begin > first and self._opens_unknown(begin - 1):
                    begin -= 1
                return begin
        for i in range(first, last - 1):
            if self.page.words[i].key in self.page.data.given and i > first and last - i >= 2:
                known = self.known.get(i - 1)
                if known is not None or self.page.words[i - 1].key in self.page.data.organisations:
                    return i
        return first

    def _initial(self, start: int, last: int) -> bool:
        """Whether a name opens with an initial ("K Maron", "A. Maron")."""
        first, second = self.page.words[start], self.page.words[min(start + 1, last - 1)]
        letter = len(first.key) == 1 and (first.key not in {"a", "i"} or self.page.gap(start).startswith("."))
        return letter and len(second.key) > 2 and not second.upper and start + 1 not in self.known

    def _opens_unknown(self, i: int) -> bool:
        """Whether the word before the parser's person can be his first name: a given one, or one that means nothing
        else."""
        page, word = self.page, self.page.words[i]
        if word.key in page.data.never:  # "on 3 April Adan Rook"
            return False
        if word.key in page.data.given:
            return True
        known = self.known.get(i)
        if (known is not None and not known.weak) or self.entity.get(i) is not None:
            return False
        if word.upper or word.stem_end != word.end:
            return False
        sentence = page.sentence_at(word.start)
        token = sentence.token_at(word.start) if sentence else None
        if token is None or token.pos_ not in {"PROPN", "NOUN", "X"}:
            return False
        said = page.data.descriptors.keys() | page.data.titles.keys() | page.data.organisations.keys()
        return word.key not in said and word.key not in page.lower and word.key not in _common()

    def _may_be_person(self, start: int, last: int, keys: list[str], titled: bool) -> bool:
        page, data = self.page, self.page.data
        office = " ".join(keys) in data.titles or (len(keys) > 1 and keys[-1] in data.titles and keys[-1] in data.nouns)
        never = keys[:1] if len(keys) > 1 and self._one_person(start, last) else keys
        if any(k in data.never or k.isdigit() for k in never) or (
            (office or all(k in data.titles for k in keys)) and not any(k in data.given for k in keys)
        ):
            return len(keys) == 1 and data.titles.get(keys[0]) == "none" and titled
        if any(k in data.organisations and k not in data.given for k in keys[1 if titled and len(keys) > 1 else 0 :]):
            return False
        if last - start >= 2 and all(page.words[i].upper for i in range(start, last)) and not titled:
            return False
        if len(keys) == 1:
            word = page.words[start]
            entity = self.entity.get(start)
            if len(word.key) < 2 or (word.upper and len(word.key) < 6):
                return False
            known = self.known.get(start)
            if known is not None and not known.weak and known.label != "PERSON":
                return titled and entity is not None and entity.label == "PERSON" and known.label != "NORP"
            if word.key in page.lower and not (entity is not None and entity.label == "PERSON"):
                return False
        spans = {
            (k.start, k.end)
            for i in range(start, last)
            if (k := self.known.get(i)) is not None and not k.weak and k.label != "PERSON"
        }
        covered = sum(
            1 for i in range(start, last) if (k := self.known.get(i)) is not None and (k.start, k.end) in spans
        )
        if covered == last - start and not titled:
            given = keys[0] in data.given and keys[0] not in data.openers
            return given and self.entity_share(start, last) > 0.5
        first = self.known.get(start)
        return first is None or first.label != "NORP" or titled

    def _stands_as_person(self, start: int, last: int) -> bool:
        """Whether the grammar lets an untitled, unknown name be a person: not after a preposition of place, not before
        a common noun."""
        page = self.page
        if last - start == 1 and (
            page.words[start].stem in page.data.descriptors or page.words[start].stem in _common()
        ):
            return False
        if (
            start
            and page.gap(start - 1) == " "
            and page.words[start - 1].key in LOCATIVE | {"of", "the", "called", "near"}
            and last - start < 5
        ):
            before = page.words[start - 2].key if start > 1 else ""
            of = page.words[start - 1].key == "of"
            return of and (before in page.data.descriptors or self._one_person(start, last))
        sentence = page.sentence_at(page.words[start].start)
        head = sentence.head(page.words[start].start, page.words[last - 1].end) if sentence else None
        if head is None or sentence is None or stands_as_place(page, sentence, head, self.known, self.entity):
            return False
        if last - start == 1:
            while head.dep_ == "conj" and head.head.i != head.i:
                head = head.head
            return head.dep_.startswith(("nsubj", "obl:agent", "appos", "iobj")) and head.pos_ == "PROPN"
        if (
            head.dep_ == "appos"
            and not self._one_person(start, last)
            and head.head.pos_ == "NOUN"
            and head.head.lower_ not in page.data.descriptors | page.data.titles.keys()
        ):
            return False
        return head.dep_ not in {"compound", "amod"} or head.head.pos_ == "PROPN" or page.gap(last - 1).startswith(",")

    def _one_person(self, start: int, last: int) -> bool:
        """Whether several words are just what the parser takes for one person's name."""
        entity = self.entity.get(start)
        return (
            last - start > 1
            and entity is not None
            and entity.label == "PERSON"
            and self.page.between(entity.start, entity.end) == (start, last)
        )

    def entity_share(self, start: int, last: int) -> float:
        return sum(1 for i in range(start, last) if (e := self.entity.get(i)) and e.label == "PERSON") / (last - start)

    def _likely(self, start: int, last: int, keys: list[str], run: Run) -> bool:
        """Whether the parser's entity or a given name speaks for a person, and nothing in the grammar against one."""
        page, data = self.page, self.page.data
        if start == run.first and run.initial and page.words[start].key in page.lower and keys[0] not in data.given:
            return False
        given = (keys[0] in data.given and keys[0] not in data.openers) or self._initial(start, last)
        named = given or (keys[0] in data.openers and self._stands_as_person(start, last))
        share = self.entity_share(start, last)
        if share >= 0.5:
            alone = len(keys) == 1 and run.initial and page.words[start].key in page.lower
            return not alone and (named or self._stands_as_person(start, last))
        others = sum(1 for i in range(start, last) if self.entity.get(i))
        if len(keys) < 2 or not named:
            return False
        return given or others * 2 <= last - start or share > 0

    def told(self, start: int, last: int, keys: list[str]) -> bool:
        """Whether the words around say that a person is named: "named X", "X, 34,", "the mayor, X Y,", "X Y said"."""
        page = self.page
        before = [w.key for w in page.words[max(0, start - 2) : start]]
        touching = bool(before) and _plain_gap(page, start - 1)
        if touching and before[-1] in _NAMING and (before[-1] not in {"as", "be"} or before[0] in _NAMING):
            if self.entity_share(start, last) == 1 or self._names_somebody(start - 1):
                return True
        if _AGE.match(page.raw[page.words[last - 1].end : page.words[last - 1].end + 14]):
            return True
        share = self.entity_share(start, last)
        if beside(page, last) == "person" and (
            share == 1 or keys[0] in page.data.given or (len(keys) > 1 and start not in self.known)
        ):
            return True
        if len(keys) < 2 or (self.entity.get(start) is not None and share < 1):
            return False
        follows = page.gap(last - 1)
        if before and page.gap(start - 1) == ", " and follows[:1] in {",", "."} and describes(page, before[-1]):
            return True
        after = page.words[last].key if last < len(page.words) and follows.strip(" ,") == "" else ""
        return after in _SAYING or (touching and before[-1] in _SAYING and before[-1] != "told")

    def _names_somebody(self, i: int) -> bool:
        """Whether the verb of naming that ends at word i speaks of somebody: "a man called", "whom they named", not
        "an operation called"."""
        page = self.page
        j = i - 1 if page.words[i].key in {"as", "be"} else i
        verb = page.words[j].key
        if verb in {"identified", "alias", "nicknamed"}:
            return True
        j -= 1
        while j > 0 and page.words[j].key in _ADVERBS:
            j -= 1
        word = page.words[j]
        return word.capital or word.key in _WHOM or word.stem in page.data.titles or word.stem in page.data.descriptors


def with_honour(written: str, person: PersonName) -> str:
    """A single name with the honour that it is never without: "Prince Tomas", "Mother Agnes"; any other as it is."""
    honour = (person.title or "").strip(". ").rpartition(" ")[2]
    alone = len(person.words) == 1 and person.title_start is not None and honour.lower() in _HONOURS
    return f"{honour} {written}" if alone and honour[:1].isupper() else written


def _common() -> frozenset[str]:
    return read_words("common_words.txt")


def fold_courtesy(title: str) -> bool:
    """Whether a title says nothing of an office ("Mr", "Ms.")."""
    return title.lower().strip(". ") in _COURTESY


def _plain_gap(page: Page, i: int) -> bool:
    return i >= 0 and page.gap(i).strip(" \u00a0\"“”'‘’,") == "" and "\n" not in page.gap(i)


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names of one document are one person: equal ends, or one inside the other ("Oscar A.
    Romero")."""
    if len(a) < 2 or len(b) < 2:
        return tuple(a) == tuple(b)
    if a[0] != b[0] and not (a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))):
        return False
    if a[-1] == b[-1]:
        return True
    short, long = sorted((tuple(a), tuple(b)), key=len)
    rest = iter(long)
    return len(long) > len(short) and all(word in rest for word in short)
