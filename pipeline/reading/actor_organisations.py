"""Organisations by name that no list holds: grammar of their names, entities of the parser, acronyms the text defines.

Here belong the heads of names ("Movement for ...", "... Brigade"), what the words around say of an unknown name's
kind, and definitions of acronyms ("Luran Defence Union (LDU)", "the LDU [Luran ...]"). Not here: listed names
(`lexicon`), people (`persons`), or groups described but not named (`descriptions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reading.actor_data import OrganisationWord, generic, listed
from pipeline.reading.actor_runs import CONNECTORS, DAYS, Page, Run, headline, opens, pieces
from pipeline.reading.person_titles import Labelled
from pipeline.reading.records import Text

_STATE_WORDS = listed("state")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
# Kinds that a describing noun beside an unknown name can give it.
_KINDS_BESIDE = frozenset(
    {"armed_group", "political_party", "media", "company", "ngo", "think_tank", "international_organization"}
)
# What local American reports call by letters: police departments and broadcasters.
_LOCAL = ((re.compile(r"[A-Z]{1,5}PD"), "state_force"), (re.compile(r"[KW][A-Z]{2,3}(?:-TV)?"), "media"))
_MONTHS = frozenset({"april", "may", "june", "august", "apr", "aug", "mar"})
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|d)")
_NUMBER = re.compile(r"\d{1,4}|[ivx]{1,5}")
_NUMBER_SIGNS = frozenset({"no", "number", "nr", "n"})
_NOT_PLACES = frozenset({"department", "division"})  # "Usulutan Department" is a place, the 7th Division a force
_ARMED_HEADS = frozenset({"front", "column"})
_HEADS_OF = frozenset(["of", "for", "to", "against", "on"])
_PAREN = re.compile(r"\s*[(\[]\s*([A-Z][A-Za-z0-9.\-/]{1,11})\s*[)\]]")
_OR = re.compile(
    r",?\s+(?:or|known as|also known as|known by its acronym)\s+(?:the\s+)?[“\"'‘]?([A-Z][A-Z0-9.\-]{1,9})\b"
)
_LONG_AFTER = re.compile(r"\s*[(\[]\s*(?:the\s+)?(?=[A-Z])")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.\-/]{1,9}s?")


ENTITY_LABELS = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORG",
    "LOC": "PLACE",
    "PLACE": "PLACE",
    "GPE": "PLACE",
    "NORP": "NORP",
    "FACILITY": "FACILITY",
    "FAC": "FACILITY",
}


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A name of an organisation by grammar. `site`: its word names a building too; `known`: offsets of a listed name
    inside."""

    start: int
    end: int
    kind: str
    site: bool = False
    firm: bool = True


def entities(text: Text) -> list[Labelled]:
    """The parser's entities with document offsets, each doc once."""
    found: list[Labelled] = []
    seen: set[int] = set()
    for sentence in text.sentences:
        if id(sentence.doc) in seen:
            continue
        seen.add(id(sentence.doc))
        for entity in sentence.doc.ents:
            label = ENTITY_LABELS.get(entity.label_)
            if label is not None:
                found.append(Labelled(sentence.offset + entity.start_char, sentence.offset + entity.end_char, label))
    return found


def by_grammar(page: Page, runs: Iterable[Run], known: dict[int, Labelled], people: set[int]) -> list[OrganisationName]:
    """Names whose own words say that they are organisations; words of people end a name."""
    found: list[OrganisationName] = []
    last_end = -1
    for run in runs:
        if run.first < last_end:
            continue
        for first, last in pieces(run, people):
            name = _by_words(page, first, last, run, known, people)
            if name is not None:
                found.append(name)
                last_end = page.between(name.start, name.end)[1]
    return found


def by_entity(page: Page, entities: Sequence[Labelled], taken: set[int]) -> list[OrganisationName]:
    """What the parser holds for an organisation and nothing else has claimed; its kind from the words around."""
    found = []
    for entity in entities:
        first, last = page.between(entity.start, entity.end)
        while first < last and not opens(page, first):
            first += 1
        while last > first and not page.words[last - 1].capital:
            last -= 1
        if entity.label != "ORG" or first >= last or any(i in taken for i in range(first, last)):
            continue
        if page.words[first].key == "the" and first + 1 < last:
            first += 1
        words = page.words[first:last]
        if " ".join(page.keys(first, last)) in page.data.titles:
            continue
        sentence = page.sentence_at(words[0].start)
        if (
            first
            and page.words[first - 1].key in {"in", "near", "at", "around", "outside", "between", "from"}
            and page.gap(first - 1) == " "
        ):
            continue
        if sentence is not None and headline(page, sentence, *page.between(sentence.start, sentence.end)):
            continue
        alone = last - first == 1
        if sentence is None or (
            alone and ((words[0].start == sentence.start and not words[0].upper) or words[0].stem in page.lower)
        ):
            continue
        if words[-1].stem in page.data.never or (alone and len(words[0].stem) < 3):
            continue
        kind, firm = kind_around(page, first, last)
        if alone and not firm and not words[0].upper:
            continue
        found.append(OrganisationName(words[0].start, words[-1].stem_end, kind, False, firm))
    return found


def kind_around(page: Page, first: int, last: int) -> tuple[str, bool]:
    """The kind that the words beside an unknown name give it ("the X fighters", "the newspaper X"), and whether any
    did."""
    descriptors = page.data.descriptors
    after: list[str] = []
    for i in range(last, min(last + 2, len(page.words))):
        if page.gap(i - 1) not in {" ", "-", " ("}:
            break
        after.append(page.words[i].key)
    for size in range(len(after), 0, -1):
        described = descriptors.get(" ".join(after[:size]))
        if described is not None and described.kind in _KINDS_BESIDE:
            return described.kind, True
    before: list[str] = []
    for i in range(first - 1, max(-1, first - 3), -1):
        if page.gap(i) not in {" ", ", "}:
            break
        before.insert(0, page.words[i].key)
    for size in range(len(before), 0, -1):
        described = descriptors.get(" ".join(before[-size:]))
        if described is not None and described.number == "collective" and described.kind in _KINDS_BESIDE:
            return described.kind, True
    if (
        before
        and before[-1] in {"told", "by", "with"}
        and page.raw[page.words[first - 1].start : page.words[first - 1].end].lower() == "told"
    ):
        return "media", True
    alone = page.raw[page.words[first].start : page.words[first].stem_end] if last - first == 1 else ""
    return next((kind for pattern, kind in _LOCAL if pattern.fullmatch(alone)), "ngo"), False


def acronyms(page: Page, names: Mapping[tuple[int, int], str]) -> list[tuple[int, int, int, int]]:
    """Definitions: start and end of the acronym, start and end of the name it stands for. `names`: keys by offsets."""
    found = []
    for (start, end), key in names.items():
        rest = page.raw[end : end + 60]
        match = _PAREN.match(rest) or _OR.match(rest)
        if match is None:
            continue
        same = names.get((end + match.start(1), end + match.end(1))) == key
        if same or _is_acronym(match[1], page.raw[start:end]):
            found.append((end + match.start(1), end + match.end(1), start, end))
    return found


def defined_runs(page: Page, runs: Iterable[Run], taken: set[int]) -> list[OrganisationName]:
    """Runs that define an acronym by their initials: organisations, whatever their words ("Sons of the Delta
    (SOD)")."""
    found = []
    for run in runs:
        last = run.last
        match = _PAREN.match(page.raw[page.words[last - 1].end : page.words[last - 1].end + 20])
        if match is None or run.last - run.first < 2 or any(i in taken for i in range(run.first, last)):
            continue
        if page.words[last - 1].key in page.data.titles:
            continue  # "Capital City Police Officer (CCPO)" is an office
        letters = re.sub(r"[^A-Z]", "", match[1])
        initials = "".join(w.key[0] for w in page.words[run.first : last]).upper()
        if len(letters) >= 2 and letters[0] in initials and _in_order(letters, initials):
            first = run.first + initials.index(letters[0])
            kind, firm = kind_around(page, first, last)
            found.append(OrganisationName(page.words[first].start, page.words[last - 1].stem_end, kind, False, firm))
    return found


def long_forms(
    page: Page, acronym_ends: Iterable[tuple[int, int]], names: dict[int, int]
) -> list[tuple[int, int, int, int]]:
    """Acronyms followed by their long form in brackets: as `acronyms`; `names` maps starts of names to ends."""
    found = []
    for start, end in acronym_ends:
        match = _LONG_AFTER.match(page.raw, end)
        long_end = names.get(match.end(), -1) if match else -1
        if match and _ACRONYM.fullmatch(page.raw[start:end]) and page.raw[long_end : long_end + 1] in {")", "]"}:
            found.append((start, end, match.end(), names[match.end()]))
    return found


def _is_acronym(short: str, long: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", short)
    upper = sum(c.isupper() for c in letters)
    if upper < 2 or upper * 2 < len(letters):
        return False
    return letters[0].lower() in long.lower()


def _in_order(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return sum(1 for c in letters if c in rest) >= max(2, len(letters) - 1)


def _by_words(
    page: Page, first: int, last: int, run: Run, known: dict[int, Labelled], people: set[int]
) -> OrganisationName | None:
    if page.words[first].key == "the":  # "The Tellin Herald"
        first += 1
    while (
        first + 1 < last
        and page.data.titles.get(page.words[first].key, "none") != "none"
        and page.words[first].key not in page.data.organisations
        and " ".join(page.keys(first, first + 2)) not in page.data.organisations  # "General Staff"
    ):
        first += 1
    if first >= last:
        return None
    if first and _NUMBERED.fullmatch(page.words[first - 1].key) and page.gap(first - 1) == " ":
        first -= 1
    head = _head(page, first, last)
    if head is None:
        return None
    word, end = head
    opening = end - first == 1 or word.place == "first"
    listed = known.get(end - 1)
    whole = listed is not None and listed.label == "ORG" and listed.start <= page.words[first].start
    if (
        not whole
        and word.place != "last"
        and end < len(page.words)
        and page.words[end - 1].stem_end == page.words[end - 1].end
    ):
        stretched = _complement(page, end, known, people)
        if stretched > end:
            return OrganisationName(
                page.words[first].start, page.words[stretched - 1].stem_end, _kind(page, word, first, end), word.site
            )
    if word.place == "first" and end - first > 1:  # "Northern Front of the ...": the words before the head name it
        ending = [o for o in page.data.organisations.get(page.words[end - 1].stem, ()) if o.place != "first"]
        word, opening = (ending[0], False) if ending else (word, opening)
    if opening or end - first < 2:
        return None
    division = page.words[end - 1].key in _NOT_PLACES and end - 2 in known
    if division and known[end - 2].label in {"PLACE", "FACILITY"}:
        return None  # "Usulutan Department" is a place
    if end < last and page.words[end].key in page.data.titles and generic(tuple(page.keys(first, end))):
        return None  # "Assistant Police Chief X"
    kind = _kind(page, word, first, end)
    behind = _number_behind(page, end) if kind in {"armed_group", "state_force"} else end
    return OrganisationName(page.words[first].start, page.words[behind - 1].stem_end, kind, word.site)


def _number_behind(page: Page, end: int) -> int:
    """Where a unit's name ends that bears its number behind it ("Infantry Battalion 143", "Column No. 4")."""
    i = end
    if page.words[end - 1].stem_end != page.words[end - 1].end or page.gap(end - 1) != " ":
        return end
    if i + 1 < len(page.words) and page.words[i].key in _NUMBER_SIGNS and page.gap(i) in {". ", " ", ".", "° "}:
        i += 1
    if i >= len(page.words) or not _NUMBER.fullmatch(page.words[i].key):
        return end
    roman = not page.words[i].key.isdigit()
    return (
        end
        if (roman and not page.words[i].upper)
        or (i == end and page.gap(i)[:1] in {",", "."} and len(page.words[i].key) == 4)
        else i + 1
    )


def _head(page: Page, first: int, last: int) -> tuple[OrganisationWord, int] | None:
    """The head of a run: the last stretch of it that is a word for organisations, and where that ends."""
    for end in range(last, first, -1):
        for size in range(min(4, end - first), 0, -1):
            options = page.data.organisations.get(" ".join(page.keys(end - size, end)))
            if not options:
                continue
            follows = page.words[end].key if end < len(page.words) and page.gap(end - 1) == " " else ""
            wanted = "first" if follows in _HEADS_OF and end == last and _capital_behind(page, end) else "last"
            chosen = next((o for o in options if o.place == wanted), None) or next(
                (o for o in options if o.place == "any"), options[0]
            )
            if chosen.place == "first" and wanted == "last":
                continue
            return chosen, end
    return None


def _capital_behind(page: Page, i: int) -> bool:
    """Whether a capitalised word follows on a preposition, an article aside ("of the Delta")."""
    behind = i + 2 if i + 1 < len(page.words) and page.words[i + 1].key in {"the", "la", "los", "el"} else i + 1
    return behind < len(page.words) and (page.words[behind].capital or page.words[i + 1].capital)


def _complement(page: Page, end: int, known: dict[int, Labelled], people: set[int]) -> int:
    """How far "of ...", "for the ... and ..." behind a head belongs to the name; `end` where it does not."""
    if page.gap(end - 1) != " " or page.words[end].key not in _HEADS_OF:
        return end
    behind = end + 2 if page.words[end + 1].key == "the" else end + 1
    if behind in known and known[behind].label == "ORG":
        return end  # "the commission of the FMLN" is no name of its own
    stop = _capitals(page, end + 1, people)
    if stop == end + 1:
        return end
    place = known.get(end + 1)
    if page.words[end - 1].key == "department" and place is not None and place.label == "PLACE":
        return end  # "Department of Santander"
    while (
        stop < len(page.words) - 1
        and page.gap(stop - 1) == " "
        and page.words[stop - 1].stem_end == page.words[stop - 1].end
    ):
        key = page.words[stop].key
        if key not in CONNECTORS - {"in", "on", "against"}:
            break
        if key == "and" and (stop + 1 in known or page.words[stop + 1].key == "the"):
            break
        further = _capitals(page, stop + 1, people)
        if further == stop + 1 or (key == "and" and page.sentence_at(page.words[stop].start) is None):
            break
        stop = further
    return stop


def _capitals(page: Page, i: int, people: set[int]) -> int:
    """Index behind the capitalised words from i on, an article before them included; i where there are none."""
    j = i
    while (
        j < len(page.words)
        and page.words[j].key in {"the", "la", "las", "los", "el"}
        and page.gap(j) == " "
        and not page.words[j].capital
    ):
        j += 1
    begin = j
    while (
        j < len(page.words)
        and page.words[j].capital
        and page.words[j].stem not in DAYS | _MONTHS
        and j not in people
        and (j == begin or page.join(j - 1))
    ):
        j += 1
    return j if j > begin else i


def _kind(page: Page, word: OrganisationWord, first: int, end: int) -> str:
    """The kind by the head; forces of a state are told from armed groups by what stands before the head."""
    if word.kind != "armed_group" or word.place == "any":
        return word.kind
    before = page.words[first : end - 1]
    if page.words[end - 1].key in _ARMED_HEADS and any(_ORDINAL.fullmatch(w.key) for w in before):
        return "armed_group"  # "the 28th Front"
    if any(w.key in _STATE_WORDS or _ORDINAL.fullmatch(w.key) for w in before):
        return "state_force"
    around, firm = kind_around(page, first, end)
    return around if firm else word.kind
