"""The shape of the networks: which components there are and how large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import spacy
from spacy.language import Language

from pipeline.language import features, second, tokenizer  # noqa: F401  (registers features and the tokenizer)
from pipeline.language.augment import LONGEST

WIDTH = 128
NAMES_WIDTH, NAMES_DEPTH = 96, 2
#: Bits of a Brown cluster to look at: the shorter the prefix, the wider the class.
CLUSTER_MASKS = [15, 63, 1023, 4294967295]
#: What is read of each word.
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"]
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH}
_TAGGER = {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}


def blank() -> Language:
    """English with our tokenizer and nothing else."""
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "ledger.NewsTokenizer.v1"}}})


@dataclass(frozen=True)
class Size:
    """How wide a network is, and how many rows its tables of embeddings have."""

    width: int = WIDTH
    rows: tuple[int, ...] = (5000, 1000, 2500, 2500, 50)
    cluster_rows: tuple[int, ...] = (50, 200, 2000, 5000)
    form_rows: int = 500


#: The second network of tags is smaller than the first: it only has to be of another opinion.
SMALL = Size(96, (2500, 500, 1500, 1500, 50), (50, 200, 1000, 2500), 500)


def word_vectors(embed: str = "ledger.WordEmbed.v1", size: Size | None = None) -> dict[str, Any]:
    """The configuration of the network that gives each word, in its context, a vector."""
    size = size or Size()
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": embed,
            "width": size.width,
            "attributes": ATTRIBUTES,
            "rows": list(size.rows),
            "masks": CLUSTER_MASKS,
            "cluster_rows": list(size.cluster_rows),
            "form_rows": size.form_rows,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": size.width,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def syntax_pipeline() -> Language:
    """Word vectors shared by a tagger, a morphologizer, a sentence component and a parser."""
    nlp = blank()
    vectors = word_vectors()
    nlp.add_pipe("tok2vec", config={"model": vectors})
    nlp.add_pipe("tagger", config={"model": _TAGGER})
    nlp.add_pipe("morphologizer", config={"model": _TAGGER, "overwrite": True, "extend": False})
    nlp.add_pipe("senter", config={"model": _TAGGER, "overwrite": False})
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 128,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": _LISTENER,
    }
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 30, "update_with_oracle_cut_size": 2 * LONGEST})
    return nlp


def second_pipeline() -> Language:
    """A second opinion on parts of speech and morphology, with word vectors of its own."""
    nlp = blank()
    model = {"@architectures": "spacy.Tagger.v2", "tok2vec": word_vectors(size=SMALL)}
    nlp.add_pipe(second.NAME, name=second.NAME, config={"model": model})
    return nlp


def entity_pipeline() -> Language:
    """Names: word vectors of their own, since they are learned from other texts than the syntax, and a narrow network
    over them and the syntax's vectors, which know the context already.
    """
    nlp = blank()
    vectors = word_vectors("ledger.NameEmbed.v2")
    vectors["embed"] |= {"width": NAMES_WIDTH, "word_width": WIDTH}
    vectors["encode"] |= {"width": NAMES_WIDTH, "depth": NAMES_DEPTH}
    recogniser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": vectors,
    }
    nlp.add_pipe("ner", config={"model": recogniser})
    return nlp
