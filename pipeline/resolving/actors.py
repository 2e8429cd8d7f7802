"""Actors across documents: one row for all the names of one actor.

Here belongs gathering the actors of all readings by key and making their rows. Not here: when two names are one
actor (`pipeline.resolving.actor_keys`), or actors within one document (`pipeline.reading.actors`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.reading.identifiers import identifier
from pipeline.reading.lexicon import load_lexicon
from pipeline.reading.lexicon_text import fold_name
from pipeline.reading.records import LocalActor, Reading
from pipeline.resolving.actor_keys import context_of, key_of
from pipeline.resolving.records import ActorRow

#: Kinds of listed actors of which documents have names of their own choice; a state's bodies, people and countries keep
#: the list's, however they are written.
_CALLED_IN_MANY_WAYS = frozenset({"armed_group"})


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """The actors of a corpus. `actor_of` maps (document_id, key of the reading's actor) to actor_id."""

    actors: tuple[ActorRow, ...]
    actor_of: Mapping[tuple[str, str], str]


@dataclass(slots=True)
class _Gathered:
    """What the documents say of one actor."""

    names: Counter[str] = field(default_factory=Counter)
    spelled: Counter[str] = field(default_factory=Counter)  # the names that documents give a listed actor
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    wikidata: str | None = None
    knowledge: str | None = None
    parents: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    mentions: int = 0


def actor_id_of(parts: Iterable[str]) -> str:
    """The identifier of the actor whose key has these parts."""
    return identifier("actor", *parts)


def resolve_actors(readings: Sequence[Reading]) -> ActorResolution:
    """One actor for all its names. The order of the readings makes no difference, and no document changes another's
    identifiers."""
    gathered: dict[str, _Gathered] = {}
    actor_of: dict[tuple[str, str], str] = {}
    for reading in readings:
        _gather(reading, gathered, actor_of)
    rows = [_row(actor_id, found, gathered) for actor_id, found in sorted(gathered.items())]
    return ActorResolution(tuple(rows), actor_of)


def _gather(reading: Reading, gathered: dict[str, _Gathered], actor_of: dict[tuple[str, str], str]) -> None:
    context = context_of(reading)
    document = context.document_id
    mentions = Counter(m.actor_key for m in reading.mentions)
    written: dict[str, Counter[str]] = {}
    for m in reading.mentions:
        if m.form == "name":
            written.setdefault(m.actor_key, Counter())[" ".join(m.text.split())] += 1
    seen: set[str] = set()
    for actor in reading.actors:
        parts = key_of(actor, context)
        actor_id = actor_of[document, actor.key] = actor_id_of(parts)
        found = gathered.setdefault(actor_id, _Gathered())
        times = mentions[actor.key]
        found.names[_name(actor, parts)] += max(times, 1)
        if parts[0] == "listed":
            found.spelled.update(written.get(actor.key, ()))
        found.kinds[actor.kind] += max(times, 1)
        if actor.country:
            found.countries[actor.country] += 1
        found.wikidata = found.wikidata or actor.wikidata_id
        found.knowledge = found.knowledge or (parts[1] if parts[0] == "listed" else None)
        found.documents += actor_id not in seen
        found.mentions += times
        seen.add(actor_id)
    for actor in reading.actors:
        if actor.parent_key and not actor.parent_key.startswith("k:"):
            parent = actor_of.get((document, actor.parent_key))
            if parent is not None and parent != actor_of[document, actor.key]:
                gathered[actor_of[document, actor.key]].parents[parent] += 1
        elif actor.parent_key and actor.knowledge_id is None:
            gathered[actor_of[document, actor.key]].parents[actor_id_of(("listed", actor.parent_key[2:]))] += 1


def _name(actor: LocalActor, parts: tuple[str, ...]) -> str:
    """The name of a listed actor is the list's, however a document spells it."""
    if parts[0] == "listed" and actor.knowledge_id is None:
        return load_lexicon().actor_entry(parts[1]).name
    return actor.name


def _row(actor_id: str, found: _Gathered, gathered: Mapping[str, _Gathered]) -> ActorRow:
    name = _most(found.names)
    assert name is not None
    kind, country, wikidata = _most(found.kinds) or "", _most(found.countries), found.wikidata
    parent = next(
        (p for p, _ in sorted(found.parents.items(), key=lambda p: (-p[1], p[0])) if p in gathered and p != actor_id),
        None,
    )
    if found.knowledge is not None:
        entry = load_lexicon().actor_entry(found.knowledge)
        kind, country, wikidata = entry.kind, entry.country, entry.wikidata
        name = _as_written(name, found.spelled) if kind in _CALLED_IN_MANY_WAYS else name
        parent = _ancestor(entry.parent, gathered)
    return ActorRow(actor_id, name, kind, country, parent, wikidata, found.documents, found.mentions)


def _as_written(listed: str, spelled: Mapping[str, int]) -> str:
    """The list's name where a document has it; else the fullest, then the commonest of those that documents have."""
    if not spelled or fold_name(listed) in {fold_name(form) for form in spelled}:
        return listed
    plain = [form for form in spelled if not (form.isupper() and " " in form)] or [*spelled]
    return max(plain, key=lambda form: (len(fold_name(form).split()), spelled[form], form))


def _most(counts: Counter[str]) -> str | None:
    """The most frequent value; the longest, then the first in order among equals."""
    return min(counts, key=lambda v: (-counts[v], -len(v), v), default=None)


def _ancestor(knowledge_id: str | None, gathered: Mapping[str, _Gathered]) -> str | None:
    """The nearest listed ancestor that the corpus speaks of."""
    lexicon = load_lexicon()
    for _ in range(8):
        if knowledge_id is None:
            return None
        actor_id = actor_id_of(("listed", knowledge_id))
        if actor_id in gathered:
            return actor_id
        try:
            knowledge_id = lexicon.actor_entry(knowledge_id).parent
        except KeyError:
            return None
    return None
