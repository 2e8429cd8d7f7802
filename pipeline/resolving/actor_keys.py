"""What makes two names one actor across documents: a key of the name, and of its document where a name is not enough.

Here belongs the key of one actor of one document. Not here: gathering rows by key (`pipeline.resolving.actors`).

Two actors are one when their keys are equal; nothing is compared in pairs, so a new document can never change the
identifier that another document's actor has, and a corpus ten times as large takes ten times as long.

  listed     the identifier of pipeline/knowledge; what differs from a listed name by spelling alone counts as listed
  person     two words or more: given names and transliterations made alike, middle initials and Jr. left out; a single
             word is a person of its document only, and a surname alone never joins two documents
  named      the words of the name; where every country has a body of that name ("Ministry of Defence"), with the
             country, else the country of the document, else the document itself
  described  "Iraqi officials": the same words about the same country or named place; all else stays in its document
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from pipeline.reading.actor_data import CONNECTING, actor_data, generic, listed
from pipeline.reading.gazetteer import skeleton
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.lexicon_text import fold_name
from pipeline.reading.records import LocalActor, Reading

_NEAR, _NEAR_WORD = 0.955, 0.9
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_OPENERS = frozenset({"al", "el", "as", "ar", "ad", "an", "ash", "at", "az"})
# A country has many of these: without a place's name they are bodies of their document alone.
_LOCAL = listed("local")
_SHARE = 0.5  # of the countries a document speaks of, for one to be its own


@dataclass(frozen=True, slots=True)
class Context:
    """What an actor's key takes from its document."""

    document_id: str
    country: str | None


def context_of(reading: Reading) -> Context:
    """The document and the country that most of its places and listed actors lie in."""
    countries = Counter(m.country for m in reading.places if m.country)
    countries.update(a.country for a in reading.actors if a.country and a.knowledge_id)
    if not countries:
        return Context(reading.document.document_id, None)
    country, times = min(countries.items(), key=lambda c: (-c[1], c[0]))
    return Context(reading.document.document_id, country if times > _SHARE * countries.total() else None)


def key_of(actor: LocalActor, context: Context) -> tuple[str, ...]:
    """The parts of an actor's identifier. Equal parts are one actor."""
    if actor.knowledge_id is not None:
        return ("listed", actor.knowledge_id)
    words = tuple(fold_name(actor.name).split())
    if actor.key.startswith("d:"):
        return _described(actor, words, context)
    listed = _nearly_listed(words, actor.kind)
    if listed is not None:
        return ("listed", listed)
    if actor.kind == "person":
        plain = person_words(words)
        honoured = len(words) == 2 and fold_name(actor.title or "").split()[-1:] == [words[0]]  # "Father Tomas"
        return ("person", *plain) if len(plain) > 1 and not honoured else ("person", *plain, context.document_id)
    if not generic(words):
        return ("named", *(skeleton(w) or w for w in words if w not in _OPENERS | CONNECTING))
    if any(w in _LOCAL for w in words):
        return ("named", *words, context.document_id)
    return ("named", *words, actor.country or context.country or context.document_id)


def _described(actor: LocalActor, words: tuple[str, ...], context: Context) -> tuple[str, ...]:
    proper = any(w[:1].isupper() for w in actor.name.split()[1:]) or words[0] in load_lexicon().gazetteer
    if len(words) > 1 and actor.kind != "person" and (actor.country is not None or proper) and not actor.parent_key:
        return ("described", *words, actor.country or context.country or context.document_id)
    return ("described", context.document_id, actor.key)


def person_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name with spellings made alike: articles, middle initials, Jr. and doubled letters gone."""
    variants = _variants()
    kept = [w for w in words if w not in _OPENERS and w not in _SUFFIXES]
    inner = [w for i, w in enumerate(kept) if i in (0, len(kept) - 1) or len(w) > 1]
    return tuple(variants.get(w) or skeleton(w) or w for w in inner)


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    return {spelling: group.split()[0] for group in actor_data().variants for spelling in group.split()}


@lru_cache(maxsize=1)
def _listed_names() -> dict[tuple[str, int, bool], list[tuple[tuple[str, ...], str]]]:
    """Listed names of two words and more, by the skeleton of the last word, the number of words and whether a person
    bears them."""
    found: dict[tuple[str, int, bool], list[tuple[tuple[str, ...], str]]] = {}
    for actor in load_lexicon().actors.values():
        for name in actor.names:
            words = tuple(fold_name(name).split())
            if len(words) > 1:
                found.setdefault((words[0][:1], len(words), actor.kind == "person"), []).append((words, actor.actor_id))
    return found


@lru_cache(maxsize=65536)
def _nearly_listed(words: tuple[str, ...], kind: str) -> str | None:
    """The listed actor whose name differs from this one by spelling only; None where there is none, or more than
    one."""
    if len(words) < 2 or sum(map(len, words)) < 9 or generic(words):
        return None
    written = " ".join(words)
    near = {
        actor_id
        for other, actor_id in _listed_names().get((words[0][:1], len(words), kind == "person"), ())
        if JaroWinkler.similarity(written, " ".join(other), score_cutoff=_NEAR) and _word_by_word(words, other)
    }
    return next(iter(near)) if len(near) == 1 else None


def _word_by_word(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether each word differs by spelling at most; numbers and short words must be equal ("17th", "East" and
    "West")."""
    return all(
        x == y or (min(len(x), len(y)) > 4 and x[0] == y[0] and JaroWinkler.similarity(x, y) >= _NEAR_WORD)
        for x, y in zip(a, b, strict=True)
    )
