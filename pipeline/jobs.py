"""Dagster's jobs: one a purpose."""

from __future__ import annotations

import dagster as dg

BUILD = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    description="Everything from raw/ to the release, with all checks.",
    executor_def=dg.in_process_executor,
)
