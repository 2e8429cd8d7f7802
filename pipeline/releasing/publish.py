"""A release copied to a place where others fetch it: a folder, or a URL of an object store.

What is there afterwards: releases/<version>/ with every file of the release, its SHA256SUMS written last, and
latest.json, which names the newest version and is written after everything else. Whoever follows latest.json, or
takes only folders that hold a SHA256SUMS, never sees half a release. In a folder the release comes in by one rename
as well.

An upload that was broken off is taken up again: what is there with the right content stays. Every file is read back and
held against its hash. Not here: making a release.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import fs as arrow_fs

from pipeline.releasing.about import NAME
from pipeline.releasing.database import SUMS
from pipeline.releasing.storage import sha256_of

POINTER = "latest.json"
CHUNK = 8 * 1024 * 1024
TRIES = 3
WAIT = 0.5
"""Seconds before a failed file is tried again; doubled each time."""

_VERSION = re.compile(r"v([1-9]\d*)")

Tell = Callable[[str], object]


class PublishError(Exception):
    """The release cannot be published as it is, or what arrived is not what was sent. The message says what to do."""


class BadTargetError(ValueError):
    """The target names no place that can be written. The message says what to mend."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication came to: files sent and kept, and whether latest.json names this version now."""

    version: str
    where: str
    sent: int
    kept: int
    bytes_sent: int
    latest: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A file system, and the path in it below which everything is written."""

    system: Any
    root: str

    def path(self, *parts: str) -> str:
        return "/".join([self.root.rstrip("/"), *parts])

    @property
    def renames(self) -> bool:
        """Whether a folder can be moved in one step."""
        return isinstance(self.system, arrow_fs.LocalFileSystem)


def publish(release: Path, target: str, tell: Tell = lambda line: None) -> Published:
    """Copies a release folder to a target and has latest.json name it. `tell` hears a line for each file.

    Raises BadTargetError, PublishError, OSError.
    """
    version = release.name
    if not _VERSION.fullmatch(version):
        raise PublishError(f"{release} is no released version: its folder must be named v1, v2 and so on")
    sums = _sums(release)
    place = _open(target)
    final = place.path("releases", version)
    there = _read(place, f"{final}/{SUMS}")
    listed = (release / SUMS).read_bytes()
    sent = kept = volume = 0
    if there is not None and there != listed:
        raise PublishError(f"{final} holds another {version}: a published release never changes; publish a new version")
    complete = there is not None
    folder = place.path("releases", f".{version}.uploading") if place.renames and not complete else final
    place.system.create_dir(folder, recursive=True)
    for name, digest in (*sums.items(), (SUMS, hashlib.sha256(listed).hexdigest())):
        source = release / name
        size = source.stat().st_size
        if _holds(place, f"{folder}/{name}", size, digest):
            kept += 1
            continue
        tell(f"{name} ({size:,} bytes)")
        _send(place, source, f"{folder}/{name}", digest)
        sent, volume = sent + 1, volume + size
    if folder != final:
        place.system.move(folder, final)
    return Published(version, final, sent, kept, volume, _point(place, version, listed))


def _sums(release: Path) -> dict[str, str]:
    """The files of a release with their hashes, in the order of SHA256SUMS. Raises PublishError where one is not as
    listed.
    """
    path = release / SUMS
    if not path.is_file():
        raise PublishError(f"{release} is no finished release: it has no {SUMS}")
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if not (release / name).is_file():
            raise PublishError(f"{release / name} is listed in {SUMS} and missing: build the release again")
        if sha256_of(release / name) != digest:
            raise PublishError(f"{release / name} is not as {SUMS} lists it: build the release again")
        found[name] = digest
    return found


def _open(target: str) -> _Place:
    """The file system of a target: a local path, a URL that Arrow knows (s3, gs, hdfs, file), or one that fsspec
    knows.
    """
    if "://" not in target:
        return _Place(arrow_fs.LocalFileSystem(), Path(target).expanduser().absolute().as_posix())
    try:
        return _Place(*arrow_fs.FileSystem.from_uri(target))
    except pa.ArrowInvalid as error:
        unknown = error
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(target)
    except ImportError as error:
        raise BadTargetError(f"{target}: {error}; install that package beside {NAME}") from None
    except ValueError:
        raise BadTargetError(f"{target}: {unknown}") from None
    return _Place(arrow_fs.PyFileSystem(arrow_fs.FSSpecHandler(system)), path)


def _send(place: _Place, source: Path, path: str, digest: str) -> None:
    """Writes a file and reads it back. Tries again where the store fails; raises PublishError where what arrived
    differs.
    """
    for attempt in range(TRIES):
        try:
            place.system.create_dir(path.rpartition("/")[0], recursive=True)
            with source.open("rb") as data, place.system.open_output_stream(path) as out:
                while chunk := data.read(CHUNK):
                    out.write(chunk)
            if _digest(place, path) == digest:
                return
            failed: Exception = PublishError(f"{path}: what arrived differs from what was sent; publish again")
        except OSError as error:
            failed = error
        if attempt + 1 < TRIES:
            time.sleep(WAIT * 2**attempt)
    raise failed


def _holds(place: _Place, path: str, size: int, digest: str) -> bool:
    info = place.system.get_file_info(path)
    return info.type == arrow_fs.FileType.File and info.size == size and _digest(place, path) == digest


def _digest(place: _Place, path: str) -> str:
    found = hashlib.sha256()
    for chunk in _chunks(place, path):
        found.update(chunk)
    return found.hexdigest()


def _chunks(place: _Place, path: str) -> Iterator[bytes]:
    with place.system.open_input_stream(path) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _read(place: _Place, path: str) -> bytes | None:
    if place.system.get_file_info(path).type != arrow_fs.FileType.File:
        return None
    return b"".join(_chunks(place, path))


def _point(place: _Place, version: str, sums: bytes) -> bool:
    """Has latest.json name this version, unless it names a newer one; says whether it names this one now."""
    path = place.path(POINTER)
    before = _read(place, path)
    if before is not None:
        try:
            newest = int(_VERSION.fullmatch(json.loads(before)["version"])[1])  # type: ignore[index]
        except (ValueError, KeyError, TypeError):
            raise PublishError(f"{path} is not a pointer of ours: move it away, or publish elsewhere") from None
        if newest > int(version.removeprefix("v")):
            return False
    said = {
        "dataset": NAME,
        "version": version,
        "path": f"releases/{version}",
        "sums": f"releases/{version}/{SUMS}",
        "sha256": hashlib.sha256(sums).hexdigest(),
    }
    text = (json.dumps(said, indent=1) + "\n").encode()
    if before == text:
        return True
    aside = f"{path}.new" if place.renames else path
    with place.system.open_output_stream(aside) as out:
        out.write(text)
    if aside != path:
        place.system.move(aside, path)
    return True
