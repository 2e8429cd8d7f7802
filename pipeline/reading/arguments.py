"""Who did what to whom, by dependency path: the logical arguments of a verb or an action noun.

Here belongs the grammar of Universal Dependencies: passives, relatives, participles, coordination, raising and control,
light verbs, nominalisations. Not here: which words are triggers or what role an argument plays in an event.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from pipeline.reading.accusing_words import ACCUSING, BLAMING, CHARGES, DEED_OF, OWN_DEED
from pipeline.reading.argument_clauses import (
    aimed_at,
    behind_agency,
    behind_spot,
    clause_agents,
    controlling,
    damaged,
    only_brokers,
)
from pipeline.reading.argument_repairs import (
    behind_aside,
    behind_conjunction,
    behind_office,
    behind_opening,
    described_agent,
    is_finite,
    is_finite_modifier,
    list_before,
    list_head,
    list_tail,
    lost_agent,
    lost_subject,
    lost_sufferer,
    modifier_frame,
    no_agents,
    particle_on_number,
    telling_it,
    undated,
)
from pipeline.reading.dependencies import by_phrases, children, coordinated, preposition, relation

RELATIVE = frozenset({"who", "which", "that", "whom"})
_SURVIVING = frozenset({"escape", "emerge", "recover"})  # "she escaped unhurt from the attack"
_STAND_IN = frozenset({"one", "ones", "those"})  # "X were the ones who killed her"
_DEPTH = 6
_JOINED = 2  # tokens from one verb to the next in "shot and killed"
_PARTICLE_REACH = 8  # tokens: "took the village of X back"


@dataclass(slots=True)
class Arguments:
    """Logical subjects and objects, and what depends on the word by preposition: [(preposition, token)]."""

    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    particles: list[Token] = field(default_factory=list)
    passive: bool = False
    verb: Token | None = None
    governor: Token | None = None  # a light verb or other verb that carries an action noun
    inherited: bool = False  # the subject was taken over from another clause


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive (participles without auxiliary: only with an agent)."""
    if any(c.dep_ in ("nsubj:pass", "csubj:pass", "aux:pass") for c in verb.children):
        return True
    return bool(no_agents(children(verb, "obl:agent")))  # "said by letter" is none


class Grammar:
    """Arguments of the tokens of one doc, each computed once."""

    def __init__(self) -> None:
        self._core: dict[int, tuple[list[Token], list[Token], bool, bool]] = {}

    def of_verb(self, verb: Token) -> Arguments:
        """Logical subjects and objects of a verb with their coordinated members, and its obliques."""
        subjects, objects, passive, inherited = self._frame(verb, 0)
        if not objects and not passive:
            objects = self._shared_objects(verb)
        if passive:
            objects = objects + list_head(verb, objects) + list_before(verb, objects)
        else:
            subjects, objects = subjects + list_head(verb, subjects), objects + list_tail(verb, objects)
        objects = objects + [m for o in objects for m in behind_office(o)]
        found = Arguments(
            [m for s in subjects for m in coordinated(s)],
            [m for o in objects for m in coordinated(o)],
            passive=passive,
            inherited=inherited,
            verb=verb,
        )
        self._obliques(verb, found, passive)
        found.particles = [
            c
            for c in verb.children
            if c.dep_ in ("compound:prt", "advmod", "xcomp") and c.i > verb.i and c.i - verb.i <= _PARTICLE_REACH
        ] + particle_on_number(verb)
        return found

    def _shared_objects(self, verb: Token) -> list[Token]:
        """ "caught and disarmed a man": the object of the next verb is that of both."""
        following = verb.doc[verb.i + 1 : verb.i + 3]
        for child in children(verb, "conj"):
            if child.pos_ == "VERB" and child in following and not children(child, "nsubj", "nsubj:pass"):
                return children(child, "obj")
        return []

    def _obliques(self, verb: Token, found: Arguments, passive: bool) -> None:
        aside = verb.head.rights if is_finite_modifier(verb) else ()
        for child in (*verb.children, *aside):
            if relation(child) in ("obl", "nmod") and child.dep_ != "nmod:poss":
                prep = preposition(child)
                if child.dep_ == "obl:agent" or (passive and prep == "by"):
                    continue
                found.obliques.extend(behind_agency(prep, child) or ((prep, m) for m in coordinated(child)))
            elif child.dep_ in ("obj", "xcomp") and child.pos_ != "VERB":
                for inner in child.children:  # "carried out an attack on X": the parser may hang either way
                    if relation(inner) == "nmod" and inner.dep_ != "nmod:poss":
                        found.obliques.extend((f"~{preposition(inner)}", m) for m in coordinated(inner))

    def _frame(self, verb: Token, depth: int) -> tuple[list[Token], list[Token], bool, bool]:
        if verb.i in self._core:
            return self._core[verb.i]
        self._core[verb.i] = ([], [], False, False)
        subjects = undated(children(verb, "nsubj", "csubj", "nsubj:outer"))
        objects = children(verb, "obj") or children(verb, "iobj")
        objects = objects or [o for c in children(verb, "xcomp") if c.pos_ == "ADJ" for o in children(c, "obj")]
        sufferers = undated(children(verb, "nsubj:pass"))
        passive = is_passive(verb)
        if passive and not sufferers and any(c.dep_ == "aux:pass" for c in verb.children):
            sufferers = lost_sufferer(verb)
        if passive:
            subjects, objects = by_phrases(verb) or described_agent(verb) or lost_agent(verb), sufferers + objects
        inherited = False
        subjects = subjects or ([] if passive else behind_conjunction(verb))
        if is_finite_modifier(verb):
            subjects, objects = modifier_frame(verb)
        elif depth < _DEPTH:
            subjects, objects, passive, inherited = self._borrow(verb, subjects, objects, passive, depth)
        clause = verb.dep_ in ("ROOT", "ccomp", "parataxis", "advcl", "acl:relcl")
        if not subjects and not passive and is_finite(verb) and (clause or verb.dep_ == "conj"):
            subjects = telling_it(verb) or lost_subject(verb)
        if passive and not objects and clause:
            objects = behind_opening(verb)  # "On 3 May two men were shot"
        subjects = [s for s in (no_agents(subjects) if passive else subjects) if s.i != verb.i]
        objects = [o for o in objects if o.i != verb.i]
        self._core[verb.i] = (subjects, objects, passive, inherited)
        return self._core[verb.i]

    def _borrow(
        self, verb: Token, subjects: list[Token], objects: list[Token], passive: bool, depth: int
    ) -> tuple[list[Token], list[Token], bool, bool]:
        """Subjects and objects that stand in another clause."""
        label, head = verb.dep_, verb.head
        if label == "acl" and (charged := self._charged(head, depth)):
            return (subjects, objects or charged, True, True) if passive else (charged, objects, False, True)
        if label == "acl:relcl" or (label == "acl" and any(t.lower_ in RELATIVE for t in subjects + objects)):
            return (*_relative(verb, subjects, objects, passive), False)
        if label in ("acl", "amod") and verb.tag_ == "VBN" and not objects:
            return subjects or by_phrases(verb), [head], True, False
        if label == "acl" and verb.tag_ == "VBG" and not subjects:
            if preposition(verb):  # "took a role in freeing the town"
                holder = head.head if head.dep_ == "obj" and head.head.pos_ == "VERB" else None
                if holder is not None and holder.lemma_.lower() in ACCUSING:
                    return [head], objects, passive, True  # "accused the army of holding them"
                return self._frame(holder, depth + 1)[0] if holder is not None else [], objects, passive, True
            return [head], objects, passive, False
        if label in ("acl", "amod") and verb.tag_ == "VBD" and not subjects and not objects and head.i < verb.i:
            return by_phrases(verb), [head], True, False
        if head.i == verb.i:
            return subjects, objects, passive, False
        if label in ("conj", "parataxis") and head.pos_ in ("VERB", "AUX"):
            outer_subjects, outer_objects, outer_passive, _ = self._frame(head, depth + 1)
            if label == "conj":
                if not subjects and not passive and (above := behind_aside(verb)):
                    return above, objects, passive, False
                if passive and not objects:
                    return subjects, outer_objects if outer_passive else outer_subjects, True, True
                bare = not passive and not subjects
                # "was shot and killed": a participle that the tagger took for a past
                joined = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and 0 < verb.i - head.i <= _JOINED)
                if bare and outer_passive and joined and not objects:
                    return outer_subjects, outer_objects, True, True
                if bare:
                    return (outer_objects if outer_passive else outer_subjects), objects, passive, True
        controlled = label == "xcomp" or (label == "acl" and head.pos_ == "VERB")  # "plans to visit": hung either way
        if (controlled or label == "ccomp") and not subjects and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            outer_subjects, outer_objects, outer_passive, _ = self._frame(head, depth + 1)
            controller = controlling(verb, outer_subjects, outer_objects, outer_passive) if controlled else []
            # "left a teenager wounded", "a man found shot"
            perfect = any(c.lemma_.lower() == "have" for c in children(verb, "aux"))  # "to have killed"
            if passive or (verb.tag_ in ("VBN", "VBD") and not objects and controller and not perfect):
                return subjects, objects or controller, True, True
            return controller, objects, passive, True
        if relation(verb) == "advcl" and not subjects and not children(verb, "nsubj:pass"):
            outer_subjects, outer_objects, outer_passive, _ = self._frame(head, depth + 1)
            accuses = head.lemma_.lower() in ACCUSING  # "accused the rebels of killing five"
            controller = outer_objects if outer_passive or (accuses and outer_objects) else outer_subjects
            if head.pos_ not in ("VERB", "AUX", "ADJ"):
                controller = [head] if head.pos_ in ("NOUN", "PROPN") else []
            perfect = verb.tag_ in ("VBN", "VBD") and any(c.lower_ == "having" for c in children(verb, "aux"))
            if verb.tag_ == "VBN" and not objects and not perfect:
                return subjects, controller, True, True
            if (verb.tag_ in ("VBG", "VB") or perfect) and not passive:
                return controller, objects, passive, True
        return subjects, objects, passive, False

    def of_noun(self, noun: Token, light: frozenset[str]) -> Arguments:
        """Arguments of an action noun: its modifiers by preposition ("", for those without), and the subject of a
        light verb.

        `light`: lemmas of verbs that only carry the action ("carry out an attack").
        """
        found = Arguments()
        self._modifiers(noun, found)
        anchor = noun
        for _ in range(3):  # "a series of attacks", "bombings and shootings": the governor is that of the whole
            if anchor.dep_ == "conj" and anchor.head.pos_ in ("NOUN", "PROPN"):
                anchor = anchor.head
            elif relation(anchor) == "nmod" and preposition(anchor) == "of" and anchor.head.pos_ == "NOUN":
                found.obliques.extend(_prepositional(anchor.head, skip=anchor))
                anchor = anchor.head
            else:
                break
        governor = anchor.head
        found.obliques.extend(("on", m) for m in aimed_at(anchor))
        tool = governor.head if governor.dep_ == "conj" else governor
        if relation(anchor) == "nmod" and tool.dep_ == "obj" and tool.head.lemma_.lower() == "use":
            governor = tool.head  # "used knives for the murders", however it is hung
        if governor.pos_ in ("ADJ", "ADV") and governor.dep_ in ("xcomp", "advmod") and governor.head.pos_ == "VERB":
            governor = governor.head  # "escaped unhurt from the attack"
        accused = self._accused(anchor) or (self._accused(noun) if anchor is not noun else [])
        found.subjects.extend(m for a in accused for m in coordinated(a))
        deed = DEED_OF.get(governor.lemma_.lower()) if governor.pos_ != "VERB" else None
        if anchor.dep_ == "nsubj" and deed:
            found.subjects.extend(t for p, t in _prepositional(governor) if p == deed)
        elif governor.pos_ in ("VERB", "AUX") and governor.i != anchor.i:
            self._governed(anchor, governor, found, light)
        found.subjects.extend(clause_agents(noun, lambda v: self._frame(v, 0)[:2], light, BLAMING, ACCUSING))
        for clause in children(noun, "acl"):
            if only_brokers(clause):
                continue
            if clause.tag_ in ("VBN", "VBD"):
                agents = by_phrases(clause) or described_agent(clause)
                if clause.lemma_.lower() in BLAMING:
                    agents = [c for c in clause.children if preposition(c) in ("on", "to")]
                found.subjects.extend(m for a in agents for m in coordinated(a))
                found.obliques.extend((p, t) for p, t in _prepositional(clause) if t not in found.subjects)
            elif clause.tag_ == "VBG":
                found.obliques.extend(("on", m) for o in children(clause, "obj") for m in coordinated(o))
        return found

    def _accused(self, noun: Token) -> list[Token]:
        """Who is said to have done what a noun tells: "blamed X for the attack", "X, responsible for the murder", "X
        was behind the bombing".
        """
        prep, governor = preposition(noun), _accusing(noun)
        if prep.split(" ")[-1] == "behind":
            above = noun.head
            outer = [c for c in above.children if c.dep_ == "nsubj" and c.i < noun.i and noun.dep_ != "ccomp"]
            accused = children(noun, "nsubj") or outer
            if not accused and noun.dep_ == "xcomp":
                accused = children(above, "nsubj:pass")  # "he is thought to have been behind the bombing"
        elif governor is None or any(c.lower_ in ("not", "n't", "never") for c in governor.children):
            return []
        elif governor.pos_ == "VERB":
            frame = self._frame(governor, 0)
            accused = frame[0] if governor.lemma_.lower() in OWN_DEED else frame[1]
        else:
            above = governor.head if governor.dep_ == "xcomp" else governor
            held = self._held(above) if above is not governor or governor.dep_ == "advcl" else []
            accused = held or children(governor, "nsubj", "nsubj:pass") or children(above, "nsubj", "nsubj:pass")
            accused = accused + list_before(governor, accused)
        return [a for a in accused if a.i != noun.i and not any(c.lower_ in ("no", "any") for c in a.children)]

    def _held(self, above: Token) -> list[Token]:
        """ "hold the army responsible", "accused the army of being responsible": whom the verb above speaks of."""
        if above.dep_ == "advcl" and above.head.lemma_.lower() in ACCUSING:
            above = above.head
        return self._frame(above, 0)[1] if children(above, "obj") else []

    def _charged(self, charge: Token, depth: int) -> list[Token]:
        """ "arrested on charges of killing her", "accusations that they killed her": who is charged."""
        verb = charge.head
        if charge.lemma_.lower() not in CHARGES or verb.pos_ != "VERB":
            return []
        subjects, objects, _, _ = self._frame(verb, depth + 1)
        return objects or subjects

    def _modifiers(self, noun: Token, found: Arguments) -> None:
        for child in noun.children:
            base = relation(child)
            if child.dep_ == "nmod:poss":
                found.obliques.append(("'s", child))
            elif base == "nmod":
                prep = preposition(child)
                found.obliques.extend(behind_agency(prep, child) or ((prep or "", m) for m in coordinated(child)))
                found.obliques.extend(behind_spot(prep, child))
            elif base in ("compound", "amod", "flat") and child.i < noun.i:
                found.obliques.extend(("", m) for m in coordinated(child))
            elif base == "obl":
                found.obliques.extend((preposition(child), m) for m in coordinated(child))

    def _governed(self, anchor: Token, governor: Token, found: Arguments, light: frozenset[str]) -> None:
        subjects = self._frame(governor, 0)[0]
        lemma = governor.lemma_.lower()
        found.governor = governor
        if calls_it(anchor):
            return
        if lemma in BLAMING and anchor.dep_ in ("obj", "nsubj:pass"):
            blamed = [t for p, t in _prepositional(governor) if p in ("on", "to")]
            inner = [t for t in anchor.subtree if relation(t) == "nmod" and preposition(t) == "on"]
            found.subjects.extend(blamed or inner[-1:])
            return
        if (anchor.dep_ == "obj" and lemma in light) or (anchor.dep_ == "nsubj:pass" and lemma in light):
            found.subjects.extend(m for s in subjects for m in coordinated(s) if s.i != anchor.i)
            found.obliques.extend(_prepositional(governor))
        elif lemma == "use" and relation(anchor) in ("obl", "nmod") and preposition(anchor) in ("for", "in", "during"):
            found.subjects.extend(m for s in subjects for m in coordinated(s))
            found.obliques.extend(("with", m) for o in children(governor, "obj") for m in coordinated(o))
        elif relation(anchor) == "obl" and preposition(anchor) == "from" and lemma in _SURVIVING:
            found.subjects.extend(m for s in subjects for m in coordinated(s))
        elif anchor.dep_ in ("nsubj", "nsubj:pass"):
            found.obliques.extend((p, t) for p, t in _prepositional(governor) if p != "by")
            found.obliques.extend(("on", m) for m in damaged(governor))
            if (
                anchor.dep_ == "nsubj" and lemma in light
            ):  # "the raid carried out by X left ten dead", taken for a finite verb
                found.subjects.extend(m for a in children(governor, "obl:agent") for m in coordinated(a))


def _accusing(noun: Token) -> Token | None:
    """The word that ties somebody to the deed a noun names; the parser may hang the deed on the accused ("implicated
    four officers in the murder").
    """
    prep, governor = preposition(noun), noun.head
    for _ in range(4):
        if prep in ACCUSING.get(governor.lemma_.lower(), ()):
            return governor
        taking = governor.head if governor.lemma_.lower() == "part" else governor
        if prep == "in" and taking.lemma_.lower() == "take":  # "took part in the attack", however it is hung
            return taking if any(c.lemma_.lower() == "part" for c in children(taking, "obj")) else None
        if relation(governor) not in ("obj", "conj", "nmod") or governor.pos_ not in ("NOUN", "PROPN"):
            return None
        governor = governor.head
    return None


def calls_it(noun: Token) -> bool:
    """ "called the attack a crime": the verb gives the event a name and does not carry it."""
    if noun.dep_ not in ("obj", "nsubj:pass"):
        return False
    named = [c for c in noun.head.children if c.dep_ == "xcomp" and c.i > noun.i]
    return any(c.pos_ in ("NOUN", "PROPN", "ADJ") for c in named)


def _prepositional(token: Token, skip: Token | None = None) -> list[tuple[str, Token]]:
    return [
        (preposition(c), m)
        for c in token.children
        if relation(c) in ("obl", "nmod") and c.dep_ not in ("obl:agent", "nmod:poss") and c is not skip
        for m in coordinated(c)
        if skip is None or m.i != skip.i
    ]


def _relative(
    verb: Token, subjects: list[Token], objects: list[Token], passive: bool
) -> tuple[list[Token], list[Token], bool]:
    """In a relative clause the pronoun gives way to the noun that it stands for."""
    head = verb.head
    if any(t.lower_ in ("who", "whom") for t in subjects + objects) and head.ent_type_ in ("GPE", "LOC"):
        head = head.head if head.head.pos_ in ("NOUN", "PROPN") else head  # "peasants in the hills, who attacked"
    if subjects and subjects[0].lower_ in RELATIVE:
        meant = children(head, "nsubj") if head.lower_ in _STAND_IN else []
        return meant or [head], objects, passive
    if objects and objects[0].lower_ in RELATIVE:
        return subjects, [head], passive
    if any(c.lower_ in RELATIVE for child in verb.children for c in child.children):
        return subjects, objects, passive  # "in which", "of whom"
    if passive and not objects:
        return subjects, [head], passive
    if not subjects and not passive:
        return [head], objects, passive
    if not objects and not passive and not any(c.lower_ in ("where", "when", "why") for c in verb.children):
        return subjects, [head], passive
    return subjects, objects, passive
