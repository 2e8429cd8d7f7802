"""Noun phrases as evidence: how far the words of an actor, a victim or a target reach.

Here belong the spans that other modules of reading ask for: the noun phrase of a token, the actor mentioned at it,
the members of a coordination. Not here: which noun phrases are actors (`pipeline.reading.descriptions`), or roles in
events.

Spans leave out a leading article or demonstrative, but keep numerals and possessives ("six Jesuit priests", "its
affiliates"). A counting head ("dozens of civilians", "two of the soldiers") gives way to what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.reading.actor_data import listed
from pipeline.reading.records import ActorMention, Sentence, Text, within

LEFT = frozenset(
    {"amod", "compound", "nummod", "nmod:poss", "flat", "nmod:desc", "nmod:unmarked", "goeswith", "obl", "nmod"}
)
RIGHT = frozenset({"flat", "goeswith", "fixed", "compound"})
COUNTING = listed("counting")
BUNCHES = listed("bunches")
ADDING = frozenset({"of", "in", "from", "at", "for"})  # prepositions by which a phrase goes on behind its noun
_LIMIT = 14
_NO_NAME = frozenset({"VERB", "AUX", "SCONJ", "PRON", "NUM", "CCONJ"})
_LONGEST = 8
_TIMES = frozenset({"later", "earlier", "ago", "month", "week", "year", "morning", "afternoon", "evening"})
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")


def noun_span(token: Token) -> tuple[int, int]:
    """First and last token index (inclusive) of the base noun phrase headed by a token, article left out.

    A coordination of modifiers is cut ("Iraqi and Kurdish authorities" gives "Kurdish authorities"), and so is all
    that a
    preposition, a verb or a comma separates from the head.
    """
    first = last = token.i
    for child in reversed(list(token.lefts)):
        if child.is_punct:
            continue
        if child.dep_ not in LEFT or token.i - child.left_edge.i > _LIMIT:
            break
        begin = _premodifier(child)
        if begin is None:
            break
        first = min(first, begin)
        if begin > child.left_edge.i and child.dep_ != "nmod:poss":
            break
    first = _without_break(token, first)
    for child in token.rights:
        tail = child.dep_ in RIGHT or (child.dep_ == "nummod" and child.i == last + 1 and token.pos_ == "PROPN")
        if child.i == last + 1 and tail:
            last = child.right_edge.i if child.right_edge.i - token.i <= _LIMIT else child.i
        elif child.i == last + 1 and child.text in {"-", "–"}:
            continue
        elif child.i > last + 1:
            break
    return first, last


def _premodifier(child: Token) -> int | None:
    """Index at which a premodifier starts, without an opening article; None where it hangs on a preposition."""
    edge = child.left_edge
    if any(c.dep_ == "case" and c.i < child.i for c in child.lefts):
        return None
    return edge.i + 1 if edge.pos_ == "DET" and edge.i < child.i else edge.i


def _without_break(token: Token, first: int) -> int:
    """The first index behind the last word before the head that can stand in no base noun phrase."""
    for i in range(token.i - 1, first - 1, -1):
        word = token.doc[i]
        quoted = word.is_quote or word.text in {"-", "–", "'", "’", "."}
        if (
            word.pos_ in {"ADP", "SCONJ", "CCONJ"}
            and word.dep_ != "fixed"
            and word.head.pos_ != "NUM"
            and not _hyphenated(word)
        ):
            return i + 1
        if word.is_punct and not quoted:
            return i + 1
        if word.tag_ in {"WRB", "WP", "WDT"}:
            return i + 1
        if word.pos_ == "PRON" and word.dep_ != "nmod:poss":
            return i + 1
    return first


def _hyphenated(word: Token) -> bool:
    """Whether a hyphen stands at a word's side ("hit-and-run squad")."""
    doc = word.doc
    return (word.i > 0 and doc[word.i - 1].text == "-") or (word.i + 1 < len(doc) and doc[word.i + 1].text == "-")


def counted(token: Token) -> Token:
    """What a counting head counts: "dozens of civilians" gives "civilians"; any other token gives itself."""
    seen = 0
    while seen < 3 and (token.lower_ in COUNTING or token.lower_ in BUNCHES or token.pos_ == "NUM"):
        bunch = token.lower_ in BUNCHES
        inner = next((c for c in token.rights if c.dep_.startswith("nmod") and _case(c) == "of"), None)
        if inner is None or (bunch and not is_plural(inner)):
            break
        token, seen = inner, seen + 1
    return token


def is_plural(token: Token) -> bool:
    """Whether a noun is plural by its tag or form."""
    if token.tag_ in {"NNS", "NNPS"}:
        return True
    return "Number=Plur" in str(token.morph)


def of_tail(token: Token) -> Token | None:
    """The noun of an "of" phrase right behind a head, if it is short and headed by a name ("the mayor of San
    Miguel")."""
    for child in token.rights:
        if child.dep_.startswith("nmod") and _case(child) == "of":
            short = child.right_edge.i - token.i <= 6 and child.left_edge.i <= token.i + 2
            return child if short and child.pos_ == "PROPN" else None
    return None


def head_of(sentence: Sentence, start: int, end: int) -> Token | None:
    """The head of a name: of the words whose head lies outside it the last noun ("Ethiopian authorities"), else the
    first."""
    inside = sentence.over(start, end)
    ids = {t.i for t in inside}
    roots = [t for t in inside if not t.is_punct and (t.head.i not in ids or t.head.i == t.i)]
    nouns = [t for t in roots if t.pos_ in {"NOUN", "PROPN"}]
    if len(roots) > 1 and nouns:
        return nouns[-1] if nouns[-1].pos_ == "NOUN" else nouns[0]
    return next(iter(roots or inside), None)


def conjuncts(token: Token) -> Iterator[Token]:
    """The members of a coordination that a token opens, itself first ("farmers, traders and a teacher")."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"}:
            yield from conjuncts(child)


def actors_of(text: Text, sentence: Sentence, token: Token) -> tuple[ActorMention, ...]:
    """Every actor that a noun phrase names: "Kenyan and Somali troops" gives two; an empty tuple, if none."""
    found = actor_of(text, sentence, token)
    if found is None:
        return ()
    head = sentence.char(counted(token))
    inside = within(text.mentions, sentence.start, sentence.end)
    shared = [m for m in inside if m.head != found.head and m.start <= head < m.end and m.head < found.head]
    kept = [m for m in shared if found.head == head and m.end == found.end and m.start < found.start]
    return (*kept, found)


def actor_of(text: Text, sentence: Sentence, token: Token) -> ActorMention | None:
    """The mention headed at a token, else the smallest that covers it, else None."""
    inside = within(text.mentions, sentence.start, sentence.end)
    for candidate in (counted(token), token):
        char = sentence.char(candidate)
        headed = [m for m in inside if m.head == char]
        if headed:
            return min(headed, key=lambda m: m.end - m.start)
    titled = _titled(text, inside, sentence.char(token) + len(token)) if token.pos_ in {"NOUN", "PROPN"} else None
    if titled is not None:
        return titled
    char = sentence.char(counted(token))
    covering = [m for m in inside if m.start <= char < m.end]
    return min(covering, key=lambda m: m.end - m.start, default=None)


def _titled(text: Text, mentions: Sequence[ActorMention], end: int) -> ActorMention | None:
    """The person whose name follows at once on a title that ends at an offset ("police chief Ilse Marrow")."""
    for mention in mentions:
        if 0 < mention.start - end <= 2 and mention.form == "name":
            if text.document.text[end : mention.start].strip(" .\u00a0") == "" and _is_person(text, mention):
                return mention
    return None


def _is_person(text: Text, mention: ActorMention) -> bool:
    return any(a.key == mention.actor_key and a.kind == "person" for a in text.actors)


def participant_phrase(text: Text, sentence: Sentence, token: Token) -> tuple[int, int, str, ActorMention | None]:
    """The noun phrase of an event's argument: start, end, its text, and the actor mentioned there, if any.

    A named actor gives its name, without title; anything else its base noun phrase, with a short "of" tail that names
    something ("mayor of San Miguel"). A bunch gives way to its members ("a group of armed men").
    """
    mention = actor_of(text, sentence, token)
    head = counted(token)
    if mention is not None and (
        mention.form == "name" or mention.head not in (sentence.char(head), sentence.char(token))
    ):
        bare = _BRACKET.sub("", mention.text)  # a name's acronym in brackets is no word of the phrase
        return mention.start, mention.start + len(bare), bare, mention
    start, end = phrase_chars(sentence, head)
    if mention is not None and mention.start <= sentence.char(head) < mention.end:
        start, end = min(start, mention.start), max(end, mention.end)
    return start, end, text.document.text[start:end], mention


def phrase_chars(sentence: Sentence, token: Token, tail: bool = True) -> tuple[int, int]:
    """Document offsets of the base noun phrase of a token, with a short naming "of" tail unless `tail` is false."""
    first, last = noun_span(token)
    first = numeral_start(token, first)
    named = of_tail(token) if tail else None
    if named is not None:
        last = max(last, noun_span(named)[1])
    first, last = max(first, sentence.first), min(last, sentence.last - 1)
    end = token.doc[last]
    return sentence.char(token.doc[first]), sentence.char(end) + len(end)


def full_phrase(text: Text, sentence: Sentence, token: Token, first: Token) -> str:
    """A phrase with the prepositional phrases right behind its noun: "sources in the junta", "commander of the
    northern garrison"."""
    last = token
    for child in token.rights:
        if child.i == last.i + 1 and child.dep_ in {"compound", "flat"}:
            last = child
        elif child.dep_.startswith("nmod") and child.left_edge.i == last.i + 1 and child.left_edge.lower_ in ADDING:
            inside = token.doc[child.left_edge.i : child.right_edge.i + 1]
            if len(inside) > _LONGEST or any(t.pos_ in _NO_NAME or t.text in {",", ";", ":", "("} for t in inside):
                break
            last = child.right_edge
        else:
            break
    if last.i >= sentence.last:
        return ""
    return text.document.text[sentence.char(first) : sentence.char(last) + len(last)]


def without_time(token: Token, begin: int) -> int:
    """Where a phrase begins behind words of time that the parser takes into it ("a day later armed men", "2018
    troops")."""
    for i in range(token.i - 1, begin - 1, -1):
        word = token.doc[i]
        year = len(word) == 4 and word.text.isdigit() and word.text[:2] in {"19", "20"} and i + 1 == token.i
        if (word.lower_ in _TIMES and token.doc[i + 1].text != "-") or year:
            return i + 1
    return begin


def numeral_start(token: Token, first: int) -> int:
    """Where a noun phrase begins without what qualifies its numeral: "at least 550 men" gives "550 men"."""
    for word in token.doc[first : token.i]:
        if word.pos_ == "NUM" and (word.head.i == token.i or word.dep_ in {"nummod", "compound"}):
            return word.i
    return first


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")
