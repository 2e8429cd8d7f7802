"""Dagster's jobs: one a purpose."""

import dagster as dg

from pipeline.releasing import promote
from pipeline.releasing.publish import publish
from pipeline.resources import Ledger

BUILD = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    description="Everything from raw/ to the release, with all checks.",
    executor_def=dg.in_process_executor,
)


class Publication(dg.Config):
    """Where a release goes, and which one."""

    target: str
    release: str = "latest"


@dg.op(description="Copies a release to a folder or an object store, whole or not at all; latest.json names it last.")
def publish_release(context: dg.OpExecutionContext, config: Publication, ledger: Ledger) -> str:
    """Gives where the release stands."""
    folder = promote.release_folder(ledger.settings.outputs, config.release)
    done = publish(folder, config.target, context.log.info)
    context.instance.add_run_tags(context.run_id, {"conflict-ledger/release": done.version})
    context.add_output_metadata({
        "version": done.version, "where": done.where, "files sent": done.sent, "files there already": done.kept,
        "bytes sent": done.bytes_sent, "latest.json names it": done.latest,
    })
    return done.where


@dg.job(
    name="publish", description="The newest release, or one that is named, to where others fetch it.",
    executor_def=dg.in_process_executor,
)
def _publish() -> None:
    publish_release()


PUBLISH = _publish
