"""The tables are what the public contract promises: no column of it is missing, renamed or of another kind."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from schemas import TABLES, codes, table
from schemas.arrow import arrow_schema
from schemas.ddl import comments, create
from schemas.fields import FIELDS

OUTCOMES = ["killed", "wounded", "detained", "abducted", "surrendered", "released", "escaped", "displaced"]
PROMISED = {
    "documents": "document_id file sha256 title publisher byline dateline published_start "
    "published_end published_precision "
    "published_basis language characters words licence citation",
    "quarantine": "file sha256 reason detail",
    "actors": "actor_id name kind country parent_actor_id wikidata_id documents mentions",
    "actor_mentions": "mention_id document_id start end text actor_id form",
    "event_reports": "report_id event_id document_id start end trigger_start trigger_end event_type "
    "status central date_start "
    "date_end date_precision date_basis place place_id admin1 country latitude longitude place_precision "
    + " ".join(f"{o}_low {o}_high" for o in OUTCOMES)
    + " weapons attributed_to extractor rule confidence",
    "report_participants": "report_id role start end text actor_id mention_id",
    "events": "event_id event_type status date_start date_end date_precision place place_id admin1 "
    "country latitude longitude "
    "place_precision killed_low killed_best killed_high wounded_low wounded_best wounded_high reports"
    " documents publishers "
    "disputed summary",
    "event_participants": "event_id role actor_id reports",
    "event_links": "report_a report_b decision score reasons",
    "event_types": "event_type label definition family plover_type plover_mode acled_type acled_sub_type ucdp_violence",
    "statistics": "statistic_id document_id start end value_low value_high unit qualifier measures "
    "attributed_to actor_id place "
    "place_id as_of_start as_of_end part_of report_id outcome",
    "statements": "statement_id document_id start end speaker_actor_id speaker speaker_title direct verb",
    "places": "place_id name admin1 country latitude longitude kind geonames_id",
}
VALUES = {
    "event_type": "armed_attack armed_clash bombing suicide_bombing air_strike shelling raid "
    "assassination execution massacre "
    "abduction hostage_taking prison_break territory_seized territory_recaptured military_operation "
    "arrest surrender release "
    "foiled_attack displacement protest meeting visit agreement government_decision troop_deployment troop_withdrawal "
    "claim_of_responsibility sentencing other",
    "status": "occurred ongoing planned threatened foiled denied",
    "date_precision": "day week month season year decade unknown",
    "date_basis": "stated publication context none",
    "published_basis": "sidecar text inferred none",
    "place_precision": "site town area admin1 country none",
    "actor_kind": "armed_group state_force government international_organization ngo company media "
    "think_tank political_party "
    "ethnic_or_religious_group civilians person country",
    "mention_form": "name description pronoun",
    "role": "perpetrator victim target other",
    "decision": "same different",
    "qualifier": "exact about at_least at_most more_than less_than range",
    "outcome": " ".join(OUTCOMES),
}


@pytest.mark.parametrize("name", PROMISED)
def test_a_table_begins_with_the_columns_the_contract_promises(name: str) -> None:
    promised = PROMISED[name].split()
    assert list(table(name).columns[: len(promised)]) == promised


@pytest.mark.parametrize("name", VALUES)
def test_a_closed_list_holds_the_values_the_contract_promises(name: str) -> None:
    found = {e.name: e.values for e in codes.ENUMERATIONS}
    assert set(found[name]) == set(VALUES[name].split())


def test_dates_are_dates_and_counts_are_whole_numbers() -> None:
    for schema in TABLES:
        for field in schema.fields:
            if (
                field.name.startswith(("date_", "published_", "as_of_"))
                and field.name.endswith(("_start", "_end"))
                and "text" not in field.name
            ):
                assert field.kind == "date", f"{schema.name}.{field.name}"
            if field.name.rpartition("_")[0] in OUTCOMES:
                assert field.kind == "integer", f"{schema.name}.{field.name}"


def test_every_column_is_used_and_says_what_it_holds() -> None:
    used = {id(f) for schema in TABLES for f in schema.fields}
    for key, field in FIELDS.items():
        assert id(field) in used, f"{key} is in no table"
        assert field.description.endswith("."), key


def test_every_value_of_a_closed_list_says_what_it_means() -> None:
    for enumeration in codes.ENUMERATIONS:
        assert len(set(enumeration.values)) == len(enumeration.values)
        for code in enumeration.codes:
            assert len(code.description) > 5, f"{enumeration.name}.{code.value}"
            assert code.description.endswith(".")


def test_every_event_type_belongs_to_a_family() -> None:
    for kind in codes.event_types():
        assert kind.family in codes.FAMILIES.values, kind.event_type


def test_tables_stand_after_those_they_point_to_and_keys_are_columns() -> None:
    seen: set[str] = set()
    for schema in TABLES:
        assert set(schema.key) | set(schema.order) <= set(schema.columns)
        assert not any(schema.field(k).nullable for k in schema.key), schema.name
        for link in schema.foreign_keys:
            assert link.column in schema.columns
            assert link.table == schema.name or link.table in seen, f"{schema.name} is loaded before {link.table}"
            assert table(link.table).key == (link.references,)
        seen.add(schema.name)


def test_the_database_definition_carries_types_keys_and_comments() -> None:
    with duckdb.connect() as con:
        for schema in TABLES:
            con.execute(create(schema))
            for said in comments(schema):
                con.execute(said)
        columns = con.execute(
            "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        assert {(t, c) for t, c, *_ in columns} == {(s.name, f.name) for s in TABLES for f in s.fields}
        assert all(comment for *_, comment in columns)
        by_name = {(t, c): (kind, nullable) for t, c, kind, nullable, _ in columns}
        assert by_name["event_reports", "killed_low"] == ("BIGINT", True)
        assert by_name["event_reports", "weapons"] == ("VARCHAR[]", False)
        assert by_name["statistics", "value_low"] == ("DOUBLE", True)
        with pytest.raises(duckdb.ConstraintException):
            con.execute("INSERT INTO event_participants VALUES ('event-1', 'victim', 'actor-1', 1)")


def test_the_arrow_schema_carries_descriptions_and_nullability() -> None:
    form = arrow_schema(table("event_reports"))
    field = form.field("killed_low")
    assert field.nullable
    assert field.metadata[b"unit"] == b"persons"
    assert not form.field("report_id").nullable
    assert form.metadata[b"primary_key"] == b"report_id"
    assert form.field("date_start").type.to_pandas_dtype() is not dt.datetime
