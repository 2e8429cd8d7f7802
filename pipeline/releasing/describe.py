"""The writers that describe a release, as `extras` runs them: each takes the candidate and adds its files.

Here belongs only the step from the candidate to what each writer needs. Not here: any file's content.
"""

from __future__ import annotations

from pipeline.releasing.about import Release
from pipeline.releasing.accuracy import write_accuracy
from pipeline.releasing.candidate import Candidate
from pipeline.releasing.cards import write_cards
from pipeline.releasing.changes import write_changes
from pipeline.releasing.croissant import write_croissant
from pipeline.releasing.dictionary import write_dictionary
from pipeline.releasing.explorer.render import write_explorer
from pipeline.releasing.package import write_package


def describe(candidate: Candidate) -> None:
    """Adds every describing file to a candidate's folder. The explorer comes last: it shows what the others say."""
    release = Release(candidate.folder, candidate.version)
    write_changes(release, candidate.previous)
    write_dictionary(release)
    write_package(release)
    write_croissant(release)
    write_accuracy(release)
    write_cards(release)
    write_explorer(release)
