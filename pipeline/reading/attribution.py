"""Who says so: the source of a fact at a stretch of text.

Here belongs one question: to whom does the text attribute what stands at these offsets ("police said", "according to
the ministry", "45,000 by Human Rights Watch", "(Rudaw, January 26)")? Not here: rows of statements (`statements`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.reading.records import Text
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statement_quotes import Said
from pipeline.reading.statement_sources import citation
from pipeline.reading.statement_speakers import Speaker
from pipeline.reading.statements import find_speech

# Acts that take no responsibility for the figures in what they speak of ("claimed the attack that killed nine").
_NOT_SOURCES = frozenset(
    [
        "claim_responsibility",
        "take_responsibility",
        "accept_responsibility",
        "deny_responsibility",
        "condemn",
        "denounce",
        "praise",
        "welcome",
        "hail",
        "criticize",
        "criticise",
        "call",
        "appeal",
        "demand",
        "urge",
        "pledge",
        "promise",
        "vow",
        "threaten",
        "place_blame",
        "lay_blame",
        "put_blame",
    ]
)
_SECOND_HAND = frozenset({"according to", "citing", "quoting"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source: its name (canonical where it is an actor), the actor's key, and the offsets of the words naming it."""

    speaker: str
    key: str | None
    start: int
    end: int


class Attributions:
    """All sources of one text, ready to be asked for a stretch."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._cast = Cast(text)
        said = [s for s in find_speech(text).said if s.verb not in _NOT_SOURCES and any(x.name for x in s.speakers)]
        self._said = sorted(said, key=_width)

    def at(self, start: int, end: int) -> Attribution | None:
        """The source of what stands at start..end, the closest one around it; None where the text names none."""
        around = [s for s in self._said if s.start <= start and end <= s.end + 1]
        if around:
            own = [s for s in around if s.verb not in _SECOND_HAND and s.sentence == around[0].sentence]
            best = (
                own[0]
                if own and around[0].verb in _SECOND_HAND and _width(own[0]) <= 2 * _width(around[0])
                else around[0]
            )
            return _of(next(s for s in best.speakers if s.name))
        sentence = next((s for s in self.text.sentences if s.start <= start < s.end), None)
        cited = (
            citation(self.text.document.text, end, max(end, sentence.end), self._cast) if sentence is not None else None
        )
        return _of(cited) if cited is not None else None


def _width(said: Said) -> int:
    return said.end - said.start


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
