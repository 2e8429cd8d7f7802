"""The words of speech: which verbs, nouns and phrases say that somebody said something.

Here belongs the reading of pipeline/knowledge/speech.toml, its forms, and lookups. Not here: where in a sentence the
speaker and the words said are (`statement_acts`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lemminflect import getAllInflections

SPEECH = Path(__file__).parent.parent / "knowledge" / "speech.toml"
TAKES = frozenset({"clause", "that", "object", "infinitive", "for", "plea", "name", "aside", "quote"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb (or phrase) of speech: its id, what it takes, whether it can introduce a quotation, the words behind the
    first one, and words right behind it that make it another verb ("hail from")."""

    lemma: str
    takes: frozenset[str]
    quotes: bool
    tail: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Speech:
    """speech.toml, ready for use: verbs by form, phrases by their first form, and the noun lists."""

    verbs: dict[str, Verb]
    sourced: dict[str, Verb]
    phrases: dict[str, tuple[Verb, ...]]
    source_nouns: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    viewpoints: frozenset[str]
    adjuncts: frozenset[str]
    bodies: frozenset[str]
    forms: frozenset[str]
    openers: frozenset[str]


@lru_cache(maxsize=2)
def speech(source: Path = SPEECH) -> Speech:
    """Load and validate the words of speech.

    Raises ValueError, naming the file and the mend, where a table is missing, an id stands twice or `takes` is unknown.
    """
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    for table in ("verb", "sourced", "source_noun", "phrase", "according", "viewpoint", "adjunct", "body"):
        ids = [row.get("id") for row in data.get(table, [])]
        if not ids or None in ids or len(set(ids)) != len(ids):
            raise ValueError(
                f"{source}: table '{table}' is missing, or has an entry without an id or an id twice; mend it"
            )
    verbs: dict[str, Verb] = {}
    for row in data["verb"]:
        verb = Verb(row["id"], _takes(row, source), row.get("quotes", True), (), frozenset(row.get("unless", [])))
        for form in forms(row["id"]):
            verbs.setdefault(form, verb)
    phrases: dict[str, list[Verb]] = {}
    sourced: dict[str, Verb] = {}
    for row in data["phrase"]:
        takes = _takes(row, source)
        verb = Verb(row["id"], takes, "quote" in takes, tuple(row["words"][1:]))
        for form in forms(row["words"][0]):
            phrases.setdefault(form, []).append(verb)
    for row in data["sourced"]:
        takes = _takes(row, source) if "takes" in row else frozenset({"clause", "object"})
        verb = Verb(row["id"], takes, takes == {"quote"})
        sourced.update((form, verb) for form in forms(row["id"]))
    according = tuple(sorted((tuple(row["words"]) for row in data["according"]), key=len, reverse=True))
    return Speech(
        verbs=verbs,
        sourced=sourced,
        phrases={form: tuple(sorted(vs, key=lambda v: -len(v.tail))) for form, vs in phrases.items()},
        source_nouns=frozenset(row["id"] for row in data["source_noun"]),
        according=according,
        viewpoints=frozenset(form for row in data["viewpoint"] for form in (row["id"], row["id"] + "s")),
        adjuncts=frozenset(row["id"] for row in data["adjunct"]),
        bodies=frozenset(row["id"] for row in data["body"]),
        forms=frozenset(verbs) | frozenset(sourced) | frozenset(phrases),
        openers=frozenset(p[0] for p in according),
    )


def _takes(row: dict[str, list[str]], source: Path) -> frozenset[str]:
    takes = frozenset(row["takes"])
    if not takes or takes - TAKES:
        raise ValueError(f"{source}: '{row['id']}' takes {sorted(takes)}; use {', '.join(sorted(TAKES))}")
    return takes


@lru_cache(maxsize=1000)
def forms(lemma: str) -> frozenset[str]:
    """All forms of a verb, the lemma included ("say", "says", "said", "saying")."""
    if lemma == "be":
        return frozenset({"be", "is", "are", "was", "were", "been", "being", "am"})
    found = {form.lower() for tags in getAllInflections(lemma, upos="VERB").values() for form in tags}
    return frozenset(found | {lemma})
