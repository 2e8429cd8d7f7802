"""More text with names than anybody annotated, from what we know and what we have.

Two uses of knowledge. *Completing*: some sets mark only part of their names; a known name that the annotator left out
is set to "nobody knows" so that the component is not taught to overlook it. *Labelling*: texts without annotated names
are read by a first pipeline with knowledge joined in. Its names are kept where they agree with the proper nouns (marked
by hand in the treebanks), and of what kind a name is all its mentions in all the texts
decide together; where they do not agree, nobody knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.language import Language

from pipeline.language.parsing import parse
from pipeline.language.scoring import coarse
from pipeline.language.treebanks import ENTITY_LABELS, NamedText, Passage

Finder = Callable[[str], list[tuple[int, int, str]]]
_SHORT = {**{label: short for short, label in ENTITY_LABELS.items()}, "FACILITY": "LOC"}
_CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec.""".split()  # noqa: SIM905
)
#: Relations of a proper noun that is not part of the name beside it: "President Ghani".
_APART = {"nmod:desc"}
#: What share of a name's mentions must be of one kind, where a mention was found and where it was overlooked.
_AGREED, _AGREED_UNSEEN = 0.66, 0.75

Votes = dict[str, Counter[str]]


def _offsets(words: list[str], spaces: list[bool]) -> tuple[str, dict[int, int], dict[int, int]]:
    """The text, and which word begins or ends at a character."""
    text, begins, ends = "", {}, {}
    for index, (word, space) in enumerate(zip(words, spaces, strict=True)):
        begins[len(text)] = index
        text += word
        ends[len(text)] = index + 1
        text += " " if space else ""
    return text, begins, ends


def _known(words: list[str], spaces: list[bool], find: Finder) -> list[tuple[int, int, str]]:
    """Known names over words; descriptions ("Iraqi forces"), which end in a small letter, are no names."""
    text, begins, ends = _offsets(words, spaces)
    found = []
    for start, end, label in find(text):
        if label in _SHORT and start in begins and end in ends and words[ends[end] - 1][:1].isupper():
            first = begins[start] + (words[begins[start]].lower() == "the")
            if first < ends[end]:
                found.append((first, ends[end], _SHORT[label]))
    return found


def complete(text: NamedText, find: Finder) -> NamedText:
    """The text with the known names that nobody marked set to unknown."""
    taken = {index for start, end, _ in text.entities for index in range(start, end)}
    missed = tuple(
        (start, end)
        for start, end, _ in _known(text.words, text.spaces, find)
        if not taken.intersection(range(start, end))
    )
    return NamedText(text.words, text.spaces, text.entities, missed)


def proper_nouns(passage: Passage) -> list[tuple[int, int]]:
    """The extents of proper names by the treebank's own tags."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, (word, pos, dep) in enumerate(zip(passage.words, passage.pos, passage.deps, strict=True)):
        name = pos == "PROPN" and dep not in _APART and word not in _CALENDAR
        joint = (
            word == "-"
            and start is not None
            and index + 1 < len(passage.words)
            and passage.deps[index + 1] in {"flat", "compound"}
            and passage.pos[index + 1] == "PROPN"
        )
        if name or joint:
            if start is not None and passage.starts[index]:
                runs.append((start, index))
                start = index
            start = index if start is None else start
        elif start is not None:
            runs.append((start, index))
            start = None
    if start is not None:
        runs.append((start, len(passage.words)))
    return runs


def _person(passage: Passage, start: int, end: int) -> str | None:
    """A name under a title is a person's; so, mostly, is one whose later words hang flat on its first."""
    titled = any(
        passage.deps[index] in _APART and passage.pos[index] == "PROPN" and start <= passage.heads[index] < end
        for index in range(max(0, start - 2), start)
    )
    flat = end - start in {2, 3} and all(
        passage.deps[index] == "flat" and passage.heads[index] == start and passage.words[index].isalpha()
        for index in range(start + 1, end)
    )
    return "PER" if titled or flat else None


@dataclass
class _Read:
    """A passage as the first pipeline read it: names found as (start, end, kind, known), and runs of proper nouns."""

    passage: Passage
    found: list[tuple[int, int, str, bool]]
    runs: list[tuple[int, int]]


def label(passages: list[Passage], find: Finder, first: Language) -> list[NamedText]:
    """Passages with the names that are agreed upon; the others unknown."""
    read = [_read(passage, find, first) for passage in passages]
    votes = _votes(read)
    return [_label(item, votes) for item in read]


def _read(passage: Passage, find: Finder, first: Language) -> _Read:
    text, begins, ends = _offsets(passage.words, passage.spaces)
    known = find(text)
    found = []
    for start, end, kind in coarse(parse(first, [text], [known])[0].ents):
        if start in begins and end in ends:
            is_known = any(low <= start and end <= high for low, high, _ in known)
            found.append((begins[start], ends[end], _SHORT[kind], is_known))
    return _Read(passage, found, proper_nouns(passage))


def _name(passage: Passage, start: int, end: int) -> str:
    return " ".join(passage.words[start:end])


def _votes(read: Iterable[_Read]) -> Votes:
    """How often each name is of each kind; knowledge counts twice, a person's last name half."""
    votes: Votes = defaultdict(Counter)
    for item in read:
        for start, end, kind, known in item.found:
            votes[_name(item.passage, start, end)][kind] += 4 if known else 2
            if kind == "PER" and end - start > 1:
                votes[item.passage.words[end - 1]][kind] += 1
        for start, end in item.runs:
            if _person(item.passage, start, end):
                votes[_name(item.passage, start, end)]["PER"] += 2
    return votes


def _label(item: _Read, votes: Votes) -> NamedText:
    """One passage: names found first, the longer before the shorter, then runs of proper nouns that nobody found."""
    passage, taken = item.passage, set[int]()
    surnames = {passage.words[end - 1] for start, end, kind, _ in item.found if kind == "PER" and end - start > 1}
    entities: list[tuple[int, int, str]] = []
    unknown: list[tuple[int, int]] = []

    def decide(start: int, end: int, kind: str | None) -> None:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            if kind is None:
                unknown.append((start, end))
            else:
                entities.append((start, end, kind))

    for start, end, kind, known in sorted(item.found, key=lambda piece: (piece[0] - piece[1], piece[0])):
        over = [run for run in item.runs if run[0] < end and start < run[1]]
        if any(low < start or high > end for low, high in over):  # a part of a longer name
            if taken.isdisjoint(range(start, end)):
                decide(min(start, *(low for low, _ in over)), max(end, *(high for _, high in over)), None)
        elif known:
            decide(start, end, kind)
        elif not over:
            decide(start, end, None)
        elif end - start == 1 and passage.words[start] in surnames:
            decide(start, end, "PER")
        else:
            counts = votes[_name(passage, start, end)]
            likeliest, count = counts.most_common(1)[0]
            if count >= _AGREED * counts.total():
                decide(start, end, likeliest)
            else:
                decide(start, end, None if counts.total() >= 6 else kind)
    for start, end in item.runs:
        counts = votes.get(_name(passage, start, end), Counter())
        likely = _person(passage, start, end)
        if end - start == 1 and passage.words[start] in surnames:
            likely = "PER"
        elif likely is None and counts.total() >= 4:
            top, count = counts.most_common(1)[0]
            likely = top if count >= _AGREED_UNSEEN * counts.total() else None
        decide(start, end, likely)
    return NamedText(passage.words, passage.spaces, sorted(entities), tuple(sorted(unknown)))
