"""What a counted noun is a unit of: persons, a known measure, or the noun itself.

Here belongs the reading of pipeline/knowledge/units.toml and the questions asked of it. Not here: finding the noun
(`quantities`) or numbers (`quantity_words`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lemminflect import getAllInflections, getInflection, getLemma

from pipeline.language.lemmas import listed_lemma

UNITS = Path(__file__).parent.parent / "knowledge" / "units.toml"


_TABLES = (
    *("currency", "named_before", "street", "tolls", "strong", "concrete", "function_words", "between", "harm"),
    *("outcome", "persons", "unit"),
)


@dataclass(frozen=True, slots=True)
class Units:
    """units.toml, ready for use: unit and kind by singular noun, nouns and endings of people, lists of names."""

    by_word: dict[str, tuple[str, str]]
    currency: dict[str, str]
    person_nouns: frozenset[str]
    person_plurals: frozenset[str]
    states: frozenset[str]
    endings: tuple[str, ...]
    never: frozenset[str]
    tools: frozenset[str]
    named_before: frozenset[str]
    street: frozenset[str]
    tolls: frozenset[str]
    strong: frozenset[str]
    concrete: frozenset[str]
    function_words: frozenset[str]
    between: frozenset[str]
    harm: tuple[str, ...]
    outcomes: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=2)
def units(source: Path = UNITS) -> Units:
    """Load and validate the units.

    Raises ValueError, naming the file and the mend, where a table is missing or a word stands for two units.
    """
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    for table in _TABLES:
        if not data.get(table):
            raise ValueError(f"{source}: the table '{table}' is missing; add it")
    by_word: dict[str, tuple[str, str]] = {}
    for row in data["unit"]:
        for word in row["words"]:
            if word in by_word:
                raise ValueError(f"{source}: '{word}' stands for {by_word[word][0]} and {row['id']}; keep one")
            by_word[word] = (row["id"], row["kind"])
    people = data["persons"]
    return Units(
        by_word=by_word,
        currency={sign.lower(): row["id"] for row in data["currency"] for sign in row["signs"]},
        person_nouns=frozenset(people["nouns"]),
        person_plurals=frozenset(people["plurals"]),
        states=frozenset(people["states"]),
        endings=tuple(people["endings"]),
        never=frozenset(people["not"]),
        tools=frozenset(people["tools"]),
        named_before=frozenset(data["named_before"]),
        street=frozenset(data["street"]),
        tolls=frozenset(data["tolls"]),
        strong=frozenset(data["strong"]),
        concrete=frozenset(data["concrete"]),
        function_words=frozenset(data["function_words"]),
        between=frozenset(data["between"]),
        harm=tuple(data["harm"]),
        outcomes=tuple((row["id"], tuple(row["stems"])) for row in data["outcome"]),
    )


@lru_cache(maxsize=20000)
def singular(noun: str) -> str:
    """The singular of a noun in lower case ("policemen" -> "policeman"); the noun itself where it has none."""
    return listed_lemma(noun, "NOUN").lower()


@lru_cache(maxsize=20000)
def plural(noun: str) -> str:
    """The plural of a singular noun in lower case."""
    forms = getInflection(noun, tag="NNS")
    return str(forms[0]) if forms else noun


@lru_cache(maxsize=20000)
def is_person(noun: str, capitalised: bool = False) -> bool:
    """Whether a noun (any number, lower case) denotes people; a capitalised plural that no list knows is a demonym."""
    u = units()
    if noun in u.person_plurals or noun in u.person_nouns:
        return True
    lemma = singular(noun)
    if lemma in u.person_nouns:
        return True
    if lemma in u.by_word or lemma in u.never or noun in u.never:
        return False
    if "-of-" in lemma:
        return is_person(lemma.split("-", 1)[0])
    tail = lemma.rsplit("-", 1)[-1]
    if tail != lemma and (tail in u.person_nouns or tail in u.person_plurals):
        return True
    if any(lemma.endswith(e) and len(lemma) > len(e) + 2 for e in u.endings) or _doer(lemma):
        return True
    return capitalised and _demonym(noun)


def _demonym(noun: str) -> bool:
    """Whether a capitalised plural that no list knows names a people: by its ending, or since no dictionary has it."""
    if noun.endswith(("ans", "ese", "ish", "ites", "is", "i")):
        return True
    return noun.endswith("s") and not noun.endswith("ss") and not getLemma(noun, upos="NOUN", lemmatize_oov=False)


def _doer(lemma: str) -> bool:
    """Whether a noun in -er or -or is made of a verb and names no tool ("looter" of "loot", "surveyor" of "survey")."""
    if not lemma.endswith(("er", "or")) or len(lemma) < 5 or lemma in units().tools:
        return False
    stem = lemma[:-2]
    stems = {
        stem,
        stem + "e",
        lemma[:-3] + "y" if lemma.endswith("ier") else stem,
        stem[:-1] if stem[-1] == stem[-2] else stem,
    }
    return any(getAllInflections(s, upos="VERB") for s in stems)


@lru_cache(maxsize=20000)
def unit_of(noun: str, capitalised: bool = False) -> tuple[str, str]:
    """(unit, kind) of a counted noun in lower case; kind is persons, event, time, length, … or other."""
    u = units()
    for word in (noun, singular(noun)):
        if word in u.by_word:
            return u.by_word[word]
    if is_person(noun, capitalised):
        return "persons", "persons"
    return plural(singular(noun)), "other"
