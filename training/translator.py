"""explorer-translator: the Transformer of 2017 in both its stacks, between English and Japanese (Vaswani et al. 2017).

Of T5's architecture (Raffel et al. 2020; the gated feed-forward of its version 1.1): norms before the blocks, positions
as a bias on the attention. A mark before the sentence says which language it is to become.
"""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from transformers import T5Config, T5ForConditionalGeneration

from explorer.text.embedded import embedded_encoding
from training.loop import Recipe, Task
from training.pairs import Marks, Pairs, directed, sentence_pairs

ADDED = ("<|pad|>", "<|to-japanese|>", "<|to-english|>")
"""They follow explorer-gpt's vocabulary, in this order."""

SMOOTHING = 0.1
"""Label smoothing (Vaswani et al. 2017, section 5.4)."""


def marks(n_text: int) -> Marks:
    """n_text: how many tokens explorer-gpt's vocabulary has; its last ends a text."""
    return Marks(end=n_text - 1, pad=n_text, japanese=n_text + 1, english=n_text + 2)


def task(corpus: Path, tokenizer: Path, base: Path, recipe: Recipe) -> Task:
    """`base`: the run folder of explorer-gpt, whose embeddings this begins with."""
    encoding = embedded_encoding(tokenizer)
    known = marks(encoding.n_vocab)
    read = directed(sentence_pairs(corpus, "train"), encoding, known, recipe.n_ctx)
    pairs = Pairs(read, known, recipe.rows * recipe.n_ctx, recipe.seed)

    return Task(
        "explorer-translator",
        recipe,
        new_model=lambda: from_base(base, recipe, encoding.n_vocab),
        batch=pairs.batch,
        losses=smoothed_losses,
        # Its positions are a bias on the scores, which the blocked attention knows nothing of.
        attention="eager",
    )


def new_model(recipe: Recipe, n_text: int) -> T5ForConditionalGeneration:
    known = marks(n_text)
    told: dict[str, Any] = {
        "vocab_size": n_text + len(ADDED),
        "d_model": recipe.d_model,
        "d_kv": recipe.d_model // recipe.n_heads,
        "d_ff": 2 * recipe.d_model,
        "num_layers": recipe.n_layers,
        "num_heads": recipe.n_heads,
        "relative_attention_max_distance": 64,
        "dropout_rate": recipe.dropout,
        "feed_forward_proj": "gated-gelu",
        "pad_token_id": known.pad,
        "eos_token_id": known.end,
        "decoder_start_token_id": known.pad,
        # As T5's folders say what they can be asked for.
        "task_specific_params": {
            "translation_en_to_ja": {"prefix": ADDED[1]},
            "translation_ja_to_en": {"prefix": ADDED[2]},
        },
    }
    return T5ForConditionalGeneration(T5Config(**told))


def from_base(base: Path, recipe: Recipe, n_text: int) -> T5ForConditionalGeneration:
    """A new model whose words begin as explorer-gpt's: what is alike in one language or across both lies close."""
    model = new_model(recipe, n_text)
    weights = torch.load(base / "checkpoint.pt", map_location="cpu", weights_only=True)["model"]
    with torch.no_grad():
        model.shared.weight[:n_text] = narrowed(weights["transformer.wte.weight"].float(), recipe.d_model)
    return model


def narrowed(table: Tensor, width: int) -> Tensor:
    """(n_vocab, width) the table about its mean, in its widest directions, with a mean square of 1.

    T5 begins with embeddings of that size; a narrower table is filled up with zeros.
    """
    centred = table - table.mean(0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    turned = centred @ directions[:width].T
    turned = functional.pad(turned, (0, width - turned.shape[1]))
    return turned / turned.square().mean().sqrt()


def smoothed_losses(model: Any, source: Tensor, real: Tensor, before: Tensor, wanted: Tensor) -> Tensor:
    """(n,) cross-entropy, in nats, of each wanted token, with label smoothing; the head reads those places only.

    source, real: (rows, S). before, wanted: (rows, T), what the decoder was given and what it is to say.
    """
    seen = model.encoder(source, attention_mask=real).last_hidden_state
    stream = model.decoder(before, encoder_hidden_states=seen, encoder_attention_mask=real, use_cache=False)
    counted = wanted != model.config.pad_token_id
    # Tied embeddings, so T5 scales what they are multiplied with.
    logits = model.lm_head(stream.last_hidden_state[counted] * model.config.d_model**-0.5).float()
    return functional.cross_entropy(logits, wanted[counted], reduction="none", label_smoothing=SMOOTHING)
