"""Which types of event may be one event: families and circles, read from knowledge/resolving_types.toml.

Here belongs the nearness of two event types. Not here: any other feature of a pair (`scoring`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

#: What is often told without a date because it stands for years: a policy.
STANDING = frozenset({"government_decision"})
WEEKS = 60  # days by which papers differ on what takes weeks


@cache
def _load() -> tuple[dict[str, str], dict[str, frozenset[str]], frozenset[str], frozenset[str]]:
    name = "resolving_types.toml"
    data = tomllib.loads(files("pipeline.knowledge").joinpath(name).read_text(encoding="utf-8"))
    family: dict[str, str] = {}
    members = {**data["family"], **{t: [t] for t in data["alone"]["types"]}}
    for label, types in members.items():
        for event_type in types:
            if event_type in family:
                raise ValueError(f"{name}: {event_type} stands in {family[event_type]} and in {label}; keep one")
            family[event_type] = label
    near: dict[str, set[str]] = {t: set() for t in family}
    for label, types in data["circles"].items():
        for event_type in types:
            if event_type not in family:
                raise ValueError(f"{name}: circle {label} holds {event_type}, which is in no family")
            near[event_type].update(types)
    rare, slow = (frozenset(data[label]["types"]) for label in ("rare", "slow"))
    if odd := sorted((rare | slow) - set(family)):
        raise ValueError(f"{name}: rare or slow holds {odd[0]}, which is in no family")
    return family, {t: frozenset(others) for t, others in near.items()}, rare, slow


def slow(event_type: str) -> bool:
    """Whether such an event takes weeks and a whole country, so that papers give it different days and no town."""
    return event_type in _load()[3]


def family(event_type: str) -> str:
    """The family a type is compared within; an unlisted type is its own family."""
    return _load()[0].get(event_type, event_type)


def nearness(a: str, b: str) -> str:
    """The level of the feature "type".

    same | same_rare (a type that seldom happens twice) | near (papers use both words for one event) | far (one
    family) | foreign (never one event).
    """
    families, near, rare, _ = _load()
    if a == b:
        return "same_rare" if a in rare else "same"
    if b in near.get(a, frozenset()):
        return "near"
    return "far" if families.get(a, a) == families.get(b, b) else "foreign"
