"""The command `conflict-ledger`: its words, its errors, its exit status.

0: done. 1: the data did not pass. 2: the call or its input is unusable. Not here: what the commands do; their modules
are imported when they are called, so that help is quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.configuration import Unusable, settings

DONE, FAILED, UNUSABLE = 0, 1, 2

EXAMPLES = """examples:
  conflict-ledger build
  conflict-ledger build --raw my-texts --outputs my-ledger --workers 2
  conflict-ledger query "SELECT date_start, event, place, killed_best FROM timeline"
  conflict-ledger query "SELECT * FROM disputed_events" --format csv
  conflict-ledger verify
  conflict-ledger diff v1 v2

exit status: 0 done; 1 the data did not pass; 2 the call or its input is unusable"""


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    raw_text = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(
        "conflict-ledger",
        description="Conflict events from news texts, each with the words it rests on.",
        epilog=EXAMPLES,
        formatter_class=raw_text,
    )
    commands = top.add_subparsers(dest="command", metavar="command", required=True)

    def command(name: str, says: str, epilog: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says, epilog=epilog, formatter_class=raw_text)
        made.add_argument("--outputs", metavar="DIR", help="where releases lie (default: outputs)")
        return made

    made = command(
        "build",
        "Build a release from the texts in a folder.",
        "example:\n  conflict-ledger build --raw my-texts --outputs my-ledger",
    )
    made.add_argument("--raw", metavar="DIR", help="the folder with the texts (default: raw)")
    made.add_argument("--workers", metavar="N", help="processes that read; 0 for one a core, at most four (default: 0)")
    made.add_argument("--max-bytes", metavar="N", help="the largest file that is read (default: 5242880)")
    made.add_argument(
        "--model", metavar="NAME", help="a spaCy pipeline with Universal Dependencies labels, in place of our own"
    )

    made = command(
        "query",
        "Ask the newest release a question in SQL.",
        'example:\n  conflict-ledger query "SELECT date_start, event, place, killed_best FROM timeline LIMIT 5"\n\n'
        'tables and views: conflict-ledger query "SHOW TABLES"',
    )
    made.add_argument("sql", metavar="SQL", help="the question; the database is opened read-only")
    made.add_argument(
        "--format",
        choices=("table", "csv", "json"),
        help="how to print the answer (default: table on a terminal, else csv)",
    )

    made = command(
        "verify",
        "Hold every row of a release against the texts it came from.",
        "example:\n  conflict-ledger verify --raw raw --release v1",
    )
    made.add_argument("--raw", metavar="DIR", help="the folder with the texts (default: raw)")
    made.add_argument("--release", metavar="NAME", default="latest", help="a version or a folder (default: latest)")

    made = command(
        "diff",
        "Compare two releases row by row.",
        "examples:\n  conflict-ledger diff v1 v2\n  conflict-ledger diff v1 latest --format csv --to changes.csv",
    )
    made.add_argument("old", metavar="OLD", help="the older release: a version, latest, or a folder")
    made.add_argument("new", metavar="NEW", help="the newer one")
    made.add_argument("--format", choices=("text", "csv", "json", "parquet"), default="text", help="default: text")
    made.add_argument("--to", metavar="FILE", help="write there instead of to the terminal (needed for parquet)")

    made = command(
        "publish",
        "Copy a release to where others fetch it, whole or not at all.",
        "examples:\n  conflict-ledger publish /srv/data\n  conflict-ledger publish s3://bucket/ledger\n\n"
        "A publication that was broken off is taken up again by the same call.",
    )
    made.add_argument("target", metavar="TARGET", help="a folder, or a URL: s3://, gs://, hf://, any that fsspec knows")
    made.add_argument("--release", metavar="NAME", default="latest", help="a version or a folder (default: latest)")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "1")
    call = parser().parse_args(arguments)
    run = {"build": _build, "query": _query, "verify": _verify, "diff": _diff, "publish": _publish}[call.command]
    try:
        return run(call)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _say("stopped; the last release is as it was", 130)
    except Exception as error:
        status = _status(error)
        if status is None:
            raise
        return _say(_plain(error), status)


def _status(error: Exception) -> int | None:
    """The exit status of an error that a user can mend; nothing for a fault of our own."""
    from pipeline.reading.sources import SourcesError
    from pipeline.releasing.promote import NoRelease
    from pipeline.releasing.publish import BadTargetError
    from pipeline.resolving.links import LinksError
    from schemas.frames import InvalidTable

    if isinstance(error, InvalidTable):
        return FAILED
    return (
        UNUSABLE
        if isinstance(error, (OSError, Unusable, SourcesError, LinksError, NoRelease, BadTargetError))
        else None
    )


def _plain(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error.args[0] if isinstance(error, KeyError) and error.args else error)


def _say(text: str, status: int) -> int:
    print(f"conflict-ledger: {text}", file=sys.stderr)
    return status


def _build(call: argparse.Namespace) -> int:
    made = settings(call.raw, call.outputs, call.workers, call.max_bytes, call.model)
    if not made.raw.is_dir():
        raise Unusable(f"{made.raw} is no folder: make it and put texts (*.txt) in it, or name another with --raw")
    from pipeline.build import Failed, build

    try:
        built = build(made)
    except Failed as error:
        return _say(f"nothing was released: a check did not pass\n{error}", FAILED)
    for file, reason, detail in built.quarantine:
        print(f"not read: {file}: {reason}: {detail}", file=sys.stderr)
    if not built.documents:
        print(f"no text in {made.raw} could be read", file=sys.stderr)
    counts = ", ".join(
        f"{built.rows.get(t, 0)} {t}" for t in ("events", "event_reports", "actors", "statistics", "statements")
    )
    print(
        f"{built.documents} documents ({built.kept} readings kept): {counts.replace('_', ' ')}; {built.seconds:.1f} s"
    )
    folder = made.outputs / "releases" / built.version
    print(f"released {folder}" if built.new else f"nothing new: the rows equal those of {folder}")
    return DONE


def _query(call: argparse.Namespace) -> int:
    from pipeline.query import run

    style = call.format or ("table" if sys.stdout.isatty() else "csv")
    run(settings(outputs=call.outputs).outputs, call.sql, style, sys.stdout)
    return DONE


def _verify(call: argparse.Namespace) -> int:
    from pipeline.releasing.verify import verify

    made = settings(call.raw, call.outputs)
    verdict = verify(made.raw, made.outputs, call.release)
    for line in verdict.problems:
        print(line, file=sys.stderr)
    print(verdict.summary)
    return FAILED if verdict.problems else DONE


def _diff(call: argparse.Namespace) -> int:
    from pipeline.releasing.diff import compare, write

    outputs = settings(outputs=call.outputs).outputs
    write(compare(outputs, call.old, call.new), call.format, Path(call.to) if call.to else None, sys.stdout)
    return DONE


def _publish(call: argparse.Namespace) -> int:
    from pipeline.releasing.promote import release_folder
    from pipeline.releasing.publish import PublishError, publish

    folder = release_folder(settings(outputs=call.outputs).outputs, call.release)
    try:
        done = publish(folder, call.target, lambda line: print(line, file=sys.stderr))
    except PublishError as error:
        return _say(str(error), FAILED)
    print(f"published {done.where}: {done.sent} files sent ({done.bytes_sent:,} bytes), {done.kept} there already")
    if not done.latest:
        print("latest.json names a newer version and stays as it is")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
