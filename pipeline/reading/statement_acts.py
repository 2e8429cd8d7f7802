"""Acts of speech: verb, speaker and what was said, sentence by sentence.

Here belongs finding in a sentence who says what, by the tree and, where the tree fails, by the order of words. Not
here: what was said (`statement_content`), sources without a verb of speech (`statement_sources`), quotation marks
(`quotes`), the name behind a speaker (`statement_speakers`), or which acts become rows (`statements`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.reading.quantity_units import is_person, singular
from pipeline.reading.records import Sentence
from pipeline.reading.statement_content import PLAIN, QUOTE_MARKS, find_content, whole
from pipeline.reading.statement_speakers import PRONOUNS, Cast, Speaker, speakers, speaks
from pipeline.reading.statement_words import Verb, speech

_UNREAL = {"will", "would", "could", "should", "might", "may", "to", "must", "can", "if", "shall"}
_NEGATIONS = {"not", "n't", "n’t", "never", "neither", "nor", "nt"}
_SUPPOSED = {"say", "believe", "report", "estimate", "allege", "fear", "suspect", "think", "know", "tell", "claim"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_PHRASE_POS = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "X"}
_TOTALS = {"number", "toll", "figure", "total", "strength", "count", "casualties", "size", "dead", "group", "death"}
_FIGURE_VERBS = {"put", "place", "peg", "set"}
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
    tokens = list(sentence.tokens)
    found = []
    for k, token in enumerate(tokens):
        if token.lower_ not in speech().forms:
            continue
        char = sentence.char(token)
        if not any(a <= char < b for a, b in quoted):
            act = _act(sentence, tokens, k, cast, quoted)
            if act is not None:
                found.append(act)
    return found


def _act(
    sentence: Sentence, tokens: Sequence[Token], k: int, cast: Cast, quoted: Sequence[tuple[int, int]]
) -> Act | None:
    token = tokens[k]
    verb, width, sourced = _lookup(tokens, k)
    if verb is None or not _speaks_here(tokens, k, width, verb):
        return None
    head = _head(sentence, tokens, k, width, cast, quoted)
    if head is None:
        return None
    source = singular(head.lower_) in speech().source_nouns
    tally = sourced and verb.lemma in _TALLY_VERBS
    if sourced and not (source or _gives_figure(tokens, k, verb)):
        return None
    if not speaks(head, cast, sentence.offset) and (verb.lemma not in PLAIN or head.pos_ not in ("NOUN", "PRON")):
        return None
    if any(c.lower_ in ("no", "neither") for c in head.lefts):
        return None
    found = speakers(sentence, head, cast)
    start, end = sentence.char(token), sentence.char(tokens[k + width - 1]) + len(tokens[k + width - 1])
    inverted = head.i > token.i
    group_start = start if inverted else min(start, found[0].start)
    group_end = max(end, found[-1].end) if inverted else end
    content, side = find_content(sentence, tokens, k, width, verb, head)
    if _passive(token) and content is not None:
        content, side = whole(sentence, tokens), "around"
    quotes = verb.quotes and not sourced
    return Act(
        sentence, start, end, verb.lemma, found, content, side, group_start, group_end, quotes, tally and not source
    )


def _lookup(tokens: Sequence[Token], k: int) -> tuple[Verb | None, int, bool]:
    """The verb or phrase of speech at k, how many tokens it takes, and whether only texts and counts speak with it."""
    w = speech()
    form = tokens[k].lower_
    for phrase in w.phrases.get(form, ()):
        tail = tuple(t.lower_ for t in tokens[k + 1 : k + 1 + len(phrase.tail)])
        if tail == phrase.tail:
            return phrase, 1 + len(phrase.tail), False
    if form in w.verbs:
        return w.verbs[form], 1, False
    if form in w.sourced:
        return Verb(w.sourced[form], frozenset({"clause", "object"}), False), 1, True
    return None, 1, False


def _speaks_here(tokens: Sequence[Token], k: int, width: int, verb: Verb) -> bool:
    """Whether the word is used as a verb that speaks: no noun, no modifier, not negated, not only intended."""
    token = tokens[k]
    after = tokens[k + width].lower_ if k + width < len(tokens) else ""
    if (
        after in verb.unless
        or (k + width + 1 < len(tokens) and tokens[k + width + 1].lower_ in verb.unless)
        or ("for" in verb.takes and not verb.tail and _next_word(tokens, k + width) not in ("for", "on"))
    ):
        return False
    if not token.pos_:
        return True
    if token.pos_ not in ("VERB", "AUX"):
        return token.lower_ in ("said", "says", "told", "added", "announced") and token.pos_ != "ADJ"
    if token.dep_ == "amod" or (token.tag_ == "VBN" and token.dep_ == "acl" and not _main(token)):
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


def _next_word(tokens: Sequence[Token], k: int) -> str:
    while k < len(tokens) and tokens[k].pos_ == "ADV":
        k += 1
    return tokens[k].lower_ if k < len(tokens) else ""


# --- the speaker -----------------------------------------------------------------------------------------------------


def _head(
    sentence: Sentence, tokens: Sequence[Token], k: int, width: int, cast: Cast, quoted: Sequence[tuple[int, int]]
) -> Token | None:
    """The head of the speaker: beside a quotation and after "said" by order, else by the tree, else by order."""
    token = tokens[k]
    head = _quoted_as(tokens, k, cast, sentence) or _after_quotation(sentence, tokens, k, quoted)
    head = head or _inverted(tokens, k, width)
    if head is None:
        head = subject_of(token)
        if head is not None and any(a <= sentence.char(head) < b for a, b in quoted):
            head = None
        if head is not None and _passive(token) and not speaks(head, cast, sentence.offset):
            return None
    if head is None:
        head = _in_a_report(token) or (None if _passive(token) else _before(tokens, k))
        if head is not None and not speaks(head, cast, sentence.offset):
            return None
    if head is None:
        return None
    head = _person(sentence, tokens, k, _quantified(head), cast)
    if head.pos_ in ("ADV", "ADP", "NUM", "SCONJ") and head.lower_ not in PRONOUNS:
        return None
    if head.lower_ in ("it", "this", "that", "which") and any(c.dep_ in ("expl", "csubj") for c in token.children):
        return None
    return head


def _person(sentence: Sentence, tokens: Sequence[Token], k: int, head: Token, cast: Cast) -> Token:
    """The named person beside a title or an affiliation that the tree took for the speaker, else the head itself.

    Nothing but appositions and modifiers may stand between the name and the verb.
    """
    if head.lower_ in PRONOUNS or not (is_person(head.lower_) or head.pos_ == "PROPN"):
        return head
    own = cast.headed(sentence.char(head))
    if own is not None and own.form == "name" and cast.kind(own.actor_key) in ("person", ""):
        return head
    before = head.i < tokens[k].i
    low, high = (max(0, k - 26), k) if before else (k + 1, min(len(tokens), k + 24))
    window = list(tokens[low:high])
    for n, t in enumerate(window):
        mention = cast.headed(sentence.char(t))
        if mention is None or mention.head != sentence.char(t) or mention.form != "name":
            continue
        if cast.kind(mention.actor_key) != "person" or not _apposed(sentence, tokens, mention.start, mention.end):
            continue
        between = window[n + 1 :] if before else window[:n]
        if not any((x.tag_ in _FINITE and not _relative(x)) or x.text in QUOTE_MARKS for x in between):
            return t
    return head


def _relative(token: Token) -> bool:
    return token.dep_.startswith("acl") and any(c.tag_ in ("WP", "WDT") for c in token.lefts)


def _apposed(sentence: Sentence, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a name stands for itself: no preposition right before it, no possessive ending behind it."""
    before = next((t for t in reversed(tokens) if sentence.char(t) < start), None)
    after = next((t for t in tokens if sentence.char(t) >= end), None)
    return not (before is not None and before.pos_ == "ADP") and not (after is not None and after.text in ("'s", "’s"))


def _quoted_as(tokens: Sequence[Token], k: int, cast: Cast, sentence: Sentence) -> Token | None:
    """The speaker of "quoted officials as saying": who was quoted by a medium; else who quotes, or was quoted."""
    if tokens[k].lower_ != "saying" or k < 2 or tokens[k - 1].lower_ != "as":
        return None
    verb = next(
        (t for t in reversed(tokens[max(0, k - 24) : k - 1]) if t.lower_ in ("quoted", "cited", "quoting", "citing")),
        None,
    )
    if verb is None:
        return None
    passive = next((c for c in verb.lefts if c.dep_ == "nsubj:pass"), None)
    if passive is not None:
        return passive
    quoted = [t for t in tokens[:k] if t.i > verb.i and t.pos_ in ("NOUN", "PROPN")]
    subject = subject_of(verb)
    mention = cast.headed(sentence.char(subject)) if subject is not None else None
    if subject is not None and (
        is_person(subject.lower_) or cast.kind(mention.actor_key if mention else None) == "person"
    ):
        return subject
    return head_of(quoted) if quoted else subject


def subject_of(token: Token) -> Token | None:
    """The logical subject of a verb by the tree: its own, its agent, its governor's, or the noun that it modifies."""
    for _ in range(4):
        own = max((c for c in token.lefts if c.dep_ in ("nsubj", "nsubj:outer")), key=lambda c: c.i, default=None)
        if own is not None and not _passive(token):
            relative = token.dep_.startswith("acl") and own.lower_ in ("who", "which", "that")
            return token.head if relative else own
        agent = next((c for c in token.rights if c.dep_ in ("obl:agent", "obl") and _cased(c) == "by"), None)
        if agent is not None:
            return agent
        if _passive(token):
            return None
        governed = token.dep_ in ("conj", "xcomp", "parataxis") or (token.dep_ == "advcl" and token.tag_ == "VBG")
        if governed and token.head.i != token.i and token.head.pos_ in ("VERB", "AUX", "ADJ"):
            if token.dep_ == "parataxis" and token.head.i > token.i:
                return None
            token = token.head
        elif token.dep_.startswith("acl") and (token.tag_ == "VBG" or _main(token)):
            return token.head if token.tag_ == "VBG" else _topmost(token)
        elif token.dep_ == "parataxis" and token.head.pos_ in ("NOUN", "PROPN") and token.head.i < token.i:
            return token.head
        else:
            return None
    return None


def _main(token: Token) -> bool:
    """Whether a verb that the tree hangs on a noun is the verb of its sentence: it is finite, or nothing else is."""
    if token.tag_ in ("VBD", "VBZ", "VBP") and not any(c.tag_ in ("WP", "WDT") for c in token.lefts):
        return True
    if token.sent.root.pos_ in ("VERB", "AUX", "ADJ") and not any(
        c.dep_ in ("obj", "iobj", "ccomp") for c in token.rights
    ):
        return False
    return not any(c.lower_ == "by" and c.dep_ == "case" for right in token.rights for c in right.lefts)


def _topmost(token: Token) -> Token:
    """The noun over a verb that hangs in its phrase: the root of the sentence if that is one, else the nearest."""
    root = token.sent.root
    return root if root.pos_ in ("NOUN", "PROPN") and root.i < token.i else token.head


def _passive(token: Token) -> bool:
    return any(c.dep_ in ("nsubj:pass", "aux:pass") for c in token.children)


def _cased(token: Token) -> str:
    return next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")


def _in_a_report(token: Token) -> Token | None:
    """The text that a passive verb of speech names as its place ("was predicted in a report by the ministry")."""
    if not _passive(token):
        return None
    nouns = speech().source_nouns
    return next(
        (c for c in token.rights if c.dep_ == "obl" and _cased(c) == "in" and singular(c.lower_) in nouns), None
    )


def _quantified(head: Token) -> Token:
    """The noun behind "one of", "some of", "both": that noun speaks."""
    if head.lower_ in ("both", "one", "some", "many", "most", "several", "two", "three", "all"):
        for child in head.rights:
            if (
                child.pos_ in ("NOUN", "PROPN")
                and child.dep_ in ("nmod", "conj", "appos", "dep", "obl")
                and child.i - head.i < 8
            ):
                return child
        behind = next((t for t in head.doc[head.i + 1 : head.i + 5] if t.pos_ in ("NOUN", "PROPN")), None)
        if head.lower_ == "both" and behind is not None:
            return behind
    return head


def _after_quotation(
    sentence: Sentence, tokens: Sequence[Token], k: int, quoted: Sequence[tuple[int, int]]
) -> Token | None:
    """The noun phrase between a closing quotation mark and the verb: "…," the governor of the province said."""
    char = sentence.char(tokens[k])
    ends = [b for _, b in quoted if b <= char]
    if not ends:
        return None
    run = [
        t
        for t in tokens[:k]
        if sentence.char(t) >= max(ends) and not (t.is_punct or t.text in QUOTE_MARKS or t.is_space)
    ]
    if (
        not run
        or len(run) > 18
        or any(t.pos_ in ("VERB", "AUX") and t.tag_ in _FINITE and not _subordinate(t) for t in run)
    ):
        return None
    return head_of(run)


def _subordinate(token: Token) -> bool:
    return token.dep_.startswith("acl")


def head_of(run: Sequence[Token]) -> Token | None:
    """The head of a run of tokens that is one noun phrase with its appositions: the first noun none other governs."""
    nouns = [t for t in run if t.pos_ in ("NOUN", "PROPN") or t.lower_ in PRONOUNS]
    if not nouns:
        return None
    ids = {t.i for t in run}
    roots = [t for t in nouns if t.head.i not in ids or t.head.i == t.i]
    named = [t for t in roots if t.pos_ == "PROPN"]
    first = (named or roots or nouns)[0]
    follower = first
    while follower.i + 1 in ids and follower.nbor().pos_ == "PROPN":
        follower = follower.nbor()
    return follower if follower.head.i != first.i else first


def _inverted(tokens: Sequence[Token], k: int, width: int) -> Token | None:
    """The speaker behind the verb ("said Kawa Hassan", "says the war monitor") where no clause follows it."""
    token = tokens[k]
    if token.tag_ not in ("VBD", "VBZ", "VBP", "") or token.lower_ == "told":
        return None
    marked = k > 0 and (tokens[k - 1].text in QUOTE_MARKS or tokens[k - 1].text == ",")
    if k == 0 or not (marked or token.lower_ in ("said", "says", "added")):
        return None
    run: list[Token] = []
    for t in tokens[k + width : k + width + 22]:
        if (
            t.pos_ in _PHRASE_POS
            or t.text in ("-", "'s", "’s", "'", "(", ")")
            or (t.lower_ in ("he", "she", "they") and not run)
        ):
            run.append(t)
        else:
            break
    stop = k + width + len(run)
    while run and run[-1].pos_ in ("ADP", "DET"):
        run.pop()
    nouns = [t for t in run if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if not nouns:
        return None
    closed = stop >= len(tokens) or tokens[stop].text in (",", ".", ";", "?", "!") or tokens[stop].text in QUOTE_MARKS
    tail = [t for t in tokens[stop:] if t.tag_ in _FINITE and not _subordinate(t)]
    if not (closed or tokens[stop].tag_ == "VBG") or (tail and not marked):
        return None
    first = next((t for t in nouns if t.i + 1 >= len(t.doc) or t.nbor().pos_ not in ("NOUN", "PROPN")), nouns[-1])
    low = first.lower_
    able = first.pos_ == "PROPN" or is_person(low) or singular(low) in speech().bodies or low in PRONOUNS
    day = low in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return (head_of([t for t in run if t.i <= first.i]) or first) if able and not day else None


def _before(tokens: Sequence[Token], k: int) -> Token | None:
    """The subject by order: the noun right before the verb; adverbs, days and brackets are left out."""
    j = k - 1
    if j >= 0 and tokens[j].text == ")":
        j = next((i for i in range(j, -1, -1) if tokens[i].text == "("), 0) - 1
    while j >= 0 and (
        tokens[j].pos_ in ("ADV", "AUX", "PART") or tokens[j].ent_type_ == "DATE" or tokens[j].lower_ == "on"
    ):
        j -= 1
    if j < 0:
        return None
    if tokens[j].lower_ in ("he", "she", "they", "it", "i", "we"):
        return tokens[j]
    if tokens[j].pos_ not in ("NOUN", "PROPN"):
        return None
    noun = tokens[j]
    while (
        noun.dep_ in ("nmod", "flat", "appos", "compound")
        and noun.head.i < noun.i
        and noun.head.pos_ in ("NOUN", "PROPN")
    ):
        noun = noun.head
    return noun


def _gives_figure(tokens: Sequence[Token], k: int, verb: Verb) -> bool:
    """Whether a verb gives a figure: "put the number of gunmen at 40", "has registered 47 attacks"."""
    tail = [t.lower_ for t in tokens[k + 1 : k + 16]]
    if verb.lemma in _FIGURE_VERBS:
        near = {t.lower_ for t in tokens[max(0, k - 8) : k]} if _passive(tokens[k]) else set()
        return "at" in tail and (bool(_TOTALS & (set(tail) | near)) or verb.lemma == "peg")
    if verb.lemma == "give":
        return bool({"toll", "figure", "figures", "count", "number", "estimate"} & set(tail))
    return verb.lemma in _TALLY_VERBS and any(t.like_num for t in tokens[k + 1 : k + 5])
