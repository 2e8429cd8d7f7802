"""Statements: what somebody is reported to have said, with the words said as evidence.

Here belongs making rows: quotations get a speaker, acts of speech become reported statements, pronouns are resolved to
the speaker they can mean. Not here: finding acts (`statement_acts`), marks (`quotes`), names (`statement_speakers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.identifiers import identifier
from pipeline.reading.quotes import Quote, find_quotes
from pipeline.reading.records import Statement, Text
from pipeline.reading.statement_acts import Act, find_acts
from pipeline.reading.statement_speakers import Cast, Speaker

_SPEECH_WORDS = 5  # a quotation of fewer words is speech only beside a verb of speech
_LOOSE_WORDS = 8  # a quotation beside no verb is speech only if it is a sentence


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: document offsets, speakers, verb, whether in the speaker's own words."""

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    verb: str | None
    direct: bool
    sentence: int


def find_statements(text: Text) -> tuple[Statement, ...]:
    """All statements of a text in order; a statement of two speakers is two rows."""
    rows: dict[str, Statement] = {}
    for said in find_said(text):
        for s in said.speakers:
            if s.name is None and not said.direct:
                continue
            key = identifier("said", text.document.document_id, said.start, said.end, s.name, s.start)
            rows[key] = Statement(
                key, said.start, said.end, s.name, s.key, s.title, said.direct, said.verb, s.start, s.end
            )
    return tuple(sorted(rows.values(), key=lambda r: (r.start, r.end, r.statement_id)))


def find_said(text: Text) -> list[Said]:
    """Everything said in a text, quotations and reported speech, with pronouns resolved."""
    cast = Cast(text)
    quotes = find_quotes(text)
    spans = [(q.start, q.end) for q in quotes if q.words >= _SPEECH_WORDS or not q.closed]
    found: list[Said] = []
    acts: list[Act] = []
    for sentence in text.sentences:
        acts.extend(find_acts(sentence, cast, [s for s in spans if s[0] < sentence.end and s[1] > sentence.start]))
    history: list[Speaker] = []
    acts = [_resolved(act, history, cast) for act in acts]
    taken, quoted = _quoted(text, quotes, acts)
    found.extend(quoted)
    for number, act in enumerate(acts):
        if act.content is None or act.merged or number in taken:
            continue
        start, end = act.content
        inside = sum(q.end - q.start for q in quotes if q.start >= start and q.end <= end)
        found.append(Said(start, end, act.speakers, act.lemma, inside > 0.6 * (end - start), act.sentence.index))
    return found


def _resolved(act: Act, history: list[Speaker], cast: Cast) -> Act:
    """The act with pronouns and "the report" resolved to an earlier speaker; its speakers join the history."""
    speakers = tuple(_resolve(s, history, cast, act) for s in act.speakers)
    history.extend(s for s in speakers if s.name is not None)
    return replace(act, speakers=speakers)


def _resolve(speaker: Speaker, history: Sequence[Speaker], cast: Cast, act: Act) -> Speaker:
    if not speaker.pronoun or (speaker.name is not None and speaker.pronoun != "report"):
        return speaker
    for earlier in reversed(history[-6:]):
        if _fits(speaker.pronoun, earlier, cast):
            title = earlier.title if speaker.pronoun != "report" else speaker.title or speaker.name
            return replace(speaker, name=earlier.name, key=earlier.key, title=title, person=earlier.person)
    if speaker.pronoun in ("he", "she", "his", "her"):
        people = [
            m
            for m in cast.at(max(0, act.sentence.start - 600), act.start)
            if m.form == "name" and cast.kind(m.actor_key) == "person"
        ]
        if people:
            return replace(speaker, name=cast.name(people[-1].actor_key) or people[-1].text, key=people[-1].actor_key)
    return speaker


def _fits(pronoun: str, earlier: Speaker, cast: Cast) -> bool:
    kind = cast.kind(earlier.key)
    if pronoun in ("he", "she", "his", "her", "i"):
        return kind == "person" or (not kind and earlier.person and not earlier.plural)
    if pronoun in ("it", "its", "report"):
        return kind not in ("person", "civilians") and not earlier.plural and not (earlier.person and not kind)
    if pronoun in ("they", "their", "we"):
        return earlier.plural or kind not in ("person", "")
    return False


# --- quotations ------------------------------------------------------------------------------------------------------


def _quoted(text: Text, quotes: Sequence[Quote], acts: Sequence[Act]) -> tuple[set[int], list[Said]]:
    """Quotations with their speakers; and the numbers of acts whose words are those quotations."""
    taken: set[int] = set()
    found: list[Said] = []
    last: tuple[int, Said] | None = None  # block and statement of the quotation before
    for q in quotes:
        number, act = _act_of(text, q, acts)
        speech_like = q.words >= _SPEECH_WORDS or (act is not None and _beside(text.document.text, q, act))
        if not speech_like:
            continue
        if (
            act is not None
            and act.content
            and act.side == "right"
            and act.content[0] < q.start - 2
            and _within_clause(text, q, act)
        ):
            continue  # a quoted part of a reported clause
        sentence = next((s.index for s in text.sentences if s.start <= q.start < s.end), -1)
        if act is None or not act.speakers:
            said = _carried(text, q, last, sentence, acts)
        else:
            said = Said(q.start, q.end, act.speakers, act.lemma, True, sentence)
            if _covers(act, q, text):
                taken.add(number)
        if said is not None:
            found.append(said)
            last = (q.block, said)
        else:
            last = None
    return taken, found


def _covers(act: Act, q: Quote, text: Text) -> bool:
    """Whether an act says nothing beside the quotation."""
    if act.content is None:
        return True
    a, b = act.content
    return min(b, q.end) - max(a, q.start) > 0.5 * (b - a) or text.document.text[a:b].strip('"“”., ') == ""


def _beside(raw: str, q: Quote, act: Act) -> bool:
    """Whether speaker and verb stand right before or behind the marks of a quotation."""
    gap = raw[q.end : act.group_start] if act.group_start >= q.end else raw[act.group_end : q.start]
    return len(gap) <= 60 and len(gap.strip('"“”‘’,.: \n')) <= 40


def _act_of(text: Text, q: Quote, acts: Sequence[Act]) -> tuple[int, Act | None]:
    """The act of speech that a quotation belongs to: behind it in its sentence, else before it."""
    raw = text.document.text
    best: tuple[int, int] | None = None
    for number, act in enumerate(acts):
        if not act.quotes or (act.merged and act.lemma != "add"):
            continue
        if act.group_start >= q.end - 1:
            gap = raw[q.end : act.group_start]
            if len(gap) > 40 or "\n" in gap or _full_stop(raw, q, gap) or any(c in gap for c in "“"):
                continue
            cost = len(gap)
        elif act.end <= q.start:
            gap = raw[act.group_end : q.start] if act.group_end <= q.start else raw[act.end : q.start]
            if len(gap) > 160 or ". " in gap.replace("U.S. ", "") or "\n" in gap or "”" in gap or '" ' in gap:
                continue
            cost = 50 + len(gap)
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, number)
    return (best[1], acts[best[1]]) if best else (-1, None)


def _full_stop(raw: str, q: Quote, gap: str) -> bool:
    """Whether a sentence ends between a quotation and what follows it."""
    last = raw[q.end - 1 : q.end]
    return ". " in gap or (last == "." and gap.strip('"”’ ')[:1].isupper())


def _within_clause(text: Text, q: Quote, act: Act) -> bool:
    """Whether a quotation is only a part of the reported clause that stands around it."""
    assert act.content is not None
    before = text.document.text[act.content[0] : q.start].strip('"“”‘’,: ')
    return len(before.split()) >= 2 and q.end <= act.content[1] + 2


def _carried(text: Text, q: Quote, last: tuple[int, Said] | None, sentence: int, acts: Sequence[Act]) -> Said | None:
    """A quotation beside no verb: it goes on from the one before it, or from the speaker of the sentence before."""
    if q.words < _LOOSE_WORDS and not (last is not None and last[0] == q.block):
        return None
    raw = text.document.text
    if last is not None:
        block, said = last
        gap = raw[said.end : q.start]
        near = (block == q.block and len(gap) < 400) or (q.continued and q.block - block <= 1)
        if near:
            return Said(q.start, q.end, said.speakers, said.verb, True, sentence)
    ends = (
        (q.words >= _LOOSE_WORDS
        and raw[q.end - 1 : q.end] in ".,?!…")
        or raw[q.end : q.end + 2].strip('"”’')[:1] in (".", ",")
    )
    if not ends:
        return None
    before = [a for a in acts if a.end <= q.start and q.start - a.end < 400 and a.speakers and a.speakers[0].name]
    if before:
        return Said(q.start, q.end, before[-1].speakers[:1], None, True, sentence)
    return None
