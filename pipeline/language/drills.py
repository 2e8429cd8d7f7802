"""Sentences of our own: patterns of conflict news, filled at random, with trees that are right by construction.

Blogs, reviews and academic prose hold few sentences such as "X killed at least nine and wounded dozens". The patterns
(``drills.txt``) are data; this module reads and fills them. Nothing in them is taken from a text.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.language.treebanks import NamedText, Passage

PATTERNS = Path(__file__).with_name("drills.txt")
_ITEM = re.compile(r"^(?:(?P<case>[a-z]+)\+)?(?P<body>\{[A-Z]+\}|.+?):(?P<dep>[a-z:]+)(?:>(?P<head>\d+))?$")
_TITLES = {"Gen.", "Col.", "President", "Mr."}
_DATELINES = ("Iraq", "Syria", "Nigeria", "Mali", "Colombia", "Somalia")


@dataclass
class Tree:
    """Words with tags, relations and heads; the head of the root is -1 and its relation empty."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)

    @property
    def root(self) -> int:
        """The index of the root."""
        return self.heads.index(-1)

    def add(self, word: str, tag: str, dep: str = "", head: int = -1) -> int:
        """Append a word; returns its index."""
        self.words.append(word)
        self.tags.append(tag)
        self.deps.append(dep)
        self.heads.append(head)
        return len(self.words) - 1


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, list[Tree]], list[list[dict[str, str | None]]]]:
    slots: dict[str, list[Tree]] = {}
    patterns: list[list[dict[str, str | None]]] = []
    section = ""
    for line in PATTERNS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "slots":
            name, phrases = line.split(" = ", 1)
            make = name_tree if name.endswith("*") else noun_tree
            slots[name.rstrip("*")] = [make(phrase) for phrase in phrases.split(" | ")]
        else:
            items = [_ITEM.match(item) for item in line.split()]
            patterns.append([item.groupdict() for item in items if item is not None])
    return slots, patterns


def _pairs(phrase: str) -> list[tuple[str, str]]:
    return [(word, tag) for word, _, tag in (item.rpartition("/") for item in phrase.split())]


def noun_tree(phrase: str) -> Tree:
    """A noun phrase that hangs on its last word."""
    pairs = _pairs(phrase)
    last = len(pairs) - 1
    relation = {"DT": "det", "JJ": "amod", "VBN": "amod", "CD": "nummod", "NN": "compound", "NNP": "compound"}
    tree = Tree()
    for index, (word, tag) in enumerate(pairs):
        if index == last:
            tree.add(word, tag)
        else:
            tree.add(word, tag, relation[tag], last)
    return tree


def name_tree(phrase: str) -> Tree:
    """A name that hangs on its first word, a title on the name."""
    pairs = _pairs(phrase)
    first = 1 if pairs[0][0] in _TITLES else 0
    tree = Tree()
    for index, (word, tag) in enumerate(pairs):
        if index < first:
            tree.add(word, tag, "nmod:desc", first)
        elif index == first:
            tree.add(word, tag)
        elif tag == "HYPH":
            tree.add(word, tag, "punct", index + 1)
        else:
            tree.add(word, tag, "flat", first)
    return tree


def _quantity(kind: str, rng: random.Random, slots: dict[str, list[Tree]]) -> Tree:
    """Quantities: an optional qualifier, a number, and what is counted where something is."""
    if kind == "KM":
        tree = Tree()
        tree.add(rng.choice(["50", "20", "120", "five"]), "CD", "nummod", 1)
        tree.add(rng.choice(["km", "kilometers", "miles"]), "NNS")
        return tree
    number = rng.choice(slots["N"]).words[0]
    qualifier = rng.choice(
        ["", "", "at least", "more than", "as many as", "up to", "nearly", "about", "some", "between"]
    )
    if kind in {"COUNTED", "COUNTEDOTHERS"} and rng.random() < 0.12:
        qualifier = "dozens of"
    if kind == "ATLEAST":
        qualifier = rng.choice(["at least", "at least", "more than", "as many as", "nearly"])
    noun = {"COUNTED": "VICTIMS", "COUNTEDOTHERS": "OTHERS", "NOMORE": "VICTIMS"}.get(kind)
    tree = Tree()
    if kind == "NOMORE":
        for word, tag, dep, head in (
            ("no", "DT", "advmod", 1), ("more", "JJR", "advmod", 3), ("than", "IN", "fixed", 1),
            ("seven", "CD", "", -1), ("to", "IN", "case", 5), ("ten", "CD", "nmod", 3),
        ):  # fmt: skip
            tree.add(word, tag, dep, head)
    elif qualifier == "dozens of" and noun:
        tree.add(rng.choice(["dozens", "hundreds", "scores"]), "NNS")
        _graft(tree, rng.choice(slots[noun]), "nmod", 0, case="of")
        return tree
    elif qualifier == "between":
        for word, tag, dep, head in (
            ("between", "IN", "advmod", 1), ("20", "CD", "", -1), ("and", "CC", "cc", 3), ("30", "CD", "conj", 1),
        ):  # fmt: skip
            tree.add(word, tag, dep, head)
    else:
        words = qualifier.split()
        target = len(words)
        shapes = {
            "at least": [("IN", "case", 1), ("JJS", "nmod", target)],
            "more than": [("JJR", "advmod", target), ("IN", "fixed", 0)],
            "as many as": [("RB", "advmod", target), ("JJ", "fixed", 0), ("IN", "fixed", 0)],
            "up to": [("IN", "advmod", target), ("IN", "fixed", 0)],
            "nearly": [("RB", "advmod", target)],
            "about": [("RB", "advmod", target)],
            "some": [("RB", "advmod", target)],
        }
        for word, (tag, dep, head) in zip(words, shapes.get(qualifier, []), strict=True):
            tree.add(word, tag, dep, head)
        tree.add(number, "CD")
    if noun:
        counted_root = tree.root
        offset = len(tree.words)
        phrase = rng.choice(slots[noun])
        for word, tag, dep, head in zip(phrase.words, phrase.tags, phrase.deps, phrase.heads, strict=True):
            tree.add(word, tag, dep, head if head < 0 else head + offset)
        tree.heads[counted_root], tree.deps[counted_root] = offset + phrase.root, "nummod"
    return tree


def _graft(tree: Tree, branch: Tree, dep: str, head: int, case: str | None = None) -> int:
    """Append a branch to a tree, with its case mark before it; returns where its root went."""
    start = len(tree.words) + (1 if case else 0)
    root = start + branch.root
    if case:
        tree.add(case, "IN", "case", root)
    for word, tag, relation, own in zip(branch.words, branch.tags, branch.deps, branch.heads, strict=True):
        tree.add(word, tag, relation or dep, head if own < 0 else own + start)
    return root


def sentence(rng: random.Random) -> Tree:
    """One pattern, filled."""
    slots, patterns = _read()
    pattern = rng.choice(patterns)
    tree = Tree()
    roots: list[int] = []
    for item in pattern:
        body, case, dep = str(item["body"]), item["case"], str(item["dep"])
        slot = body.strip("{}")
        if body.startswith("{") and slot in slots:
            branch = rng.choice(slots[slot])
        elif body.startswith("{"):
            branch = _quantity(slot, rng, slots)
        else:
            branch = noun_tree(body.replace("_", " "))
        roots.append(_graft(tree, branch, dep, -2, case))
    for item, root in zip(pattern, roots, strict=True):
        tree.heads[root] = roots[int(str(item["head"])) - 1] if item["head"] else root
    first = 1 if tree.tags[0] == "``" else 0
    tree.words[first] = tree.words[first][:1].upper() + tree.words[first][1:]
    return tree


class Morphology:
    """Part of speech and features of a tagged word, as the treebanks have them most often."""

    def __init__(self, passages: list[Passage]) -> None:
        by_word: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
        by_tag: dict[str, Counter[tuple[str, str]]] = {}
        for passage in passages:
            for word, tag, pos, morph in zip(passage.words, passage.tags, passage.pos, passage.morphs, strict=True):
                by_word.setdefault((word.lower(), tag), Counter())[pos, morph] += 1
                by_tag.setdefault(tag, Counter())[pos, morph] += 1
        self._words = {key: counts.most_common(1)[0][0] for key, counts in by_word.items()}
        self._tags = {key: counts.most_common(1)[0][0] for key, counts in by_tag.items()}

    def of(self, word: str, tag: str, plural: bool | None) -> tuple[str, str]:
        """Part of speech and features; a finite verb agrees with its subject where that is known."""
        pos, morph = self._words.get((word.lower(), tag)) or self._tags[tag]
        if tag == "VBD" and plural is not None:
            morph = re.sub(r"Number=\w+", "Number=Plur" if plural else "Number=Sing", morph)
        return pos, morph


def passage(tree: Tree, morphology: Morphology) -> Passage:
    """A filled pattern as a passage of one sentence."""
    made = Passage()
    subjects = {
        head: tree.tags[index] in {"NNS", "NNPS"}
        for index, (head, dep) in enumerate(zip(tree.heads, tree.deps, strict=True))
        if dep.startswith("nsubj")
    }
    for index, (word, tag, dep, head) in enumerate(zip(tree.words, tree.tags, tree.deps, tree.heads, strict=True)):
        pos, morph = morphology.of(word, tag, subjects.get(index))
        if tag == "VBD" and dep == "aux:pass":
            pos = "AUX"
        following = tree.tags[index + 1] if index + 1 < len(tree.tags) else ""
        made.words.append(word)
        made.spaces.append(tag not in {"HYPH", "-LRB-", "``"} and following not in {".", ",", "HYPH", "-RRB-", "''"})
        made.tags.append(tag)
        made.pos.append(pos)
        made.morphs.append(morph)
        made.lemmas.append(word.lower())
        made.heads.append(head)
        made.deps.append(dep)
        made.starts.append(index == 0)
    return made


def drills(count: int, morphology: Morphology, rng: random.Random) -> list[Passage]:
    """So many passages of one to three sentences, one in twenty under a dateline."""
    made = []
    for _ in range(count):
        whole = Passage()
        if rng.random() < 0.05:
            whole.extend(passage(_dateline(rng), morphology))
        for _ in range(rng.choice([1, 1, 2, 3])):
            tree = sentence(rng)
            if whole.words and whole.words[-1] not in {".", "–", "—", "--"}:
                break
            whole.extend(passage(tree, morphology))
        made.append(whole)
    return made


def names(made: Passage) -> NamedText:
    """The names of one of our own passages: what slot they came from says what they are."""
    slots, _ = _read()
    kinds = {"LOC": ("CITY", "PLACE", "COUNTRY"), "PER": ("PERSON",), "ORG": ("GROUP", "ARABIC", "ARMY", "SAYER")}
    of_word: dict[str, str] = {}
    for kind in ("ORG", "PER", "LOC"):  # the later wins: "US" is a country even where it fights
        for slot in kinds[kind]:
            for tree in slots[slot]:
                of_word |= {
                    word.lower(): kind for word, tag in zip(tree.words, tree.tags, strict=True) if tag[:3] == "NNP"
                }
    of_word |= {country.lower(): "LOC" for country in _DATELINES}
    entities: list[tuple[int, int, str]] = []
    start = 0
    while start < len(made.words):
        label = of_word.get(made.words[start].lower()) if made.tags[start].startswith("NNP") else None
        if label is None or made.words[start] in _TITLES:
            start += 1
            continue
        end = start + 1
        while end < len(made.words) and (
            (made.tags[end].startswith("NNP") and of_word.get(made.words[end].lower()) == label)
            or (
                made.tags[end] == "HYPH"
                and made.tags[end + 1].startswith("NNP")
                and made.words[end - 1].lower() == "al"
            )
        ):
            end += 1
        entities.append((start, end, label))
        start = end
    return NamedText(made.words, made.spaces, entities)


def _dateline(rng: random.Random) -> Tree:
    slots, _ = _read()
    tree = Tree()
    city = rng.choice(slots["CITY"])
    for word, tag, dep, head in zip(city.words, city.tags, city.deps, city.heads, strict=True):
        tree.add(word.upper() if rng.random() < 0.7 else word, tag, dep or "root", city.root if head < 0 else head)
    if rng.random() < 0.6:
        country = tree.add(",", ",", "punct", 0) + 1
        tree.heads[country - 1] = country
        tree.add(rng.choice(_DATELINES), "NNP", "appos", city.root)
    if rng.random() < 0.4:
        start = tree.add("(", "-LRB-", "punct", 0)
        tree.heads[start] = tree.add(rng.choice(["AP", "Reuters", "AFP", "EFE"]), "NNP", "list", city.root)
        tree.add(")", "-RRB-", "punct", start + 1)
    tree.add(rng.choice(["–", "—", "--"]), ":", "punct", city.root)
    return tree
