"""What a user can set, with its defaults: folders, worker processes, the size limit, the language model.

Each setting can be given on the command line, in Dagster's launchpad, or in the environment (CONFLICT_LEDGER_ and its
name in capitals). Not here: what is done with them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PREFIX = "CONFLICT_LEDGER_"
MAX_BYTES = 5 * 1024 * 1024


class Unusable(ValueError):
    """A call or its input cannot be used. The message says what to mend."""


@dataclass(frozen=True, slots=True)
class Settings:
    """raw and outputs: folders; workers: processes that read, 0 for one a core up to four; max_bytes: the largest file
    that is read; model: the name or path of a spaCy pipeline in place of our own."""

    raw: Path = Path("raw")
    outputs: Path = Path("outputs")
    workers: int = 0
    max_bytes: int = MAX_BYTES
    model: str | None = None


def default(name: str) -> str | None:
    """What the environment says of a setting, if anything."""
    return os.environ.get(PREFIX + name.upper()) or None


def whole(value: str | int | None, name: str, fallback: int, least: int = 0) -> int:
    """A whole number, or `fallback` where there is none. Raises Unusable."""
    if value is None:
        return fallback
    try:
        number = int(value)
    except ValueError:
        raise Unusable(f"{name} must be a whole number, not {value!r}") from None
    if number < least:
        raise Unusable(f"{name} must be at least {least}, not {number}")
    return number


def settings(
    raw: str | Path | None = None,
    outputs: str | Path | None = None,
    workers: str | int | None = None,
    max_bytes: str | int | None = None,
    model: str | None = None,
) -> Settings:
    """The settings of a call: what it names, else the environment, else the defaults. Raises Unusable."""
    return Settings(
        raw=Path(raw or default("raw") or "raw"),
        outputs=Path(outputs or default("outputs") or "outputs"),
        workers=whole(workers if workers is not None else default("workers"), "workers", 0),
        max_bytes=whole(max_bytes if max_bytes is not None else default("max_bytes"), "max_bytes", MAX_BYTES, 1),
        model=model or default("model"),
    )


def processes(workers: int, documents: int) -> int:
    """How many processes read that many documents: a process of its own pays only from some twenty documents on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = workers or min(cores, 4)
    return max(1, min(wanted, documents // 20 + 1))
