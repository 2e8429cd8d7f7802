"""Who is meant within one text: describing phrases that stand for an actor already named.

Here belongs the decision alone. Not here: finding names and phrases (`persons`, `descriptions`), pronouns (`pronouns`),
or other documents.

A phrase is joined to an actor only where one fits: by its head noun ("the ministry" to "Ministry of Health", "the
mayor" to the person with that title), or by its kind ("the militants", "the terror group" to the one armed group
that the text names, or to the one named in the sentences just before). Words beside the noun that nobody explains
("foreign militants") stand against it; another country excludes it. What is joined to nothing stays an actor of its
own; phrases with the same words are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reading.actor_data import listed
from pipeline.reading.descriptions import Described
from pipeline.reading.lexicon_text import fold_name

WINDOW = 3  # sentences in which a group stays in mind
_DOMINANT = 0.6
# Nouns for the people of a body that another noun names.
BODIES = dict(pair.split("=") for pair in listed("bodies"))  # "policemen" -> "police"
_OWNING = frozenset({"armed_group", "state_force"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention whose actor is known. nouns: folded head words of the actor's names and titles ("ministry",
    "general")."""

    start: int
    end: int
    head: int
    sentence: int
    key: str
    kind: str
    country: str | None
    nouns: frozenset[str]
    plural: bool = False
    subject: bool = False


def resolve(
    described: Sequence[Described],
    named: Sequence[Named],
    national: Callable[[Described], str | None] = lambda _: None,
) -> list[str | None]:
    """For each describing phrase the key of the actor that it stands for; None where it is an actor of its own.

    `national` says which country's body a bare phrase means ("the army"), where the text leaves one.
    Phrases of their own with the same words share the key that the first of them has ("d:" and its offset).
    """
    order = sorted(range(len(described)), key=lambda i: described[i].start)
    keys: list[str | None] = [None] * len(described)
    own: dict[tuple[str, str | None], str] = {}
    by_noun: dict[str, list[tuple[Described, str]]] = {}
    police = any("police" in n.nouns for n in named) or any("polic" in p.noun for p in described)
    bodies = {**BODIES, "officers": "police" if police else "army"}
    groups = len({n.key for n in named if n.kind == "armed_group"})
    fuller = _fuller((described[i] for i in order), named)
    for i in order:
        phrase = described[i]
        if phrase.same_as is not None:
            keys[i] = named[phrase.same_as].key
            continue
        if phrase.group is not None and phrase.of_group:
            keys[i] = named[phrase.group].key
            continue
        if phrase.owned:
            key = _owner(phrase, named) or (_by_kind(phrase, named) if groups == 1 else None)
        else:
            key = (
                _by_noun(phrase, named, by_noun, bodies)
                or _same_words(phrase, by_noun)
                or _by_kind(phrase, named)
                or _only_such(phrase, fuller)
            )
        if key is None and not phrase.owned and (key := national(phrase)) is not None:
            by_noun.setdefault(bodies.get(phrase.noun, phrase.noun), []).append((phrase, key))
        if key is None:
            label = (fold_name(phrase.name), phrase.country)
            single = not phrase.plural and phrase.descriptor.number != "collective" and not phrase.definite
            if label in own and not single:
                key = own[label]
            else:
                key = f"d:{phrase.start}"
                own.setdefault(label, key)
            by_noun.setdefault(bodies.get(phrase.noun, phrase.noun), []).append((phrase, key))
        keys[i] = key
    return keys


def _fits_country(phrase: Described, other: str | None) -> bool:
    return phrase.country is None or other is None or phrase.country == other


def _same_words(phrase: Described, by_noun: dict[str, list[tuple[Described, str]]]) -> str | None:
    """One described before with all the words of a definite phrase, and more ("the Luran militia" for "a U.S.-backed,
    Luran-led militia")."""
    if not phrase.definite or phrase.bare or phrase.descriptor.number != "collective":
        return None
    words = set(fold_name(phrase.name).split())
    keys = {
        key
        for earlier, key in by_noun.get(phrase.noun, ())
        if words <= set(fold_name(earlier.name).split()) and _fits_country(phrase, earlier.country)
    }
    return next(iter(keys)) if len(keys) == 1 else None


def _by_noun(
    phrase: Described,
    named: Sequence[Named],
    by_noun: dict[str, list[tuple[Described, str]]],
    bodies: Mapping[str, str],
) -> str | None:
    """An actor named or described before with the same head noun, where the phrase adds nothing to it."""
    if not phrase.bare or phrase.descriptor.row == "never" or phrase.group is not None:
        return None
    if phrase.counted and phrase.noun not in bodies:
        return None
    if not (phrase.definite or phrase.descriptor.number == "collective" or phrase.plural):
        return None
    single = phrase.descriptor.number != "collective" and not phrase.plural
    noun = bodies.get(phrase.noun, phrase.noun)
    fitting = [n for n in named if n.start < phrase.start and _has_noun(n, noun) and _fits_country(phrase, n.country)]
    if single:
        fitting = [n for n in fitting if n.kind == "person"]
    else:
        kinds = phrase.descriptor.refers | {phrase.descriptor.kind}
        fitting = [n for n in fitting if n.kind in kinds]
    earlier = [
        (d, key)
        for d, key in by_noun.get(noun, ())
        if (d.plural == phrase.plural or noun != phrase.noun or d.descriptor.number == "collective")
        and _fits_country(phrase, d.country)
    ]
    if fitting and (not earlier or fitting[-1].start > earlier[-1][0].start):
        return max(fitting, key=lambda n: n.start).key
    if earlier and (phrase.definite or not single):
        distinct = {key for _, key in earlier}
        if len(distinct) == 1 or phrase.definite:
            return earlier[-1][1]
    return None


def _has_noun(named: Named, noun: str) -> bool:
    return noun in named.nouns or (noun.rpartition(" ")[2] in named.nouns and " " not in noun)


def _owner(phrase: Described, named: Sequence[Named]) -> str | None:
    """The group whose own people "its troops" are: the only subject before it in its sentence, or in the one before."""
    if phrase.descriptor.kind not in {"armed_group", "state_force"} or phrase.descriptor.number == "person":
        return None
    if phrase.descriptor.number == "members" and not phrase.plural:
        return None
    for sentence in (phrase.sentence, phrase.sentence - 1):
        keys = {n.key: n.kind for n in named if n.sentence == sentence and n.end <= phrase.start and n.subject}
        if keys:
            return next((k for k, kind in keys.items() if kind in _OWNING), None) if len(keys) == 1 else None
    return None


def _fuller(phrases: Iterable[Described], named: Sequence[Named]) -> dict[str, set[str]]:
    """Keys by head noun: populations that their words tell from others ("Tellin farmers"), groups by their own
    people's noun."""
    first: dict[tuple[str, str | None], str] = {}
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        if phrase.plural and phrase.group is not None and phrase.of_group:
            found.setdefault(phrase.noun, set()).add(named[phrase.group].key)
        if (
            phrase.bare
            or phrase.owned
            or phrase.group is not None
            or not _of_many(phrase)
            or phrase.same_as is not None
        ):
            continue
        key = first.setdefault((fold_name(phrase.name), phrase.country), f"d:{phrase.start}")
        found.setdefault(phrase.noun.rpartition(" ")[2], set()).add(key)
    return found


def _of_many(phrase: Described) -> bool:
    """Whether a phrase is of a population or a force, and of more than one of it."""
    if phrase.descriptor.kind == "civilians":
        return phrase.plural
    return phrase.descriptor.kind == "state_force" and phrase.descriptor.number == "collective"


def _only_such(phrase: Described, fuller: dict[str, set[str]]) -> str | None:
    """The one population, or the one group by its people, with the phrase's head noun, wherever in the text it
    stands."""
    if not phrase.bare or phrase.descriptor.row != "always" or not (phrase.plural or _of_many(phrase)):
        return None
    keys = fuller.get(phrase.noun, set()) or fuller.get(phrase.noun.rpartition(" ")[2], set())
    return next(iter(keys)) if len(keys) == 1 else None


def _by_kind(phrase: Described, named: Sequence[Named]) -> str | None:
    """The one actor of a kind that the phrase can stand for."""
    descriptor = phrase.descriptor
    if not descriptor.refers or phrase.group is not None or "person" in descriptor.refers:
        return None
    single = descriptor.number == "members" and not phrase.plural
    if single or not phrase.bare or (descriptor.number == "collective" and not phrase.definite):
        return None
    options = [n for n in named if n.kind in descriptor.refers and _fits_country(phrase, n.country)]
    keys = Counter(n.key for n in options)
    if not keys:
        return None
    if "government" in descriptor.refers:
        states = {n.key for n in options if n.key.endswith(".government") and n.start < phrase.start}
        return next(iter(states)) if len(states) == 1 and (phrase.definite or keys.total() == 1) else None
    if "state_force" in descriptor.refers:
        return _national(phrase, options) if len(keys) == 1 and phrase.definite else None
    if descriptor.id == "groups":
        if not phrase.definite or phrase.plural:
            return None
        near = [n for n in options if n.start < phrase.start and n.sentence >= phrase.sentence - WINDOW]
        armed = [n for n in near if n.kind == "armed_group"]
        return _nearest(phrase, armed or near, named)  # news of conflict calls armed groups so before all others
    if len(keys) == 1:
        return next(iter(keys))
    near = [n for n in options if phrase.sentence - WINDOW < n.sentence <= phrase.sentence and n.start < phrase.start]
    close = {n.key for n in near}
    if len(close) == 1 and (phrase.definite or keys[next(iter(close))] > 1):
        return next(iter(close))
    top, times = keys.most_common(1)[0]
    if times >= _DOMINANT * sum(keys.values()) and times > 2 and (top in close or not close):
        return top
    return _nearest(phrase, near, named) if phrase.definite else None


def _national(phrase: Described, options: Sequence[Named]) -> str | None:
    before = [n for n in options if n.start < phrase.start]
    return before[-1].key if before else None


def _nearest(phrase: Described, options: Sequence[Named], named: Sequence[Named]) -> str | None:
    """The last of some mentions: a subject of the latest sentence before other mentions in it."""
    if not options:
        return None
    latest = max(n.sentence for n in options)
    last = [n for n in options if n.sentence == latest]
    subjects = [n for n in last if n.subject]
    return (subjects or last)[-1].key
