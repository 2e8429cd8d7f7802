"""Found names that nobody lists: their type by the words in them and the words beside them.

The statistical component sees a window of words; what these rules see besides is vocabulary (given names, titles, words
of bodies and places), who does what in the sentence, and the same name elsewhere in the paragraph. They change the type
of a found name. Not here: known names, and how both are joined (`pipeline.language.entities`); the words themselves
(`pipeline/knowledge/name_words.toml`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.language.name_words import NameWords, fold, name_words

Piece = tuple[int, int, str]
PERSON, ORG, PLACE = "PERSON", "ORG", "PLACE"
TYPES = frozenset({PERSON, ORG, PLACE})
_OF = frozenset({"of", "for"})


def typed(doc: Doc, found: Sequence[Piece], known: Sequence[Piece] | None) -> list[Piece]:
    """The found names with the types that words and grammar give them.

    `known` are the names known beforehand, None where nobody looked for any: then a name that stands alone may be a
    country's, and grammar says nothing of its type.
    """
    words = name_words()
    settled = _settled(doc, found)
    pieces = []
    for start, end, label in found:
        if label in TYPES:
            start, end = _edges(doc, (start, end, label), words)
            listed = any(first <= start and end <= last for first, last, _ in known or ())
            listed = listed or doc[start:end].text in settled
            was, label = label, _type(doc, (start, end, label), listed, known is not None, words)
            if was != label:
                start, end = _edges(doc, (start, end, label), words)
        pieces.append((start, end, label))
    return _as_elsewhere(doc, pieces, known or ())


def _settled(doc: Doc, found: Sequence[Piece]) -> set[str]:
    """Single names found as a body's several times in the paragraph, and not each time as a subject."""
    heads = [doc[start] for start, end, label in found if label == ORG and end - start == 1]
    names = [token.text for token in heads]
    return {token.text for token in heads if token.dep_ != "nsubj" and names.count(token.text) > 1}


def _edges(doc: Doc, piece: Piece, words: NameWords) -> tuple[int, int]:
    """Where the name itself begins and ends: no preposition, title or day belongs to it."""
    start, end, label = piece
    first, last = start, end
    while label != PERSON and last - first > 1 and _leads(doc[first]):
        first += 1
    if label == PERSON and fold(doc[last - 1].text) not in words.places | words.bodies:
        first = _behind_title(doc, first, last, words)
    while last - first > 1 and fold(doc[last - 1].text) in words.days:
        last -= 1
    return (first, last) if any(c.isalnum() for c in doc[first].text) else (start, end)


def _leads(token: Token) -> bool:
    return token.is_punct or (token.tag_ == "IN" and token.is_lower)


def _behind_title(doc: Doc, first: int, last: int, words: NameWords) -> int:
    """Where the name begins behind the titles that open it; something must be left of it, and no other title."""
    for size in (3, 2, 1, 1):
        form = " ".join(fold(token.text) for token in doc[first : first + size])
        if form not in words.titles or form in words.given or first + size >= last:
            continue
        name = doc[first + size].text
        if name.istitle() and fold(name) not in words.title_ends:
            first += size
    return first


def _type(doc: Doc, piece: Piece, listed: bool, looked: bool, words: NameWords) -> str:
    start, end, label = piece
    before = fold(doc[start - 1].text) if start else ""
    if before in words.courtesy:
        return PERSON
    if listed:
        return label
    if end - start > 1:
        kind = _by_own_words(doc, piece, before, words)
        return PERSON if looked and kind == PLACE and _holds_office(doc, piece, words) else kind
    key = fold(doc[start].text)
    if key in words.firms:
        return ORG
    if key in words.bodies or not looked:
        return label
    return _by_clause(doc[start], label, before, words)


def _by_own_words(doc: Doc, piece: Piece, before: str, words: NameWords) -> str:
    """By the word that heads the name, the one before "of" or the last; by a given name that opens it."""
    start, end, label = piece
    keys = [fold(token.text) for token in doc[start:end]]
    head = next((i for i, key in enumerate(keys) if i and key in _OF), len(keys)) - 1
    if head >= 0 and keys[head] in words.bodies:
        return ORG
    first = keys[0] in words.given
    if (keys[-1] in words.places and not (first and label == PERSON)) or (len(keys) == 2 and keys[0] in words.openers):
        return PLACE
    if label == PERSON or not first or len(keys) > 3 or keys[0] in words.name_openers:
        return label
    ends = keys[-1] in words.no_last_names or keys[-1] in words.places
    places = label == PLACE and (before in words.in_front or before in {"at", "of", "the"})
    if ends or places or not all(token.text.istitle() and token.tag_ == "NNP" for token in doc[start:end]):
        return label
    return PERSON


def _by_clause(token: Token, label: str, before: str, words: NameWords) -> str:
    """A single name behind a title, or one that does what people do, is a person's."""
    if label == PERSON and token.text.isupper() and 2 < len(token) < 6 and token.dep_ in {"nsubj", "appos"}:
        return ORG if any(other.is_lower for other in token.sent) else label
    if label == PERSON or before == "the" or not _plain(token):
        return label
    if before in words.title_ends and token.dep_ != "compound":
        return PERSON
    return PERSON if _is_somebody(token, words, label == PLACE) else label


def _holds_office(doc: Doc, piece: Piece, words: NameWords) -> bool:
    """Whether a name of several words says something, or stands beside an office: "the mayor of Sarro, Adan Rook,"."""
    name = doc[piece[0] : piece[1]]
    if len(name) > 5 or fold(name[-1].text) in words.places | words.no_last_names or not _plain(name[0]):
        return False
    root = name.root
    if root.dep_ == "appos":
        beside = root.head.head if root.head.dep_ == "nmod" else root.head
        return beside.lemma_.lower() in words.title_ends
    return root.dep_ in {"nsubj", "obj"} and root.head.lower_ in words.saying and doc[piece[1] - 1].tag_ == "NNP"


def _plain(token: Token) -> bool:
    return token.text.istitle() and token.text.isalpha()


def _is_somebody(token: Token, words: NameWords, place: bool) -> bool:
    """Whether a single name does what people do, or suffers it, or holds an office."""
    verb = token.head
    if token.dep_ == "nsubj" and verb.pos_ == "VERB":
        return verb.lemma_ not in words.town_verbs if verb.i > token.i else verb.lower_ in words.saying
    if token.dep_ == "obj":
        return place and verb.lemma_ in words.done_to_people
    return place and token.dep_ == "appos" and verb.lemma_.lower() in words.title_ends


def _as_elsewhere(doc: Doc, pieces: list[Piece], known: Sequence[Piece]) -> list[Piece]:
    """A last name has the type of the full one in the same paragraph."""
    full = {doc[end - 1].text for start, end, label in pieces if label == PERSON and end - start > 1}
    listed = {piece[:2] for piece in known}
    full -= _settled(doc, pieces)
    return [
        (start, end, PERSON)
        if label in TYPES and end - start == 1 and (start, end) not in listed and doc[start].text in full
        else (start, end, label)
        for start, end, label in pieces
    ]
