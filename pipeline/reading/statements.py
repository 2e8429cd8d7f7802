"""Statements: what somebody is reported to have said, with the words said as evidence.

Here belongs making rows: quotations get a speaker, acts of speech become reported statements, pronouns are resolved to
the speaker they can mean. Not here: finding acts (`statement_acts`, `statement_sources`), quotation marks (`quotes`),
names (`statement_speakers`) or which act a quotation belongs to (`statement_quotes`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.identifiers import identifier
from pipeline.reading.quantity_units import is_person
from pipeline.reading.quotes import find_quotes
from pipeline.reading.records import Quantity, Sentence, Statement, Text
from pipeline.reading.statement_acts import Act, verb_acts
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statement_quotes import SPEECH_WORDS, Said, quoted
from pipeline.reading.statement_sources import citation, source_acts
from pipeline.reading.statement_speakers import Speaker

_NO_ROWS = {"title", "heading", "citation", "caption"}
_SINGULAR = {"he", "she", "his", "her", "him", "i"}
_LATER = 8  # acts of speech within which the text names whom it first described
_NEAR = 700  # characters within which a pronoun's speaker must have spoken


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
    history: list[Speaker] = []
    for sentence in text.sentences:
        here = [s for s in spans if s[0] < sentence.end and s[1] > sentence.start]
        near = [s for s in spans if s[0] < sentence.end and s[1] > sentence.start - 3]
        found = verb_acts(sentence, cast, near or here) + source_acts(sentence, cast, figures[sentence.index])
        resolved = [_resolved(a, history, cast) for a in sorted(found, key=lambda a: a.start)]
        acts.extend(_parted(resolved, cast.raw))
    acts = [_named_later(a, acts[n + 1 : n + _LATER], cast) for n, a in enumerate(acts)]
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
        same = _same(other.speakers[0], act.speakers[0])
        inside = other.content is not None and other.content[0] <= act.start < other.content[1]
        if same and (other.side == act.side == "right" or inside):
            return True
    return False


def _same(a: Speaker, b: Speaker) -> bool:
    return a.start == b.start or (a.key is not None and a.key == b.key) or (a.name is not None and a.name == b.name)


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
    if other.side == "right" and start + 12 < other.group_start < end and not _same(act.speakers[0], other.speakers[0]):
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


# --- pronouns --------------------------------------------------------------------------------------------------------


def _resolved(act: Act, history: list[Speaker], cast: Cast) -> Act:
    """The act with pronouns and "the report" resolved to an earlier speaker; its speakers join the history."""
    made = tuple(_resolve(s, history, cast, act.sentence) for s in act.speakers)
    history.extend(s for s in made if s.name is not None and s.pronoun != "report")
    return replace(act, speakers=made)


def _resolve(speaker: Speaker, history: Sequence[Speaker], cast: Cast, sentence: Sentence) -> Speaker:
    if not speaker.pronoun:
        return speaker
    if speaker.pronoun == "report":
        return _author(speaker, history, cast, sentence)
    for earlier in reversed(history[-6:]):
        if speaker.start - earlier.end < _NEAR and _fits(speaker.pronoun, earlier, cast):
            named = speaker.key is not None and speaker.key[0] != "d"
            if named and earlier.end < _spoken_of(speaker, cast) < sentence.start:
                return speaker  # somebody named since, and not in what was said
            title = speaker.title or earlier.title
            return replace(speaker, name=earlier.name, key=earlier.key, title=title, person=earlier.person)
    if speaker.name is not None and not sentence.start <= _spoken_of(speaker, cast) < sentence.end:
        return speaker
    speaker = replace(speaker, name=None, key=None)
    if speaker.pronoun in _SINGULAR:
        near = cast.at(max(0, sentence.start - _NEAR), speaker.start)
        people = [m for m in near if m.form == "name" and cast.kind(m.actor_key) == "person"]
        if people:
            return replace(speaker, name=cast.name(people[-1].actor_key) or people[-1].text, key=people[-1].actor_key)
    if speaker.pronoun in ("their", "whose", "its"):
        return _owner(speaker, sentence, cast)
    return speaker


def _named_later(act: Act, later: Sequence[Act], cast: Cast) -> Act:
    """The act with "a minister" as the person whom the text goes on to name as such ("X, the minister, said")."""
    first = act.speakers[0]
    single = first.name is not None and not first.plural and (first.key is None or first.key[0] == "d")
    if not single or cast.raw[max(0, first.start - 3) : first.start].split()[-1:] not in (["a"], ["A"], ["an"], ["An"]):
        return act
    noun = str(first.name).split(" of ")[0].split(" for ")[0].split()[-1].lower()
    if not is_person(noun):
        return act
    for other in later:
        for person in other.speakers:
            if cast.kind(person.key) != "person" or not person.key or person.key[0] == "d":
                continue
            before = cast.raw[max(0, person.start - 30) : person.start].rpartition(". ")[2]
            title = f"{person.title or cast.actors[person.key].title} {before}"
            if noun in title.lower().replace(",", "").split():
                named = replace(first, name=person.name, key=person.key, title=first.name)
                return replace(act, speakers=(named, *act.speakers[1:]))
    return act


def _spoken_of(speaker: Speaker, cast: Cast) -> int:
    """Where the actor of a resolved pronoun was named last before it; -1 where it was not."""
    named = [
        m.start for m in cast.mentions if m.actor_key == speaker.key and m.end <= speaker.start and m.form != "pronoun"
    ]
    return named[-1] if named else -1


def _owner(speaker: Speaker, sentence: Sentence, cast: Cast) -> Speaker:
    """The subject of the sentence, for a possessive before a text that speaks ("Scholars …, their findings show")."""
    subject = next((t for t in sentence.tokens if t.dep_ == "nsubj" and sentence.char(t) < speaker.start), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return speaker
    mention = cast.headed(sentence.char(subject))
    start, end = sentence.char(subject.left_edge), sentence.char(subject.right_edge) + len(subject.right_edge)
    if mention is not None:
        return replace(speaker, name=cast.name(mention.actor_key) or mention.text, key=mention.actor_key)
    words = " ".join(cast.raw[start:end].split())
    return replace(speaker, name=words if len(words) < 80 else subject.text)


def _author(speaker: Speaker, history: Sequence[Speaker], cast: Cast, sentence: Sentence) -> Speaker:
    """Who made a report that does not say it: the press citation, or the body that spoke last."""
    cited = citation(cast.raw, sentence.start, sentence.end, cast)
    if cited is not None:
        return replace(speaker, name=cited.name, key=cited.key, title=speaker.name)
    words = cast.raw[speaker.start - 4 : speaker.start].lower().strip()
    if words in ("the", "this", "that", "its"):
        for earlier in reversed(history[-3:]):
            if speaker.start - earlier.end < _NEAR and _fits("it", earlier, cast):
                return replace(speaker, name=earlier.name, key=earlier.key, title=speaker.name)
    return speaker


def _fits(pronoun: str, earlier: Speaker, cast: Cast) -> bool:
    kind = cast.kind(earlier.key)
    if pronoun in _SINGULAR:
        return kind == "person" or (not kind and earlier.person and not earlier.plural)
    if pronoun in ("it", "its"):
        return kind not in ("person", "civilians") and not earlier.plural and not (earlier.person and not kind)
    return earlier.plural or kind not in ("person", "media", "")
