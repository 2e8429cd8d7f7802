"""Signs that a text is local news of the United States, which names no country and often no state.

Here belong offices, addresses and telephone numbers that only its local reports have. Not here: which towns they mean
(`place_context`).
"""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"\bSheriff['’]?s|\bCounty (?:Sheriff|Jail|Coroner|Attorney|Medical Examiner|Prosecutor)|\bPolice Department\b"
    r"|\bPolice (?:Lt|Sgt|Capt|Cpl|Det)\.|\b\d+[- ]block of\b|\bcalled 911\b"
    r"|\bDistrict Attorney['’s]* |\bCrime Stoppers\b"
)


_TAIL = re.compile(
    r"\s*[-–—|]\s*(?=[^\n]*\b(?:[Nn]ews|Weather|Sports|Radio|TV|[\w]+\.com|[KW][A-Z]{2,3}(?:-?TV)?)\b)[^\n]*$"
)


def publisher_tail(title: str) -> int:
    """Where the publisher's own name begins in a page's title ("Man shot - KABC News Springfield, Ohio"); its length,
    where there is none: the towns named in it are where the station is.
    """
    m = _TAIL.search(title)
    return m.start() if m is not None and m.start() > 0 else len(title)


def is_american(text: str) -> bool:
    """Whether a text has offices or addresses as only the United States have them."""
    return _SIGNS.search(text) is not None
