"""Statements: what somebody is reported to have said, with the words said as evidence.

Here belongs making rows: quotations get a speaker, acts of speech become reported statements. Not here: finding acts
(`statement_acts`, `statement_sources`), quotation marks (`quotes`), names (`statement_speakers`), whom pronouns mean
(`statement_pronouns`) or which act a quotation belongs to (`statement_quotes`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.identifiers import identifier
from pipeline.reading.quotes import find_quotes
from pipeline.reading.records import Quantity, Statement, Text
from pipeline.reading.statement_acts import Act, verb_acts
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statement_pronouns import Told, named_later, same_speaker
from pipeline.reading.statement_quotes import SPEECH_WORDS, Said, quoted
from pipeline.reading.statement_sources import source_acts

_NO_ROWS = {"title", "heading", "citation", "caption"}
_LATER = 8  # acts of speech within which the text names whom it first described


@dataclass(frozen=True, slots=True)
class Speech:
    """All that a text reports as said: everything found (for sources of facts) and what makes a row."""

    said: tuple[Said, ...]
    rows: tuple[Said, ...]


def find_statements(text: Text) -> tuple[Statement, ...]:
    """All statements of a text in order; one of two speakers is two rows. Speakers that nobody names are left out."""
    rows: dict[str, Statement] = {}
    for said in find_speech(text).rows:
        for s in said.speakers:
            if s.name is None and not said.direct:
                continue
            key = identifier("said", text.document.document_id, said.start, said.end, s.name, s.start)
            rows[key] = Statement(
                key, said.start, said.end, s.name, s.key, s.title, said.direct, said.verb, s.start, s.end
            )
    return tuple(sorted(rows.values(), key=lambda r: (r.start, r.end, r.speaker_start or 0, r.statement_id)))


_last: list[tuple[Text, Speech]] = []


def find_speech(text: Text) -> Speech:
    """Everything said in a text, quotations and reported speech, with pronouns resolved; the last text's is kept."""
    if not _last or _last[0][0] is not text:
        _last[:] = [(text, _find_speech(text))]
    return _last[0][1]


def _find_speech(text: Text) -> Speech:
    cast = Cast(text)
    quotes = find_quotes(text)
    spans = [(q.start, q.end) for q in quotes if q.words >= SPEECH_WORDS or not q.closed]
    figures: dict[int, list[Quantity]] = defaultdict(list)
    for quantity in text.quantities:
        figures[quantity.sentence].append(quantity)
    acts: list[Act] = []
    told = Told(cast)
    for sentence in text.sentences:
        here = [s for s in spans if s[0] < sentence.end and s[1] > sentence.start]
        near = [s for s in spans if s[0] < sentence.end and s[1] > sentence.start - 3]
        found = verb_acts(sentence, cast, near or here) + source_acts(sentence, cast, figures[sentence.index])
        resolved = [told.resolved(a) for a in sorted(found, key=lambda a: a.start)]
        told.leave(sentence, resolved, here)
        acts.extend(_parted(resolved, cast.raw))
    acts = [named_later(a, acts[n + 1 : n + _LATER], cast) for n, a in enumerate(acts)]
    taken, direct = quoted(text, quotes, acts)
    reported = [
        (a, Said(*a.content, a.speakers, a.lemma, _mostly_quoted(a.content, spans), a.sentence.index, a.tally))
        for n, a in enumerate(acts)
        if a.content is not None and n not in taken
    ]
    rows = [s for n, (a, s) in enumerate(reported) if not _continues(a, [b for b, _ in reported[:n]]) and _counts(a)]
    rows += [s for s in direct if text.sentences[s.sentence].block.kind not in _NO_ROWS]
    return Speech(tuple(direct) + tuple(s for _, s in reported), tuple(rows))


def _counts(act: Act) -> bool:
    return act.lemma not in ("citing", "quoting") and act.sentence.block.kind not in _NO_ROWS


def _mostly_quoted(content: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    start, end = content
    return sum(b - a for a, b in spans if a >= start and b <= end) > 0.6 * (end - start)


def _continues(act: Act, earlier: Sequence[Act]) -> bool:
    """Whether an act goes on from one of the same speaker in its sentence ("said X, adding that Y")."""
    for other in reversed(earlier):
        if other.sentence is not act.sentence:
            return False
        same = same_speaker(other.speakers[0], act.speakers[0])
        inside = other.content is not None and other.content[0] <= act.start < other.content[1]
        if same and (other.side == act.side == "right" or inside):
            return True
    return False


def _parted(acts: list[Act], raw: str) -> list[Act]:
    """Cut what one source says where the clause of another begins ("X puts it at 40, but it is 60, according to Y")."""
    out = []
    for act in acts:
        later = [b for o in acts if o is not act for b in _borders(act, o, raw)]
        if act.side == "right" and act.content and later:
            act = replace(act, content=(act.content[0], min(later)))
        out.append(act)
    return out


def _borders(act: Act, other: Act, raw: str) -> list[int]:
    """Where in what one act says another one begins that is coordinated with it, not reported by it."""
    if act.content is None or other.content is None:
        return []
    start, end = act.content
    if other.side == "around" and start + 12 < other.content[0] < end <= other.content[1] + 80:
        return [_cut(raw, start, other.content[0])]
    if (
        other.side == "right"
        and start + 12 < other.group_start < end
        and not same_speaker(act.speakers[0], other.speakers[0])
    ):
        before = raw[start : min(s.start for s in other.speakers)].rstrip()
        words = [w for w in before.split()[-4:] if w.lower() not in ("the", "a", "an", "its", "their", "his", "her")][
            -2:
        ]
        if words and (words[-1] in _COORDINATORS or (words[-1] == "both" and words[0] in _COORDINATORS)):
            return [_cut(raw, start, start + len(before))]
    return []


_COORDINATORS = {"and", "but", "while", "whereas"}


def _cut(raw: str, start: int, end: int) -> int:
    """The end of a clause before `end`: its closing conjunction and comma left out."""
    words = raw[start:end].rstrip()
    while words and (
        words.rsplit(None, 1)[-1].strip(",") in _COORDINATORS | {"both", "the", "a", "an", "its", "their", "his", "her"}
        or words[-1] in ",; "
    ):
        words = words[: -len(words.rsplit(None, 1)[-1])].rstrip() if words[-1] not in ",; " else words[:-1]
    return start + len(words)
