"""What every description of the dataset says of it: name, title, authors, licences, how to cite.

Here belong facts that the data package, the Croissant file, the cards, the dictionary and the explorer share. Not here:
what is in a table (`schemas`), or any file's form.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

NAME = "conflict-ledger"
TITLE = "Conflict Ledger"
SUMMARY = "Conflict events, actors, figures and statements from news texts, each with the exact words it rests on."
DESCRIPTION = (
    "Conflict Ledger codes what news texts report: events with their actors, places, dates and tolls; every figure "
    "with its claimant; every statement with its speaker. Each row points to the characters it rests on, in a document "
    "that is named. Reports of one event by several publishers are merged, and each merge states its score and reasons."
)
CREATORS = ("The Conflict Ledger authors",)
KEYWORDS = (
    "armed conflict",
    "event data",
    "political violence",
    "casualties",
    "news",
    "information extraction",
    "evidence",
)
DATA_LICENCE = "CC-BY-4.0"
DATA_LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Release:
    """One release that is being written: its folder, its version ("v3") and the code's ("0.1.0").

    There is no date in it on purpose: the same raw files and the same code give the same bytes.
    """

    folder: Path
    version: str
    code_version: str = metadata.version("conflict-ledger")

    @property
    def number(self) -> str:
        """The version as semantic versioning writes it: the third release is "3.0.0"."""
        return f"{self.version.removeprefix('v')}.0.0"

    @property
    def citation(self) -> str:
        """How to cite this release, in a line."""
        named = f"{CREATORS[0]}. {TITLE}, release {self.version} (code {self.code_version})"
        return f"{named}. Data set, {DATA_LICENCE_TITLE}."
