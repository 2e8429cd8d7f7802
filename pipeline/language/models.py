"""The shape of the networks: which components there are and how large."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language

from pipeline.language import features, tokenizer  # noqa: F401  (registers the word features and the tokenizer)
from pipeline.language.augment import LONGEST

WIDTH = 128
#: Bits of a Brown cluster to look at: the shorter the prefix, the wider the class.
CLUSTER_MASKS = [15, 63, 1023, 4294967295]
#: What is read of each word, and how many rows each table of embeddings has.
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"]
ROWS = [5000, 1000, 2500, 2500, 50]
CLUSTER_ROWS = [50, 200, 2000, 5000]
FORM_ROWS = 500
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH}
_TAGGER = {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}


def blank() -> Language:
    """English with our tokenizer and nothing else."""
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "ledger.NewsTokenizer.v1"}}})


def word_vectors(embed: str = "ledger.WordEmbed.v1") -> dict[str, Any]:
    """The configuration of the network that gives each word, in its context, a vector."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": embed,
            "width": WIDTH,
            "attributes": ATTRIBUTES,
            "rows": ROWS,
            "masks": CLUSTER_MASKS,
            "cluster_rows": CLUSTER_ROWS,
            "form_rows": FORM_ROWS,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
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


def entity_pipeline() -> Language:
    """Names: word vectors of their own, since they are learned from other texts than the syntax."""
    nlp = blank()
    vectors = word_vectors("ledger.NameEmbed.v1")
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
