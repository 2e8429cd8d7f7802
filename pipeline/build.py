"""One whole build in this process: Dagster's job `build`, run without a server, with its progress told to a person.

Here belongs running the job and saying how it ended. Not here: what the job does (`assets`), or the command's words
(`cli`).
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

import dagster as dg
import pandas as pd
from dagster._core.errors import DagsterAssetCheckFailedError
from tqdm import tqdm

from pipeline.assets.release import Released
from pipeline.configuration import Settings
from pipeline.definitions import defs
from pipeline.io import WorkFolder
from pipeline.readers import Read
from pipeline.releasing import promote
from pipeline.resources import Ledger

STEPS = {
    "documents": "finding the texts",
    "readings": "reading",
    "resolving": "merging across documents",
    "writing": "writing and checking tables",
    "release": "releasing",
}


class Failed(Exception):
    """The data did not pass. The message names what, where and why."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    version: str
    new: bool
    documents: int
    kept: int
    quarantine: tuple[tuple[str, str, str], ...]  # file, reason, detail
    rows: dict[str, int]
    seconds: float


class Told:
    """Progress as a person sees it: a bar on a terminal, lines elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.bar: Any = None
        self.terminal = stream.isatty()
        self.said = 0.0

    def step(self, name: str) -> None:
        self.close()
        self.say(STEPS.get(name, name))

    def documents(self, done: int, total: int) -> None:
        if self.terminal:
            if self.bar is None:
                self.bar = tqdm(total=total, unit=" documents", file=self.stream, leave=True, dynamic_ncols=True)
            self.bar.update(done - self.bar.n)
        elif done == total or time.monotonic() - self.said > 10:
            self.said = time.monotonic()
            self.say(f"  {done} of {total} documents")

    def say(self, text: str) -> None:
        print(text, file=self.stream, flush=True)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
            self.bar = None


@contextmanager
def _quiet() -> Iterator[None]:
    """Dagster without telemetry and without a home of its own."""
    before = os.environ.get("DAGSTER_DISABLE_TELEMETRY")
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["DAGSTER_DISABLE_TELEMETRY"]
        else:
            os.environ["DAGSTER_DISABLE_TELEMETRY"] = before


def build(settings: Settings, told: Told | None = None) -> Built:
    """Builds everything, holding the outputs folder against other builds. Raises Failed where a check does not pass,
    and
    what the steps raise where the input cannot be used."""
    told = told or Told(sys.stderr)
    started = time.monotonic()
    with promote.locked(
        settings.outputs, lambda: told.say(f"another build is at work in {settings.outputs}: waiting for it")
    ):
        promote.clean(settings.outputs)
        try:
            return _run(settings, told, started)
        finally:
            told.close()
            promote.clean(settings.outputs)


def _run(settings: Settings, told: Told, started: float) -> Built:
    ledger = Ledger.of(settings)
    run_id = str(uuid.uuid4())
    with _quiet(), dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        try:
            result = defs.resolve_job_def("build").execute_in_process(
                instance=instance,
                run_id=run_id,
                resources={"ledger": ledger, "io_manager": WorkFolder(ledger=ledger), "progress": told},
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
                raise_on_error=True,
            )
        except DagsterAssetCheckFailedError:
            raise Failed("\n".join(_failed(instance, run_id))) from None
    read: Read = result.asset_value("readings")
    quarantine: pd.DataFrame = result.asset_value("quarantine")
    released: Released = result.asset_value("release")
    counts = {
        event.asset_key.to_user_string(): int(str(event.materialization.metadata["dagster/row_count"].value))
        for event in result.get_asset_materialization_events()
        if event.asset_key is not None and "dagster/row_count" in event.materialization.metadata
    }
    return Built(
        released.version,
        released.new,
        len(read.readings),
        read.kept,
        tuple(quarantine[["file", "reason", "detail"]].itertuples(index=False, name=None)),
        counts,
        time.monotonic() - started,
    )


def _failed(instance: dg.DagsterInstance, run_id: str) -> Iterator[str]:
    """The checks that blocked the release, each with what it found."""
    for entry in instance.all_logs(run_id):
        event = entry.dagster_event
        if event is None or event.event_type != dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            continue
        found = event.asset_check_evaluation_data
        if not found.passed and found.blocking:
            question = found.check_name.replace("_", " ")
            yield f"{found.asset_key.to_user_string()}: {question}:\n{found.description or ''}"
