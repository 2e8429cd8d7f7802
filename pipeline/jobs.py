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
def publish_release(context: dg.OpExecutionContext, config: Publication, ledger: Ledger) -> None:
    """Tags the run with the release's version, and logs what was sent."""
    folder = promote.release_folder(ledger.settings.outputs, config.release)
    done = publish(folder, config.target, context.log.info)
    context.instance.add_run_tags(context.run_id, {"conflict-ledger/release": done.version})
    context.log.info(f"{done.where}: {done.sent} files sent ({done.bytes_sent:,} bytes), {done.kept} there already")
    if not done.latest:
        context.log.warning("latest.json names a newer version and stays as it is")


@dg.job(
    name="publish",
    description="The newest release, or one that is named, to where others fetch it.",
    executor_def=dg.in_process_executor,
)
def _publish() -> None:
    publish_release()


PUBLISH = _publish
