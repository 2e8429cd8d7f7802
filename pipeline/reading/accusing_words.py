"""Words that tie somebody to a deed, and the prepositions that the deed stands behind.

Here belong these frames alone. Not here: finding who is tied (`pipeline.reading.arguments`).
"""

from __future__ import annotations

from pipeline.reading.general_words import general

BLAMING = frozenset({"blame", "attribute", "ascribe"})  # "an attack blamed on X"
#: By lemma, the prepositions that the deed stands behind.
ACCUSING = {
    "blame": ("for",), "accuse": ("of",), "suspect": ("of", "in"), "convict": ("of", "in", "for"), "guilty": ("of",),
    "responsible": ("for",), "charge": ("with", "in"), "involve": ("in",), "implicate": ("in",),
    "arrest": ("for", "over"), "detain": ("for", "over"), "sentence": ("for", "over"), "jail": ("for", "over"),
    "imprison": ("for", "over"), "try": ("for", "over"), "indict": ("for", "over", "in"), "prosecute": ("for", "over"),
    "extradite": ("for",), "condemn": ("for",),
    "participate": ("in",), "complicit": ("in",), "perpetrator": ("of",), "author": ("of",), "mastermind": ("of",),
    "organizer": ("of",), "involved": ("in",), "implicated": ("in",), "accused": ("of",), "suspected": ("of",),
}  # fmt: skip
CHARGES = frozenset({"charge", "suspicion", "accusation", "count", "allegation"})
OWN_DEED = frozenset({"participate", "take"})  # the subject is the one who did it
#: Nouns that a deed is said to be, and the word before the doer: "was the work of X", "was an act by X".
DEED_OF = dict.fromkeys(general("deeds"), "by") | dict.fromkeys(("work", "deed", "doing", "handiwork"), "of")
