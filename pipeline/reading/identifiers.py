"""Identifiers derived from content: the same evidence gives the same identifier, whatever else is in the corpus."""

from __future__ import annotations

import hashlib


def identifier(kind: str, *parts: object) -> str:
    """A short stable identifier: `kind`, a hyphen, and 16 hexadecimal digits of the hash of the parts."""
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return f"{kind}-{hashlib.sha256(joined.encode('utf-8')).hexdigest()[:16]}"
