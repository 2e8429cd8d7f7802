"""Resolving: what looks across documents. Actors and places that are one, and reports that tell of one event."""

from pipeline.resolving.links import Forced, LinksError
from pipeline.resolving.records import Resolved
from pipeline.resolving.resolve import read_links, resolve

__all__ = ["Forced", "LinksError", "Resolved", "read_links", "resolve"]
