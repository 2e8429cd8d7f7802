"""Reading many documents: kept readings first, the rest in as many processes as asked for, in the documents' order.

Here belongs who reads what and when. Not here: what reading is (`pipeline.reading.reader`), or where readings are kept
(`cache`). The result does not depend on the number of processes.
"""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.cache import Cache
from pipeline.configuration import Unusable, processes
from pipeline.reading.ingest import Quarantined
from pipeline.reading.records import Document, Reading

Done = Callable[[int, int], object]
"""Told after each document: how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Read:
    """The readings in the documents' order, the documents that could not be read, and how many readings were kept
    ones."""

    readings: tuple[Reading, ...]
    failed: tuple[Quarantined, ...]
    kept: int


_nlp: Any = None


def _start(model: str | None) -> None:
    """Loads the language pipeline, once a process."""
    global _nlp
    from pipeline.language import load

    _nlp = load(model)


def _read(document: Document) -> Reading | Quarantined:
    """One reading; where the reader fails on a document, the reason, so that the others are read."""
    from pipeline.reading.reader import read

    try:
        return read(document, _nlp)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {error} ({Path(where.filename).name}, line {where.lineno})"
        return Quarantined(document.file, document.sha256, "failed", " ".join(detail.split()))


def read_all(
    documents: Sequence[Document],
    cache: Cache,
    workers: int = 0,
    model: str | None = None,
    done: Done = lambda n, of: None,
) -> Read:
    """Reads every document, or finds its kept reading. Raises Unusable where the language pipeline cannot be loaded
    or a
    process dies."""
    found: dict[str, Reading | Quarantined] = {}
    for document in documents:
        if (reading := cache.find(document)) is not None:
            found[document.document_id] = reading
    kept = len(found)
    done(kept, len(documents))
    missing = [d for d in documents if d.document_id not in found]
    for document, result in _results(missing, processes(workers, len(missing)), model):
        if isinstance(result, Reading):
            cache.keep(result)
        found[document.document_id] = result
        done(len(found), len(documents))
    cache.prune(documents)
    in_order = [found[d.document_id] for d in documents]
    return Read(
        tuple(r for r in in_order if isinstance(r, Reading)),
        tuple(r for r in in_order if isinstance(r, Quarantined)),
        kept,
    )


def _results(
    documents: Sequence[Document], count: int, model: str | None
) -> Iterator[tuple[Document, Reading | Quarantined]]:
    if not documents:
        return
    if count == 1:
        _load(model)
        for document in documents:
            yield document, _read(document)
        return
    # The longest first, so that no process is left with a long one at the end.
    queue = sorted(documents, key=lambda d: (-len(d.text), d.file))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_start, initargs=(model,)) as pool:
        try:
            waiting = {pool.submit(_read, d): d for d in queue}
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        except BrokenProcessPool:
            pool.shutdown(cancel_futures=True)
            raise Unusable(
                "a reading process could not start or died, most often for want of memory: try again with --workers 1, "
                "which also shows the cause"
            ) from None


def _load(model: str | None) -> None:
    try:
        _start(model)
    except (OSError, ImportError, ValueError) as error:
        raise Unusable(f"the language pipeline {model or 'of this project'} cannot be loaded: {error}") from error
