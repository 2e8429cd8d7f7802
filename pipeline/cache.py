"""Readings kept from build to build, by document and by the version of the reader.

Here belong the version of the reader, and how a reading is kept and found. Not here: reading (`readers`), or any table.

A kept reading is a file whose first line is the hash of the rest, written in one step; one that is damaged counts as
missing. Unpickling is held to the records of `pipeline.reading.records` and to dates, so a foreign file runs no code.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import io
import pickle
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pipeline
from pipeline.reading import records
from pipeline.reading.records import Document, Reading
from pipeline.releasing.storage import write_aside

_CODE = Path(pipeline.__file__).parent
_READER = ("reading", "language", "knowledge")
_PACKAGES = ("spacy", "thinc", "lemminflect", "numpy", "rapidfuzz")


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


@cache
def reader_version(model: str | None = None) -> str:
    """What tells one reader from another: its code, its knowledge, its weights, the packages it stands on."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {model}".encode())
    folders = [_CODE / part for part in _READER]
    if model and Path(model).is_dir():
        folders.append(Path(model))
    for folder in folders:
        for path in _files(folder):
            digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    for package in (*_PACKAGES, *([model] if model and not Path(model).exists() else [])):
        try:
            digest.update(f"\0{package}={importlib.metadata.version(package)}".encode())
        except importlib.metadata.PackageNotFoundError:
            digest.update(f"\0{package}=none".encode())
    return digest.hexdigest()[:16]


def document_version(document: Document) -> str:
    """What a reading depends on in its document: the text and what the sidecar says of it, not the file's name."""
    known = repr((document.sha256, document.encoding, document.source))
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Cache:
    """Readings in a folder, one file a document, in a folder of its own for each version of the reader."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder / version

    def _path(self, document: Document) -> Path:
        return self.folder / f"{document_version(document)}.reading"

    def find(self, document: Document) -> Reading | None:
        """The reading kept for a document, under the name the file has now; nothing where there is none or it is
        damaged."""
        try:
            data = self._path(document).read_bytes()
        except OSError:
            return None
        if data[:64] != hashlib.sha256(data[64:]).hexdigest().encode():
            return None
        try:
            reading = _Records(io.BytesIO(data[64:])).load()
        except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError):
            return None
        return replace(reading, document=document) if isinstance(reading, Reading) else None

    def keep(self, reading: Reading) -> None:
        """Keeps a reading, without the text it was read from."""
        document = reading.document
        data = pickle.dumps(replace(reading, document=replace(document, text="")), protocol=5)
        checked = hashlib.sha256(data).hexdigest().encode() + data
        write_aside(self._path(document), lambda aside: aside.write_bytes(checked))

    def prune(self, documents: Iterable[Document]) -> None:
        """Forgets readings by other versions of the reader, and of documents that are gone."""
        kept = {self._path(d).name for d in documents}
        for folder in self.folder.parent.iterdir() if self.folder.parent.is_dir() else ():
            for path in folder.iterdir() if folder.is_dir() else ():
                if folder != self.folder or path.name not in kept:
                    path.unlink(missing_ok=True)
            if folder.is_dir() and folder != self.folder:
                folder.rmdir()


class _Records(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == records.__name__ and isinstance(found := getattr(records, name, None), type):
            return found
        if (module, name) == ("datetime", "date"):
            return datetime.date
        raise pickle.UnpicklingError(f"{module}.{name} is no record of a reading")
