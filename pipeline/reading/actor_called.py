"""Names that a noun for bodies makes one: "the daily X", "X, a local charity".

Here belong the few words before and behind an unknown name. Not here: names whose own words say what they are, or what
the parser takes for organisations (`actor_organisations`), and people (`person_beside`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.reading.actor_organisations import OrganisationName
from pipeline.reading.actor_runs import Page, Run, pieces
from pipeline.reading.person_titles import Labelled

# Kinds whose nouns make a name of what stands beside them, and nouns of those kinds that stand before much else.
_KINDS_CALLED = frozenset({"media", "company", "ngo", "think_tank"})
_VAGUE = frozenset({"press", "church", "union", "bank", "monitor", "college", "university"})
_LONGEST_CALLED = 4


def called(page: Page, runs: Iterable[Run], known: Mapping[int, Labelled], taken: set[int]) -> list[OrganisationName]:
    """Names that a noun for bodies stands before, or behind as an apposition: "the daily X", "X, a local charity"."""
    found = []
    for run in runs:
        for first, last in pieces(run, taken):
            if last - first > _LONGEST_CALLED or any(i in known and not known[i].weak for i in range(first, last)):
                continue
            kind = _called_before(page, first) or called_behind(page, last)
            if kind is not None and page.words[first].stem not in page.data.titles:
                found.append(OrganisationName(page.words[first].start, page.words[last - 1].stem_end, kind))
    return found


def _called_before(page: Page, first: int) -> str | None:
    for size in (3, 2, 1):
        if first - size < 0 or any(page.gap(i) != " " for i in range(first - size, first)):
            continue
        words = page.words[first - size : first]
        described = page.data.descriptors.get(" ".join(w.key for w in words))
        if described is None or any(w.capital for w in words):
            continue
        plain = described.number == "collective" and described.kind in _KINDS_CALLED and words[-1].key not in _VAGUE
        return described.kind if plain else None
    return None


def called_behind(page: Page, last: int) -> str | None:
    """The kind of body that an apposition behind a name says it is ("X, a local charity"); None where it says none."""
    if last >= len(page.words) or page.gap(last - 1).strip(' ”’"') != "," or page.words[last].key not in {"a", "an"}:
        return None
    for i in range(last + 1, min(last + 6, len(page.words))):
        if page.gap(i - 1) not in {" ", "-"}:
            return None
        for size in (2, 1):
            described = page.data.descriptors.get(" ".join(page.keys(i - size + 1, i + 1)))
            if described is not None and described.number == "collective" and described.kind in _KINDS_CALLED:
                return described.kind
    return None
