"""Vocabulary that event reading shares with the other readers: nouns for people, words for weapons.

Here belongs putting these word lists together from pipeline/knowledge. Not here: trigger words
(`pipeline.reading.triggers`).
"""

from __future__ import annotations

import tomllib
from functools import cache

from pipeline.reading.general_words import general
from pipeline.reading.quantity_units import units
from pipeline.reading.triggers import KNOWLEDGE, noun_classes

_TOLLS = general("counted-dead", "tolls-alone", "other-people", "numbers-of-people", "no-party") | {"injury", "missing"}


@cache
def person_words() -> frozenset[str]:
    """Lemmas of common nouns for people and for bodies of people, the last word of longer ones."""
    words: set[str] = set()
    for path in sorted(KNOWLEDGE.glob("descriptors*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("descriptor", []):
            words.update(noun.lower() for noun in entry["nouns"] if " " not in noun)
    things = noun_classes()["thing"] | noun_classes()["site"] | noun_classes()["part"]
    return frozenset(words) | (units().person_nouns - things - _TOLLS)


@cache
def weapons_by_word() -> dict[str, str]:
    """Lemma or phrase (lower case) -> id of the weapon in pipeline/knowledge/weapons.toml."""
    entries = tomllib.loads((KNOWLEDGE / "weapons.toml").read_text(encoding="utf-8"))["weapon"]
    return {name.lower(): entry["id"] for entry in entries for name in entry["names"]}


@cache
def weapon_words() -> frozenset[str]:
    """Single words among the weapons' names."""
    return frozenset(word for word in weapons_by_word() if " " not in word)


@cache
def member_words() -> frozenset[str]:
    """Lemmas of nouns for people as members of something armed: "guerrilla", "soldier", "officer"; no word for a body
    of people."""
    words: set[str] = set(noun_classes()["member"])
    for path in sorted(KNOWLEDGE.glob("descriptors*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("descriptor", []):
            if entry["number"] != "collective" and entry["kind"] in ("armed_group", "state_force", "person"):
                words.update(noun.lower() for noun in entry["nouns"] if " " not in noun)
    return frozenset(words)
