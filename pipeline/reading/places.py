"""Places of a text: every one it names, and which one it means where that can be told.

Here belong finding mentions and joining "X, in Y province". Not here: knowledge (`lexicon`, `gazetteer`), which of
several places a name means (`place_context`), the place of an event (`place_scope`). A null beats a wrong point: a name
that could be several places stays a mention without one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.reading.lexicon import Entry, KnownName, Lexicon, load_lexicon
from pipeline.reading.lexicon_text import fold_name
from pipeline.reading.local_news import publisher_tail
from pipeline.reading.place_candidates import (
    PLACE_TYPES,
    Candidate,
    entity_candidates,
    grammar_candidates,
    known_candidates,
    merge,
    part_of_name,
    replace_overlapping,
    state_candidates,
    without_people,
)
from pipeline.reading.place_context import Choice, Context, choose, keep_context, read_context
from pipeline.reading.place_nation import home_nations
from pipeline.reading.place_words import PlaceWords, place_words
from pipeline.reading.records import Place, PlaceMention, Sentence, Text

_PRECISION = {
    "town": "town",
    "area": "area",
    "admin1": "admin1",
    "site": "site",
    "country": "country",
    "region": "area",
    "water": "area",
}
_RELATION = re.compile(
    r"(?:\b(?P<way>(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?)\s+(?:of|from)"
    r"|\b(?P<near>near|nearby|close to|around|toward|towards|next to|not far from"
    r"|(?:kilometers|kilometres|km|miles|kms)\s+(?:away\s+)?from|vicinity of)"
    r"|\b(?P<out>outside|outskirts of|on the edge of)|\b(?P<between>between)"
    r"|\b(?P<border>border with|border of|bordering)"
    r")\s+(?:the\s+)?"
    r"(?:(?:city|town|village|capital|settlement|municipality)\s+of\s+|(?:city|town|village|capital)\s+)?$",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"(?:\s*,\s*|\s*\(|\s+)(?:(?:located |situated )?(?:in|of|inside|within|at)\s+)?(?:(?:the|an?)\s+)?"
    r"(?:(?:north|south|east|west|central|upper|lower|restive|northern|southern|eastern|western|north-?eastern|north-?western|south-?eastern"
    r"|south-?western|northeast|northwest|southeast|southwest|far|rebel-held|war-torn|country's|country’s|troubled|volatile|neighbou?ring|nearby)[\s-]+){0,3}"
    r"(?:(?:district|province|state|region|department|governorate|area|county|municipality|city|town|village)\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_CITY = 100_000  # people
_PRECISE = ("site", "town", "area", "admin1", "country", "none")


def find_places(text: Text, known: Sequence[KnownName]) -> tuple[PlaceMention, ...]:
    """Every place that the text names, in order, each with what contains it and what it means."""
    lexicon, words = load_lexicon(), place_words()
    raw = text.document.text
    head = _head(text)
    context = read_context(lexicon, raw, known, *head)
    keep_context(raw, context)
    states = state_candidates(raw, lexicon, words)
    context.add_states([c.state for c in states if c.state and "." in raw[c.start : c.end]])
    context.states.update(c.state for c in states if c.state)
    candidates = known_candidates(raw, [*known, *(n for n in lexicon.weak_names(raw) if n not in known)], words)
    taken = [(k.start, k.end) for k in known if not any(e.type in PLACE_TYPES for e in k.entries[:1])]
    found = {c.start for c in candidates}
    taken += [(k.start, k.end) for k in lexicon.all_names(raw) if k.start not in found and part_of_name(raw, k, words)]
    candidates = merge(candidates, grammar_candidates(raw, text.sentences, lexicon, words), taken)
    candidates = merge(candidates, entity_candidates(text, lexicon), taken)
    ends = {c.end for c in candidates}
    states = [c for c in states if c.before in ends or "." in raw[c.start : c.end]]
    candidates = replace_overlapping(candidates, states)
    title = head[0]
    tail = title[0] + publisher_tail(raw[title[0] : title[1]])
    candidates = [c for c in without_people(text, candidates) if not tail <= c.start < title[1]]
    _datelines(text, candidates)
    _quarters(raw, lexicon, candidates)
    _join(raw, candidates, words)
    near = _countries_by_sentence(text.sentences, known)
    order = sorted(candidates, key=lambda c: c.start)
    starts = [s.start for s in text.sentences]
    sentence_of = [bisect_right(starts, c.start) - 1 for c in order]
    for c, s in sorted(zip(order, sentence_of, strict=True), key=lambda x: _depth(x[0])):
        _decide(raw, lexicon, c, context, near.get(s))
    _one_sense(raw, candidates)
    nations = home_nations(text, known)
    return _mentions(text, lexicon, order, sentence_of, context, nations)


def _datelines(text: Text, candidates: Sequence[Candidate]) -> None:
    """What opens a dateline ("SANDUSKY —") is a place, however rare its name."""
    for start in (b.start for b in text.layout.blocks if b.kind == "dateline"):
        for c in candidates:
            if c.start == start:
                c.dateline = c.supported = True


def _quarters(raw: str, lexicon: Lexicon, candidates: list[Candidate]) -> None:
    """ "East Memphis" in a text that speaks of Memphis is a part of that town, whatever village bears the name."""
    keys = {c.key(raw) for c in candidates}
    for c in candidates:
        m = re.match(r"(?:North|South|East|West) (?=[A-Z])", raw[c.name_start : c.name_end])
        if m is None or not c.known or any(e.row < 0 or e.type == "admin1" for e in c.entries):
            continue
        if any(e.people >= _CITY for e in c.entries):
            continue  # "North Las Vegas" is a city of its own
        town = fold_name(raw[c.name_start + m.end() : c.name_end])
        entries = lexicon.place_entries(town) if town in keys else []
        if any(e.type == "town" and e.people >= _CITY for e in entries):
            c.start = c.name_start = c.name_start + m.end()
            c.entries, c.weak = entries, False


def _head(text: Text) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Where the title and the dateline of the first story stand."""
    title = next(((b.start, b.end) for b in text.layout.blocks if b.kind == "title"), (0, 0))
    return title, next(((b.start, b.end) for b in text.layout.blocks if b.kind == "dateline"), None)


# -- containment ------------------------------------------------------------------------------------------------------


def _join(raw: str, candidates: list[Candidate], words: PlaceWords) -> None:
    """ "X, in Y province", "X, Y", "Y's X": the smaller lies within the larger."""
    order = sorted(candidates, key=lambda c: c.start)
    for c in order:
        m = words.state_after.match(raw, c.end)
        if m and raw[c.end : c.end + 1] == ",":
            c.state = words.states[m["state"]]
            c.supported = True
    for a, b in pairwise(order):
        gap = raw[_noun_end(raw, a, words) : b.start]
        if len(gap) < 60 and _JOIN.match(gap) and gap.strip() != "" and "\n\n" not in gap:
            a.loose = not re.search(r"\b(?:in|of|inside|within|at)\b", gap)
            if _larger(b, a) and not (a.loose and _rank(b) == 1 and _listed(raw, a, b)):
                a.within = b
                a.supported = a.supported or not a.weak or "," in gap or "(" in gap
                if "," in gap or "(" in gap or re.search(r"\b(?:in|of)\b", gap):
                    b.supported = True
            elif re.fullmatch(r"\s+of\s+(?:the\s+)?", gap) and b.want != "site":
                a.within = b
        elif (
            re.fullmatch(r"(?:['’]s|s['’]|s)?\s+(?:\w+ern |\w+ )?", gap)
            and _larger(a, b)
            and ("'" in gap or "’" in gap or gap[:1] == "s")
        ):
            b.within, b.supported = a, True


def _listed(raw: str, a: Candidate, b: Candidate) -> bool:
    """Whether two towns with a comma between them are members of a list."""
    before = re.search(r"(?:,|\band|\blike|\bsuch as|\bof)\s+$", raw[max(0, a.start - 10) : a.start])
    return bool(before or re.match(r"\s*(?:,\s*|,?\s+and\s+)(?:the\s+)?[A-Z]", raw[b.end : b.end + 12]))


def _noun_end(raw: str, c: Candidate, words: PlaceWords) -> int:
    """The end of a mention with the class noun that follows it: "Zabid district" in "Zabid district, X province"."""
    m = re.match(r"(?:['’]s)? ([A-Za-z-]+)", raw[c.end : c.end + 24])
    return c.end + m.end() if m and m.group(1).lower() in words.nouns else c.end


def _rank(c: Candidate) -> int:
    if c.want:
        return _PRECISE.index(_PRECISION.get(c.want, c.want))
    if not c.entries:
        return 1
    return max(_PRECISE.index(_PRECISION[e.type]) for e in c.entries)


def _larger(big: Candidate, small: Candidate) -> bool:
    least = (
        min((_PRECISE.index(_PRECISION[e.type]) for e in small.entries), default=1) if not small.want else _rank(small)
    )
    return _rank(big) > least or (_rank(big) == least == 1 and bool(big.entries))


def _depth(c: Candidate) -> int:
    depth, here = 0, c
    while here.within is not None and depth < 6:
        here, depth = here.within, depth + 1
    return depth


# -- deciding ---------------------------------------------------------------------------------------------------------


def _decide(raw: str, lexicon: Lexicon, c: Candidate, context: Context, near: Counter[str] | None) -> None:
    container: tuple[str | None, str | None] | None = None
    if c.state:
        container = ("USA", c.state)
    elif c.within is not None and c.within.choice is not None:
        chosen = c.within.choice
        larger = c.within.entries and chosen.entry is not None and chosen.entry.type in ("admin1", "town", "area")
        container = (chosen.country, chosen.admin1 if larger else None) if chosen.country else None
    key = c.key(raw)
    if c.want == "site":
        c.entries = [e for e in c.entries if e.type == "site" or _lends(e, context)]
    c.choice = choose(lexicon, c.entries, context, key, c.want if c.want != "site" else None, container, near)
    if c.choice.entry is None and c.entries and c.loose and not c.state and c.want != "site":
        # "Kirkuk, Diyala": nothing of that name lies in there, so the comma joins a list.
        c.within, container = None, None
        c.choice = choose(lexicon, c.entries, context, key, c.want, None, near)
    if c.choice.entry is None and c.choice.country is None and container:
        rows = lexicon.gazetteer.similar(key, container[0]) if container[0] and len(key) > 4 else []
        if rows:
            c.choice = choose(lexicon, lexicon.row_entries(rows), context, key, c.want, container, near)
        if c.choice.entry is None:
            c.choice = Choice(None, container[0], container[1], c.choice.others, 0.0)
    elif c.choice.entry is None and not c.entries and c.want != "site" and context.main and len(key) > 4:
        rows = lexicon.gazetteer.similar(key, context.main)
        if rows and context.shares[context.main] > 0.4:
            c.choice = choose(lexicon, lexicon.row_entries(rows), context, key, c.want, None, near)
    if c.choice.entry is None and c.choice.country is None and not c.entries and not container:
        # Nothing lists it: it lies where the text plays, if the text plays in one country.
        if context.main and context.shares[context.main] >= 0.6:
            c.choice = Choice(None, context.main, None, c.choice.others, 0.0)


def _one_sense(raw: str, candidates: list[Candidate]) -> None:
    """A name without a place of its own takes what another mention of it in the text was found to be."""
    known: dict[str, Choice] = {}
    for c in candidates:
        if c.choice is not None and c.want != "site" and (c.choice.entry or c.choice.admin1):
            known.setdefault(c.key(raw), c.choice)
    for c in candidates:
        other = known.get(c.key(raw))
        if other is not None and c.choice is not None and not c.choice.entry and not c.choice.admin1:
            if c.want in (None, "town") and c.choice.country in (None, other.country):
                c.choice = other


def _lends(e: Entry, context: Context) -> bool:
    """Whether a site may be placed by the town or province whose name it bears ("Mosul Dam")."""
    return context.shares.get(e.country or "", 0.0) >= 0.3 and (e.row < 0 or e.type == "admin1" or e.people >= 30_000)


def _keep(c: Candidate, context: Context) -> bool:
    """Whether a candidate is a place at all."""
    if c.state or c.want or c.dateline or (c.within is not None and (c.supported or not c.weak)):
        return True
    entry = c.choice.entry if c.choice else None
    if entry is not None and entry.row < 0:
        return True
    country = c.choice.country if c.choice else None
    share = context.shares.get(country or "", 0.0)
    if c.weak or not c.known:
        return c.supported and (share >= 0.25 or not c.known)
    return share > 0.0 or (entry is not None and entry.people >= 100_000) or (entry is None and c.supported)


def _countries_by_sentence(sentences: Sequence[Sentence], known: Sequence[KnownName]) -> dict[int, Counter[str]]:
    starts = [s.start for s in sentences]
    found: dict[int, Counter[str]] = {}
    for k in known:
        country = k.entries[0].country if k.entries[0].row < 0 else None
        if country:
            found.setdefault(bisect_right(starts, k.start) - 1, Counter())[country] += 1
    return found


def _mentions(
    text: Text,
    lexicon: Lexicon,
    order: list[Candidate],
    sentence_of: list[int],
    context: Context,
    nations: Iterable[PlaceMention],
) -> tuple[PlaceMention, ...]:
    raw = text.document.text
    kept: list[tuple[Candidate, PlaceMention]] = []
    for c, s in zip(order, sentence_of, strict=True):
        if s < 0 or c.start >= text.sentences[s].end or not _keep(c, context):
            continue
        choice = c.choice
        assert choice is not None
        place: Place | None = lexicon.place(choice.entry) if choice.entry else None
        if c.want == "site" and place is not None and place.kind != "site":
            choice = replace(choice, country=place.country, admin1=place.admin1)
            place = None
        precision = _PRECISION[place.kind] if place and place.kind in _PRECISION else c.want or _guess(c)
        if c.want == "site":
            precision = "site"
        country = place.country if place else choice.country
        admin1 = place.admin1 if place else choice.admin1
        if place and place.kind == "admin1" and not admin1:
            admin1 = place.name
        head = text.sentences[s].head(c.name_start if c.want != "site" else c.start, c.end)
        relation = _relation(raw, c.start)
        kept.append(
            (
                c,
                PlaceMention(
                    c.start,
                    c.end,
                    raw[c.start : c.end],
                    s,
                    place,
                    precision,
                    admin1,
                    country,
                    text.sentences[s].char(head) if head is not None else c.start,
                    relation,
                    choice.others,
                ),
            )
        )
    spans = [(m.start, m.end) for _, m in kept]
    kept.extend((Candidate(m.start, m.end), m) for m in nations if not any(a < m.end and m.start < b for a, b in spans))
    kept.sort(key=lambda k: k[1].start)
    kept = [(c, _with_division(m, kept)) for c, m in kept]
    number = {id(c): i for i, (c, _) in enumerate(kept)}
    return tuple(replace(m, within=number.get(id(c.within)) if c.within is not None else None) for c, m in kept)


def _with_division(m: PlaceMention, kept: list[tuple[Candidate, PlaceMention]]) -> PlaceMention:
    """An unlisted place lies in the province that its sentence names, if it names one."""
    if m.place is not None or m.admin1 is not None or m.precision not in ("site", "town", "area"):
        return m
    named = {
        (o.country, o.admin1)
        for _, o in kept
        if o.sentence == m.sentence and o.place is not None and o.admin1 and m.country in (None, o.country)
    }
    if len(named) != 1:
        return m
    country, admin1 = named.pop()
    return replace(m, country=country, admin1=admin1)


def _guess(c: Candidate) -> str:
    types = [_PRECISION[e.type] for e in c.entries]
    return min(types, key=_PRECISE.index) if types else "town"


def _relation(raw: str, start: int) -> str:
    m = _RELATION.search(raw[max(0, start - 60) : start])
    if not m:
        return ""
    if m["way"]:
        return f"{m['way'].lower()} of"
    return "near" if m["near"] else "outside" if m["out"] else "between" if m["between"] else "border"
