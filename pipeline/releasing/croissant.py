"""croissant.json: the release as a Croissant 1.0 description, which dataset search engines and training tools read.

Not here: what a column means (`schemas`), or the other descriptions.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.releasing import about
from pipeline.releasing.storage import sha256_of, write_text
from pipeline.releasing.tables import parquet_file, present
from schemas.ddl import describe
from schemas.model import Field, Kind, Table

FILE = "croissant.json"
ENCODING = "application/x-parquet"

CONTEXT: dict[str, Any] = {
    "@language": about.LANGUAGE,
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}

TYPES: dict[Kind, str] = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "strings": "sc:Text",
    "integers": "sc:Integer",
}


def write_croissant(release: about.Release) -> Path:
    """Writes croissant.json and returns its path."""
    path = release.folder / FILE
    write_text(path, json.dumps(croissant(release), ensure_ascii=False, indent=2) + "\n")
    return path


def croissant(release: about.Release) -> dict[str, Any]:
    """The description: one file object and one record set a table."""
    tables = present(release.folder)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": about.NAME,
        "alternateName": about.TITLE,
        "description": about.DESCRIPTION,
        "version": release.number,
        "license": about.DATA_LICENCE_URL,
        "citeAs": release.citation,
        "creator": [{"@type": "sc:Organization", "name": name} for name in about.CREATORS],
        "keywords": list(about.KEYWORDS),
        "inLanguage": about.LANGUAGE,
        "distribution": [_file(release, table) for table in tables],
        "recordSet": [_records(table, {t.name for t in tables}) for table in tables],
    }


def _file(release: about.Release, table: Table) -> dict[str, Any]:
    path = parquet_file(release.folder, table.name)
    return {
        "@type": "cr:FileObject",
        "@id": path.name,
        "name": path.name,
        "description": table.description,
        "contentUrl": path.name,
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": ENCODING,
        "sha256": sha256_of(path),
    }


def _records(table: Table, present_names: set[str]) -> dict[str, Any]:
    links = {k.column: k for k in table.foreign_keys if k.table in present_names and k.table != table.name}
    fields = []
    for column in table.fields:
        made = _field(table, column)
        if column.name in links:
            made["references"] = {"field": {"@id": f"{links[column.name].table}/{links[column.name].references}"}}
        fields.append(made)
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{k}"} for k in table.key],
        "field": fields,
    }


def _field(table: Table, column: Field) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": describe(column),
        "dataType": TYPES[column.kind],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    }
    return made | ({"repeated": True} if column.kind in ("strings", "integers") else {})
