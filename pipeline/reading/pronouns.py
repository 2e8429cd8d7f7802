"""Whom a pronoun means within one text, where that is safe.

Here belong "he", "she", "they" and "it", by the mentions around them and by what governs their clause. Not here:
describing phrases (`coreference`), or who speaks (`statement_pronouns`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.actor_data import listed
from pipeline.reading.coreference import Named
from pipeline.reading.dependencies import children, relation
from pipeline.reading.records import Sentence, Text

_PERSONAL = frozenset({"he", "she", "him"})
_NO_GROUPS = frozenset({"person", "think_tank", "ethnic_or_religious_group"})
_SHE, _HE = listed("she"), listed("he")
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_PLURAL = frozenset({"they", "their"})
_SAME = {"its": "it", "their": "they"}
_MARKS = frozenset({'"', "“", "”", "``", "''"})
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun whose actor is safe."""

    start: int
    end: int
    sentence: int
    key: str
    plural: bool


def pronouns(text: Text, mentions: Sequence[Named]) -> Iterator[Pronoun]:
    """Pronouns with one possible antecedent: he and she to a person, they and it to a group that was subject."""
    by_sentence: dict[int, list[Named]] = {}
    gender: dict[str, str] = {}
    for mention in sorted(mentions, key=lambda m: m.start):
        by_sentence.setdefault(mention.sentence, []).append(mention)
        if mention.kind == "person" and mention.nouns & (_SHE | _HE):
            gender.setdefault(mention.key, "she" if mention.nouns & _SHE else "he")
    found: dict[int, str] = {}
    told = _Told(by_sentence)
    for sentence in text.sentences:
        for token in sentence.tokens:
            if token.pos_ != "PRON" or token.dep_.startswith(("expl", "det")):
                continue
            low = token.lower_
            char = sentence.char(token)
            if low in _PERSONAL or low == "his":
                sex = low if low == "she" else "he"
                key = _person(sentence, char, by_sentence, found, {k for k, g in gender.items() if g != sex})
                if key is not None:
                    gender.setdefault(key, sex)
            elif (low in {"they", "it"} and token.dep_ in _SUBJECT) or low in {"their", "its"}:
                key = told.group(sentence, token)
            else:
                continue
            if key is not None:
                found[sentence.index] = key
                yield Pronoun(char, char + len(token), sentence.index, key, low in _PLURAL)
        told.leave(sentence)


class _Told:
    """The groups that a text told of up to a pronoun."""

    def __init__(self, by_sentence: dict[int, list[Named]]) -> None:
        self._by_sentence = by_sentence
        self._carried: dict[str, tuple[int, str]] = {}  # the group that "it" or "they" stood for last
        self._meant: dict[int, str] = {}  # pronouns of the sentence in hand, by token
        self._before: Named | str | None = None  # the subject of the sentence before, or whom its pronoun meant

    def group(self, sentence: Sentence, token: Token) -> str | None:
        """The group that "it" or "they" stands for."""
        plural, char = token.lower_ in _PLURAL, sentence.char(token)
        told = not _is_quoted(sentence, token)
        key = (
            (self._governing(sentence, token, plural) if told else None)
            or _group(sentence, char, plural, self._by_sentence)
            or (self._goes_on(sentence, char, plural) if told else None)
            or _carried(sentence, char, self._by_sentence, self._carried.get(_SAME.get(token.lower_, token.lower_)))
        )
        if key is not None:
            self._carried[_SAME.get(token.lower_, token.lower_)] = (sentence.index, key)
            self._meant[token.i] = key
        return key

    def leave(self, sentence: Sentence) -> None:
        """Remember the subject of a sentence that was read, or whose it was ("the Front's advance")."""
        root = next((t for t in sentence.tokens if t.head.i == t.i), None)
        subject = next(iter(children(root, *_SUBJECT)), None) if root is not None else None
        self._before = None
        if subject is not None:
            meant = self._meant.get(subject.i)
            owner = next((c for c in children(subject, "nmod:poss") if c.pos_ == "PROPN"), None)
            self._before = meant or self._at(sentence, subject)
            if self._before is None and owner is not None:
                self._before = self._at(sentence, owner)
        self._meant.clear()

    def _governing(self, sentence: Sentence, token: Token, plural: bool) -> str | None:
        """ "The Front, which says that it fights", "the army lost the town, it says": the group that is the subject of
        a clause above the pronoun's, or of one of time that opens it.
        """
        opening = [c for c in token.head.lefts if relation(c) == "advcl" and c.i < token.i]
        for clause in (*token.head.ancestors, *opening):
            for subject in children(clause, *_SUBJECT):
                if subject.i > token.i:
                    continue
                if subject.lower_ in _RELATIVE and clause.dep_ == "acl:relcl":
                    subject = clause.head
                if subject.i in self._meant:
                    return self._meant[subject.i]
                named = self._at(sentence, subject)
                if named is not None and _agrees(named, plural):
                    return named.key
        return None

    def _goes_on(self, sentence: Sentence, char: int, plural: bool) -> str | None:
        """The subject of the sentence before, where nobody else was spoken of since."""
        before = self._before
        if before is None or any(m.end <= char and m.kind not in _NO_GROUPS for m in self._here(sentence)):
            return None
        if isinstance(before, str):
            return before
        return before.key if _agrees(before, plural) else None

    def _here(self, sentence: Sentence) -> Sequence[Named]:
        return self._by_sentence.get(sentence.index, ())

    def _at(self, sentence: Sentence, token: Token) -> Named | None:
        """The mention that a token heads."""
        char = sentence.char(token)
        headed = [m for m in self._here(sentence) if m.head == char]
        return min(headed, key=lambda m: m.end - m.start, default=None)


def _is_quoted(sentence: Sentence, token: Token) -> bool:
    """Whether a quotation that the sentence opens is not yet closed."""
    return sum(t.text in _MARKS for t in token.doc[sentence.first : token.i]) % 2 == 1


def _agrees(named: Named, plural: bool) -> bool:
    """Whether "they", or "it", can stand for a mention."""
    return named.kind not in _NO_GROUPS and (plural == named.plural or named.kind == "armed_group")


def _person(
    sentence: Sentence, char: int, by_sentence: dict[int, list[Named]], found: dict[int, str], barred: set[str]
) -> str | None:
    here = by_sentence.get(sentence.index, ())
    same = [m for m in here if m.kind == "person" and m.end <= char and m.key not in barred]
    if same:
        return _only(same)
    before = [m for m in by_sentence.get(sentence.index - 1, ()) if m.kind == "person" and m.key not in barred]
    if before:
        return _only(before)
    people = found.get(sentence.index - 1)
    known = people is not None and people not in barred and people in _keys(by_sentence, "person")
    return people if known else None


def _keys(by_sentence: dict[int, list[Named]], kind: str) -> set[str]:
    return {m.key for mentions in by_sentence.values() for m in mentions if m.kind == kind}


def _only(mentions: Sequence[Named]) -> str | None:
    keys = {m.key for m in mentions}
    if len(keys) == 1:
        return next(iter(keys))
    subjects = {m.key for m in mentions if m.subject}
    return next(iter(subjects)) if len(subjects) == 1 else None


def _carried(
    sentence: Sentence, char: int, by_sentence: dict[int, list[Named]], carried: tuple[int, str] | None
) -> str | None:
    """ "It says … Last month it claimed …": the group that the pronoun stood for in the sentence before, while nobody
    else is spoken of.
    """
    if carried is None or sentence.index - carried[0] > 1:
        return None
    told, key = carried
    since = [m for i in (told, sentence.index) for m in by_sentence.get(i, ()) if m.kind not in _NO_GROUPS]
    return key if all(m.key == key or not m.subject or m.start > char for m in since) else None


def _group(sentence: Sentence, char: int, plural: bool, by_sentence: dict[int, list[Named]]) -> str | None:
    same = [m for m in by_sentence.get(sentence.index, ()) if m.end <= char and m.kind not in _NO_GROUPS]
    options = same or [m for m in by_sentence.get(sentence.index - 1, ()) if m.kind not in _NO_GROUPS]
    subjects = [
        m
        for m in options
        if m.subject and (plural == m.plural or (not plural and not m.plural) or m.kind == "armed_group")
    ]
    keys = {m.key for m in subjects}
    if len(keys) != 1:
        return None
    others = {m.key for m in options} - keys
    return next(iter(keys)) if not others or not same else None
