"""Which date of a text is an event's: the one of its clause, else the one that the narration carries along.

Here belongs the choice among the dates found. Not here: finding and resolving them (`dates`), or what an event is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from pipeline.reading.date_words import words
from pipeline.reading.records import DateMention, Sentence, Text

_UP_STOPS = frozenset({"ccomp", "parataxis", "acl", "acl:relcl", "csubj"})
_SHARED_NOUNS = frozenset({"nsubj", "nsubj:pass", "obl", "conj", "obl:agent"})
_DOWN_STOPS = frozenset({"ccomp", "parataxis", "advcl", "acl:relcl", "csubj"})
_PENALTY = {"conj": 1.5, "advcl": 1.5, "acl": 1.0, "acl:relcl": 1.0, "xcomp": 0.5, "nmod": 1.0}
_LOOSE = frozenset({"ADP", "NUM", "PUNCT", "DET", "PROPN"})  # heads that are part of the date, or a slip of the parser
_ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass", "obl"})
_EXACT = frozenset({"day", "week", "unknown"})
_CLAUSE_MAKERS = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PRON"})
_INNER_MARKS = frozenset("-–‐'’\"“”()[]")
_NEAR_WORDS = 12
_BESIDE, _FRAMED = 1.25, 6.0
_FURTHEST = 6.0
_CARRIED = frozenset({"day", "week", "month"})
_TOLD = frozenset({"paragraph", "title", "heading", "caption", "note"})
_PAGE = re.compile(r"\b(?:published|posted|updated|modified|copyright)\b[^.]{0,25}$", re.IGNORECASE)
_CARRY_BLOCKS = 3
_LEAD_BLOCKS = 3
_MANY = 20  # different dates of a history rather than of a report
_RANK = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "unknown": 6}


def date_for(text: Text, sentence: Sentence, char: int) -> DateMention | None:
    """The date that the clause of a trigger at offset `char` gives, resolved or not; nothing where it gives none.

    Dates of press reports in parentheses, durations, ages and recurring dates never count, nor does a date that
    belongs to another verb of the sentence (the one of "said on Tuesday") or to another noun ("a report of June").
    """
    dates = [d for d in in_sentence(text, sentence) if not in_citation(text, sentence, d, char)]
    if not dates:
        return None
    trigger = sentence.token_at(char)
    if trigger is None or not sentence.doc.has_annotation("DEP"):
        return min(dates, key=lambda d: _gap(d, char))
    scored = [
        (_behind_and(sentence, trigger, d, dates), far, _RANK[d.precision], _gap(d, char), d)
        for d in dates
        if (far := _distance(sentence, trigger, d)) is not None
    ]
    return min(scored, key=lambda x: x[:4])[4] if scored else None


def _behind_and(sentence: Sentence, trigger: Token, date: DateMention, dates: Sequence[DateMention]) -> bool:
    """ "a riot in late May and a raid on 3 June": whether an "and" behind another date parts a date from a trigger."""
    spot = sentence.char(trigger)
    before = [d.end for d in dates if spot < d.start and d.end < date.start]
    if not before:
        return False
    first, last = before[0] - sentence.offset, date.start - sentence.offset
    between = sentence.doc.char_span(first, last, alignment_mode="contract")
    return between is not None and any(t.dep_ == "cc" for t in between)


def narrative_date(text: Text, sentence: Sentence) -> DateMention | None:
    """The date carried over from what stands before: this paragraph, then the few before it, then the lead.

    Its basis is context, its offsets are those of the date carried over. Only days, weeks and months are carried, and
    nothing is where the sentence has a date of its own that could not be resolved.
    """
    if any(d.date_start is None and not d.cited for d in in_sentence(text, sentence)):
        return None
    for number in range(sentence.index - 1, -1, -1):
        before = text.sentences[number]
        if sentence.paragraph - before.paragraph > _CARRY_BLOCKS or before.block.story != sentence.block.story:
            break
        if before.block.kind not in _TOLD:
            continue
        found = [d for d in in_sentence(text, before) if is_narrated(text, before, d)]
        if found:
            best = min(found, key=lambda d: (_RANK[d.precision], d.start))
            return replace(best, basis="context")
    if len({d.date_start for d in text.dates}) > _MANY:
        return None  # among so many dates that of the news says nothing of what is told far from it
    lead = lead_date(text, sentence.block.story)
    return replace(lead, basis="context") if lead else None


def lead_date(text: Text, story: int = 0) -> DateMention | None:
    """The date of the news itself: the first exact one in the first paragraphs of a story."""
    numbered = ((i, b) for i, b in enumerate(text.layout.blocks) if b.kind == "paragraph" and b.story == story)
    bodies = [i for i, _ in islice(numbered, _LEAD_BLOCKS)]
    coarse: DateMention | None = None
    for s in text.sentences:
        if not bodies or s.paragraph > bodies[-1]:
            break
        if s.paragraph not in bodies:
            continue
        for d in in_sentence(text, s):
            if not is_narrated(text, s, d):
                continue
            if d.precision == "day":
                return d
            coarse = coarse or d
    return coarse


def in_sentence(text: Text, sentence: Sentence) -> list[DateMention]:
    """The points and intervals of a sentence."""
    found = []
    for d in text.dates[bisect_left(text.dates, sentence.start, key=lambda d: d.start) :]:
        if d.start >= sentence.end:
            break
        if d.kind in ("point", "interval"):
            found.append(d)
    return found


def in_citation(text: Text, sentence: Sentence, date: DateMention, char: int) -> bool:
    """Whether a date stands in parentheses that the trigger does not stand in."""
    raw = text.document.text
    left, right = raw.rfind("(", sentence.start, date.start), raw.find(")", date.end, sentence.end)
    if left < 0 or right < 0 or raw.find(")", left, date.start) >= 0:
        return False
    return not left < char < right


def is_narrated(text: Text, sentence: Sentence, date: DateMention) -> bool:
    """Whether a date can be carried over: resolved, not of a citation, a telling or an aftermath, not to come."""
    if date.date_start is None or date.precision not in _CARRIED or date.kind == "interval" or date.bound:
        return False
    if date.cited or in_citation(text, sentence, date, -1):
        return False
    if _PAGE.search(text.document.text, max(sentence.start, date.start - 40), date.start):
        return False
    if sentence.doc.has_annotation("DEP") and (governor := _governor(sentence, date)) is not None:
        lemma, scope = governor.lemma_.lower(), words().scope
        if governor.pos_ == "ADJ":  # "still at large on Monday", "alive on Monday": a state, not a deed
            return False
        if lemma in (scope.occasions if governor.pos_ == "NOUN" else scope.reporting | scope.aftermath):
            return False
    return text.published.end is None or date.date_start <= text.published.end


def _gap(date: DateMention, char: int) -> int:
    return max(date.start - char, char - date.end, 0)


def _distance(sentence: Sentence, trigger: Token, date: DateMention) -> float | None:
    """How far a date is from a trigger in the tree; nothing where it belongs to something else."""
    governor = _governor(sentence, date, trigger.i)
    if governor is None:
        return None
    if trigger.i == governor.i or date.start <= sentence.char(trigger) < date.end:
        return 0.0
    if _beside(sentence, trigger, date):
        return _BESIDE
    if (
        governor.pos_ == "NOUN"
        and sentence.char(governor) > date.start
        and governor.dep_ not in _SHARED_NOUNS
        and not any(c.dep_ == "cop" for c in governor.children)
        and not _opens(sentence, date)
    ):
        return None  # "the March elections": that noun's own date
    far = _path(trigger, governor, date)
    return _FRAMED if far is None and _frames(sentence, date) else far


def _path(trigger: Token, governor: Token, date: DateMention) -> float | None:
    """The length of the way through the tree from a trigger to the word that a date depends on, if it may be taken."""
    ups, downs = [trigger, *trigger.ancestors], [governor, *governor.ancestors]
    heights = {t.i: n for n, t in enumerate(ups)}
    meet = next((n for n, t in enumerate(downs) if t.i in heights), None)
    if meet is None:
        return None
    above, below = ups[: heights[downs[meet].i]], downs[:meet]
    if any(_stops_above(t) for t in above) or _stops_below(below, trigger):
        return None
    if above and _of_another(governor, above[-1]) and date.precision in _EXACT:
        return None
    if governor.pos_ == "NOUN" and below and governor.dep_ not in _SHARED_NOUNS:
        return None
    cost = sum(1.0 + _PENALTY.get(t.dep_, 0.0) for t in above) + sum(1.0 + _PENALTY.get(t.dep_, 0.0) for t in below)
    return cost if cost <= _FURTHEST else None


def _stops_below(below: Sequence[Token], trigger: Token) -> bool:
    """Whether a date inside a clause is that clause's own.

    That of a purpose ("ended its mission to ... in May") is not, nor that of a participle at the subject ("the raid
    launched in May killed nine"), of a clause that tells of the trigger itself ("the protests that broke out in May"),
    or of the beginning of what has gone on since ("200 have died since the war began in 2031").
    """
    for i, token in enumerate(below):
        marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
        purpose = token.dep_ == "advcl" and "to" in marks
        since = token.dep_ == "advcl" and "since" in marks and _is_perfect(token.head)
        if token.dep_ in _DOWN_STOPS and not (purpose or since or _tells_of(token, trigger)):
            return True
        if token.dep_ == "acl" and not (i + 2 == len(below) and below[-1].dep_.startswith("nsubj")):
            return True
    return False


def _is_perfect(verb: Token) -> bool:
    """ "have died", "has been held"; in a row of verbs the first says it for all."""
    first = verb.head if verb.dep_ == "conj" else verb
    helpers = [c.lower_ for v in (verb, first) for c in v.children if c.dep_.startswith("aux")]
    return not {"have", "has", "'ve", "’ve"}.isdisjoint(helpers)


def _tells_of(clause: Token, trigger: Token) -> bool:
    """Whether a relative clause says when the very event happened that it hangs on."""
    scope = words().scope
    return (
        clause.dep_ == "acl:relcl"
        and clause.head.i == trigger.i
        and trigger.pos_ == "NOUN"
        and clause.lemma_.lower() not in scope.reporting | scope.aftermath
        and any(c.dep_ in ("nsubj", "nsubj:pass") and c.lower_ in ("that", "which") for c in clause.children)
    )


def _beside(sentence: Sentence, trigger: Token, date: DateMention) -> bool:
    """Whether a date follows a trigger with nothing between but the words of its own phrase."""
    head = sentence.head(date.start, date.end)
    if head is None or not trigger.i < head.i <= trigger.i + _NEAR_WORDS:
        return False
    between = [t for t in sentence.doc[trigger.i + 1 : head.i] if sentence.char(t) < date.start]
    return not any(t.pos_ in _CLAUSE_MAKERS or (t.is_punct and t.text not in _INNER_MARKS) for t in between)


def _frames(sentence: Sentence, date: DateMention) -> bool:
    """Whether a date opens its sentence and is wide enough to hold for all of it ("In July 1997, ...")."""
    opening = sentence.char(sentence.doc[min(sentence.first + 3, sentence.last - 1)])
    return date.start <= opening and (date.kind == "interval" or date.precision not in _EXACT)


def _opens(sentence: Sentence, date: DateMention) -> bool:
    """Whether a sentence begins "In May 2031 ...": what follows is no noun that the month describes."""
    head = sentence.token_at(date.start)
    if head is None or head.i == sentence.first or not _frames(sentence, date):
        return False
    return sentence.doc[head.i - 1].lower_ in ("in", "during")


def _governor(sentence: Sentence, date: DateMention, stop: int = -1) -> Token | None:
    """The word that a date depends on; numbers, names and prepositions between are passed over."""
    token = sentence.head(date.start, date.end)
    if token is None:
        return None
    governor = token.head
    while governor.pos_ in _LOOSE and governor.i not in (stop, governor.head.i):
        if sentence.char(governor) < date.start - 12 and governor.pos_ == "PROPN":
            break
        governor = governor.head
    return governor


def _stops_above(token: Token) -> bool:
    """Whether a date further up does not reach down to a token: it is said, described, or comes before or after."""
    if token.dep_ == "acl" and token.head.dep_ in _ARGUMENTS:  # "took part in killing", "the operation to free them"
        return not any(c.dep_ == "mark" and c.lower_ in ("in", "to", "of") for c in token.children)
    if token.dep_ in _UP_STOPS:
        return not (token.dep_ == "acl:relcl" and _is_part_of(token))
    if token.dep_ in ("advcl", "obl", "nmod"):
        scope = words().scope
        return any(c.dep_ in ("mark", "case") and c.lower_ in scope.after_words for c in token.children)
    return False


def _is_part_of(clause: Token) -> bool:
    """ "hours of fighting in which nine died": what a relative clause tells of is a part of what it hangs on."""
    return any(
        c.lower_ == "which" and any(g.dep_ == "case" and g.lower_ in ("in", "during") for g in c.children)
        for c in clause.children
    )


def _of_another(governor: Token, top: Token) -> bool:
    """Whether a date's verb tells of the deed or follows on it: "said", "charged in", "condemned"."""
    lemma, scope = governor.lemma_.lower(), words().scope
    if lemma == "report" and top.dep_ == "nsubj:pass":  # "the shooting was reported at noon on Monday"
        return False
    if lemma in (scope.occasions if governor.pos_ == "NOUN" else scope.reporting):
        return True
    return lemma in scope.aftermath and top.dep_ not in ("conj", "advcl")
