"""The files a release holds beside its tables: the list of their writers, in the order they run.

A writer is a function of the candidate that adds files to `candidate.folder`. It must be a pure function of what the
candidate holds, so that the same rows give the same bytes; no clock, no network. Imports stay inside the writers where
they are slow. Not here: the writers themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.releasing.candidate import Candidate

Writer = Callable[[Candidate], object]


def describe(candidate: Candidate) -> None:
    """Data package, Croissant, dictionary, changes, cards, accuracy, explorer."""
    from pipeline.releasing.describe import describe as write

    write(candidate)


WRITERS: tuple[Writer, ...] = (describe,)
