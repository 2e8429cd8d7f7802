"""Arguments that the parser hung on the wrong word: subjects, sufferers and agents found by where they stand.

Here belong repairs of frequent parse errors. Not here: the grammar of well-formed trees
(`pipeline.reading.arguments`).
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pipeline.reading.argument_clauses import WHERE_WHEN
from pipeline.reading.dependencies import by_phrases, children, coordinated, entity_of, preposition, relation
from pipeline.reading.general_words import general
from pipeline.reading.triggers import noun_classes

_HIS = frozenset({"his", "her"})
_ORDINAL = ("st", "nd", "rd", "th")  # "on the 18th"
_OPENING = ("after", "when", "before", "since", "until", "as", "that")
_CLAUSE_OPENING = frozenset({"since", "after", "before", "until", "as", "than"})
_SPOTS = ("place", "site", "thing", "time")  # classes of nouns for where and when something is done


def is_finite(verb: Token) -> bool:
    """Whether a verb can have a subject of its own: no infinitive, and no participle but the head of a sentence."""
    if verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and verb.dep_ == "ROOT"):
        return True
    return verb.tag_ in ("VBN", "VBG") and any(c.dep_ == "aux" and c.tag_ != "TO" for c in verb.lefts)


def lost_subject(verb: Token) -> list[Token]:
    """The subject of a verb that the parser left without one, by the first way that finds it."""
    ways = (
        _bare_nominal,
        behind_opening,
        _between_clauses,
        _dated,
        interrupted_subject,
        _behind_preposition,
        _name_before,
    )
    return next((found for way in ways if (found := way(verb))), [])


def _bare_nominal(verb: Token) -> list[Token]:
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
    return lost[-1:]


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


def behind_aside(verb: Token) -> list[Token]:
    """ "One of his guards, whom nobody named, died": the noun that a relative clause was hung on, where the clause has
    taken its verb away.
    """
    clause = verb.head
    noun = clause.head
    own = any(c.lower_ in ("whom", "whose", "which") for c in clause.lefts if c.dep_ in ("obj", "obl"))
    bare = noun.dep_ == "ROOT" and noun.pos_ in ("NOUN", "PROPN", "NUM") and not children(noun, "cop")
    cut_off = own and clause.dep_ == "acl:relcl" and verb.nbor(-1).text == "," and not children(verb, "cc")
    return [noun] if bare and cut_off else []


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


def interrupted_subject(verb: Token) -> list[Token]:
    """ "The town, declared the capital in May, fell": a subject that the parser gave to the participle between the
    commas.
    """
    above = [verb.head] if verb.dep_ in ("ccomp", "conj", "parataxis") and verb.head.i < verb.i else []
    for participle in [*(c for c in verb.lefts if c.dep_ in ("parataxis", "ccomp", "advcl", "csubj")), *above]:
        subjects = children(participle, "nsubj")
        if participle.tag_ not in ("VBD", "VBN") or not subjects or children(verb, "mark", "cc"):
            continue
        if subjects[0].i > participle.i:
            continue
        edge = max(t.i for t in subjects[0].subtree if t.i < participle.i)
        opened = verb.doc[participle.i - 1].text == "," and edge >= participle.i - 2
        start = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "aux:pass", "advmod"))])
        if opened and verb.doc[start - 1].text == ",":
            return subjects
    return []


def _behind_preposition(verb: Token) -> list[Token]:
    """ "since forty of them disappeared": a subject whose conjunction was taken for its preposition."""
    if verb.dep_ not in ("advcl", "acl", "ccomp", "acl:relcl") or children(verb, "mark"):
        return []
    edge = verb.left_edge.i - 1
    if edge < 1:
        return []
    last = verb.doc[edge]
    for word in [last, *last.ancestors]:
        opens = relation(word) in ("obl", "nmod") and preposition(word) in _CLAUSE_OPENING
        if opens and word.right_edge.i >= edge and word.i < verb.i and word.ent_type_ not in ("DATE", "TIME"):
            return [word]
    return []


def _dated(verb: Token) -> list[Token]:
    """ "In July 2031 commandos stormed it": the subject that was taken for the noun of the date's preposition."""
    for child in verb.lefts:
        date = [t for t in child.subtree if preposition(child) and child.left_edge.i < t.i < child.i]
        if child.pos_ == "NOUN" and relation(child) == "obl" and date and not child.ent_type_:
            if all(t.ent_type_ in ("DATE", "TIME") for t in date):
                return [child]
    return []


def _name_before(verb: Token) -> list[Token]:
    """The head of a name that ends right before a finite verb without subject."""
    before = verb.i - 1
    while before > 0 and verb.doc[before].pos_ == "ADV":
        before -= 1
    if verb.doc[before].ent_type_ not in ("PERSON", "ORG", "NORP"):
        return []
    entity = entity_of(verb.doc[before])
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
            return by_phrases(joined) or lost_agent(joined)
    return []


def lost_sufferer(verb: Token) -> list[Token]:
    """ "five were hurt and Jane Doe, a nurse, was killed": the passive subject that was hung on the clause before."""
    found = children(verb, "nsubj", "nsubj:outer") or interrupted_subject(verb)
    if found or verb.dep_ != "conj" or verb.head.i > verb.i:
        return found  # "Many of them are held": a subject, whatever the parser called it
    between = [t for t in verb.doc[verb.head.i + 1 : verb.i] if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN", "NUM")]
    return between[:1]


def telling_it(verb: Token) -> list[Token]:
    """ "It said that ...": a pronoun for somebody, which was taken for one that stands for nothing."""
    if not children(verb, "ccomp") or verb.lemma_.lower() not in noun_classes()["telling"]:
        return []
    return children(verb, "expl")


def no_agents(agents: list[Token]) -> list[Token]:
    """The agents of a passive without what stands behind "by" for another reason: "by noon", "by letter"."""
    return [
        a for a in agents if a.ent_type_ not in ("DATE", "TIME") and a.lemma_.lower() not in noun_classes()["by-means"]
    ]


def is_finite_modifier(verb: Token) -> bool:
    """ "The army meanwhile attacked bases": a finite verb that the parser hung on its object."""
    if verb.pos_ != "VERB" or verb.dep_ not in ("amod", "compound") or verb.head.i < verb.i:
        return False
    before = _nominal_before(verb)
    if children(verb, "nsubj"):
        return True
    if verb.tag_ == "VBN":  # "The council dissolved parliament", with the subject hung on the object too
        subjects = children(verb.head, "nsubj")
        return bool(before and subjects) and subjects[0].i == before[0].i and not children(verb.head, "cop")
    return bool(before) and verb.tag_ in ("VBD", "VBZ", "VBP")


def _nominal_before(verb: Token) -> list[Token]:
    """The noun that ends before a verb, adverbs passed over."""
    before = verb.i - 1
    while before > 0 and verb.doc[before].pos_ == "ADV":
        before -= 1
    found = verb.doc[max(before, 0)]
    return [found] if found.pos_ in ("NOUN", "PROPN", "PRON") and found.i < verb.i else []


def particle_on_number(verb: Token) -> list[Token]:
    """ "carried off 300 sheep": the particle that was taken for an adverb of the number behind it."""
    following = verb.doc[verb.i + 1 : verb.i + 2]
    return [t for t in following if t.dep_ == "advmod" and t.head.pos_ == "NUM" and t.pos_ in ("ADV", "ADP")]


def modifier_frame(verb: Token) -> tuple[list[Token], list[Token]]:
    """Subjects and objects of a finite verb that was hung on its object."""
    return children(verb, "nsubj") or _nominal_before(verb), [verb.head]


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
