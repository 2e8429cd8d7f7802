"""Acts of speech: verb, speaker and what was said, sentence by sentence.

Here belongs finding in a sentence who says what, by the tree and, where the tree fails, by the order of words. Not here:
quotation marks (`quotes`), the name behind a speaker (`statement_speakers`), or which acts become rows (`statements`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.quantity_units import is_person, singular
from pipeline.reading.records import Sentence
from pipeline.reading.statement_speakers import PRONOUNS, Cast, Speaker, speakers, speaks
from pipeline.reading.statement_words import Verb, speech

_SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer", "csubj"}
_SAY = {
    "say",
    "tell",
    "add",
    "warn",
    "announce",
    "explain",
    "report",
    "note",
    "state",
    "write",
    "confirm",
    "insist",
    "argue",
}
_QUOTES = set("“”\"«»„‘’'")
_TO_WHOM = {"tell", "inform", "notify", "remind", "assure", "brief", "warn", "advise"}


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech. start/end: the verb (or "according to"); content: what was said, None where only a quotation can be.

    side: right (said behind the verb) | left (before it) | around (a sentence with the source in it).
    group_start/group_end: speaker and verb together, for adjacency to quotation marks. merged: an act that continues
    another one of the same speaker ("… , adding that").
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
    merged: bool = False


def find_acts(sentence: Sentence, cast: Cast, quoted: Sequence[tuple[int, int]]) -> list[Act]:
    """The acts of speech of a sentence, those inside a long quotation left out."""
    found: list[Act] = []
    tokens = list(sentence.tokens)
    for k, token in enumerate(tokens):
        char = sentence.char(token)
        if any(a <= char < b for a, b in quoted):
            continue
        act = _verb(sentence, tokens, k, cast) or _source(sentence, tokens, k, cast)
        if act is not None:
            found.append(act)
    return _join(found)


def _join(acts: list[Act]) -> list[Act]:
    """Mark an act that goes on from an earlier one in its sentence with the same speaker."""
    out: list[Act] = []
    for act in acts:
        before = [
            a for a in out if not a.merged and a.speakers and act.speakers and _same(a.speakers[0], act.speakers[0])
        ]
        nested = [
            a
            for a in out
            if a.content and a.side == "right" and a.content[0] <= act.start < a.content[1] and not a.merged
        ]
        merged = bool(before) and act.content is not None and (before[-1].side == act.side or bool(nested))
        out.append(Act(*(getattr(act, f) for f in Act.__slots__[:-1]), merged=merged))
    return out


def _same(a: Speaker, b: Speaker) -> bool:
    return a.start == b.start or (a.key is not None and a.key == b.key) or (a.name is not None and a.name == b.name)


# --- verbs ---------------------------------------------------------------------------------------------------------


def _verb(sentence: Sentence, tokens: Sequence[Token], k: int, cast: Cast) -> Act | None:
    token = tokens[k]
    verb, width = _lookup(tokens, k)
    if verb is None or not _is_verb(token, verb):
        return None
    head = subject_of(token) or _beside(tokens, k, width)
    sourced = token.lower_ in speech().sourced and token.lower_ not in speech().verbs
    if head is None or (head.pos_ in ("ADV", "ADP", "NUM") and head.lower_ not in PRONOUNS):
        return None
    source = singular(head.lower_) in speech().source_nouns
    if sourced and not source and not _counts(tokens, k):
        return None
    weak = verb.lemma not in _SAY
    if not speaks(head, cast, sentence.offset) and (weak or head.pos_ not in ("NOUN", "PRON")):
        return None
    if head.lower_ in ("it", "this", "that", "which") and weak and _expletive(token):
        return None
    found = speakers(sentence, head, cast)
    start, end = sentence.char(token), sentence.char(tokens[k + width - 1]) + len(tokens[k + width - 1])
    inverted = head.i > token.i
    group_start = min(start, found[0].start) if not inverted else start
    group_end = max(end, found[-1].end) if inverted else end
    content, side = _content(sentence, tokens, k, width, verb, head)
    return Act(sentence, start, end, verb.lemma, found, content, side, group_start, group_end, verb.quotes)


def _lookup(tokens: Sequence[Token], k: int) -> tuple[Verb | None, int]:
    """The verb or phrase of speech at k, and how many tokens it takes."""
    w = speech()
    form = tokens[k].lower_
    for phrase in w.phrases.get(form, ()):
        tail = tuple(t.lower_ for t in tokens[k + 1 : k + 1 + len(phrase.tail)])
        if tail == phrase.tail:
            return phrase, 1 + len(phrase.tail)
    if form in w.verbs:
        return w.verbs[form], 1
    if form in w.sourced:
        return Verb(w.sourced[form], frozenset({"clause", "object"}), False), 1
    return None, 1


def _is_verb(token: Token, verb: Verb) -> bool:
    """Whether the word is used as a verb that speaks: no noun, no modifier of a noun, not negated in an infinitive of purpose."""
    if not token.pos_:
        return token.lower_ != verb.lemma or True
    if token.pos_ not in ("VERB", "AUX") and not (
        token.lower_ in ("said", "says", "told", "added", "announced") and token.pos_ != "ADJ"
    ):
        return False
    if token.dep_ == "amod" or (token.tag_ == "VBN" and token.dep_ in ("acl", "amod") and verb.lemma not in ("say",)):
        return False
    future = any(
        c.lower_ in ("will", "would", "could", "should", "might", "may", "to", "must", "can", "refused", "if")
        for c in token.lefts
        if c.dep_ in ("aux", "mark")
    )
    return not future or (verb.lemma in ("claim_responsibility",) and False)


def subject_of(token: Token) -> Token | None:
    """The logical subject of a verb by the tree: its own, its governor's, or the noun it modifies."""
    seen = 0
    while seen < 4:
        own = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:outer")]
        if own:
            first = own[0]
            return _antecedent(token) or first if first.lower_ in ("who", "which", "that") else first
        passive = [
            c
            for c in token.children
            if c.dep_ in ("obl:agent", "obl") and any(x.lower_ == "by" and x.dep_ == "case" for x in c.lefts)
        ]
        if passive:
            return passive[0]
        if [c for c in token.children if c.dep_ == "nsubj:pass"]:
            return None
        if (
            token.dep_ in ("conj", "advcl", "xcomp", "parataxis")
            and token.head.pos_ in ("VERB", "AUX", "ADJ")
            and token.head.i != token.i
        ):
            if token.dep_ == "parataxis" and token.head.i > token.i:
                return None
            if token.dep_ == "advcl" and token.tag_ not in ("VBG", "VBN", ""):
                return None
            token = token.head
        elif token.dep_.startswith("acl") and token.tag_ == "VBG":
            return token.head
        else:
            return None
        seen += 1
    return None


def _antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause modifies."""
    return verb.head if verb.dep_.startswith("acl") and verb.head.pos_ in ("NOUN", "PROPN") else None


def _beside(tokens: Sequence[Token], k: int, width: int) -> Token | None:
    """The subject by the order of words: "said Kawa Hassan", "…, the minister said"."""
    behind = tokens[k + width] if k + width < len(tokens) else None
    quote_before = k > 0 and (tokens[k - 1].text in _QUOTES or tokens[k - 1].text == ",")
    if behind is not None and (quote_before or k == 0 or tokens[k].lower_ in ("said", "says", "added")):
        run = k + width
        while (
            (run < len(tokens)
            and tokens[run].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM"))
            or (run < len(tokens) and tokens[run].text == "-")
        ):
            run += 1
        nouns = [t for t in tokens[k + width : run] if t.pos_ in ("NOUN", "PROPN")]
        if nouns and (
            nouns[-1].pos_ == "PROPN" or is_person(nouns[-1].lower_) or singular(nouns[-1].lower_) in speech().bodies
        ):
            return nouns[-1]
        if behind.lower_ in ("he", "she", "they"):
            return behind
    j = k - 1
    while j >= 0 and (
        tokens[j].pos_ in ("ADV", "AUX", "PART")
        or tokens[j].lower_ in ("on", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    ):
        j -= 1
    if j >= 0 and (tokens[j].pos_ in ("NOUN", "PROPN") or tokens[j].lower_ in ("he", "she", "they", "it", "i", "we")):
        return tokens[j]
    return None


def _expletive(verb: Token) -> bool:
    return any(c.dep_ in ("expl", "csubj") for c in verb.children)


def _counts(tokens: Sequence[Token], k: int) -> bool:
    """Whether "put" or "place" gives a figure ("survivors put the number of gunmen at 40")."""
    low = tokens[k].lower_
    if low not in (
        "put",
        "puts",
        "placed",
        "place",
        "peg",
        "pegs",
        "pegged",
        "counted",
        "count",
        "counts",
        "registered",
        "recorded",
        "documented",
        "tallied",
        "register",
    ):
        return False
    tail = [t.lower_ for t in tokens[k + 1 : k + 14]]
    if low.startswith(("count", "regist", "record", "docu", "tall")):
        return any(t.like_num for t in tokens[k + 1 : k + 4])
    return (
        ("at" in tail
        and bool({"number", "toll", "figure", "total", "strength", "count", "casualties"} & set(tail)))
        or ("at" in tail
        and low.startswith("peg"))
    )


# --- what was said -------------------------------------------------------------------------------------------------


def _content(
    sentence: Sentence, tokens: Sequence[Token], k: int, width: int, verb: Verb, head: Token
) -> tuple[tuple[int, int] | None, str]:
    """The stretch that was said, and on which side of the verb it is."""
    token = tokens[k]
    if _as_clause(token):
        return _whole(sentence, tokens), "around"
    behind = list(tokens[k + width :])
    if head.i > token.i:  # inverted: the clause stands before
        return _left(sentence, tokens, k), "left"
    right = _right(sentence, behind, verb)
    if right is not None and not _trailing(token, right[1], verb):
        return (sentence.char(right[1][0]), _end(sentence, right[1])), "right"
    subject_start = min((i for i, t in enumerate(tokens) if t.i >= _first_of(head).i), default=k)
    left = _left(sentence, tokens, min(subject_start, k))
    if left is not None and "clause" in verb.takes:
        return left, "left"
    return ((sentence.char(right[1][0]), _end(sentence, right[1])), "right") if right is not None else (None, "right")


def _as_clause(token: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "as" for c in token.lefts)


def _first_of(head: Token) -> Token:
    return head.left_edge if head.i - head.left_edge.i < 25 else head


def _right(sentence: Sentence, behind: list[Token], verb: Verb) -> tuple[str, list[Token]] | None:
    """The tokens said behind a verb, adjuncts and the listener skipped; None where too little stands there."""
    i = 0
    w = speech()
    stop = min(len(behind), 22)
    that = next(
        (j for j in range(stop) if behind[j].lower_ == "that" and behind[j].pos_ in ("SCONJ", "PRON", "")), None
    )
    if (
        that is not None
        and that <= 14
        and "clause" in verb.takes
        and not any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "acl") for t in behind[:that])
    ):
        rest = behind[that + 1 :]
        return ("that", rest) if len(rest) > 1 else None
    while i < len(behind):
        low = behind[i].lower_
        if (
            low in (",", ":", "-", "–", "—")
            or behind[i].text in _QUOTES
            or (behind[i].pos_ == "ADV"
            and i == 0
            and low not in ("there", "not", "no"))
        ) or (
            low in _DAY_WORDS
            or (low in ("on", "late", "early", "earlier", "last", "this")
            and i + 1 < len(behind)
            and behind[i + 1].lower_ in _DAY_WORDS)
        ):
            i += 1
        elif (
            low in ("in", "at", "to", "via", "during", "on", "by", "through", "speaking")
            and "for" not in verb.takes
            and verb.lemma not in ("attribute",)
        ):
            close = next(
                (
                    j
                    for j in range(i + 1, min(i + 7, len(behind)))
                    if singular(behind[j].lower_) in w.adjuncts
                    or behind[j].lower_ in w.adjuncts
                    or (behind[j].ent_type_ == "ORG"
                    and low == "to")
                ),
                None,
            )
            if close is None:
                break
            i = close + 1
        elif verb.lemma in _TO_WHOM and i < 8 and low not in _PRONOUN_SUBJECTS and _listener(behind, i):
            i += 1
        else:
            break
    rest = behind[i:]
    words = [t for t in rest if not t.is_punct]
    least = 1 if "object" in verb.takes or "for" in verb.takes else 3
    return ("", rest) if len(words) >= least else None


_PRONOUN_SUBJECTS = {"he", "she", "they", "it", "we", "i", "there", "his", "her", "their", "that"}
_DAY_WORDS = {
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "week",
    "month",
    "night",
    "morning",
    "afternoon",
    "evening",
}


def _listener(behind: list[Token], i: int) -> bool:
    """Whether the token still belongs to the one who was told ("told the news agency AFP that")."""
    token = behind[i]
    if token.dep_ in ("nsubj", "nsubj:pass"):
        return False
    head = token
    while (
        head.dep_ in ("det", "compound", "amod", "flat", "nmod:poss", "nmod", "case", "nmod:unmarked")
        and head.head.i != head.i
    ):
        head = head.head
    return head.dep_ in ("obj", "iobj", "obl", "nmod") or (token.pos_ in ("PROPN",) and i < 3 and token.dep_ != "nsubj")


def _trailing(verb: Token, rest: list[Token], entry: Verb) -> bool:
    """Whether what follows a verb is only its frame, so that what was said stands before it."""
    if "object" in entry.takes and entry.lemma not in _SAY:
        return False
    verbs = [t for t in rest if t.pos_ in ("VERB", "AUX")]
    if not verbs and entry.lemma in _SAY:
        return True
    right = [c for c in verb.rights if c.dep_ in ("ccomp", "obj", "xcomp", "parataxis", "ccomp:obj")]
    left = [c for c in verb.lefts if c.dep_ in ("ccomp", "parataxis")]
    if left and not right:
        return True
    return verb.dep_ == "parataxis" and verb.head.i < verb.i and not right and entry.lemma in _SAY


def _left(sentence: Sentence, tokens: Sequence[Token], k: int) -> tuple[int, int] | None:
    """What stands before the speaker, from the beginning of the sentence."""
    before = list(tokens[:k])
    while before and (before[-1].is_punct or before[-1].text in _QUOTES):
        before.pop()
    while before and (before[0].is_punct or before[0].text in _QUOTES):
        before.pop(0)
    if len(before) < 3 or not any(t.pos_ in ("VERB", "AUX", "") for t in before):
        return None
    return sentence.char(before[0]), sentence.char(before[-1]) + len(before[-1])


def _end(sentence: Sentence, rest: list[Token]) -> int:
    rest = [t for t in rest if not t.is_space]
    while len(rest) > 1 and (rest[-1].is_punct and rest[-1].text not in ")]"):
        rest = rest[:-1]
    return sentence.char(rest[-1]) + len(rest[-1])


def _whole(sentence: Sentence, tokens: Sequence[Token]) -> tuple[int, int]:
    return sentence.char(tokens[0]), _end(sentence, list(tokens))


# --- sources: "according to", "45,000 by the ministry" ---------------------------------------------------------------


def _source(sentence: Sentence, tokens: Sequence[Token], k: int, cast: Cast) -> Act | None:
    """A source beside what it says: "according to police", "reported by", "as the paper wrote"."""
    words = next((p for p in speech().according if tuple(t.lower_ for t in tokens[k : k + len(p)]) == p), None)
    if words is None:
        return None
    if words[0] in ("confirmed", "announced", "released", "published", "compiled", "told", "quoted") and tokens[
        k
    ].dep_ not in ("acl", "acl:relcl", "advcl", ""):
        passive = any(c.dep_.startswith("nsubj") for c in tokens[k].children)
        if not passive:
            return None
    rest = tokens[k + len(words) :]
    head = _noun(rest)
    if head is None or not (speaks(head, cast, sentence.offset) or words[0] == "according"):
        return None
    found = speakers(sentence, head, cast)
    start, end = sentence.char(tokens[k]), sentence.char(tokens[k + len(words) - 1]) + len(words[-1])
    stop = max(end, found[-1].end)
    content = _around(sentence, tokens, start, stop)
    return Act(sentence, start, end, " ".join(words), found, content, "around", start, stop, words[0] == "according")


def _noun(tokens: Sequence[Token]) -> Token | None:
    """The head of the noun phrase that opens a list of tokens."""
    run: list[Token] = []
    for t in tokens[:14]:
        if (
            t.pos_ in ("NOUN", "PROPN", "DET", "ADJ", "NUM", "ADV", "X")
            or t.text in ("-", "'s", "’s", "'")
            or (not t.pos_
            and t.is_alpha)
        ):
            run.append(t)
        elif t.pos_ == "PRON" and not run:
            return t
        else:
            break
    nouns = [t for t in run if t.pos_ in ("NOUN", "PROPN")]
    if not nouns:
        return run[-1] if run else None
    ids = {t.i for t in nouns}
    return next((t for t in nouns if t.head.i not in ids and t.dep_ not in ("nmod:poss", "compound")), nouns[-1])


def _around(sentence: Sentence, tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int] | None:
    """What a source stands beside: what follows it at the head of a sentence, else the clause before it."""
    before = [t for t in tokens if sentence.char(t) < start and not t.is_space]
    after = [t for t in tokens if sentence.char(t) >= stop and not t.is_space]
    while after and after[0].is_punct:
        after = after[1:]
    if sum(not t.is_punct for t in before) < 3:
        return (sentence.char(after[0]), _end(sentence, after)) if after else None
    cut = max((i for i, t in enumerate(before) if _clause_break(before, i)), default=-1)
    before = before[cut + 1 :]
    while before and (before[0].is_punct or before[0].text in _QUOTES):
        before = before[1:]
    if any(t.pos_ in ("VERB", "AUX") for t in after) and after[0].lower_ not in (
        "who",
        "which",
        "and",
        "but",
        "as",
        "while",
    ):
        return sentence.char(before[0]), _end(sentence, after)
    return (sentence.char(before[0]), _end(sentence, before)) if before else None


def _clause_break(before: list[Token], i: int) -> bool:
    """Whether a clause ends at i: ", but", ";", ", and" with verbs on both sides."""
    low = before[i].lower_
    if low not in ("but", ";", "while", "although", "whereas") and not (
        low in ("and",) and i > 0 and before[i - 1].text == ","
    ):
        return False
    verbs = lambda ts: any(t.pos_ in ("VERB", "AUX") for t in ts)  # noqa: E731
    return verbs(before[:i]) and verbs(before[i + 1 :])
