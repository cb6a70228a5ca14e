"""explorer-gpt and its small draft: decoders of GPT-2's architecture that predict the next token."""

from collections.abc import Mapping
from pathlib import Path

from torch import Tensor
from torch.nn import functional
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedModel

from explorer.text.embedded import embedded_encoding
from training.loop import Recipe, Task
from training.mixture import PERCENT, Mixture, read_sources


def task(
    corpus: Path,
    tokenizer: Path,
    recipe: Recipe,
    name: str = "explorer-gpt",
    percent: Mapping[str, int] = PERCENT,
) -> Task:
    encoding = embedded_encoding(tokenizer)
    mixture = Mixture(read_sources(corpus, encoding), percent, recipe.n_ctx, encoding.n_vocab, recipe.seed)

    return Task(
        name,
        recipe,
        new_model=lambda: new_model(recipe, encoding.n_vocab, encoding.eot_token),
        batch=lambda step: (mixture.batch(step, recipe.rows),),
        losses=next_token_losses,
    )


def new_model(recipe: Recipe, n_vocab: int, eot: int) -> GPT2LMHeadModel:
    config = GPT2Config(
        vocab_size=n_vocab,
        n_positions=recipe.n_ctx,
        n_embd=recipe.d_model,
        n_layer=recipe.n_layers,
        n_head=recipe.n_heads,
        resid_pdrop=recipe.dropout,
        embd_pdrop=recipe.dropout,
        attn_pdrop=0.0,
        activation_function="gelu_pytorch_tanh",
        bos_token_id=eot,
        eos_token_id=eot,
    )
    return GPT2LMHeadModel(config)


def next_token_losses(model: PreTrainedModel, ids: Tensor, counted: Tensor | None = None) -> Tensor:
    """(n,) cross-entropy, in nats, of each counted token given those before it.

    ids: (rows, n_ctx). counted: the same shape, True where a token is to be predicted; None is everywhere.
    """
    logits = model(ids).logits[:, :-1].float().flatten(0, 1)
    losses = functional.cross_entropy(logits, ids[:, 1:].flatten(), reduction="none")
    return losses if counted is None else losses[counted[:, 1:].flatten()]
