"""The layer of documents: what lies in raw/, and what of it could be read.

Thin on purpose: finding and decoding files is `pipeline.reading.ingest`, reading them `pipeline.readers`.
"""

import dagster as dg

from pipeline.assets.shape import CODE, OWNERS
from pipeline.cache import Cache, reader_version
from pipeline.readers import Read, read_all
from pipeline.reading.ingest import Ingest, read_folder
from pipeline.resources import Ledger, Progress


@dg.asset(group_name="documents", kinds={"python"}, owners=OWNERS, code_version=CODE)
def ingest(
    context: dg.AssetExecutionContext, ledger: Ledger, progress: dg.ResourceParam[Progress]
) -> dg.MaterializeResult[Ingest]:
    """Every text below raw/, decoded as it stands, with what sources.toml says of it; and the files refused, with the
    reason."""
    progress.step("documents")
    settings = ledger.settings
    found = read_folder(settings.raw, settings.max_bytes)
    for refused in found.quarantined:
        context.log.warning(f"{refused.file}: {refused.reason}: {refused.detail}")
    return dg.MaterializeResult(
        value=found,
        metadata={
            "documents": len(found.documents),
            "quarantined": len(found.quarantined),
            "characters": sum(len(d.text) for d in found.documents),
            "raw": dg.MetadataValue.path(str(settings.raw)),
        },
    )


@dg.asset(group_name="readings", kinds={"python", "spacy"}, owners=OWNERS, code_version=CODE)
def readings(
    context: dg.AssetExecutionContext, ledger: Ledger, progress: dg.ResourceParam[Progress], ingest: Ingest
) -> dg.MaterializeResult[Read]:
    """What each document says, read with no knowledge of any other. A reading is kept by document and reader version,
    so
    that a new document costs one reading."""
    progress.step("readings")
    settings = ledger.settings
    version = reader_version(settings.model)
    cache = Cache(settings.outputs / ".readings", version)
    read = read_all(ingest.documents, cache, settings.workers, settings.model, progress.documents)
    for refused in read.failed:
        context.log.warning(f"{refused.file}: {refused.reason}: {refused.detail}")
    found = read.readings
    return dg.MaterializeResult(
        value=read,
        metadata={
            "documents": len(found),
            "kept from an earlier build": read.kept,
            "failed": len(read.failed),
            "words": sum(r.words for r in found),
            "reports": sum(len(r.reports) for r in found),
            "statistics": sum(len(r.statistics) for r in found),
            "statements": sum(len(r.statements) for r in found),
            "reader version": version,
        },
    )
