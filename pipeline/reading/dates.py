"""Dates of a document: found by a grammar, then resolved. The door to the date modules.

Here belongs nothing but the two calls that other modules make. The grammar is in `date_grammar`, its words in
`date_words` and `knowledge/dates.toml`, resolving in `date_resolve`, and which event a date belongs to in `date_scope`.
"""

from pipeline.reading.date_expression import DateExpression, Moment
from pipeline.reading.date_grammar import find_dates
from pipeline.reading.date_resolve import resolve_dates

__all__ = ["DateExpression", "Moment", "find_dates", "resolve_dates"]
