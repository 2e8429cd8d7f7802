"""What all assets of this project have in common: owner, code version, and how a table shows itself in the UI.

Not here: any asset.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from importlib.metadata import version
from typing import Any

import dagster as dg
import pandas as pd

from schemas import Table
from schemas.ddl import TYPES, describe

OWNERS = ["team:conflict-ledger"]
CODE = version("conflict-ledger")
_SHOWN = 5
_WIDTH = 60


def column_schema(schema: Table) -> dg.TableSchema:
    """A table's columns as the UI shows them, with types, descriptions and constraints."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                f.name,
                TYPES[f.kind],
                describe(f),
                dg.TableColumnConstraints(nullable=f.nullable, unique=schema.key == (f.name,)),
            )
            for f in schema.fields
        ]
    )


def preview(frame: pd.DataFrame) -> str:
    """The first rows as a Markdown table; what markup a text holds shows as text."""
    head = frame.head(_SHOWN)
    lines = ["| " + " | ".join(head.columns) + " |", "|" + " --- |" * len(head.columns)]
    lines += ["| " + " | ".join(_cell(v) for v in row) + " |" for row in head.itertuples(index=False)]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if not isinstance(value, (list, tuple)) and not hasattr(value, "__len__") and pd.isna(value):
        return ""
    text = " ".join(
        str(value if isinstance(value, str) or not hasattr(value, "__len__") else ", ".join(map(str, value))).split()
    )
    return escape(text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…").replace("|", "&#124;")


def bars(counts: Mapping[str, int], title: str) -> str:
    """A small bar chart as a Markdown picture."""
    most = max(counts.values(), default=1)
    width, height, gap = 640, 120, 2
    each = width / max(1, len(counts))
    marks = []
    for i, (label, count) in enumerate(counts.items()):
        tall = height * count / most
        marks.append(
            f'<rect x="{i * each:.1f}" y="{height - tall:.1f}" width="{max(1.0, each - gap):.1f}" '
            f'height="{tall:.1f}" fill="#4a6fa5">'
            f"<title>{escape(label)}: {count}</title></rect>"
        )
    first, last = (escape(x) for x in (next(iter(counts), ""), next(reversed(list(counts)), "")))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -18 {width} {height + 36}" width="{width}" '
        'font-family="sans-serif" font-size="12">'
        f'<rect x="0" y="-18" width="{width}" height="{height + 36}" fill="#ffffff"/>'
        f'<text x="0" y="-5">{escape(title)} (highest: {most})</text>'
        + "".join(marks)
        + f'<text x="0" y="{height + 14}">{first}</text>'
        f'<text x="{width}" y="{height + 14}" text-anchor="end">{last}</text></svg>'
    )
    return f"![{escape(title)}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"
