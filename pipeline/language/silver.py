"""More text with names than anybody annotated, from what we know and what we have.

Two uses of knowledge. *Completing*: some sets mark only part of their names; a known name that the annotator left out
is set to "nobody knows" so that the component is not taught to overlook it. *Labelling*: the treebanks mark proper
nouns by hand, so the extent of each name is known; what kind it is is taken from knowledge, or from a first component
where it sees the very same extent; otherwise nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language

from pipeline.language.treebanks import ENTITY_LABELS, NamedText, Passage

Finder = Callable[[str], list[tuple[int, int, str]]]
_SHORT = {**{label: short for short, label in ENTITY_LABELS.items()}, "FACILITY": "LOC"}
_CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec.""".split()  # noqa: SIM905
)
#: Relations of a proper noun that is not part of the name beside it: "President Ghani".
_APART = {"nmod:desc"}


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


def label(passages: list[Passage], find: Finder, first: Language) -> list[NamedText]:
    """Passages with names whose kind is known or agreed upon, the others unknown."""
    labelled = []
    for passage in passages:
        text, begins, ends = _offsets(passage.words, passage.spaces)
        kinds = {(start, end): kind for start, end, kind in _known(passage.words, passage.spaces, find)}
        agreed = {
            (begins[span.start_char], ends[span.end_char]): _SHORT[span.label_]
            for span in first(text).ents
            if span.start_char in begins and span.end_char in ends and span.label_ in _SHORT
        }
        entities, unknown = [], []
        for start, end in proper_nouns(passage):
            kind = kinds.get((start, end)) or agreed.get((start, end)) or _person(passage, start, end)
            if kind is None:
                unknown.append((start, end))
            else:
                entities.append((start, end, kind))
        labelled.append(NamedText(passage.words, passage.spaces, entities, tuple(unknown)))
    return labelled
