"""The head token of a speaker: by the tree and, where the tree fails, by the order of words.

Here belongs finding the noun that speaks with a verb. Not here: which words are verbs of speech (`statement_acts`), or
the name and title around the head (`statement_speakers`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.reading.general_words import general
from pipeline.reading.quantity_units import is_person, singular
from pipeline.reading.records import Sentence
from pipeline.reading.statement_cast import Cast
from pipeline.reading.statement_frame import QUOTE_MARKS
from pipeline.reading.statement_speakers import PRONOUNS, speaks
from pipeline.reading.statement_words import speech

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_PHRASE_POS = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "X"}


def find_head(
    sentence: Sentence, tokens: Sequence[Token], k: int, width: int, cast: Cast, quoted: Sequence[tuple[int, int]]
) -> Token | None:
    """The head of the speaker: beside a quotation and after "said" by order, else by the tree, else by order."""
    token = tokens[k]
    head = _quoted_as(tokens, k, cast, sentence) or _after_quotation(sentence, tokens, k, quoted)
    head = head or _inverted(tokens, k, width)
    if head is None:
        head = subject_of(token)
        if head is not None and (any(a <= sentence.char(head) < b for a, b in quoted) or _parted(head, token)):
            head = None
        if head is not None and is_passive(token) and not speaks(head, cast, sentence.offset):
            return None
    if head is None and not is_passive(token):
        head = _named_before(sentence, tokens, k, cast)
    if head is None:
        head = in_a_report(token) or (None if is_passive(token) else _before(tokens, k))
        if head is not None and not speaks(head, cast, sentence.offset):
            return None
    if head is None:
        return None
    head = _person(sentence, tokens, k, _quantified(head), cast)
    if head.pos_ in ("ADV", "ADP", "NUM", "SCONJ") and head.lower_ not in PRONOUNS:
        return None
    if head.lower_ in ("it", "this", "that", "which") and _nobody(token):
        return None
    return head


def _nobody(verb: Token) -> bool:
    """Whether "it" before a verb stands for nobody: "it is said that", "it says much that"."""
    if any(c.dep_ == "csubj" for c in verb.children):
        return True
    return is_passive(verb) and any(c.dep_ == "expl" for c in verb.children)


def _parted(head: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a noun and a verb, so that it cannot be its subject."""
    low, high = sorted((head.i, verb.i))
    return any(t.text == ";" for t in head.doc[low:high])


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
        if not any(_parts(x) for x in between):
            return t
    return head


def _parts(token: Token) -> bool:
    """Whether a word stands between two noun phrases that so cannot be one speaker: a verb, a mark, a semicolon."""
    verb = token.tag_ in _FINITE or (token.pos_ == "VERB" and not token.dep_.startswith("acl"))
    return (verb and not _relative(token)) or token.text in QUOTE_MARKS or token.text == ";"


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
        if own is not None and not is_passive(token):
            relative = token.dep_.startswith("acl") and own.lower_ in ("who", "which", "that")
            return token.head if relative else own
        agent = next((c for c in token.rights if c.dep_ in ("obl:agent", "obl") and _cased(c) == "by"), None)
        if agent is not None:
            return agent
        if is_passive(token):
            return None
        governed = token.dep_ in ("conj", "xcomp", "parataxis") or (
            token.dep_ in ("advcl", "ccomp") and token.tag_ == "VBG"
        )
        if governed and token.head.i != token.i and token.head.pos_ in ("VERB", "AUX", "ADJ"):
            if token.dep_ == "parataxis" and token.head.i > token.i:
                return None
            token = token.head
        elif token.dep_.startswith("acl") and (token.tag_ == "VBG" or is_main(token)):
            return token.head if token.tag_ == "VBG" else _topmost(token)
        elif token.dep_ == "parataxis" and token.head.pos_ in ("NOUN", "PROPN") and token.head.i < token.i:
            return token.head
        else:
            return None
    return None


def is_main(token: Token) -> bool:
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


def is_passive(token: Token) -> bool:
    return any(c.dep_ in ("nsubj:pass", "aux:pass") for c in token.children)


def _cased(token: Token) -> str:
    return next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")


def in_a_report(token: Token) -> Token | None:
    """The text that a passive verb of speech names as its place ("was predicted in a report by the ministry")."""
    if not is_passive(token):
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
            or _initials(t)
            or t.text in ("-", "'s", "’s", "'", "(", ")")
            or (t.lower_ in ("he", "she", "they") and not run)
        ):
            run.append(t)
        else:
            break
    stop = k + width + len(run)
    while stop < len(tokens) and run and tokens[stop].pos_ == "ADV":
        stop += 1
    while run and run[-1].pos_ in ("ADP", "DET"):
        run.pop()
    if run and run[0].pos_ == "ADP" and run[0].is_lower:
        return None
    nouns = [t for t in run if t.pos_ in ("NOUN", "PROPN", "PRON") or _initials(t)]
    if not nouns:
        return None
    closed = stop >= len(tokens) or tokens[stop].text in (",", ".", ";", "?", "!") or tokens[stop].text in QUOTE_MARKS
    tail = [t for t in tokens[stop:] if t.tag_ in _FINITE and not _subordinate(t)]
    quoted = tokens[k - 1].text in QUOTE_MARKS
    goes_on = not closed and (
        tokens[stop].tag_ in ("VBG", "WP", "WDT", "WP$") or (quoted and tokens[stop].tag_ not in _FINITE)
    )
    if not (closed or goes_on) or (tail and not marked):
        return None
    first = next((t for t in nouns if not _goes_on(t)), nouns[-1])
    low = first.lower_
    able = (
        first.pos_ == "PROPN"
        or _initials(first)
        or is_person(low)
        or singular(low) in speech().bodies
        or singular(low) in speech().source_nouns
        or low in PRONOUNS
    )
    day = low in general("weekdays")
    return (head_of([t for t in run if t.i <= first.i]) or first) if able and not day else None


def _initials(token: Token) -> bool:
    return len(token) > 1 and token.text.isupper() and token.text.isalpha()


def _goes_on(token: Token) -> bool:
    """Whether a noun phrase goes on behind one of its nouns: with another noun, or as an owner ("the WFP's chief")."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return after is not None and (after.pos_ in ("NOUN", "PROPN") or after.text in ("'s", "’s"))


def _named_before(sentence: Sentence, tokens: Sequence[Token], k: int, cast: Cast) -> Token | None:
    """The person named between commas with an apposition, before a verb that lacks a subject ("…, X, the mayor,
    said")."""
    if k < 4 or tokens[k - 1].text != ",":
        return None
    for j in range(k - 2, max(0, k - 26), -1):
        if _parts(tokens[j]):
            return None
        mention = cast.headed(sentence.char(tokens[j]))
        if mention is None or mention.form != "name" or cast.kind(mention.actor_key) != "person":
            continue
        if sentence.char(tokens[j]) == mention.head and cast.raw[mention.end : mention.end + 1] == ",":
            return tokens[j]
    return None


def _before(tokens: Sequence[Token], k: int) -> Token | None:
    """The subject by order: the noun right before the verb; adverbs, days and brackets are left out."""
    stop = next((i for i in range(k - 1, -1, -1) if tokens[i].text == ";"), -1)
    if stop >= 0 and k - stop < 16:
        return head_of(tokens[stop + 1 : k])
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
