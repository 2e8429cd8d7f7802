"""Writing files so that nobody ever sees half of one.

Here belong the few moves that everything durable is made of: write aside, flush, rename. Not here: what is written.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Asks the system to have a file or a folder's entries on disk before anything later."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_aside(path: Path, write: Callable[[Path], object]) -> None:
    """Has `write` fill a file beside `path`, then puts it in its place in one step.

    The name of the file beside it starts with a point and ends with the process, so that two never share one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(aside)
        flush(aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Writes a text file in one step, UTF-8, lines ended by a line feed."""
    write_aside(path, lambda aside: aside.write_text(text, encoding="utf-8", newline="\n"))


def link(path: Path, target: str) -> None:
    """Makes `path` a relative symbolic link to `target` in one step, whatever it linked to before."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    aside.symlink_to(target)
    aside.replace(path)
    flush(path.parent)


def empty(folder: Path) -> Path:
    """A new empty folder in place of whatever stood there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
