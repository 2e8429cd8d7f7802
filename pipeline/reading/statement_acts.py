"""Acts of speech: verb, speaker and what was said, sentence by sentence.

Here belongs finding in a sentence who says what, by the tree and, where the tree fails, by the order of words. Not
here: what was said (`statement_content`), sources without a verb of speech (`statement_sources`), quotation marks
(`quotes`), the name behind a speaker (`statement_speakers`), or which acts become rows (`statements`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.reading.quantity_units import singular
from pipeline.reading.records import Sentence
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statement_content import before, find_content, named, second_clause, that_at, whole
from pipeline.reading.statement_frame import QUOTE_MARKS
from pipeline.reading.statement_heads import find_head, head_of, is_main, is_passive
from pipeline.reading.statement_order import closing_run
from pipeline.reading.statement_speakers import Speaker, speakers, speaks
from pipeline.reading.statement_words import Verb, speech
from pipeline.reading.token_search import lower_words

_UNREAL = {"will", "would", "could", "should", "might", "may", "to", "must", "can", "if", "shall"}
_NEGATIONS = {"not", "n't", "n’t", "never", "neither", "nor", "nt"}
_SUPPOSED = {"say", "believe", "report", "estimate", "allege", "fear", "suspect", "think", "know", "tell", "claim"}


_PASSIVE_CLAIMS = {"responsibility", "credit"}
_TOTALS = {"number", "toll", "figure", "total", "strength", "count", "casualties", "size", "dead", "group", "death"}
_SAY = {"say", "tell", "add"}
_QUOTE = frozenset({"quote"})
_CLAUSE = frozenset({"clause"})
_FIGURE_VERBS = {"put", "place", "peg", "set"}
_FIGURE_WORDS = {"at", "above", "over", "below", "between", "around", "near"}
_TALLY_VERBS = {"count", "register", "record", "document", "tally", "list"}


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech. start/end: the verb (or "according to"); content: what was said, None for quotations only.


    side: right (said behind the verb) | left (before it) | around (a sentence with the source in it).
    group_start/group_end: speaker and verb together, for adjacency to quotation marks. quotes: whether it can introduce
    a quotation. tally: a body's own count ("the monitor registered 47 attacks"), a source but no statement.
    """

    sentence: Sentence
    start: int
    end: int
    lemma: str
    speakers: tuple[Speaker, ...]
    content: tuple[int, int] | None
    side: str
    group_start: int
    group_end: int
    quotes: bool = True
    tally: bool = False


def verb_acts(sentence: Sentence, cast: Cast, quoted: Sequence[tuple[int, int]]) -> list[Act]:
    """The acts of speech with a verb in a sentence; those inside a long quotation are left out."""
    words, forms = lower_words(sentence.doc)[sentence.first : sentence.last], speech().forms
    if forms.isdisjoint(words):
        return []
    tokens, found = list(sentence.tokens), []
    for k, token in enumerate(tokens):
        if words[k] not in forms:
            continue
        char = sentence.char(token)
        if not any(a <= char < b for a, b in quoted):
            found.extend(_acts(sentence, tokens, k, cast, quoted))
    return found


def _acts(
    sentence: Sentence, tokens: Sequence[Token], k: int, cast: Cast, quoted: Sequence[tuple[int, int]]
) -> list[Act]:
    """The act at tokens[k], if there is one; two where the speaker stands between two clauses."""
    token = tokens[k]
    verb, width, sourced = _lookup(tokens, k)
    if verb is None or (sourced and not quoted and verb.takes == _QUOTE):
        return []
    run = [] if sourced else closing_run(tokens, k, width, verb)
    closes = not _speaks_here(tokens, k, width, verb)
    if closes and not run:
        return []
    head = None if closes else find_head(sentence, tokens, k, width, cast, quoted)
    if run and (head is None or head not in run):
        head, closes = head_of(run), True
    if head is None:
        return []
    source = singular(head.lower_) in speech().source_nouns
    tally = sourced and verb.lemma in _TALLY_VERBS
    if sourced and not (source or _gives_figure(tokens, k, verb)):
        return []
    if not speaks(head, cast, sentence.offset) and (head.pos_ != "NOUN" or not _surely_said(tokens, k, width, verb)):
        return []
    if any(c.lower_ in ("no", "neither") for c in head.lefts):
        return []
    found = speakers(sentence, head, cast)
    start, end = sentence.char(token), sentence.char(tokens[k + width - 1]) + len(tokens[k + width - 1])
    inverted = head.i > token.i
    group_start = start if inverted else min(start, found[0].start)
    group_end = max(end, found[-1].end) if inverted else end
    if closes:
        content, side = before(sentence, tokens, run[0]), "left"
    else:
        content, side = find_content(sentence, tokens, k, width, verb, head)
    if content is not None and side == "left":
        content = _before_speakers(cast.raw, content, min(s.start for s in found))
    if not closes and is_passive(token) and (content is not None or _by_agent(token, head, verb)):
        content, side = whole(sentence, tokens), "around"
    quotes = verb.quotes or ("name" in verb.takes and cast.raw[end : end + 2].strip()[:1] in QUOTE_MARKS)
    act = Act(
        sentence, start, end, verb.lemma, found, content, side, group_start, group_end, quotes, tally and not source
    )
    clauses = second_clause(sentence, tokens, k, width, head) if side == "around" and not is_passive(token) else None
    if clauses is None:
        return [act]
    return [replace(act, content=clauses[0], side="left"), replace(act, content=clauses[1], side="right", quotes=False)]


def _surely_said(tokens: Sequence[Token], k: int, width: int, verb: Verb) -> bool:
    """Whether a verb speaks whatever its subject is: "say" and its like, or "insist that"."""
    if verb.lemma in _SAY:
        return True
    that = k + width < len(tokens) and tokens[k + width].lower_ == "that"
    return that and verb.quotes and verb.takes == _CLAUSE


def _by_agent(token: Token, head: Token, verb: Verb) -> bool:
    """Whether a passive names who said what its clause tells ("the attack was claimed by the Front")."""
    agent = head.head.i == token.i and head.i > token.i and any(c.lower_ == "by" for c in head.lefts)
    return agent and bool(verb.takes & {"clause", "object", "name"}) and verb.lemma not in ("tell", "inform", "notify")


def _before_speakers(raw: str, content: tuple[int, int], start: int) -> tuple[int, int]:
    """What was said, ended before the first of its speakers ("…, residents and a soldier said")."""
    first, last = content
    if not first < start < last:
        return content
    words = raw[first:start].rstrip()
    while words and (words[-1] in ",;–—-" or words.rsplit(None, 1)[-1] in ("a", "an", "the", "and", "both")):
        words = words[:-1].rstrip() if words[-1] in ",;–—-" else words[: -len(words.rsplit(None, 1)[-1])].rstrip()
    return (first, first + len(words)) if words else content


def _lookup(tokens: Sequence[Token], k: int) -> tuple[Verb | None, int, bool]:
    """The verb or phrase of speech at k, how many tokens it takes, and whether only texts and counts speak with it."""
    w = speech()
    form = tokens[k].lower_
    for phrase in w.phrases.get(form, ()):
        between = _adverbs(tokens, k + 1) if len(phrase.tail) == 1 else 0
        first = k + 1 + between
        tail = tuple(t.lower_ for t in tokens[first : first + len(phrase.tail)])
        if tail == phrase.tail:
            return phrase, 1 + between + len(phrase.tail), False
    if form in w.verbs:
        return w.verbs[form], 1, False
    if form in w.sourced:
        return w.sourced[form], 1, True
    return None, 1, False


def _adverbs(tokens: Sequence[Token], k: int) -> int:
    """The number of tokens at k that only say when or how ("spoke at first of", "pointed also to")."""
    low = [t.lower_ for t in tokens[k : k + 2]]
    if low in (["at", "first"], ["at", "last"], ["at", "once"]):
        return 2
    return int(bool(low) and tokens[k].pos_ == "ADV" and low[0] not in ("not", "out"))


def _speaks_here(tokens: Sequence[Token], k: int, width: int, verb: Verb) -> bool:
    """Whether the word is used as a verb that speaks: no noun, no modifier, not negated, not only intended."""
    token = tokens[k]
    after = tokens[k + width].lower_ if k + width < len(tokens) else ""
    if (
        after in verb.unless
        or (k + width + 1 < len(tokens) and tokens[k + width + 1].lower_ in verb.unless)
        or ("for" in verb.takes and not verb.tail and not _appeals(tokens, k, width, verb))
    ):
        return False
    if not token.pos_:
        return True
    if token.pos_ not in ("VERB", "AUX"):
        clause = (
            after == "that"
            and k > 0
            and "clause" in verb.takes
            and token.pos_ in ("NOUN", "PROPN")
            and token.lower_ != verb.lemma
        )
        return clause or (token.lower_ in ("said", "says", "told", "added", "announced") and token.pos_ != "ADJ")
    told = "clause" in verb.takes and that_at(tokens, k + width) >= 0
    if token.dep_ == "amod" or (token.tag_ == "VBN" and token.dep_ == "acl" and not told and not is_main(token)):
        return False
    supposed = (after == "to" and "infinitive" not in verb.takes) or (after == "at" and verb.lemma == "estimate")
    if verb.lemma in _SUPPOSED and supposed:
        return False
    if token.lower_ == "say" and after == "," and k > 0 and tokens[k - 1].is_punct:
        return False
    around = [*token.lefts, *(c for c in token.rights if c.i == token.i + 1)]
    if any(c.lower_ in _NEGATIONS for c in around) and verb.lemma not in ("deny", "know"):
        return False
    return not any(c.lower_ in _UNREAL for c in token.lefts if c.dep_ in ("aux", "mark"))


def _appeals(tokens: Sequence[Token], k: int, width: int, verb: Verb) -> bool:
    """Whether "for" or "on" follows a verb that wants it ("called for talks"), or what else the verb takes."""
    if _next_word(tokens, k + width) in ("for", "on"):
        return True
    if verb.takes & {"clause", "quote"}:
        return True
    return "name" in verb.takes and named(tokens[k]) is not None


def _next_word(tokens: Sequence[Token], k: int) -> str:
    while k < len(tokens) and tokens[k].pos_ == "ADV":
        k += 1
    return tokens[k].lower_ if k < len(tokens) else ""


def _gives_figure(tokens: Sequence[Token], k: int, verb: Verb) -> bool:
    """Whether a verb gives a figure: "put the number of gunmen at 40", "has registered 47 attacks"."""
    tail = [t.lower_ for t in tokens[k + 1 : k + 16]]
    if verb.lemma in _FIGURE_VERBS:
        near = {t.lower_ for t in tokens[max(0, k - 8) : k]} if is_passive(tokens[k]) else set()
        at = next((i for i, word in enumerate(tail) if word in _FIGURE_WORDS), -1)
        number = at >= 0 and any(t.like_num for t in tokens[k + 2 + at : k + 6 + at])
        return at >= 0 and (number or bool(_TOTALS & (set(tail) | near)) or verb.lemma == "peg")
    if verb.lemma == "give":
        as_figure = any(t == "as" and tokens[k + 2 + i].like_num for i, t in enumerate(tail) if k + 2 + i < len(tokens))
        return as_figure or bool({"toll", "figure", "figures", "count", "number", "estimate"} & set(tail))
    return verb.lemma in _TALLY_VERBS and any(t.like_num for t in tokens[k + 1 : k + 5])
