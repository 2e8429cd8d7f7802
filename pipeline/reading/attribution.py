"""Who says so: the source of a fact at a stretch of text.

Here belongs one question: to whom does the text attribute what stands at these offsets ("police said", "according to
the ministry", "45,000 by Human Rights Watch", "(Rudaw, January 26)")? Not here: rows of statements (`statements`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.records import Sentence, Text
from pipeline.reading.statement_acts import subject_of
from pipeline.reading.statement_speakers import Cast, Speaker, speakers, speaks
from pipeline.reading.statements import Said, find_said

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_CITATION = re.compile(
    rf"\(([A-Z][^()\d]{{1,70}}?),\s+(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{4}}|\d{{4}})\)"
)
_COUNTING = {
    "count",
    "register",
    "record",
    "document",
    "tally",
    "verify",
    "log",
    "interview",
    "identify",
    "collect",
    "give",
    "list",
}
_COUNTED = {
    form
    for stem in ("count", "register", "record", "document", "list", "interview")
    for form in (stem, stem + "s", stem + "ed")
} | {"tallied", "verified", "logged", "gave", "gives", "given", "identified", "collected"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source: its name (canonical where it is an actor), the actor's key, and the offsets of the words that name it."""

    speaker: str
    key: str | None
    start: int
    end: int


class Attributions:
    """All sources of one text, ready to be asked for a stretch."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._cast = Cast(text)
        self._said = [s for s in find_said(text) if s.speakers]

    def at(self, start: int, end: int) -> Attribution | None:
        """The source of what stands at start..end, the closest one around it; None where the text names none."""
        sentence = next((s for s in self.text.sentences if s.start <= start < s.end), None)
        if sentence is None:
            return None
        by = self._by(sentence, end)
        if by is not None:
            return by
        around = [s for s in self._said if s.start <= start and end <= s.end + 1 and _named(s)]
        if around:
            best = min(around, key=lambda s: (s.end - s.start, s.start))
            return _of(next(s for s in best.speakers if s.name))
        return self._counter(sentence, start, end) or self._citation(sentence, end)

    def _by(self, sentence: Sentence, end: int) -> Attribution | None:
        """A source right behind a figure: "45,000 by the ministry", "was put at 84 by police"."""
        token = next((t for t in sentence.tokens if sentence.char(t) >= end), None)
        if token is None or token.lower_ not in ("by", "from"):
            return None
        head = next((t for t in sentence.tokens if t.i > token.i and _heads(t, token)), None)
        if head is None or not (
            self._named_at(sentence, head) or (token.lower_ == "by" and _put(sentence, token, head))
        ):
            return None
        if token.lower_ == "from" and not _estimate(sentence):
            return None
        if not (_estimate(sentence) or _put(sentence, token, head)):
            return None
        return _of(speakers(sentence, head, self._cast)[0])

    def _named_at(self, sentence: Sentence, head: Token) -> bool:
        return head.pos_ == "PROPN" or self._cast.headed(sentence.char(head)) is not None

    def _counter(self, sentence: Sentence, start: int, end: int) -> Attribution | None:
        """A body whose own count it is: "the monitor has registered 47 bombings"."""
        head = sentence.head(start, end)
        verb = next((a for a in ([head, *head.ancestors] if head is not None else []) if a.lower_ in _COUNTED), None)
        if verb is None or verb.pos_ != "VERB":
            return None
        subject = subject_of(verb)
        if subject is None or subject.pos_ not in ("PROPN", "NOUN") or not speaks(subject, self._cast, sentence.offset):
            return None
        return _of(speakers(sentence, subject, self._cast)[0])

    def _citation(self, sentence: Sentence, end: int) -> Attribution | None:
        """The press citation that closes the sentence, or stands right behind it."""
        raw = self.text.document.text
        m = _CITATION.search(raw, end, min(len(raw), sentence.end + 90))
        if m is None or "\n" in raw[end : m.start()] or (m.start() > sentence.end + 2):
            return None
        name = m.group(1).strip()
        found = self._cast.at(m.start(1), m.end(1))
        key = found[0].actor_key if found else None
        return Attribution((self._cast.name(key) if key else None) or name, key, m.start(1), m.end(1))


def _heads(token: Token, by: Token) -> bool:
    return token.i - by.i < 9 and token.pos_ in ("NOUN", "PROPN") and by.head.i == token.i


def _put(sentence: Sentence, by: Token, head: Token) -> bool:
    """Whether a passive verb of giving a figure governs the source ("was put at 84 by police")."""
    return head.head.lower_ in (
        "put",
        "estimated",
        "placed",
        "given",
        "reported",
        "confirmed",
        "counted",
        "recorded",
        "set",
    )


def _estimate(sentence: Sentence) -> bool:
    words = {t.lower_ for t in sentence.tokens}
    return bool(
        words
        & {"estimates", "estimate", "estimated", "range", "figures", "ranged", "ranging", "counts", "tolls", "varied"}
    )


def _named(said: Said) -> bool:
    return any(s.name for s in said.speakers)


def _of(speaker: Speaker) -> Attribution | None:
    return Attribution(speaker.name, speaker.key, speaker.start, speaker.end) if speaker.name else None


_last: list[Attributions] = []


def attributions(text: Text) -> Attributions:
    """The sources of a text; those of the text asked for last are kept, since every module asks for the same one."""
    if _last and _last[0].text is text:
        return _last[0]
    made = Attributions(text)
    _last[:] = [made]
    return made


def attributed_to(text: Text, start: int, end: int) -> Attribution | None:
    """To whom the text attributes what stands at start..end (document offsets); None where it names no source."""
    return attributions(text).at(start, end)
