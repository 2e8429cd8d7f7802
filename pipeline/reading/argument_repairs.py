"""Arguments that the parser hung on the wrong word: subjects, sufferers and agents found by where they stand.

Here belong repairs of frequent parse errors. Not here: the grammar of well-formed trees
(`pipeline.reading.arguments`).
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pipeline.reading.argument_clauses import WHERE_WHEN
from pipeline.reading.dependencies import children, coordinated, preposition, relation
from pipeline.reading.general_words import general
from pipeline.reading.triggers import noun_classes

_HIS = frozenset({"his", "her"})
_ORDINAL = ("st", "nd", "rd", "th")  # "on the 18th"
_OPENING = ("after", "when", "before", "since", "until", "as", "that")
_SPOTS = ("place", "site", "thing", "time")  # classes of nouns for where and when something is done


def is_finite(verb: Token) -> bool:
    """Whether a verb can have a subject of its own: no infinitive, and no participle but the head of a sentence."""
    if verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and verb.dep_ == "ROOT"):
        return True
    return verb.tag_ in ("VBN", "VBG") and any(c.dep_ == "aux" and c.tag_ != "TO" for c in verb.lefts)


def lost_subject(verb: Token) -> list[Token]:
    """A bare nominal on the verb's left that the parser hung as something else."""
    lost = [
        c
        for c in verb.lefts
        if c.pos_ in ("NOUN", "PROPN", "PRON")
        and relation(c) in ("compound", "appos", "nmod", "dep", "dislocated", "obl")
        and not preposition(c)
        and c.dep_ != "obl:tmod"
        and c.ent_type_ not in ("DATE", "TIME")
    ]
    return lost[-1:] or behind_opening(verb) or _between_clauses(verb) or _dated(verb) or name_before(verb)


def behind_opening(verb: Token) -> list[Token]:
    """ "On 3 May gunmen stormed it", "In Tellin the army, …, hoisted a flag": a nominal that was taken for an
    apposition or a member of the date or place that opens the clause.
    """
    for opening in verb.lefts:
        if relation(opening) == "obl" and opening.ent_type_ in WHERE_WHEN and opening.pos_ != "VERB":
            behind = [
                c
                for c in opening.rights
                if c.i < verb.i
                and c.dep_ in ("appos", "conj")
                and c.pos_ in ("NOUN", "PROPN")
                and c.ent_type_ not in WHERE_WHEN
                and not preposition(c)
                and not children(c, "cc")
            ]
            if behind:
                return behind[-1:]
    return []


def behind_conjunction(verb: Token) -> list[Token]:
    """ "the road was closed after patrols killed four": a subject whose conjunction was taken for a preposition."""
    if verb.dep_ != "conj" or verb.head.i > verb.i or children(verb, "cc"):
        return []
    return [
        c
        for c in verb.head.rights
        if relation(c) == "obl" and c.right_edge.i == verb.i - 1 and preposition(c) in _OPENING and not c.ent_type_
    ]


def _between_clauses(verb: Token) -> list[Token]:
    """ "smoke rose over the town, and the army, which …, was shelling it": the subject of the second clause, which was
    coordinated with the first verb.
    """
    joined = relation(verb) in ("conj", "parataxis") and verb.head.pos_ in ("VERB", "AUX")
    if not joined or verb.head.i > verb.i:
        return []
    between = verb.doc[verb.head.i + 1 : verb.i]
    return [t for t in between if t.dep_ == "conj" and t.head.i == verb.head.i and t.pos_ in ("NOUN", "PROPN")][-1:]


def _dated(verb: Token) -> list[Token]:
    """ "In July 2031 commandos stormed it": the subject that was taken for the noun of the date's preposition."""
    for child in verb.lefts:
        date = [t for t in child.subtree if preposition(child) and child.left_edge.i < t.i < child.i]
        if child.pos_ == "NOUN" and relation(child) == "obl" and date and not child.ent_type_:
            if all(t.ent_type_ in ("DATE", "TIME") for t in date):
                return [child]
    return []


def name_before(verb: Token) -> list[Token]:
    """The head of a name that ends right before a finite verb without subject."""
    before = verb.i - 1
    while before > 0 and verb.doc[before].pos_ == "ADV":
        before -= 1
    if verb.doc[before].ent_type_ not in ("PERSON", "ORG", "NORP"):
        return []
    entity = next((e for e in verb.doc.ents if e.start <= before < e.end), None)
    return [entity.root] if entity is not None else []


def described_agent(verb: Token) -> list[Token]:
    """ "shot by masked men": the agent whose participle the parser took for a verb with an object."""
    for by in verb.doc[verb.i + 1 : verb.i + 3]:
        taken = by.head
        if (
            by.lower_ == "by"
            and by.dep_ == "mark"
            and taken.tag_ in ("VBN", "VBD")
            and not children(taken, "aux", "aux:pass")
        ):
            return children(taken, "obj")
    return []


@cache
def _spot_nouns() -> frozenset[str]:
    return general("penalties").union(*(noun_classes()[name] for name in _SPOTS))


def lost_agent(verb: Token) -> list[Token]:
    """ "driven from the town of A by the army", "sentenced to death by a court", "riddled with bullets by gunmen": the
    by-phrase of a passive that was hung on a place, a time, a penalty or a weapon; "killed and driven out by the army":
    one that the next participle has.
    """
    for word in verb.subtree:
        if word.i < verb.i or relation(word) != "nmod" or preposition(word) != "by":
            continue
        above = word.head
        loose = preposition(above) == "with" or (above.text[0].isdigit() and above.lower_.endswith(_ORDINAL))
        spot = loose or above.ent_type_ in WHERE_WHEN or above.lemma_.lower() in _spot_nouns()
        while spot and above.pos_ in ("NOUN", "PROPN", "NUM", "ADV", "ADJ") and above.i != verb.i:
            above = above.head
        if above.i == verb.i:
            return [word]
    for joined in children(verb, "conj"):
        if joined.tag_ == "VBN" and not children(joined, "aux", "aux:pass"):
            shared = [c for c in joined.children if c.dep_ == "obl:agent"]
            shared = shared or [c for c in joined.children if relation(c) == "obl" and preposition(c) == "by"]
            return shared or lost_agent(joined)
    return []


def lost_sufferer(verb: Token) -> list[Token]:
    """ "five were hurt and Jane Doe, a nurse, was killed": the passive subject that was hung on the clause before."""
    if verb.dep_ != "conj" or verb.head.i > verb.i:
        return []
    between = [t for t in verb.doc[verb.head.i + 1 : verb.i] if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN", "NUM")]
    return between[:1]


def undated(subjects: list[Token]) -> list[Token]:
    """ "May 3: Ana Lee was shot": a subject that the parser hung on the date before the colon, and no date for one."""
    if not any(s.ent_type_ == "DATE" and s.pos_ == "NUM" for s in subjects):
        return subjects
    found: list[Token] = []
    for subject in subjects:
        if subject.ent_type_ != "DATE" or subject.pos_ != "NUM":
            found.append(subject)
        elif subject.i + 1 < len(subject.doc) and subject.nbor(1).text == ":":
            behind = [c for c in subject.rights if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN", "NUM")]
            found.extend(behind[:1])
    return found


def list_head(verb: Token, subjects: list[Token]) -> list[Token]:
    """ "Ann Lee, her son and a guest died", "On 3 May the Front, the League and the Army met": the first of a list,
    which the parser hung on the verb by itself, or on the date.
    """
    if len(subjects) != 1 or not children(subjects[0], "conj"):
        return []
    first = subjects[0].left_edge.i
    if dated := [t for t in behind_opening(verb) if t.i < first and verb.doc[first - 1].text == ","]:
        return dated
    if not children(subjects[0], "nmod:poss"):
        return []
    return [
        c
        for c in verb.lefts
        if c.pos_ == "PROPN"
        and relation(c) in ("obl", "dep", "nmod", "dislocated", "vocative")
        and not preposition(c)
        and c.ent_type_ == "PERSON"
        and c.right_edge.i in (first - 1, first - 2)
        and verb.doc[first - 1].text == ","
    ][-1:]


def list_before(verb: Token, subjects: list[Token]) -> list[Token]:
    """ "after a colonel, a judge, and Ann Lee were shot": the members before the last, which the parser hung on the
    clause before.
    """
    if len(subjects) != 1 or subjects[0].i > verb.i or subjects[0].dep_ == "conj" or subjects[0].pos_ == "PRON":
        return []
    edge = subjects[0].left_edge.i
    joint = next((c for c in subjects[0].lefts if c.dep_ == "cc"), verb.doc[max(edge - 1, 0)])
    if joint.lower_ != "and" or joint.i < 2:
        return []
    before = joint.nbor(-2) if joint.nbor(-1).text == "," else joint.nbor(-1)
    while before.dep_ in ("flat", "appos", "nmod") and before.head.i < joint.i:
        before = before.head
    if before.pos_ not in ("NOUN", "PROPN") or before.right_edge.i > joint.i:
        return []
    while before.dep_ == "conj" and before.head.pos_ in ("NOUN", "PROPN"):
        before = before.head
    members = [m for m in coordinated(before) if m.i < joint.i]
    listed = preposition(before) in _OPENING or (len(members) > 1 and joint.head.i == subjects[0].i)
    people = all(m.pos_ in ("NOUN", "PROPN") and m.ent_type_ not in WHERE_WHEN for m in members)
    return members if listed and people else []


def list_tail(verb: Token, objects: list[Token]) -> list[Token]:
    """ "killed Ann Lee, a judge, and a girl of five": members behind a break, which the parser hung on the verb."""
    if not objects:
        return []
    last = max(o.right_edge.i for o in objects)
    aside = [c for c in children(verb, "parataxis", "appos") if c.i > last and children(c, "nmod:poss")]
    kin = [m for c in aside if children(c, "conj") and c.left_edge.i <= last + 2 for m in coordinated(c)]
    return kin + [
        c
        for c in children(verb, "conj")
        if c.i > max(o.i for o in objects)
        and (c.pos_ in ("NOUN", "PROPN", "NUM") or (c.lower_ in ("more", "others") and children(c, "nummod")))
        and children(c, "cc")
        and not children(c, "nsubj", "nsubj:pass", "cop", "aux", "obj")
    ]


def behind_office(noun: Token) -> list[Token]:
    """ "the commander of the 5th Brigade, General A B, and his driver": people whom the parser coordinated with what
    the office is of.
    """
    if noun.pos_ != "NOUN" or noun.ent_type_:
        return []
    whose = [c for c in noun.rights if relation(c) == "nmod" and preposition(c) == "of" and c.ent_type_ != "PERSON"]
    members = [m for c in whose for m in c.rights if m.dep_ == "conj"]
    return [m for m in members if m.ent_type_ == "PERSON" or any(c.lower_ in _HIS for c in children(m, "nmod:poss"))]
