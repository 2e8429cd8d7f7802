"""Sources that need no verb of speech: "according to police", "45,000 by the ministry", "(Rudaw, January 26)".

Here belongs what names a source beside a fact. Not here: verbs of speech (`statement_acts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.reading.quantity_units import is_person, singular
from pipeline.reading.records import Quantity, Sentence
from pipeline.reading.statement_acts import Act
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statement_content import trimmed
from pipeline.reading.statement_speakers import Speaker, is_name, maker_of, speakers, speaks
from pipeline.reading.statement_words import speech
from pipeline.reading.token_search import lower_words

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{4}}|\d{{4}})"
_CITATION = re.compile(rf"\(([^\W\d_][^()\d]{{1,70}}?),\s+{_DATE}\)")
_RANGE_WORDS = {
    "estimates",
    "estimate",
    "estimated",
    "range",
    "figures",
    "ranged",
    "ranging",
    "ranges",
    "counts",
    "tolls",
    "vary",
    "varied",
}
_VERBAL = {
    "confirmed",
    "announced",
    "released",
    "published",
    "compiled",
    "told",
    "quoted",
    "reported",
    "recorded",
    "documented",
    "cited",
}


def source_acts(sentence: Sentence, cast: Cast, quantities: Sequence[Quantity]) -> list[Act]:
    """The sources named beside facts in a sentence: phrases ("according to") and makers of figures ("45,000 by X")."""
    tokens = list(sentence.tokens)
    openers, words = speech().openers, lower_words(sentence.doc)[sentence.first : sentence.last]
    found = [a for k, word in enumerate(words) if word in openers and (a := _phrase(sentence, tokens, k, cast))]
    found.extend(
        a
        for k, word in enumerate(words)
        if word in speech().viewpoints and (a := _viewpoint(sentence, tokens, k, cast))
    )
    found.extend(_figures(sentence, tokens, cast, quantities))
    return found


def citation(raw: str, start: int, end: int, cast: Cast) -> Speaker | None:
    """The press citation that stands in start..end, or right behind end."""
    m = _CITATION.search(raw, start, min(len(raw), end + 90))
    if m is None or "\n" in raw[start : m.start()] or m.start() > end + 2:
        return None
    found = cast.at(m.start(1), m.end(1))
    key = found[0].actor_key if found else None
    return Speaker((cast.name(key) if key else None) or m.group(1).strip(), key, None, m.start(1), m.end(1))


def _phrase(sentence: Sentence, tokens: Sequence[Token], k: int, cast: Cast) -> Act | None:
    follow = tuple(t.lower_ for t in tokens[k : k + len(speech().according[0])])  # the longest stands first
    words = next((p for p in speech().according if p[0] == follow[0] and p == follow[: len(p)]), None)
    if words is None or (words[0] in _VERBAL and tokens[k].dep_ in ("root", "ROOT", "conj", "ccomp")):
        return None
    rest = tokens[k + len(words) :]
    head = first_noun(rest)
    if head is None or not (speaks(head, cast, sentence.offset) or words[0] == "according"):
        return None
    start, end = sentence.char(tokens[k]), sentence.char(tokens[k + len(words) - 1]) + len(words[-1])
    found = tuple(s for s in speakers(sentence, head, cast, least=end))
    stop = max(end, found[-1].end)
    content = _around(sentence, tokens, start, stop)
    return Act(sentence, start, end, " ".join(words), found, content, "around", start, stop, words[0] == "according")


def _viewpoint(sentence: Sentence, tokens: Sequence[Token], k: int, cast: Cast) -> Act | None:
    """A source that a fact is told by: "by the ministry's count", "in the view of the mayor", "by his own account"."""
    noun = tokens[k]
    case = next((c for c in noun.lefts if c.dep_ == "case"), None)
    if noun.pos_ != "NOUN" or case is None or case.lower_ not in ("by", "in", "on", "to"):
        return None
    made = maker_of(sentence, noun, cast)
    if made is None or (made.key is None and not made.pronoun and not _able(noun, cast, sentence)):
        return None
    start, end = sentence.char(case), max(sentence.char(noun) + len(noun), made.end)
    content = _around(sentence, tokens, start, end, cast.raw[end : end + 1] == ",")
    return Act(sentence, start, end, "by", (made,), content, "around", start, end, False)


def _able(noun: Token, cast: Cast, sentence: Sentence) -> bool:
    """Whether whom a noun names as its maker can speak ("by police estimates", not "in the eyes of history")."""
    return any(c.dep_ in ("nmod:poss", "compound", "nmod") and speaks(c, cast, sentence.offset) for c in noun.children)


def first_noun(tokens: Sequence[Token]) -> Token | None:
    """The head of the noun phrase that opens a list of tokens."""
    run: list[Token] = []
    for t in tokens[:14]:
        if t.pos_ == "DET" and run and run[-1].pos_ in ("NOUN", "VERB"):
            break
        if (
            (not run and (is_person(t.lower_) or singular(t.lower_) in speech().bodies))
            or t.pos_ in ("NOUN", "PROPN", "DET", "ADJ", "NUM", "ADV", "X")
            or t.text in ("-", "'s", "’s", "'")
            or (t.lower_ in ("its", "their", "his", "her", "our") and not run)
            or (t.text[0].isupper() and t.tag_.startswith("NN"))
        ):
            run.append(t)
        elif t.pos_ == "PRON" and not run:
            return t
        else:
            break
    nouns = [t for t in run if t.pos_ in ("NOUN", "PROPN") or (t.text[0].isupper() and t.tag_.startswith("NN"))]
    if not nouns:
        return run[-1] if run and run[-1].pos_ in ("NUM", "ADJ", "VERB") else None
    ids = {t.i for t in nouns}
    return next((t for t in nouns if t.head.i not in ids and t.dep_ not in ("nmod:poss", "compound")), nouns[-1])


def _around(
    sentence: Sentence, tokens: Sequence[Token], start: int, stop: int, aside: bool = False
) -> tuple[int, int] | None:
    """What a source stands beside: what follows it at the head of a sentence, else the clause before it.

    aside: whether a comma behind it tells that what follows goes on with the clause before it.
    """
    before = [t for t in tokens if sentence.char(t) < start and not t.is_space]
    after = [t for t in tokens if sentence.char(t) >= stop and not t.is_space]
    after = after[: next((i for i, t in enumerate(after) if t.text == ";"), len(after))]
    while after and after[0].is_punct:
        after = after[1:]
    aside = aside and bool(before) and before[-1].text == ","
    if not aside and sum(not t.is_punct for t in before) < 3:
        return trimmed(sentence, after)
    cut = max((i for i in range(len(before)) if _clause_break(before, i)), default=-1)
    before = before[cut + 1 :]
    if (
        after
        and (aside or any(t.pos_ in ("VERB", "AUX") for t in after))
        and after[0].lower_
        not in (
            "who",
            "which",
            "and",
            "but",
            "as",
            "while",
        )
    ):
        first = before[0].i if before else after[0].i
        return trimmed(sentence, [t for t in tokens if first <= t.i <= after[-1].i])
    return trimmed(sentence, before)


def _clause_break(before: list[Token], i: int) -> bool:
    """Whether a clause ends at i: ", but", ";", ", and" with verbs on both sides."""
    low = before[i].lower_
    if low not in ("but", ";", "while", "although", "whereas") and not (
        low == "and" and i > 0 and before[i - 1].text == ","
    ):
        return False
    verbs = lambda ts: any(t.pos_ in ("VERB", "AUX") for t in ts)  # noqa: E731
    return verbs(before[:i]) and verbs(before[i + 1 :])


def _figures(sentence: Sentence, tokens: Sequence[Token], cast: Cast, quantities: Sequence[Quantity]) -> list[Act]:
    """Figures with their makers in a sentence about estimates: "from 45,000 by one body to 64,000 by another"."""
    if not quantities or not any(t.lower_ in _RANGE_WORDS for t in tokens):
        return []
    found = []
    for q in quantities:
        by = next((t for t in tokens if sentence.char(t) >= q.end), None)
        if by is None or by.lower_ not in ("by", "from"):
            continue
        head = first_noun([t for t in tokens if t.i > by.i])
        if head is None or not (
            is_name(head) or cast.headed(sentence.char(head)) or singular(head.lower_) in speech().bodies
        ):
            continue
        start, end = sentence.char(by), sentence.char(by) + len(by)
        made = speakers(sentence, head, cast, least=end)
        stop = _share_end(sentence, tokens, made[-1].end)
        found.append(Act(sentence, start, end, by.lower_, made, (q.start, stop), "around", start, made[-1].end, False))
    return found


def _share_end(sentence: Sentence, tokens: Sequence[Token], stop: int) -> int:
    """Where a figure's statement ends: behind ", of whom 80 percent are women", if that follows its maker."""
    rest = [t for t in tokens if sentence.char(t) >= stop and not t.is_space]
    if len(rest) > 3 and rest[0].text == "," and rest[1].lower_ == "of" and rest[2].lower_ in ("whom", "which", "them"):
        span = trimmed(sentence, rest)
        return span[1] if span else stop
    return stop
