"""Counting: words, sentences, tags, arcs, frames and names of ours against the gold, over characters.

Characters are the common ground of two analyses of one text that may not even agree on the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.scorer import Scorer
from spacy.tokens import Doc, Span, Token
from spacy.training import Example

from pipeline.language.frames import frames

Extent = tuple[int, int]
#: Statistical and known labels, as the test sets have them.
_COARSE = {"PERSON": "PERSON", "ORG": "ORG", "PLACE": "PLACE", "FACILITY": "PLACE"}
#: Sites that are organisations in the sets (35 of 37 names in training and development sets).
_INSTITUTIONS = frozenset(["school", "college", "hospital", "clinic", "church", "cathedral", "consulate", "embassy"])


@dataclass
class Tally:
    """How many items were right, how many we gave and how many there are."""

    right: int = 0
    given: int = 0
    gold: int = 0

    def add(self, ours: Iterable[object], gold: Iterable[object]) -> None:
        """Count two bags of items of one text."""
        mine, theirs = Counter(ours), Counter(gold)
        self.right += (mine & theirs).total()
        self.given += mine.total()
        self.gold += theirs.total()

    @property
    def f(self) -> float:
        """Precision and recall in one figure, in percent."""
        return 200 * self.right / max(1, self.given + self.gold)

    @property
    def precision(self) -> float:
        """Share of ours that is right, in percent."""
        return 100 * self.right / max(1, self.given)

    @property
    def recall(self) -> float:
        """Share of the gold that we found, in percent."""
        return 100 * self.right / max(1, self.gold)


def extent(token: Token) -> Extent:
    """Where a token stands."""
    return token.idx, token.idx + len(token)


@dataclass
class SyntaxScores:
    """Figures of one treebank."""

    tokens: Tally = field(default_factory=Tally)
    sentences: Tally = field(default_factory=Tally)
    upos: Tally = field(default_factory=Tally)
    xpos: Tally = field(default_factory=Tally)
    lemmas: Tally = field(default_factory=Tally)
    uas: Tally = field(default_factory=Tally)
    las: Tally = field(default_factory=Tally)
    las_with_punctuation: Tally = field(default_factory=Tally)

    def add(self, ours: Doc, gold: Doc) -> None:
        """Compare two analyses of one text."""
        mine, theirs = [t for t in ours if not t.is_space], [t for t in gold if not t.is_space]
        self.tokens.add(map(extent, mine), map(extent, theirs))
        # A sentence ends where its last word ends: both texts may be spaced differently at the seam.
        self.sentences.add(map(_bounds, ours.sents), map(_bounds, gold.sents))
        self.upos.add([(extent(t), t.pos_) for t in mine], [(extent(t), t.pos_) for t in theirs])
        self.xpos.add([(extent(t), t.tag_) for t in mine], [(extent(t), t.tag_) for t in theirs])
        self.lemmas.add([(extent(t), t.lemma_.lower()) for t in mine], [(extent(t), t.lemma_.lower()) for t in theirs])
        arcs, gold_arcs = [_arc(t) for t in mine], [_arc(t) for t in theirs]
        self.las_with_punctuation.add(arcs, gold_arcs)
        arcs = [arc for arc in arcs if arc[2] != "punct"]
        gold_arcs = [arc for arc in gold_arcs if arc[2] != "punct"]
        self.las.add(arcs, gold_arcs)
        self.uas.add([arc[:2] for arc in arcs], [arc[:2] for arc in gold_arcs])

    def figures(self) -> dict[str, float]:
        """The figures in percent; arcs without punctuation unless said."""
        return {name: round(tally.f, 2) for name, tally in vars(self).items()}


def _bounds(sentence: Iterable[Token]) -> Extent:
    words = [token for token in sentence if not token.is_space]
    return (words[0].idx, words[-1].idx + len(words[-1])) if words else (0, 0)


def _arc(token: Token) -> tuple[Extent, Extent, str]:
    return extent(token), extent(token.head), "root" if token.dep_ == "ROOT" else token.dep_


def aligned_figures(ours: Iterable[Doc], gold: Iterable[Doc]) -> dict[str, float]:
    """The same as spaCy counts it: over the words that both analyses agree on, arcs without punctuation."""
    examples = [Example(mine, theirs) for mine, theirs in zip(ours, gold, strict=True)]
    tags = Scorer.score_token_attr(examples, "pos")
    arcs = Scorer.score_deps(examples, "dep", getter=_relation, ignore_labels=("punct",))
    return {
        "spacy_upos": round(100 * float(tags["pos_acc"]), 2),
        "spacy_uas": round(100 * float(arcs["dep_uas"]), 2),
        "spacy_las": round(100 * float(arcs["dep_las"]), 2),
    }


def _relation(token: Token, attribute: str) -> str:
    return token.dep_.lower()


@dataclass
class FrameScores:
    """Whole frames found: the verb, its logical subject and its logical object, all right."""

    frames: int = 0
    verbs: int = 0
    subjects: list[int] = field(default_factory=lambda: [0, 0])
    objects: list[int] = field(default_factory=lambda: [0, 0])
    whole: int = 0

    def add(self, ours: Doc, gold: Doc) -> None:
        """Compare two analyses of one sentence."""
        found = {extent(frame.verb): frame for frame in frames(ours)}
        for frame in frames(gold):
            if frame.subject is None and frame.object is None:
                continue
            self.frames += 1
            mine = found.get(extent(frame.verb))
            self.verbs += mine is not None
            right = []
            for role, counts in (("subject", self.subjects), ("object", self.objects)):
                expected = getattr(frame, role)
                got = getattr(mine, role) if mine is not None else None
                same = mine is not None and (extent(expected) if expected else None) == (extent(got) if got else None)
                if expected is not None:
                    counts[0] += 1
                    counts[1] += same
                right.append(same)
            self.whole += all(right)

    def figures(self) -> dict[str, float]:
        """The figures in percent."""
        return {
            "frames": self.frames,
            "verb": round(100 * self.verbs / max(1, self.frames), 1),
            "subject": round(100 * self.subjects[1] / max(1, self.subjects[0]), 1),
            "object": round(100 * self.objects[1] / max(1, self.objects[0]), 1),
            "whole": round(100 * self.whole / max(1, self.frames), 1),
        }


@dataclass
class NameScores:
    """Names found, over all and by label."""

    total: Tally = field(default_factory=Tally)
    by_label: dict[str, Tally] = field(default_factory=dict)

    def add(self, ours: list[tuple[int, int, str]], gold: list[tuple[int, int, str]]) -> None:
        """Compare the names of one text."""
        self.total.add(ours, gold)
        for label in {label for *_, label in [*ours, *gold]}:
            tally = self.by_label.setdefault(label, Tally())
            tally.add([name for name in ours if name[2] == label], [name for name in gold if name[2] == label])

    def figures(self) -> dict[str, float]:
        """Precision, recall and F over all; F by label."""
        total = {"p": self.total.precision, "r": self.total.recall, "f": self.total.f}
        total |= {label: tally.f for label, tally in sorted(self.by_label.items())}
        return {name: round(value, 1) for name, value in total.items()}


def coarse(entities: Sequence[Span]) -> list[tuple[int, int, str]]:
    """Entities as the test sets count them: without an article in front or a possessive behind."""
    found = []
    for span in entities:
        label = _COARSE.get(span.label_)
        words = list(span)
        if label is None or words[-1].text[:1].islower():  # "Iraqi forces" is a description, not a name
            continue
        if words[0].lower_ == "the" and len(words) > 1:
            words = words[1:]
        if words[-1].tag_ == "POS" and len(words) > 1:
            words = words[:-1]
        if span.label_ == "FACILITY" and words[-1].lower_ in _INSTITUTIONS:
            label = "ORG"
        found.append((words[0].idx, words[-1].idx + len(words[-1]), label))
    return found
