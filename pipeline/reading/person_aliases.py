"""Second names that a text gives somebody: "X, also known as Y", "X, whose real name is Y", "X, alias Y".

Here belong the words between two names that make them one person's. Not here: short forms of a name
(`actor_short_names`), which words are a name (`persons`), or acronyms of organisations (`actor_organisations`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.persons import PersonName

_ALIAS = re.compile(
    r"""[\s"”’']*,?[\s(]*
    (?:(?:who\s+is|who\s+was|is|was|and)\s+)?(?:also|better|widely|commonly|popularly|otherwise|sometimes|locally)?\s*
    (?:known\s+(?:only\s+)?as|called|nicknamed|alias|a\.?k\.?a\.?|dubbed|or|n[ée]e|born|codenamed|code-named
       |whose\s+(?:real|full|birth|true|given)\s+name\s+(?:is|was)|real\s+name:?|whose\s+(?:nickname|alias)\s+(?:is|was)
       |(?:whose\s+)?nom\s+de\s+guerre:?(?:\s+(?:is|was))?|whose\s+nom\s+de\s+guerre\s+(?:is|was))
    [\s"“‘']*""",
    re.VERBOSE,
)
_LONGEST = 60


def one_person(people: Sequence[tuple[str, PersonName]], raw: str) -> list[tuple[str, PersonName]]:
    """The same names with keys, but both names of one person under the key of the first."""
    ordered = sorted(people, key=lambda p: p[1].start)
    same: dict[str, str] = {}
    for (first_key, first), (second_key, second) in pairwise(ordered):
        begin = second.title_start if second.title_start is not None else second.start
        between = raw[first.end : begin]
        if first_key == second_key or second.entry is not None or len(between) > _LONGEST:
            continue
        if between.strip() == "or" or not _ALIAS.fullmatch(between):
            continue  # "X or Y" are two; "X, or Y," is one
        same.setdefault(second_key, same.get(first_key, first_key))
    return [(same.get(key, key), person) for key, person in people] if same else list(people)
