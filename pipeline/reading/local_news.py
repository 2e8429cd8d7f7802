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


def is_american(text: str) -> bool:
    """Whether a text has offices or addresses as only the United States have them."""
    return _SIGNS.search(text) is not None
