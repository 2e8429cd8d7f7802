"""The vocabulary of places: nouns, prepositions and abbreviations, read and checked.

Here belong pipeline/knowledge/place_words.toml and us_states.csv and the patterns made of them. Not here: names
of places.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.reading.lexicon_data import FOLDER, KnowledgeError, rows

_PRECISIONS = ("town", "area", "admin1", "site")
_CLASSES = ("containing", "locative", "directions", "papers", "organisations", "streets", "people")
_UP = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u0102\u0104\u0106\u010c\u010e\u0110\u0112\u0118\u011a\u011e\u0130\u013d\u0141\u0143\u0147"
    "\u0150\u0158\u015a\u015e\u0160\u0162\u0164\u016a\u016e\u0170\u0179\u017b\u017d"
)
_LETTERS = r"[^\W\d_]"
_RUN = re.compile(_LETTERS + "+")
CAPITALISED = rf"[{_UP}]{_LETTERS}*(?:['’‘ʼ]{_LETTERS}+)*"
_PARTICLE = (
    r"(?:de la|de las|de los|del|de|la|las|los|el|al|an|ar|as|ash|az|es|e|do|da|dos|di|du|le|les|of the|bin|ibn|ben|umm"
    r"|abu)"
)
NAME = (
    rf"(?:(?:al|ash|ad|el|umm|abu)[- ]|(?:an|ar|as|at|az|es|ez)-)?{CAPITALISED}"
    rf"(?:[- ]{CAPITALISED}|[- ]{_PARTICLE}[- ]{CAPITALISED}){{0,3}}"
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """nouns: a noun's precision. The other fields are the classes of place_words.toml; states: abbreviation to name."""

    nouns: dict[str, str]
    containing: frozenset[str]
    locative: frozenset[str]
    directions: frozenset[str]
    papers: frozenset[str]
    organisations: frozenset[str]
    streets: frozenset[str]
    people: frozenset[str]
    states: dict[str, str]
    of_name: re.Pattern[str]
    name_noun: re.Pattern[str]
    state_after: re.Pattern[str]
    opening: frozenset[str]

    def may_stand(self, text: str) -> bool:
        """Whether a text holds the first word of any noun, singular or plural: a quick test before the patterns."""
        return not self.opening.isdisjoint(_RUN.findall(text.lower()))


def read_place_words(
    file: Path = FOLDER / "place_words.toml", states_file: Path = FOLDER / "us_states.csv"
) -> PlaceWords:
    """Read and check the vocabulary."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{file.name}: {error}") from error
    if set(data.get("nouns", {})) != set(_PRECISIONS) or set(data.get("words", {})) != set(_CLASSES):
        raise KnowledgeError(
            f"{file.name}: [nouns] needs {', '.join(_PRECISIONS)} and [words] needs {', '.join(_CLASSES)}"
        )
    nouns: dict[str, str] = {}
    for precision in _PRECISIONS:
        for noun in data["nouns"][precision]:
            if nouns.setdefault(noun, precision) != precision:
                raise KnowledgeError(f"{file.name}: {noun!r} stands under {nouns[noun]} and under {precision}")
    classes = {c: frozenset(data["words"][c]) for c in _CLASSES}
    states = {a: name for _, (short, name) in rows(states_file, 2) for a in short.split(";")}
    patterns = _patterns(nouns, states)
    return PlaceWords(
        nouns=nouns,
        states=states,
        containing=classes["containing"],
        locative=classes["locative"],
        directions=classes["directions"],
        papers=classes["papers"],
        organisations=classes["organisations"],
        streets=classes["streets"],
        people=classes["people"],
        of_name=patterns["of_name"],
        name_noun=patterns["name_noun"],
        state_after=patterns["state_after"],
        opening=frozenset(first + end for noun in nouns for first in _RUN.findall(noun)[:1] for end in ("", "s")),
    )


def _patterns(nouns: dict[str, str], states: dict[str, str]) -> dict[str, re.Pattern[str]]:
    # Longest first, so that "refugee camp" is not read as "camp"; a noun of a name may begin with a capital.
    each = "|".join(_noun(n) for n in sorted(nouns, key=len, reverse=True))
    short = "|".join(re.escape(s) for s in sorted(states, key=len, reverse=True))
    return {
        "of_name": re.compile(rf"\b(?P<noun>{each})s? (?:of|called|named|known as) (?:the )?(?P<name>{NAME})"),
        "name_noun": re.compile(rf"\b(?P<name>{NAME})(?:['’]s)?[ -](?P<noun>{each})\b(?!['’-])"),
        "state_after": re.compile(rf"(?<=[A-Za-z]), ?(?P<state>{short})(?![\w])"),
    }


def _noun(noun: str) -> str:
    return " ".join(f"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" for w in noun.split(" "))


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """The vocabulary, read once a process."""
    return read_place_words()
