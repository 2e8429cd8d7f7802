"""Stretches of a text that may be places: known names, grammar ("the village of X"), the parser's entities.

Here belong finding them and leaving out what is no place: people, newspapers, bodies. Not here: what lies in what and
which place a name means (`places`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.reading.lexicon import Entry, KnownName, Lexicon
from pipeline.reading.lexicon_text import fold_name
from pipeline.reading.place_context import Choice
from pipeline.reading.place_words import PlaceWords
from pipeline.reading.records import Sentence, Text

PLACE_TYPES = ("country", "town", "area", "admin1", "site", "region", "water")
_NEXT_CAPITAL = re.compile(r" ([A-Z][\w'’]+)")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Gov|Prof|Rev|Msgr|Sheikh|Sheik|Imam|Mullah|General|Colonel|Major|Captain"
    r"|Lieutenant|Sergeant|Commander|President|Senator|Officer|Detective|Judge"
    r"|Father|Sister|Bishop|Brother|Pastor|King|Prince)\.? $"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|around|inside|from|toward|towards|of|into)\s+(?:the\s+)?(?:(?:nearby|neighbou?ring|central|downtown"
    r"|(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?)\s+)?$"
)
# Words that open a place's name, though they are none themselves ("New Delhi", "San Pedro").
_NAME_OPENERS = frozenset(
    {"new", "old", "north", "south", "east", "west", "upper", "lower", "great", "grand", "san", "santa", "saint", "el"}
    | {"la", "los", "las", "al", "de", "central", "port", "northern", "southern", "eastern", "western", "middle"}
)
# Bodies of a town: "Milwaukee Police" says which town a local story is of.
_CITY = 250_000  # people
_LOCAL_BODIES = frozenset({"police", "sheriff", "fire", "department"})


@dataclass(slots=True)
class Candidate:
    """A stretch that may be a place: what it can mean, and what the grammar about it says."""

    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)
    want: str | None = None
    known: bool = False
    weak: bool = False
    supported: bool = False
    name_end: int = 0
    name_start: int = 0
    within: Candidate | None = None
    choice: Choice | None = None
    state: str | None = None
    loose: bool = False  # only a comma stands between it and what may contain it
    dateline: bool = False  # it opens a dateline
    before: int = -1  # for an abbreviated state: the end of what stands before it

    def key(self, text: str) -> str:
        return fold_name(text[self.name_start : self.name_end])


def known_candidates(raw: str, known: Sequence[KnownName], words: PlaceWords) -> list[Candidate]:
    found = []
    for k in known:
        if raw[k.end : k.end + 1] == "-" and k.entries[0].type == "country" and raw[k.end + 1 : k.end + 2].islower():
            continue  # "U.S.-supported"
        entries = [e for e in k.entries if e.type in PLACE_TYPES]
        if not entries or (k.entries[0].type not in PLACE_TYPES):
            continue
        if part_of_name(raw, k, words):
            continue
        c = Candidate(k.start, k.end, entries, known=True, weak=k.weak, name_start=k.start, name_end=k.end)
        if k.weak and (_locative_before(raw, k.start) or _has_body(raw, k.end)):
            c.supported = True
        found.append(c)
    return found


def _has_body(raw: str, end: int) -> bool:
    """ "Salina police", "Lodi Police": a body that only a place has stands behind the name."""
    after = re.match(r" ([A-Za-z]\w+)", raw[end : end + 24])
    return after is not None and after.group(1).lower() in _LOCAL_BODIES


def part_of_name(raw: str, k: KnownName, words: PlaceWords) -> bool:
    """Whether a place's name belongs to a newspaper's, an organisation's or a person's."""
    after = _NEXT_CAPITAL.match(raw, k.end)
    if after:
        word = after.group(1).lower()
        if word in words.papers or (word in words.organisations and word not in _LOCAL_BODIES):
            return True
        if word in _LOCAL_BODIES:
            return False
        if k.weak and not any(n == word for n in words.nouns) and raw[k.end : k.end + 1] == " ":
            return True
    before = raw[max(0, k.start - 24) : k.start]
    return bool(_TITLE.search(before)) and k.entries[0].row >= 0


def _locative_before(raw: str, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:in|at|near|outside|around|inside|from|to|toward|towards|through|of)\s+(?:the\s+)?$",
            raw[max(0, start - 16) : start],
        )
    )


def state_candidates(raw: str, lexicon: Lexicon, words: PlaceWords) -> list[Candidate]:
    """Abbreviated states after a town: "Shelby, N.C."."""
    found = []
    for m in words.state_after.finditer(raw):
        state = words.states[m["state"]]
        row = lexicon.gazetteer.division_row("USA", state)
        entries = lexicon.row_entries([row]) if row is not None else []
        start, end = m.start("state"), m.end("state")
        found.append(
            Candidate(start, end, entries, "admin1", True, False, True, end, start, state=state, before=m.start())
        )
    return found


def replace_overlapping(candidates: list[Candidate], better: list[Candidate]) -> list[Candidate]:
    """The candidates, those that overlap a better one left out, and the better ones."""
    taken = [(b.start, b.end) for b in better]
    return [c for c in candidates if not any(a < c.end and c.start < b for a, b in taken)] + better


_EDGE = re.compile(r"\b")
_ACTING = re.compile(
    r"(?:['’]s (?:family|mother|father|brother|sister|wife|husband|son|daughter|friend|neighbou?r|attorney|lawyer)s?\b"
    r"| (?:said|says|told|added|recalled)\b|, \d{1,2},)"
)


def _is_said_to_act(raw: str, name: str) -> bool:
    """Whether what follows the name anywhere is a person's; a pattern for each name would have to be compiled first."""
    at = raw.find(name)
    while at >= 0:
        if _ACTING.match(raw, at + len(name)) and _EDGE.match(raw, at):
            return True
        at = raw.find(name, at + 1)
    return False


def _acts(raw: str, name: str) -> bool:
    """Whether a text lets a name speak, have a family or an age, and never puts anything in it: a person's, then."""
    if " " in name or not _is_said_to_act(raw, name):
        return False
    word = re.escape(name)
    return not re.search(rf"\b(?:in|near|outside) {word}\b|\b{word}(?:, [A-Z]| [Pp]olice)", raw)


def _well_known(c: Candidate) -> bool:
    """Whether a name is a city's, a division's or one of the listed places."""
    towns = [e for e in c.entries if e.type == "town"]
    return (
        c.dateline or any(e.people >= _CITY for e in towns) or any(e.row < 0 or e.type == "admin1" for e in c.entries)
    )


def without_people(text: Text, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what is a person's name here: the text gives it a first name somewhere, and no place's grammar."""
    surnames: set[str] = set()
    seen: set[int] = set()
    for s in text.sentences:
        if id(s.doc) not in seen:
            seen.add(id(s.doc))
            surnames.update(fold_name(e[-1].text) for e in s.doc.ents if e.label_ == "PERSON" and len(e) > 1)
    raw = text.document.text
    days = [d for d in text.dates if d.kind == "point"]
    kept = []
    for c in candidates:
        name = c.key(raw)
        if any(d.start <= c.start and c.end <= d.end for d in days):
            continue  # "on Christmas night"
        if not c.want and not c.state and _acts(raw, raw[c.name_start : c.name_end]) and not _well_known(c):
            continue
        if name in surnames and not c.want and not c.state and not (c.entries and _locative_before(raw, c.start)):
            continue
        kept.append(c)
    return kept


_JOINT = re.compile(r" (?:of|called|named|known as) ")  # what `of_name` needs between noun and name


def grammar_candidates(raw: str, sentences: Sequence[Sentence], lexicon: Lexicon, words: PlaceWords) -> list[Candidate]:
    found = []
    want: str | None
    for s in sentences:
        part = raw[s.start : s.end]
        if not words.may_stand(part):
            continue
        for m in words.of_name.finditer(part) if _JOINT.search(part) else ():
            want = words.nouns[" ".join(m["noun"].lower().split())]
            found.append(
                _named(
                    lexicon,
                    raw,
                    s.start + m.start("name"),
                    s.start + m.end("name"),
                    want,
                    s.start + m.start("noun") if want == "site" else None,
                )
            )
        for m in words.name_noun.finditer(part):
            want = words.nouns[" ".join(m["noun"].lower().split())]
            start, end = s.start + m.start("name") + _lead(m["name"], lexicon), s.start + m.end("name")
            if start >= end:
                continue
            if _sentence_case(raw, s, start, end, lexicon) or _body(raw[start:end], words):
                continue
            if m["noun"][0].isupper() and _NEXT_CAPITAL.match(part, m.end()):
                continue  # "Related Coverage Fort Riley": the noun opens the next name
            if want == "site" and m["noun"].islower() and lexicon.is_place(fold_name(raw[start:end])):
                want = None  # "a Peshawar mosque" is in Peshawar: the town is what is named
            c = _named(lexicon, raw, start, end, want, None)
            if want == "site":
                c.end = s.start + m.end("noun")
                if m["noun"].lower() in words.streets:
                    c.entries = []
            found.append(c)
    return found


def _lead(name: str, lexicon: Lexicon) -> int:
    """How much of a matched name comes before the name: "In Zamzam", "Sagaing Region's Ayadaw"."""
    lead = max((m.end() for m in re.finditer(r"['’]s ", name)), default=0)
    while (m := re.match(r"([A-Z][a-z]+) ", name[lead:])) and lexicon.is_plain(m.group(1).lower()):
        if m.group(1).lower() in _NAME_OPENERS:
            break
        lead += m.end()
    return lead


def _body(name: str, words: PlaceWords) -> bool:
    """Whether a name is a body's ("Pine Bluff Police" before "Department")."""
    last = name.lower().split()[-1]
    return last in words.organisations or last in words.papers or last.rstrip("'’s") in words.people


def _sentence_case(raw: str, s: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name is only a capital at a sentence's start ("Several towns") or a nationality ("Iraqi city")."""
    name = raw[start:end]
    key = fold_name(name)
    if start == s.start and " " not in name and key not in lexicon.gazetteer:
        token = s.token_at(start)
        return token is None or token.pos_ != "PROPN"
    return lexicon.is_adjective(key) or lexicon.is_plain(key)


def _named(lexicon: Lexicon, raw: str, start: int, end: int, want: str | None, site_start: int | None) -> Candidate:
    key = fold_name(raw[start:end])
    entries = lexicon.place_entries(key)
    return _supported(start, end, entries, want, start if site_start is None else site_start)


def _supported(start: int, end: int, entries: list[Entry], want: str | None, opens: int) -> Candidate:
    """What the words around a name say is a place; `opens`: where it begins, with the noun that is a part of it."""
    return Candidate(opens, end, entries, want=want, supported=True, name_start=start, name_end=end)


def entity_candidates(text: Text, lexicon: Lexicon) -> list[Candidate]:
    raw = text.document.text
    found = []
    seen: set[int] = set()
    for s in text.sentences:
        if id(s.doc) in seen:
            continue
        seen.add(id(s.doc))
        for ent in s.doc.ents:
            if ent.label_ not in ("PLACE", "FACILITY", "GPE", "LOC", "FAC"):
                continue
            start, end = s.offset + ent.start_char, s.offset + ent.end_char
            name = _POSSESSIVE.sub("", raw[start:end])
            end = start + len(name)
            if len(name) < 2 or not name[:1].isupper() or lexicon.is_plain(fold_name(name)):
                continue
            want = "site" if ent.label_ in ("FACILITY", "FAC") else None
            entries = lexicon.place_entries(fold_name(name))
            if (
                not entries
                and want is None
                and not (_LOCATIVE.search(raw[max(0, start - 24) : start]) and _unnamed(raw, name))
            ):
                continue
            found.append(_supported(start, end, entries, want, start))
    return found


def _unnamed(raw: str, name: str) -> bool:
    """Whether a single word nowhere follows another capitalised word, as a surname follows a first name."""
    return " " in name or not re.search(rf"[a-z] [A-Z][a-z]+ {re.escape(name)}\b", raw)


def merge(first: list[Candidate], second: list[Candidate], taken: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Join two lists. Where two overlap, the longer stands and keeps what the shorter knew of the same name."""
    chosen = list(first)
    for c in second:
        if any(a < c.end and c.start < b and (b - a) >= (c.name_end - c.name_start) for a, b in taken):
            continue
        rivals = [o for o in chosen if o.start < c.end and c.start < o.end]
        if not rivals:
            chosen.append(c)
            continue
        same = next((o for o in rivals if (o.name_start, o.name_end) == (c.name_start, c.name_end)), None)
        if same:
            same.want, same.supported = same.want or c.want, True
            same.entries = same.entries or c.entries
            if c.want == "site":
                same.start, same.end = min(same.start, c.start), max(same.end, c.end)
        elif len(rivals) == 1 and c.end - c.start > rivals[0].end - rivals[0].start:
            if c.want is None and rivals[0].known and not c.entries:
                continue  # the statistical entity is longer than what is known: trust what is known
            if (
                c.want == "site"
                and not c.entries
                and rivals[0].known
                and rivals[0].name_start == c.name_start
                and rivals[0].end < c.name_end
            ):
                pass  # "Mosul General Hospital" is a site of its own
            chosen.remove(rivals[0])
            chosen.append(c)
    return chosen
