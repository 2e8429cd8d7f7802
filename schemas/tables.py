"""The tables: which columns each has, what identifies a row, what it points to, and how its rows are sorted.

Here belongs how columns make tables, in the order in which a database can load them. Not here: what a column means
(`fields`), or any row.
"""

from __future__ import annotations

from schemas.codes import OUTCOMES
from schemas.fields import fields_of
from schemas.model import Evidence, ForeignKey, Table

_PLACE = "place place_id admin1 country latitude longitude place_precision"
_DATE_RANGE = (("date_start", "date_end"),)


def _table(
    name: str,
    title: str,
    description: str,
    columns: str,
    *,
    key: str,
    order: str = "",
    points: str = "",
    evidence: Evidence = "none",
    text: str | None = None,
    hashed: str | None = None,
    ranges: tuple[tuple[str, str], ...] = (),
) -> Table:
    """`points` holds column>table.column, separated by spaces."""
    foreign = []
    for link in points.split():
        column, _, target = link.partition(">")
        to, _, references = target.partition(".")
        foreign.append(ForeignKey(column, to, references))
    found = fields_of(name, columns)
    return Table(
        name,
        title,
        description,
        found,
        tuple(key.split()),
        tuple((order or key).split()),
        tuple(foreign),
        evidence,
        text,
        hashed,
        ranges,
    )


_COUNTS = " ".join(f"{o}_low {o}_high" for o in OUTCOMES.values)
_COUNT_RANGES = tuple((f"{o}_low", f"{o}_high") for o in OUTCOMES.values)

TABLES: tuple[Table, ...] = (
    _table(
        "documents",
        "Documents",
        "One row for each text that was read.",
        "document_id file sha256 title publisher byline dateline published_start published_end published_precision "
        "published_basis language characters words licence citation url encoding notes",
        key="document_id",
        order="file",
        evidence="document",
        ranges=(("published_start", "published_end"),),
    ),
    _table(
        "texts",
        "Texts",
        "One row for each document whose licence lets a release show its text; offsets count in this very text.",
        "document_id text",
        key="document_id",
        points="document_id>documents.document_id",
        evidence="document",
    ),
    _table(
        "quarantine",
        "Quarantine",
        "One row for each file that was not read, and why.",
        "file sha256 reason detail",
        key="file",
    ),
    _table(
        "places",
        "Places",
        "One row for each gazetteer entry that another table points to.",
        "place_id name admin1 country latitude longitude kind geonames_id",
        key="place_id",
    ),
    _table(
        "event_types",
        "Types of events",
        "One row for each type: our definition, and the nearest labels of other codebooks.",
        "event_type label definition family plover_type plover_mode acled_type acled_sub_type ucdp_violence",
        key="event_type",
    ),
    _table(
        "actors",
        "Actors",
        "One row for each actor, whatever names the documents give it.",
        "actor_id name kind country parent_actor_id wikidata_id documents mentions",
        key="actor_id",
        points="parent_actor_id>actors.actor_id",
    ),
    _table(
        "actor_mentions",
        "Mentions of actors",
        "One row for each time a document mentions an actor.",
        "mention_id document_id start end text actor_id form",
        key="mention_id",
        order="document_id start end mention_id",
        points="document_id>documents.document_id actor_id>actors.actor_id",
        evidence="span",
        text="text",
    ),
    _table(
        "events",
        "Events",
        "One row for each event in the world, merged from its reports.",
        f"event_id event_type status date_start date_end date_precision {_PLACE} "
        "killed_low killed_best killed_high wounded_low wounded_best wounded_high reports documents "
        "publishers disputed summary",
        key="event_id",
        order="date_start date_end event_id",
        points="event_type>event_types.event_type place_id>places.place_id",
        ranges=(
            *_DATE_RANGE,
            ("killed_low", "killed_high"),
            ("killed_low", "killed_best"),
            ("killed_best", "killed_high"),
            ("wounded_low", "wounded_high"),
            ("wounded_low", "wounded_best"),
            ("wounded_best", "wounded_high"),
        ),
    ),
    _table(
        "event_reports",
        "Reports of events",
        "One row for each event that one document reports, with the sentences it rests on.",
        "report_id event_id document_id start end trigger_start trigger_end event_type status central"
        " date_start date_end "
        f"date_precision date_basis {_PLACE} {_COUNTS} weapons attributed_to extractor rule confidence "
        "span_starts span_ends place_start place_end date_text_start date_text_end evidence_hash",
        key="report_id",
        order="document_id start end report_id",
        points="event_id>events.event_id document_id>documents.document_id event_type>event_types.event_type "
        "place_id>places.place_id",
        evidence="span",
        hashed="evidence_hash",
        ranges=(*_DATE_RANGE, *_COUNT_RANGES, ("start", "trigger_start"), ("trigger_end", "end")),
    ),
    _table(
        "report_participants",
        "Participants of reports",
        "One row for each part that somebody or something has in a report.",
        "report_id role start end text actor_id mention_id document_id",
        key="report_id role start end",
        order="document_id report_id role start end",
        points="report_id>event_reports.report_id actor_id>actors.actor_id mention_id>actor_mentions.mention_id "
        "document_id>documents.document_id",
        evidence="span",
        text="text",
    ),
    _table(
        "event_participants",
        "Participants of events",
        "One row for each part that an actor has in an event.",
        "event_id role actor_id reports",
        key="event_id role actor_id",
        points="event_id>events.event_id actor_id>actors.actor_id",
    ),
    _table(
        "event_links",
        "Links between reports",
        "One row for each pair of reports that was considered: the decision and why.",
        "report_a report_b decision score reasons",
        key="report_a report_b",
        points="report_a>event_reports.report_id report_b>event_reports.report_id",
    ),
    _table(
        "statistics",
        "Statistics",
        "One row for each figure a document states, the casualties of events included.",
        "statistic_id document_id start end value_low value_high unit qualifier measures "
        "attributed_to actor_id place place_id "
        "as_of_start as_of_end part_of report_id outcome evidence_hash",
        key="statistic_id",
        order="document_id start end statistic_id",
        points="document_id>documents.document_id actor_id>actors.actor_id place_id>places.place_id "
        "part_of>statistics.statistic_id report_id>event_reports.report_id",
        evidence="span",
        hashed="evidence_hash",
        ranges=(("value_low", "value_high"), ("as_of_start", "as_of_end")),
    ),
    _table(
        "statements",
        "Statements",
        "One row for each thing that somebody is reported to have said.",
        "statement_id document_id start end speaker_actor_id speaker speaker_title direct verb evidence_hash",
        key="statement_id",
        order="document_id start end statement_id",
        points="document_id>documents.document_id speaker_actor_id>actors.actor_id",
        evidence="span",
        hashed="evidence_hash",
    ),
)
"""The tables, each after those it points to."""

_BY_NAME = {t.name: t for t in TABLES}


def table(name: str) -> Table:
    """The table of that name. KeyError names those there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise KeyError(f"no table {name!r}; there are {', '.join(_BY_NAME)}") from None
