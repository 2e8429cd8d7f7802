"""Text of a document inside Markdown: on one line, with no markup of its own, and with nothing hidden in it."""

from __future__ import annotations

import re

_MARKUP = frozenset("\\`*_[]<>|#")
_HIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)


def plain(text: str) -> str:
    """The text escaped. Characters that reorder or hide text are shown by their number."""
    shown = _HIDDEN.sub(lambda m: f"(U+{ord(m.group()):04X})", " ".join(text.split()))
    return "".join(f"\\{c}" if c in _MARKUP else c for c in shown)


def cell(text: str) -> str:
    """Our own text in a cell of a table: on one line, its bars escaped, its markup kept."""
    return " ".join(text.split()).replace("|", "\\|")
