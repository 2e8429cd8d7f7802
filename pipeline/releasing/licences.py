"""Which texts a published release may show: by the licence that raw/sources.toml states, and by nothing else.

A text without a licence, or with one that is not in the list, stays out: its rows keep offsets and hash. Licences
that forbid changes or commercial use are not in the list, since the dataset that would carry the text allows both.
"""

from __future__ import annotations

import re

OPEN = (
    r"cc0( 1\.0)?( universal)?",
    r"cc[ -]by([ -]sa)?[ -]?([1-4]\.\d)?( international| unported| \w+)?",
    r"(creative commons )?attribution( share-?alike)? [1-4]\.\d( international| unported)?",
    r"public domain( mark| dedication)?( 1\.0)?|pdm( 1\.0)?|pddl( 1\.0)?|unlicense",
    r"odc[ -]by( 1\.0)?|ogl([ -]uk)?[ -]?([1-3]\.0)?|open government licence( v?[1-3]\.0)?",
)
"""Regular expressions of licences that let anybody show the text and the dataset that holds it. Lower case."""

_OPEN = re.compile("|".join(f"(?:{p})" for p in OPEN))


def may_show(licence: str | None) -> bool:
    """Whether a text under that licence may stand in a published release. None (nothing known) is no."""
    return bool(licence) and _OPEN.fullmatch(" ".join(str(licence).lower().split())) is not None
