"""What assets are given from outside: the settings of a run, and whom to tell how far it is.

Not here: what is done with them.
"""

from pathlib import Path
from typing import Protocol, Self

import dagster as dg

from pipeline.configuration import MAX_BYTES, Settings


class Ledger(dg.ConfigurableResource):
    """The settings of a run, as the launchpad shows them."""

    raw: str = "raw"
    outputs: str = "outputs"
    workers: int = 0
    max_bytes: int = MAX_BYTES
    model: str | None = None

    @property
    def settings(self) -> Settings:
        return Settings(Path(self.raw), Path(self.outputs), self.workers, self.max_bytes, self.model)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            raw=str(settings.raw),
            outputs=str(settings.outputs),
            workers=settings.workers,
            max_bytes=settings.max_bytes,
            model=settings.model,
        )


class Progress(Protocol):
    """Told of a build's steps as they happen."""

    def step(self, name: str) -> None:
        """A step begins."""

    def documents(self, done: int, total: int) -> None:
        """So many documents of so many are read."""

    def say(self, text: str) -> None:
        """Something a person should know."""


class Silent:
    """Tells nobody; Dagster's own log has it all."""

    def step(self, name: str) -> None: ...

    def documents(self, done: int, total: int) -> None: ...

    def say(self, text: str) -> None: ...
