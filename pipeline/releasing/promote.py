"""Versions of the release, and the steps by which a new one takes the place of the last.

A release is made aside, in a folder whose name starts with a point, and gets its name by one rename. `latest` and the
database follow, each by one rename. A process that is killed between two of these leaves a whole release behind; the
next build completes what is missing (`settle`) and removes what was left aside.

Not here: what a release holds (`candidate`, `database`).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.releasing import database
from pipeline.releasing.storage import flush, link, write_aside

DATABASE = "conflict_ledger.duckdb"
CANDIDATE = ".candidate"
WORK = ".work"
_VERSION = re.compile(r"v([1-9]\d*)")
_ASIDE = re.compile(r"\..+\.\d+(\.wal)?")


class NoRelease(LookupError):
    """There is no release where one is asked for. The message says what to do."""


def versions(outputs: Path) -> list[str]:
    """The releases there are, oldest first."""
    folder = outputs / "releases"
    found = [
        int(m.group(1)) for p in (folder.iterdir() if folder.is_dir() else ()) if (m := _VERSION.fullmatch(p.name))
    ]
    return [f"v{n}" for n in sorted(found)]


def newest(outputs: Path) -> Path | None:
    """The folder of the newest release, if there is one."""
    found = versions(outputs)
    return outputs / "releases" / found[-1] if found else None


def next_version(outputs: Path) -> str:
    """The name that the next release gets."""
    found = versions(outputs)
    return f"v{int(found[-1][1:]) + 1}" if found else "v1"


def release_folder(outputs: Path, name: str = "latest") -> Path:
    """The folder of a release by its name ("v3", "latest") or by its path. Raises NoRelease."""
    path = Path(name)
    for folder in (outputs / name if name == "latest" else outputs / "releases" / name, path):
        if (folder / "documents.parquet").is_file():
            return folder.resolve()
    known = ", ".join(versions(outputs)) or "none yet; make one with: conflict-ledger build"
    raise NoRelease(f"no release {name!r} in {outputs} (there are: {known})")


@contextmanager
def locked(outputs: Path, waiting: Callable[[], object] = lambda: None, timeout: float = -1) -> Iterator[None]:
    """Holds the folder against other builds; calls `waiting` once where another one holds it, then waits.

    The lock belongs to the process and dies with it. Raises filelock.Timeout after `timeout` seconds, if not negative.
    """
    outputs.mkdir(parents=True, exist_ok=True)
    lock = FileLock(outputs / ".lock", is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire(timeout=timeout)
    try:
        yield
    finally:
        lock.release()


def clean(outputs: Path) -> None:
    """Removes what a killed build left aside. Only for the holder of the lock."""
    shutil.rmtree(outputs / CANDIDATE, ignore_errors=True)
    for folder in (outputs, outputs / "releases", outputs / WORK):
        for path in folder.iterdir() if folder.is_dir() else ():
            if _ASIDE.fullmatch(path.name) and (path.is_symlink() or not path.is_dir()):
                path.unlink(missing_ok=True)


def promote(outputs: Path, candidate: Path, version: str) -> Path:
    """Gives a finished candidate its name, in one rename. The candidate must lie on the same disk."""
    target = outputs / "releases" / version
    target.parent.mkdir(parents=True, exist_ok=True)
    for path in sorted(candidate.rglob("*"), reverse=True):
        flush(path)
    flush(candidate)
    candidate.rename(target)
    flush(target.parent)
    return target


def settle(outputs: Path) -> Path:
    """Has `latest` and the database show the newest release; changes nothing where they do. Raises NoRelease."""
    folder = newest(outputs)
    if folder is None:
        raise NoRelease(f"no release in {outputs}")
    latest = outputs / "latest"
    target = f"releases/{folder.name}"
    if not latest.is_symlink() or latest.readlink() != Path(target):
        link(latest, target)
    shown = outputs / DATABASE
    if database.release_of(shown) != database.fingerprint(folder):
        write_aside(shown, lambda aside: database.build(folder, aside))
        flush(outputs)
    return folder
