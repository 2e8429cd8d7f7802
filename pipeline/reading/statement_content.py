"""What was said: the stretch of a sentence that an act of speech reports.

Here belongs the way from a verb of speech and its speaker to the words said, behind the verb, before it or around it.
Not here: finding verbs and speakers (`statement_acts`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.reading.records import Sentence
from pipeline.reading.statement_frame import ANY_VERB, DAYS, QUOTE_MARKS, SECOND_SOURCE, behind_frame
from pipeline.reading.statement_words import Verb

PLAIN = frozenset(
    [
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
        "claim",
        "put",
        "recall",
        "relate",
    ]
)
_DASHES = frozenset({"–", "—", "--"})
_JOINTS = frozenset({"and", "but", "while", "whereas"})
_DENIALS = frozenset({"deny", "reject", "refute", "dispute", "contradict"})


def find_content(
    sentence: Sentence, tokens: Sequence[Token], k: int, width: int, verb: Verb, head: Token
) -> tuple[tuple[int, int] | None, str]:
    """Offsets of what was said with the verb at tokens[k], and its side: right, left, around. `head` is the speaker."""
    token = tokens[k]
    if any(c.dep_ == "mark" and c.lower_ == "as" for c in token.lefts):
        return whole(sentence, tokens), "around"
    if not verb.takes - {"quote"}:
        return None, "right"
    if "name" in verb.takes and (thing := named(token)) is not None:
        last = max(thing[1].right_edge.i, thing[1].i)
        return _span(sentence, [t for t in tokens if thing[0].left_edge.i <= t.i <= last]), "right"
    if "plea" in verb.takes and (asked := _asked(token)) is not None:
        return _span(sentence, [t for t in tokens if asked.left_edge.i <= t.i <= token.right_edge.i]), "right"
    if "that" in verb.takes:
        that = that_at(tokens, k + width)
        clause = _within_stops([], list(tokens[that + 1 :]))[1] if that >= 0 else []
        if len(clause) > 2:
            return _span(sentence, clause), "right"
    if "aside" in verb.takes:
        return _aside(sentence, tokens, k, width, head)
    if not verb.takes - {"quote", "that", "plea", "name"} or (
        "for" in verb.takes and not verb.tail and not verb.takes & {"clause"} and _follows(tokens, k + width)
    ):
        return None, "right"
    inverted = head.i > token.i
    subject = min(token.i, _first(head).i)
    before = [t for t in tokens if t.i < (token.i if inverted else subject)]
    behind = [t for t in tokens[k + width :] if not inverted or t.i > _last(head)]
    before, behind = _within_stops(before, behind)
    behind = _in_relative(token, behind)
    if _parenthesis(before, behind):
        return whole(sentence, tokens), "around"
    left = _left(sentence, before)
    if inverted and "clause" in verb.takes:
        return (left, "left") if left else (_right_span(sentence, behind, verb), "right")
    if _takes_a_thing(token, verb):
        return None, "right"
    right = behind_frame(behind, verb)
    if right and not _said(token, right, verb):
        told = token.dep_ == "parataxis" or any(c.dep_ in ("ccomp", "parataxis") for c in token.lefts)
        return (left, "left") if left is not None and told and "clause" in verb.takes else (None, "right")
    if left is not None and "clause" in verb.takes and (right is None or _trailing(token, right, verb)):
        return left, "left"
    return (_span(sentence, right) if right else None), "right"


def _aside(
    sentence: Sentence, tokens: Sequence[Token], k: int, width: int, head: Token
) -> tuple[tuple[int, int] | None, str]:
    """What is said around or before a speaker set beside it: "The toll, he went on, was higher"."""
    inverted = head.i > tokens[k].i
    subject = min(tokens[k].i, _first(head).i)
    before = [t for t in tokens if t.i < (tokens[k].i if inverted else subject)]
    behind = [t for t in tokens[k + width :] if not inverted or t.i > _last(head)]
    before, behind = _within_stops(before, behind)
    if not before or before[-1].text != ",":
        return None, "right"
    if _parenthesis(before, behind):
        return whole(sentence, tokens), "around"
    left = _left(sentence, before)
    rest = [t for t in behind if not t.is_punct]
    return (left, "left") if left is not None and len(rest) < 3 else (None, "right")


def named(token: Token) -> tuple[Token, Token] | None:
    """What a verb names and what it calls it: "called the attack a crime", "described him as a liar"."""
    thing = next((c for c in token.rights if c.dep_ == "obj"), None)
    if thing is None or thing.lower_.endswith(("self", "selves")):
        return None
    for c in token.rights:
        if c.i > thing.i and c.dep_ in ("xcomp", "obl", "advcl", "ccomp"):
            plain = token.lemma_ == "call" or token.lemma_ in ("term", "label", "brand")
            as_ = any(x.lower_ == "as" for x in c.lefts)
            if as_ or (plain and c.dep_ == "xcomp" and c.pos_ in ("NOUN", "ADJ", "PROPN", "VERB") and not _to(c)):
                return thing, c
    return None


def _to(token: Token) -> bool:
    return any(c.lower_ in ("to", "for", "on") for c in token.lefts)


def _asked(token: Token) -> Token | None:
    """Who is asked to do something ("asked the mayor to resign")."""
    who = next((c for c in token.rights if c.dep_ in ("obj", "iobj")), None)
    return (
        who if who is not None and any(c.dep_ in ("xcomp", "ccomp", "advcl") and _to(c) for c in token.rights) else None
    )


def that_at(tokens: Sequence[Token], k: int) -> int:
    """Where the "that" of a clause stands behind a verb: right there, or behind a word or two of time; -1 where not."""
    for i in range(k, min(k + 4, len(tokens))):
        if tokens[i].lower_ == "that":
            return i
        timed = tokens[i].lower_ in DAYS or (tokens[i].pos_ == "PROPN" and tokens[i - 1].pos_ == "ADP")
        if tokens[i].pos_ not in ("ADV", "ADP", "PRON") and not timed:
            return -1
    return -1


def _follows(tokens: Sequence[Token], k: int) -> bool:
    """Whether no "for" or "on" follows a verb that calls for something."""
    while k < len(tokens) and tokens[k].pos_ == "ADV":
        k += 1
    return k >= len(tokens) or tokens[k].lower_ not in ("for", "on")


def whole(sentence: Sentence, tokens: Sequence[Token]) -> tuple[int, int]:
    """The whole sentence, without its final stop."""
    return _span(sentence, list(tokens))


def before(sentence: Sentence, tokens: Sequence[Token], first: Token) -> tuple[int, int] | None:
    """What stands before the token of a speaker, back to a semicolon; None where it is no clause."""
    told, _ = _within_stops([t for t in tokens if t.i < first.i], [])
    return _left(sentence, told)


def trimmed(sentence: Sentence, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The offsets of tokens without punctuation and quotation marks at either end; None where nothing is left."""
    rest = list(tokens)
    while rest and (rest[0].is_punct or rest[0].is_space or rest[0].text in QUOTE_MARKS):
        rest = rest[1:]
    return _span(sentence, rest) if rest else None


def _span(sentence: Sentence, tokens: list[Token]) -> tuple[int, int]:
    rest = [t for t in tokens if not t.is_space]
    while len(rest) > 1 and rest[-1].is_punct and rest[-1].text not in ")]":
        rest = rest[:-1]
    return sentence.char(rest[0]), sentence.char(rest[-1]) + len(rest[-1])


def _first(head: Token) -> Token:
    """Where the speaker's phrase begins, as far as it is near."""
    edge = head.left_edge
    return edge if head.i - edge.i < 25 else head


def _last(head: Token) -> int:
    return head.right_edge.i if head.right_edge.i - head.i < 25 else head.i


def _within_stops(before: list[Token], behind: list[Token]) -> tuple[list[Token], list[Token]]:
    """Both sides of a verb, no further than the next semicolon, or the dashes that enclose its clause."""
    first = max((i + 1 for i, t in enumerate(before) if t.text == ";"), default=0)
    last = next((i for i, t in enumerate(behind) if t.text == ";"), len(behind))
    before, behind = before[first:], behind[:last]
    opened = max((i for i, t in enumerate(before) if t.text in _DASHES), default=-1)
    closed = next((i for i, t in enumerate(behind) if t.text in _DASHES), -1)
    if opened >= 0 and closed > 0 and len(before) - opened < 12:
        return before[opened + 1 :], behind[:closed]
    return before, behind


def _in_relative(token: Token, behind: list[Token]) -> list[Token]:
    """What stands behind a verb, no further than its relative clause ("the town, which says it is calm, voted")."""
    if not token.dep_.startswith("acl") or not any(c.tag_ in ("WP", "WDT", "WP$") for c in token.lefts):
        return behind
    governor = token.head.head
    if governor.i <= token.i or governor.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG"):
        return behind
    first = min(
        [c.i for c in governor.lefts if c.i > token.i and c.dep_ in ("aux", "aux:pass", "advmod")] + [governor.i]
    )
    return [t for t in behind if t.i < first]


def second_clause(
    sentence: Sentence, tokens: Sequence[Token], k: int, width: int, head: Token
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The two clauses around a speaker between them: "The bridge fell, he said, and the town is cut off"."""
    inverted = head.i > tokens[k].i
    subject = min(tokens[k].i, _first(head).i)
    before = [t for t in tokens if t.i < (tokens[k].i if inverted else subject)]
    behind = [t for t in tokens[k + width :] if not inverted or t.i > _last(head)]
    before, behind = _within_stops(before, behind)
    if len(behind) < 4 or behind[0].text != "," or behind[1].lower_ not in _JOINTS:
        return None
    rest = behind[2:]
    verb = next((t for t in rest if t.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    left = _left(sentence, before)
    if (
        left is None
        or verb is None
        or not any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") for t in rest if t.i < verb.i)
    ):
        return None
    return left, _span(sentence, rest)


def _takes_a_thing(token: Token, verb: Verb) -> bool:
    """Whether a verb that speaks in clauses has a plain object here, and so does not speak ("maintains a presence")."""
    if "object" in verb.takes or verb.lemma in PLAIN or "clause" not in verb.takes:
        return False
    kinds = {c.dep_ for c in token.rights}
    return (
        "obj" in kinds
        and not kinds & {"ccomp", "parataxis", "iobj"}
        and not any(c.lower_ == "that" for c in token.subtree)
    )


def _parenthesis(before: list[Token], behind: list[Token]) -> bool:
    """Whether speaker and verb are set off by commas inside what is said: "The dead, he said, were farmers"."""
    if not before or not behind or before[-1].text != "," or behind[0].text not in (",", ":"):
        return False
    words = [t for t in behind if not t.is_punct]
    if len(words) < 2 or words[0].lower_ in SECOND_SOURCE:
        return False
    return sum(not t.is_punct for t in before) >= 1


def _said(token: Token, right: list[Token], verb: Verb) -> bool:
    """Whether what follows a verb is what was said, not a pronoun for it, nor only how or of what it was said."""
    words = [t for t in right if not t.is_punct]
    if len(words) == 1 and words[0].pos_ == "PRON":
        return verb.lemma in _DENIALS
    first = right[0]
    plain = (
        (verb.lemma in PLAIN and not (verb.lemma == "report" and first.lower_ == "on"))
        or verb.tail
        or verb.takes & {"for", "infinitive"}
    )
    if plain or (first.i > 0 and first.nbor(-1).lower_ == "that"):
        return True
    if first.pos_ == "ADP" and first.i == token.i + 1 and first.lower_ not in ("at", "about", "of"):
        return False
    relative = token.dep_ == "acl:relcl" and not any(c.tag_ in ("WP", "WP$") for c in token.lefts)
    subjects = [c for c in token.lefts if c.dep_ == "nsubj"]
    things = any(c.dep_ in ("obj", "ccomp", "xcomp", "parataxis") for c in token.rights)
    return not relative or things or any(c.tag_ == "WDT" for c in subjects)


def _right_span(sentence: Sentence, behind: list[Token], verb: Verb) -> tuple[int, int] | None:
    right = behind_frame(behind, verb)
    return _span(sentence, right) if right else None


def _trailing(verb: Token, rest: list[Token], entry: Verb) -> bool:
    """Whether what follows a verb is only its frame, so that what was said stands before it."""
    if "object" in entry.takes and entry.lemma not in PLAIN:
        return False
    if not any(t.pos_ in ANY_VERB for t in rest) and entry.lemma in PLAIN:
        return not any(c.dep_ in ("obj", "ccomp") and c.i > verb.i for c in verb.children) or entry.lemma in (
            "say",
            "tell",
            "add",
        )
    right = [c for c in verb.rights if c.dep_ in ("ccomp", "obj", "xcomp", "parataxis")]
    left = [c for c in verb.lefts if c.dep_ in ("ccomp", "parataxis")]
    if left and not right:
        return True
    return verb.dep_ == "parataxis" and verb.head.i < verb.i and not right and entry.lemma in PLAIN


def _abbreviated(token: Token) -> bool:
    """Whether a token is a shortened title before a name ("Maj.")."""
    return token.text[0].isupper() and token.text.endswith(".") and 2 < len(token) < 7 and token.text[1:-1].islower()


def _left(sentence: Sentence, before: list[Token]) -> tuple[int, int] | None:
    """What stands before the speaker, if it is long enough to be a clause."""
    rest = list(before)
    while rest and (rest[-1].is_punct or rest[-1].text in QUOTE_MARKS or _abbreviated(rest[-1])):
        rest.pop()
    while rest and (rest[0].is_punct or rest[0].text in QUOTE_MARKS):
        rest.pop(0)
    if len(rest) < 3 or not any(t.pos_ in ANY_VERB or not t.pos_ for t in rest):
        return None
    return _span(sentence, rest)
