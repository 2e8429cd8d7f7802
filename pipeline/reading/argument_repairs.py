"""Arguments that the parser hung on the wrong word: subjects, sufferers and agents found by where they stand.

Here belong repairs of frequent parse errors. Not here: the grammar of well-formed trees
(`pipeline.reading.arguments`).
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.reading.dependencies import children, preposition, relation


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
    return lost[-1:] or name_before(verb)


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
        if by.lower_ == "by" and by.dep_ == "mark" and taken.tag_ == "VBN" and not children(taken, "aux", "aux:pass"):
            return children(taken, "obj")
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
