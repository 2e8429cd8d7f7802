"""Dagster's entry point: everything there is, named."""

import dagster as dg

from pipeline.assets.documents import ingest, readings
from pipeline.assets.release import candidate, release
from pipeline.assets.tables import TABLE_ASSETS, resolved
from pipeline.checks import CHECKS
from pipeline.configuration import settings
from pipeline.expectations import EXPECTATIONS
from pipeline.io import WorkFolder
from pipeline.jobs import BUILD, PUBLISH
from pipeline.resources import Ledger, Silent
from pipeline.sensors import raw_changed

_ledger = Ledger.of(settings())

defs = dg.Definitions(
    assets=[ingest, readings, resolved, *TABLE_ASSETS, candidate, release],
    asset_checks=[*CHECKS, *EXPECTATIONS],
    jobs=[BUILD, PUBLISH],
    sensors=[raw_changed],
    resources={"ledger": _ledger, "io_manager": WorkFolder(ledger=_ledger), "progress": Silent()},
    executor=dg.in_process_executor,
)
