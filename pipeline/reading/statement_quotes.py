"""Quotations and their speakers.

Here belongs deciding which quoted stretch is speech, and which act of speech it belongs to: the one beside it, or the
speaker that goes on. Not here: quotation marks (`quotes`), acts (`statement_acts`), rows (`statements`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.quotes import Quote
from pipeline.reading.records import Text
from pipeline.reading.statement_acts import Act
from pipeline.reading.statement_speakers import Speaker

SPEECH_WORDS = 5  # a quotation of fewer words is speech only beside a verb of speech
_LOOSE_WORDS = 8  # a quotation beside no verb is speech only if it is a sentence
_MARKS = '"“”‘’'


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: document offsets, speakers, verb, whether in the speaker's own words, its sentence's index."""

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    verb: str | None
    direct: bool
    sentence: int
    tally: bool = False


def quoted(text: Text, quotes: Sequence[Quote], acts: Sequence[Act]) -> tuple[set[int], list[Said]]:
    """Quotations with their speakers, and the numbers of the acts whose words are those quotations."""
    raw = text.document.text
    taken: set[int] = set()
    found: list[Said] = []
    last: tuple[int, Said] | None = None  # block and statement of the quotation before
    for q in quotes:
        number, act = _act_of(raw, q, acts)
        goes_on = act is None and last is not None and last[0] == q.block and _own_sentence(raw, q)
        if q.words < SPEECH_WORDS and not goes_on and not (act is not None and _close(raw, q, act)):
            continue
        if act is not None and _part_of_clause(raw, q, act):
            continue
        sentence = next((s.index for s in text.sentences if s.start <= q.start < s.end), 0)
        if act is not None:
            said: Said | None = Said(q.start, q.end, act.speakers, act.lemma, True, sentence)
            if act.group_start >= q.end - 1 or _covers(raw, act, q):
                taken.add(number)
        elif _inside_report(raw, q, acts):
            continue
        else:
            said = _carried(raw, q, last, sentence, acts)
        if said is not None:
            found.append(said)
            last = (q.block, said)
    return taken, found


def _own_sentence(raw: str, q: Quote) -> bool:
    """Whether a quotation is a sentence by itself: it opens one, with a capital, and closes it."""
    before = raw[max(0, q.start - 4) : q.start].rstrip(_MARKS + "' ")
    return raw[q.start].isupper() and raw[q.end - 1] in ".?!" and (not before or before[-1] in ".?!")


def _act_of(raw: str, q: Quote, acts: Sequence[Act]) -> tuple[int, Act | None]:
    """The act of speech beside a quotation: behind it in its sentence, else before it."""
    best: tuple[int, int] | None = None
    for number, act in enumerate(acts):
        if not act.quotes:
            continue
        if act.group_start >= q.end - 1:
            gap = raw[q.end : act.group_start]
            wrong = len(gap) > 60 or "\n" in gap or _stops(raw, q, gap) or "“" in gap or _own_clause(raw, q, act)
            cost = len(gap)
        elif act.end <= q.start:
            gap = raw[min(max(act.group_end, act.end), q.start) : q.start]
            wrong = len(gap) > 160 or "\n" in gap or "”" in gap or '" ' in gap or _sentence_end(gap)
            cost = 50 + len(gap)
        else:
            continue
        if not wrong and (best is None or cost < best[0]):
            best = (cost, number)
    return (best[1], acts[best[1]]) if best else (-1, None)


def _own_clause(raw: str, q: Quote, act: Act) -> bool:
    """Whether an act behind a quotation is a sentence of its own: 'a shout of "Fire." He said he would appeal.'"""
    return (
        raw[q.end - 1] in ".?!" and act.side == "right" and act.content is not None and raw[act.group_start].isupper()
    )


def _sentence_end(gap: str) -> bool:
    return any(gap[i] in ".?!" and gap[i + 1].isspace() and gap[i - 2 : i].islower() for i in range(2, len(gap) - 1))


def _stops(raw: str, q: Quote, gap: str) -> bool:
    """Whether a sentence ends between a quotation and what follows it."""
    if gap.lstrip(_MARKS)[:2] in (". ", "? ", "! "):
        return True
    return _sentence_end(gap) or (
        raw[q.end - 1 : q.end] in ".?!" and gap.strip(_MARKS + " ")[:1].isupper() and len(gap) > 25
    )


def _close(raw: str, q: Quote, act: Act) -> bool:
    """Whether speaker and verb stand right before or behind the marks of a quotation."""
    gap = raw[q.end : act.group_start] if act.group_start >= q.end - 1 else raw[act.group_end : q.start]
    return len(gap.strip(_MARKS + ",.: \n")) <= 6


def _part_of_clause(raw: str, q: Quote, act: Act) -> bool:
    """Whether a quotation is only a part of the reported clause that stands around it."""
    if act.content is None or act.side != "right" or not act.content[0] < q.start - 2:
        return False
    return len(raw[act.content[0] : q.start].strip(_MARKS + ",: ").split()) >= 2 and q.end <= act.content[1] + 2


def _inside_report(raw: str, q: Quote, acts: Sequence[Act]) -> bool:
    """Whether a quotation is quoted inside what some act reports ("said the people would win “over all odds”")."""
    for act in acts:
        if act.content is not None and act.content[0] < q.start and q.end <= act.content[1] + 2:
            if len(raw[act.content[0] : q.start].strip(_MARKS + ",: ").split()) >= 2:
                return True
    return False


def _covers(raw: str, act: Act, q: Quote) -> bool:
    """Whether an act says nothing beside the quotation."""
    if act.content is None:
        return True
    a, b = act.content
    return min(b, q.end) - max(a, q.start) > 0.5 * (b - a) or b <= a or _CLOSING.issuperset(raw[a:b])


_CLOSING = set('"“”., ')


def _carried(raw: str, q: Quote, last: tuple[int, Said] | None, sentence: int, acts: Sequence[Act]) -> Said | None:
    """A quotation beside no verb: it goes on from the quotation before it, or from whoever spoke in between."""
    between = [a for a in acts if a.end <= q.start and a.speakers[0].name and (last is None or a.start >= last[1].end)]
    own = [a for a in between if last is None or not _same_speaker(a, last[1])]
    if last is not None and not own:
        block, said = last
        gap = len(raw[said.end : q.start])
        if (block == q.block and gap < 400) or (q.continued and q.block - block <= 1):
            return Said(q.start, q.end, said.speakers, said.verb, True, sentence)
    full = q.words >= _LOOSE_WORDS and (
        raw[q.end - 1] in ".,?!…" or raw[q.end : q.end + 3].strip(_MARKS)[:1] in (".", ",")
    )
    if full and between and q.start - between[-1].end < 400:
        return Said(q.start, q.end, between[-1].speakers[:1], None, True, sentence)
    return None


def _same_speaker(act: Act, said: Said) -> bool:
    names = {s.name for s in said.speakers}
    return all(s.name in names for s in act.speakers)
