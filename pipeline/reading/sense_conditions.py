"""Whether the conditions that a sense names in triggers.toml hold for a word in its sentence.

Here belong object, subject, preposition, context and what else a sense may ask for, each read off the arguments. Not
here: finding the arguments (`pipeline.reading.arguments`), their roles (`pipeline.reading.roles`), or what becomes of a
sense that holds (`pipeline.reading.frames`).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.reading.actor_phrases import counted
from pipeline.reading.arguments import Arguments, Grammar
from pipeline.reading.classes import Scene, names_event
from pipeline.reading.dependencies import preposition, relation
from pipeline.reading.people_in_front import counted_in_front
from pipeline.reading.records import Sentence
from pipeline.reading.triggers import Sense, noun_classes, takes_lives

_PARTICLES = frozenset({"", "over", "down", "up", "off", "back", "in"})
_HEADLESS = frozenset({"ADJ", "NUM", "DET"})
_INTRANSITIVE = frozenset({"subject-victim", "subject-perpetrator", "reciprocal"})
_ABOUT = frozenset({"around", "about", "over", "under", "nearly", "almost"})
_SPEAKERS, _THEIRS = frozenset({"it", "they"}), frozenset({"its", "their"})
_DEEDS = frozenset(
    ["armed_attack", "bombing", "suicide_bombing", "shelling", "assassination", "abduction", "hostage_taking"]
)
_AT = frozenset({"in", "at", "on", "near", "inside"})
_STRANDED = frozenset({"obl", "compound:prt", "advmod", "case"})


def suited(sense: Sense, arguments: Arguments) -> Arguments:
    """The arguments as the sense must see them: a verb without a passive ("thousands protested") that the parser took
    for a participle has its object as subject, "was fired at" has its subject behind the preposition, and "controls
    around a third of it" has an object.
    """
    verb = arguments.verb
    if sense.pos != "VERB" or verb is None:
        return arguments
    moving = sense.frame == "troops" and bool(sense.subject) and not sense.object and not sense.object_is
    intransitive = sense.frame in _INTRANSITIVE or sense.type == "protest" or moving
    if intransitive and arguments.passive and not arguments.subjects and not sense.object_is:
        return replace(arguments, subjects=arguments.objects, objects=[], passive=False)
    if sense.outcome and sense.object_is and arguments.inherited and not arguments.objects:
        return replace(arguments, subjects=[], objects=arguments.subjects, passive=True)  # "seized and found dead"
    if arguments.passive and sense.preposition and arguments.objects:
        stranded = stranded_preposition(verb)
        if stranded in sense.preposition:
            behind = [(stranded, t) for t in arguments.objects]
            return replace(arguments, objects=[], obliques=[*arguments.obliques, *behind])
    if not arguments.objects and sense.object and not arguments.passive:
        shares = [t for p, t in arguments.obliques if p in _ABOUT and (t.pos_ == "NUM" or _is_share(t))]
        if shares:
            return replace(arguments, objects=shares)
    return arguments


def stranded_preposition(verb: Token) -> str:
    """The preposition that a passive left behind: "at" in "the car was fired at by troops"; empty, if none."""
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    if following is None or following.pos_ != "ADP" or following.head.i != verb.i:
        return ""
    return following.lower_ if following.dep_ in _STRANDED else ""


def holds(
    sense: Sense,
    token: Token,
    arguments: Arguments,
    lemmas: frozenset[str],
    scene: Scene,
    sentence: Sentence,
    grammar: Grammar,
) -> bool:
    """Whether every condition of a sense holds; `lemmas`: those of the sentence."""
    if sense.context and not lemmas.intersection(sense.context):
        return False
    if sense.frame == "weapon-noun" and any(c.dep_ == "cop" for c in token.children):
        return False  # "the film was a bomb"
    if sense.particle and not _has_particle(sense, token, arguments):
        return False
    if sense.no_particle and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in sense.no_particle:
        return False
    if sense.object_is and not _has_object(sense, token, arguments):
        if sense.frame != "toll-object" or not takes_lives(token):
            return False
    if sense.preposition and not _has_behind(sense, arguments, scene, sentence):
        return False
    if sense.frame == "agent-noun" and not _is_core(token):
        return False
    if sense.clause and not any(_CLAUSES[name](c, scene) for name in sense.clause for c in token.children):
        return False
    if sense.pos != "NOUN":
        if not fits(sense.object, arguments.objects, scene, sentence):
            return False
        if fits(sense.subject, arguments.subjects, scene, sentence):
            return True
        lost = sense.frame == "subject-victim" and sense.outcome == "killed" and "none" in sense.subject
        return lost and counted_in_front(scene, sentence, token) is not None  # the tree hung them elsewhere
    if sense.case and not set(preposition(token).split(" ")).intersection(sense.case):
        return False  # "that it was under its control": a conjunction may stand before the preposition
    if sense.verb and carrier(token).lemma_.lower() not in sense.verb and not ("be" in sense.verb and _is_at(token)):
        return False
    if sense.holder and not fits(sense.holder, holders(token, grammar), scene, sentence):
        return False
    of = [t for p, t in arguments.obliques if p in ("of", "'s", "")]
    return not sense.object or fits(sense.object, of, scene, sentence, place_word="of")


def _has_particle(sense: Sense, token: Token, arguments: Arguments) -> bool:
    if any(p.lower_ in sense.particle for p in arguments.particles):
        return True
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return arguments.passive and following in sense.particle  # "was set upon outside the hall"


def _is_core(token: Token) -> bool:
    return relation(token) in ("nsubj", "ROOT", "conj", "appos") or token.dep_ == "obl:agent"


def _has_object(sense: Sense, token: Token, arguments: Arguments) -> bool:
    nearby = [t for t in token.rights if relation(t) not in ("obl", "nmod", "punct", "conj", "cc", "parataxis")]
    said = [c for o in arguments.objects for c in o.rights if c.pos_ == "ADJ"]  # "found two men guilty"
    hung = [t for p, t in arguments.obliques if p in _PARTICLES]  # "handed over the base", "given ten years"
    next_to = [t for t in token.doc[token.i + 1 : token.i + 2] if t.pos_ in ("NOUN", "ADJ")]  # "took prisoner two men"
    heads = [*arguments.objects, *nearby, *said, *hung, *next_to]
    if any(t.lower_ == "place" for t in heads):  # "took place"
        return False
    heads += [counted(t) for t in heads]
    return any(not {t.lemma_.lower(), t.lower_, _hyphenated(t)}.isdisjoint(sense.object_is) for t in heads)


def _hyphenated(token: Token) -> str:
    """A word with what a hyphen ties to it: "cease-fire", which the tokenizer takes apart."""
    hyphen = token.i >= 2 and token.nbor(-1).text == "-"
    return f"{token.nbor(-2).lower_}-{token.lower_}" if hyphen else token.lower_


def _has_behind(sense: Sense, arguments: Arguments, scene: Scene, sentence: Sentence) -> bool:
    behind = [t for p, t in arguments.obliques if p.split(" ")[0] in sense.preposition]
    if not sense.behind:
        return bool(behind)
    return any(fits(sense.behind, [t], scene, sentence) for t in behind)


def _was_behind(clause: Token, scene: Scene) -> bool:
    """ "said that it was behind the attack": an event, with the speaker for its subject."""
    told = relation(clause) == "ccomp" and clause.pos_ == "NOUN" and "behind" in preposition(clause).split(" ")
    own = any(c.dep_ == "nsubj" and c.lower_ in _SPEAKERS for c in clause.children)
    return told and own and any(names_event(match.sense) for match in scene.triggers.at(clause))


def _own_deed(clause: Token, scene: Scene) -> bool:
    """ "said that it had attacked the base", "said its men had killed him": what was said is a deed of the speaker."""
    if relation(clause) != "ccomp" or any(c.lower_ in ("not", "never") or c.tag_ == "MD" for c in clause.children):
        return False
    doers = [c for c in clause.children if c.dep_ in ("nsubj", "nsubj:outer")]
    own = any(d.lower_ in _SPEAKERS or any(c.lower_ in _THEIRS for c in d.children) for d in doers)
    plain = (m.sense for m in scene.triggers.at(clause) if not (m.sense.particle or m.sense.object_is))
    return own and any(sense.type in _DEEDS for sense in plain)


_CLAUSES = {"own-deed": _own_deed, "behind": _was_behind}


def _is_at(noun: Token) -> bool:
    """ "700 soldiers are in the town": the verb is a copula, and the place carries the noun."""
    place = carrier(noun)
    at = set(preposition(place).split(" ")) & _AT
    return relation(noun) == "nsubj" and bool(at) and any(c.dep_ == "cop" for c in place.children)


def carrier(noun: Token) -> Token:
    """The word that a noun, or the list it stands in, hangs on."""
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    return noun.head


def holders(noun: Token, grammar: Grammar) -> list[Token]:
    """What is in the state that a noun behind its preposition names: "the town" in "the town remained in the hands of
    the rebels", "journalists" in "journalists in their hands".
    """
    own = [c for c in noun.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer")]
    if own:
        return own
    above = noun.head
    if above.i == noun.i:
        return []
    if above.pos_ not in ("VERB", "AUX"):
        return [above] if relation(noun) in ("nmod", "acl", "appos") else []
    arguments = grammar.of_verb(above)
    return list(arguments.objects or arguments.subjects)


def fits(
    wanted: tuple[str, ...], tokens: list[Token], scene: Scene, sentence: Sentence, place_word: str | None = None
) -> bool:
    """Whether the first of these tokens are of one of the classes wanted; "none" is wanted where there may be none."""
    if not wanted:
        return True
    if not tokens:
        return "none" in wanted
    classes: set[str] = set()
    for token in tokens[:3]:
        classes |= _classes(scene, sentence, token)
    if "name" in wanted and any(_unlisted(scene, sentence, t) for t in tokens[:3]):
        return True
    if classes:
        return bool(classes.intersection(wanted))
    # a name that nobody listed may be anybody; a common noun that nobody listed is no person
    free = {"people", "force"} if place_word is None else {"people", "force", "place"}
    if tokens[0].pos_ in _HEADLESS or tokens[0].lemma_.lower() in noun_classes()["quantifier"]:
        return bool({"people", "quantity"}.intersection(wanted))  # "the last of the four", "three of them"
    return tokens[0].pos_ == "PROPN" and bool(free.intersection(wanted))


def _classes(scene: Scene, sentence: Sentence, token: Token) -> frozenset[str]:
    """The classes of a phrase; a share of something is of the classes of the whole: "stretches of the coast"."""
    classes = scene.classes(sentence, token)
    head = counted(token)
    if head.lemma_.lower() in noun_classes()["column"]:
        classes |= {"column"}
    if "people" in classes and not classes & {"force", "leader"} and sentence.char(head) in scene.quantity_at:
        classes |= {"counted"}
    if "people" in classes and not classes & {"force", "leader", "group"}:
        classes |= {"civil"}
    if {"people", "quantity"} <= classes and "force" not in classes:
        classes |= {"counted"}
    if head.lemma_.lower() in noun_classes()["inhabitant"] and "force" not in classes:
        classes |= {"inhabitants"}
    if "people" in classes and head.lemma_.lower() in noun_classes()["member"] and _of_force(scene, sentence, head):
        classes |= {"force"}
    if not _is_share(token) and token.lemma_.lower() not in noun_classes()["quantifier"]:
        return classes
    for whole in token.rights:
        if relation(whole) == "nmod" and preposition(whole) == "of":
            return (classes - {"event", "quantity"}) | _classes(scene, sentence, whole)
    return classes


def _of_force(scene: Scene, sentence: Sentence, member: Token) -> bool:
    """ "100 men of the Guard", "members of the police and the army": those who belong to a force."""
    bodies = (c for c in member.rights if relation(c) == "nmod" and preposition(c) in ("of", "from"))
    return any("force" in scene.classes(sentence, c) for c in bodies)


def _is_share(token: Token) -> bool:
    return token.lemma_.lower() in noun_classes()["share"] or token.lower_ in noun_classes()["share"]


def _unlisted(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """A single name that is no place we know and nobody whose title or full name the text gives."""
    if token.pos_ != "PROPN" or any(c.pos_ == "PROPN" for c in token.children if c.dep_ in ("flat", "compound")):
        return False
    mention = scene.mention_at.get(sentence.char(token))
    if mention is None:
        return True
    actor = scene.actors.get(mention.actor_key)
    return actor is not None and actor.kind == "person" and not actor.title and " " not in actor.name
