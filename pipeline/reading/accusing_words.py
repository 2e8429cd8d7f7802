"""Words that tie somebody to a deed, and the prepositions that the deed stands behind.

Here belong these frames alone. Not here: finding who is tied (`pipeline.reading.arguments`).
"""

from __future__ import annotations

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
DEED_OF = frozenset({"work", "deed", "doing", "handiwork"})  # "the bombing was the work of X"
