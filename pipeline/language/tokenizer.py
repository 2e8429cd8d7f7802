"""Words: spaCy's English tokenizer, brought into line with the treebanks and with news text.

Three things differ from the stock tokenizer. Hyphens, dashes and slashes are split as Universal Dependencies splits
them ("US-backed" is three words). A few written forms of the news are kept together or taken apart ("50km"). And
acronyms that look like words (IS, AS, US, IT) get a NORM of their own, since everything after the tokenizer reads
words through NORM and would otherwise see "is", "as" and "us".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

#: Written form -> the NORM it gets where the words about it are not all in capitals.
ACRONYM_NORMS = {"IS": "isis", "US": "u.s.", "AS": "isis", "UN": "u.n.", "WHO": "u.n."}
#: Abbreviations whose full stop belongs to them, beyond those the stock tokenizer knows.
ABBREVIATIONS = (
    "Nos.", "Ft.", "ft.", "Capt.", "Maj.", "Lt.", "Col.", "Gen.", "Sgt.", "Cpl.", "Brig.", "Adm.", "Cmdr.", "Pvt.",
    "Gov.", "Sen.", "Rep.", "Reps.", "Sens.", "Dr.", "Prof.", "Rev.", "Hon.", "Pres.", "Amb.", "Fr.", "Msgr.", "Sr.",
    "Jr.", "St.", "Mt.", "Mr.", "Mrs.", "Ms.", "Messrs.", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Sep.",
    "Oct.", "Nov.", "Dec.", "al.", "vs.", "approx.", "ca.", "Inc.", "Corp.", "Ltd.", "Co.", "Bros.", "Dept.", "Govt.",
    "Mass.", "Calif.", "Conn.", "Fla.", "Ariz.", "Va.", "Pa.", "Tex.", "Ill.", "Wash.", "Minn.", "Mich.", "Ave.", "Rd.",
    "U.S.", "U.K.", "U.N.", "E.U.", "U.S.A.", "D.C.", "N.Y.", "L.A.", "a.m.", "p.m.", "A.M.", "P.M.", "i.e.", "e.g.",
    "U.S.S.R.", "N.J.", "N.C.", "S.C.", "Op.", "op.", "cit.", "pp.", "fig.", "Fig.", "v.", "hr.", "min.", "sec.", "sq.",
    "ext.", "Sts.", "Drs.", "Attn.", "Tue.", "Tues.", "Thur.", "Thurs.", "Fri.",
)  # fmt: skip
_SPLIT_FORMS = {"wanna": ("wan", "na"), "and/or": ("and", "/", "or"), "CANT": ("CA", "NT"), "DONT": ("DO", "NT"),
                "Irans": ("Iran", "s"), "Iraqs": ("Iraq", "s"), "Syrias": ("Syria", "s"),
                "Turkeys": ("Turkey", "s"), "Israels": ("Israel", "s"), "Russias": ("Russia", "s")}  # fmt: skip
#: Prefixes that stay with their word: "anti-government" is one word in the treebanks, "US-backed" three.
_PREFIXES = ("non", "anti", "pro", "co", "re", "mid", "pan", "multi", "inter", "semi", "ex", "e", "pre", "post", "un",
             "mini", "neo", "sub", "super", "ultra", "bi", "de", "extra", "intra", "counter", "quasi", "pseudo",
             "micro", "cross", "trans", "mis", "over", "under")  # fmt: skip
_RUNS = [
    r"\*{2,}",
    r"={2,}",
    r"_{2,}",
    r"-{3,}",
    r"<{2,}",
    r">{2,}",
    r"[!?]{2,}",
    r"~{2,}",
    r"\${2,}",
    r"-(?=[A-Za-z]{2})",
]
_SUFFIXES = [r"(?<=[0-9])(?:[AaPp][Mm]|bn|mn|m|k)", r"[.!?]*(?:[!?][.!?]|[.!?][!?])", r"(?<=[A-Za-z])`s"]
#: Written forms that are one word whatever stands in them: telephone numbers, decades, "b/c".
_WHOLE = re.compile(
    r"(?:1-)?\(?\d{3}\)?[-.]\d{3}[-.]\d{4}|\d{3}-\d\d(?!00)\d\d|(?:\d\d)?\d0['’]s|[A-Za-z]/[A-Za-z]?|[Yy]ahoo!"
)
#: Pictures that are more often a bracket and a stop.
_NO_PICTURES = ("):",)
_KEEP = "".join(rf"(?<!\b{form})" for prefix in _PREFIXES for form in (prefix, prefix.capitalize(), prefix.upper()))
#: The hyphen is looked for before what stands in front of it: few words have one, and the prefixes are many.
_LAST_HYPHEN = rf"(?=-)(?<=[A-Za-z]{{3}}){_KEEP}-"
_ALPHA_HYPHEN = [rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"]
_INFIXES = [
    r"[.,?!”](?=\[[0-9])",  # a footnote mark right after the full stop
    r"\[(?=[0-9]{1,3}$)",
    rf"(?=[-–—~])(?<=[{ALPHA}]){_KEEP}(?:-|–|—|--|---|——|~)(?=[{ALPHA}])",
    rf"(?<=[0-9])-(?=[{ALPHA}])",
    rf"(?=-)(?<=[{ALPHA}]){_KEEP}-(?=[0-9])",
    rf"(?<=[{ALPHA}]\.)-(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9])[—–](?=[{ALPHA}0-9])",
    r"(?<=[0-9])[-–](?=[0-9])",
    rf"(?<=[{ALPHA}])/(?=[{ALPHA}])",
]
_ACRONYM = re.compile(r"\b(?:IS|US|AS|UN|WHO)\b")


class NewsTokenizer:
    """spaCy's tokenizer, then the NORM of acronyms."""

    def __init__(self, inner: Tokenizer) -> None:
        self.inner = inner
        self.vocab = inner.vocab

    def __call__(self, text: str) -> Doc:
        """Split a text into words."""
        doc = self.inner(text)
        if _ACRONYM.search(text):
            mark_acronyms(doc)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """Split texts one after another."""
        for text in texts:
            yield self(text)

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision and recall of the words."""
        scores: dict[str, Any] = Scorer.score_tokenization(list(examples))
        return scores

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing is stored: the rules are code."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> NewsTokenizer:
        """Nothing is stored: the rules are code."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing is stored: the rules are code."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> NewsTokenizer:
        """Nothing is stored: the rules are code."""
        return self


def mark_acronyms(doc: Doc) -> None:
    """Give IS, AS, US and their like the NORM of a name, unless the words around them shout."""
    words = [token.text for token in doc]
    for index, word in enumerate(words):
        norm = ACRONYM_NORMS.get(word)
        if norm is None:
            continue
        around = [other for other in words[max(0, index - 3) : index + 4] if other.isalpha() and len(other) > 3]
        if around and sum(other.isupper() for other in around) * 2 > len(around):
            continue
        doc[index].norm_ = norm


def mark_known_acronym(token: Token) -> None:
    """Give a single word that is known to be a name, and looks like another word, the NORM of a name."""
    text = token.text
    if text.isupper() and text.lower() in STOP_WORDS:
        token.norm_ = ACRONYM_NORMS.get(text, "isis")


def _unless_letters(find: Callable[[str], Any], nothing: Any) -> Callable[[str], Any]:
    """A search that spares words of plain letters: all that is split off or split at has another sign in it."""
    return lambda text: nothing if text.isascii() and text.isalpha() else find(text)


@registry.tokenizers("ledger.NewsTokenizer.v1")
def create_news_tokenizer() -> Callable[[Language], NewsTokenizer]:
    """The factory that a pipeline's configuration names."""

    def create(nlp: Language) -> NewsTokenizer:
        stock: Tokenizer = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
        defaults = nlp.Defaults
        infixes = [rule for rule in defaults.infixes or [] if rule not in _ALPHA_HYPHEN] + _INFIXES
        stock.rules = {form: rule for form, rule in (stock.rules or {}).items() if form not in _NO_PICTURES}
        as_before = stock.token_match
        stock.token_match = _unless_letters(
            lambda text: _WHOLE.fullmatch(text) or (as_before(text) if as_before else None), None
        )
        stock.infix_finditer = _unless_letters(compile_infix_regex(infixes).finditer, ())
        prefixes = compile_prefix_regex([*_RUNS, *(defaults.prefixes or [])])
        stock.prefix_search = _unless_letters(prefixes.search, None)
        suffixes = [*_RUNS, *_SUFFIXES, _LAST_HYPHEN, *(defaults.suffixes or [])]
        stock.suffix_search = _unless_letters(compile_suffix_regex(suffixes).search, None)
        for abbreviation in ABBREVIATIONS:
            stock.add_special_case(abbreviation, [{"ORTH": abbreviation}])
        for form, parts in _SPLIT_FORMS.items():
            stock.add_special_case(form, [{"ORTH": part} for part in parts])
        return NewsTokenizer(stock)

    return create
