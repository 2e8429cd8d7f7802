"""Small classes of words that several readers share: days of the week, people in general.

Here belongs the reading of pipeline/knowledge/general_words.toml. Not here: vocabulary that one reader alone needs.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

GENERAL = Path(__file__).parent.parent / "knowledge" / "general_words.toml"


@cache
def _classes(source: Path = GENERAL) -> dict[str, frozenset[str]]:
    """Class id -> words. Raises ValueError, naming file and entry, where one is incomplete or an id stands twice."""
    classes: dict[str, frozenset[str]] = {}
    for entry in tomllib.loads(source.read_text(encoding="utf-8"))["class"]:
        if set(entry) != {"id", "says", "words"} or not entry["words"]:
            raise ValueError(
                f"{source.name}: {entry.get('id', 'a class')}: needs id, says and words; add what is missing"
            )
        if entry["id"] in classes:
            raise ValueError(f"{source.name}: {entry['id']}: the id stands twice; give each class its own")
        classes[entry["id"]] = frozenset(entry["words"])
    return classes


def general(*classes: str, source: Path = GENERAL) -> frozenset[str]:
    """The words of one or more classes together. Raises ValueError where there is none of that id."""
    known = _classes(source)
    if unknown := [name for name in classes if name not in known]:
        raise ValueError(f"{source.name}: no class {unknown[0]!r}; add it, or ask for one that is there")
    return frozenset().union(*(known[name] for name in classes))
