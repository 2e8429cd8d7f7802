"""From a folder of raw texts to decoded documents, and to the list of files that cannot be one.

Here belong finding the files, decoding them and refusing them with a reason. Not here: what the text says
(`layout` and what follows it), the sidecar's checks (`sources`), or tables.

A document's text is the decoded file as it stands: no Unicode normalisation, no change of line ends, so that offsets
hold for anybody who decodes the file the same way.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from pipeline.reading.identifiers import identifier
from pipeline.reading.records import Document, Source
from pipeline.reading.sources import FILE_NAME, read_sources

MAX_BYTES = 5 * 1024 * 1024
REASONS = {
    "empty": "the file holds no text",
    "binary": "the file holds bytes that no text has",
    "encoding": "the file is not UTF-8, and its encoding cannot be told with confidence",
    "too_large": "the file is larger than the limit",
    "duplicate": "another file has the same content",
    "unreadable": "the file cannot be opened",
    "outside": "the file is a symbolic link that leaves the folder",
    "invalid_name": "the file's name is no valid text",
}
"""Every reason code of the quarantine, and what it says."""

_LEAST_LETTERS = 0.5  # share of letters, marks, digits, spaces and common signs below which a decoding is not believed
_WESTERN, _MOST_CHAOS = "cp1252", 0.1
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that was not read. `reason` is a key of REASONS; sha256 is null where the bytes could not be read."""

    file: str
    sha256: str | None
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Ingest:
    """The documents of a folder, sorted by path, and the files refused, sorted likewise."""

    documents: tuple[Document, ...]
    quarantined: tuple[Quarantined, ...]


class _RefusalError(Exception):
    """A file cannot become a document; carries reason, detail and, where known, the hash."""

    def __init__(self, reason: str, detail: str, sha256: str | None = None) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.sha256 = reason, detail, sha256


def read_folder(raw: Path, max_bytes: int = MAX_BYTES) -> Ingest:
    """Reads every *.txt below `raw`, at any depth.

    Raises NotADirectoryError where `raw` is no folder, PermissionError where it cannot be listed, and
    `sources.SourcesError` where `raw/sources.toml` cannot be used.
    """
    if not raw.is_dir():
        raise NotADirectoryError(f"{raw} is no folder: name the folder that holds the texts, or make it")
    documents: list[Document] = []
    refused: list[Quarantined] = []
    paths, closed = _text_files(raw)
    refused += [Quarantined(name, None, "unreadable", detail) for name, detail in closed]
    sources = read_sources(raw / FILE_NAME, {_shown(p) for p in paths})
    first: dict[str, str] = {}
    inside = os.path.realpath(raw)
    for name in paths:
        shown = _shown(name)
        try:
            data = _content(raw, inside, name, max_bytes)
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in first:
                raise _RefusalError("duplicate", f"same content as {first[sha256]}", sha256)
            text, encoding = _decode(data, sha256)
        except _RefusalError as no:
            refused.append(Quarantined(shown, no.sha256, no.reason, no.detail))
            continue
        first[sha256] = shown
        source = sources.get(shown, Source())
        documents.append(Document(identifier("doc", sha256), shown, sha256, text, source, encoding))
    return Ingest(tuple(documents), tuple(sorted(refused, key=lambda q: q.file)))


def _text_files(raw: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Paths of the text files relative to `raw`, sorted, and the folders that cannot be listed with the reason."""
    found: list[str] = []
    closed: list[tuple[str, str]] = []
    pending = [""]
    while pending:
        below = pending.pop()
        try:
            entries = list(os.scandir(raw / below if below else raw))
        except OSError as error:
            if not below:
                raise
            closed.append((_shown(below) + "/", f"the folder cannot be listed: {error.strerror}"))
            continue
        for entry in entries:
            name = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append(name)
            elif entry.name.lower().endswith(".txt"):
                found.append(name)
    return sorted(found), sorted(closed)


def _shown(name: str) -> str:
    """A path as text: bytes that are no UTF-8 stand as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _content(raw: Path, inside: str, name: str, max_bytes: int) -> bytes:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raise _RefusalError("invalid_name", "the name is not UTF-8: rename the file") from None
    if any(ord(c) < 32 or ord(c) == 127 for c in name):
        raise _RefusalError("invalid_name", "the name holds control characters: rename the file")
    path = raw / name
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            target = os.path.realpath(path)
            if target != inside and not target.startswith(inside + os.sep):
                raise _RefusalError("outside", "a symbolic link that leads out of the folder: copy the file instead")
            status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _RefusalError("unreadable", "it is no regular file")
        if status.st_size > max_bytes:
            raise _RefusalError("too_large", f"{status.st_size} bytes, the limit is {max_bytes}")
        return path.read_bytes()
    except OSError as error:
        raise _RefusalError("unreadable", error.strerror or type(error).__name__) from None


def _decode(data: bytes, sha256: str) -> tuple[str, str]:
    """The text and the name of its encoding. A byte order mark stays in the text as its first character."""
    if not data.strip():
        raise _RefusalError("empty", "no bytes" if not data else "nothing but white space", sha256)
    bom16 = data[:2] in (b"\xff\xfe", b"\xfe\xff") and len(data) % 2 == 0
    if not bom16 and (at := _control(data)) is not None:
        raise _RefusalError("binary", f"byte {data[at]:#04x} at position {at}", sha256)
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        text, encoding = _legacy(data, error, sha256)
    if not text.strip("\ufeff\u200b \t\r\n\f\u00a0"):
        raise _RefusalError("empty", "nothing but white space", sha256)
    return text, encoding


def _control(data: bytes) -> int | None:
    """The position of the first control byte, or nothing."""
    kept = data.translate(None, bytes(_CONTROLS))
    if len(kept) == len(data):
        return None
    return next(i for i, byte in enumerate(data) if byte in _CONTROLS)


def _legacy(data: bytes, error: UnicodeDecodeError, sha256: str) -> tuple[str, str]:
    """Decodes a file of another encoding, where charset-normalizer is sure of it."""
    from charset_normalizer import from_bytes

    where = f"byte {data[error.start]:#04x} at position {error.start} is no UTF-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise _RefusalError("encoding", f"{where}, and it is no UTF-16", sha256) from None
    matches = list(from_bytes(data))
    best = [m for m in matches if (m.chaos, m.coherence) == (matches[0].chaos, matches[0].coherence)]
    # Single-byte encodings of one family explain a Western text equally well: the commonest of them wins.
    western = any(_WESTERN in m.could_be_from_charset for m in best)
    sure = bool(best) and best[0].chaos <= _MOST_CHAOS and (western or best[0].coherence > 0)
    encoding = _WESTERN if western else best[0].encoding if best else ""
    if not sure or not _plausible(text := data.decode(encoding)):
        raise _RefusalError("encoding", f"{where}; save the file as UTF-8", sha256)
    return text, encoding


def _plausible(text: str) -> bool:
    """Whether characters beyond ASCII stand where words have them: a confident guess can still be a wrong one."""
    beyond = [c for c in text if ord(c) > 127]
    good = sum(c.isalpha() or c in "‘’“”–—…€£«»•°·©®\u00a0" for c in beyond)
    return not beyond or good / len(beyond) >= _LEAST_LETTERS
