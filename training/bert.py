"""explorer-bert: an encoder of BERT's architecture that fills gaps, seeing both sides (Devlin et al. 2018)."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from transformers import BertConfig, BertForMaskedLM

from explorer.text.embedded import embedded_encoding
from training.loop import Batch, Recipe, Task
from training.mixture import PERCENT, Mixture, read_sources
from training.neighbours import look_beside

ADDED = ("[CLS]", "[SEP]", "[MASK]")
"""They follow explorer-gpt's vocabulary, in this order."""

SHARES = {name: share for name, share in PERCENT.items() if name != "copies"}

HIDDEN = 0.3
"""Share of the tokens to be guessed. 15 % in the paper; more teaches a model faster (Wettig et al. 2023)."""


def task(corpus: Path, tokenizer: Path, recipe: Recipe) -> Task:
    encoding = embedded_encoding(tokenizer)
    n_text = encoding.n_vocab
    mixture = Mixture(read_sources(corpus, encoding), SHARES, recipe.n_ctx - 2, n_text, recipe.seed)

    def batch(step: int) -> Batch:
        ids = framed(mixture.batch(step, recipe.rows), n_text)
        shown, hidden = with_gaps(ids, n_text, np.random.default_rng((recipe.seed, 3, step)))
        return shown, hidden, ids

    return Task("explorer-bert", recipe, lambda: new_model(recipe, n_text), batch, gap_losses)


def new_model(recipe: Recipe, n_text: int) -> BertForMaskedLM:
    """n_text: how many tokens explorer-gpt's vocabulary has."""
    config = BertConfig(
        vocab_size=n_text + len(ADDED),
        max_position_embeddings=recipe.n_ctx,
        hidden_size=recipe.d_model,
        intermediate_size=4 * recipe.d_model,
        num_hidden_layers=recipe.n_layers,
        num_attention_heads=recipe.n_heads,
        hidden_dropout_prob=recipe.dropout,
        attention_probs_dropout_prob=0.0,
        hidden_act="gelu",
        type_vocab_size=1,
        pad_token_id=None,
    )
    return look_beside(BertForMaskedLM(config))


def framed(ids: NDArray[np.int64], n_text: int) -> NDArray[np.int64]:
    """(rows, n) -> (rows, n + 2): [CLS] before, [SEP] after."""
    return np.pad(ids, ((0, 0), (1, 1)), constant_values=((0, 0), (n_text, n_text + 1)))


def with_gaps(
    ids: NDArray[np.int64], n_text: int, rng: np.random.Generator, share: float = HIDDEN
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """What the model is shown, and which places it has to guess.

    Of those, 80 % are [MASK], 10 % another token, 10 % as they were (Devlin et al. 2018, section 3.1).
    """
    hidden = (rng.random(ids.shape) < share) & (ids < n_text)
    fate = rng.random(ids.shape)
    shown = np.where(hidden & (fate < 0.8), n_text + 2, ids)
    swapped = hidden & (fate >= 0.9)
    return np.where(swapped, rng.integers(0, n_text, ids.shape), shown), hidden


def gap_losses(model: Any, shown: Tensor, hidden: Tensor, ids: Tensor) -> Tensor:
    """(n,) cross-entropy, in nats, of each hidden token; the head reads those places only. All are (rows, n_ctx)."""
    stream = model.bert(shown).last_hidden_state
    logits = model.cls(stream[hidden]).float()
    return functional.cross_entropy(logits, ids[hidden], reduction="none")
