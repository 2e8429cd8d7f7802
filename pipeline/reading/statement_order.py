"""The speaker and verb that close a sentence, by the order of words: "…, the ministry in Osta declared on Sunday."

Here belongs what the order says where the tree takes the verb for a participle or hangs it elsewhere. Not here: the
tree (`statement_heads`), or the name behind a speaker (`statement_speakers`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.reading.general_words import general
from pipeline.reading.statement_frame import QUOTE_MARKS
from pipeline.reading.statement_words import Verb

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_PHRASE = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "X", "PRON"}
_INSIDE = {"-", "'s", "’s", "'", "(", ")", "/", "."}
_FRAMES = {
    "on",
    "in",
    "at",
    "to",
    "via",
    "through",
    "during",
    "after",
    "by",
    "late",
    "early",
    "earlier",
    "last",
    "this",
}
_LONGEST = 14


def closing_run(tokens: Sequence[Token], k: int, width: int, verb: Verb) -> list[Token]:
    """The noun phrase between a comma and the verb at k that together close a sentence; empty where none does."""
    if "clause" not in verb.takes or tokens[k].tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return []
    if k + width < len(tokens) and tokens[k + width].lower_ in verb.unless:
        return []
    if not _only_framed(tokens, k + width):
        return []
    i = k - 1
    while i >= 0 and (tokens[i].lower_ in ("has", "have", "had") or tokens[i].pos_ == "ADV"):
        i -= 1
    last = i
    while i >= 0 and last - i < _LONGEST and (tokens[i].pos_ in _PHRASE or tokens[i].text in _INSIDE):
        i -= 1
    run = list(tokens[i + 1 : last + 1])
    if i < 3 or tokens[i].text != "," or not run or run[0].pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "PRON"):
        return []
    if run[0].tag_ in ("WP", "WDT", "WP$") or run[-1].pos_ not in ("NOUN", "PROPN"):
        return []
    told = tokens[:i]
    if not any(t.tag_ in _FINITE for t in told) or any(t.text in QUOTE_MARKS for t in told[-1:]):
        return []
    return run


def _only_framed(tokens: Sequence[Token], first: int) -> bool:
    """Whether a sentence says after a verb only when, where or to whom, or goes on behind a comma."""
    rest = tokens[first : next((i for i in range(first, len(tokens)) if tokens[i].text in (",", ";")), len(tokens))]
    words = [t for t in rest if not t.is_punct]
    if not words:
        return True
    if len(words) > 8 or any(t.tag_ in _FINITE for t in words):
        return False
    return words[0].lower_ in _FRAMES or words[0].lower_ in general("weekdays")
