"""Passes through both stacks: what was read once of a source stays read while several targets grow under it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import DynamicCache, EncoderDecoderCache
from transformers.modeling_outputs import BaseModelOutput

from explorer.errors import Refused
from explorer.models.cores import cores
from explorer.models.forward import size_of
from explorer.models.two_stacks.model import Seq2Seq

Floats = NDArray[np.float32]


class Targets:
    """Several targets of one length under one source, read in one batch. It remembers what it read last."""

    def __init__(self, model: Seq2Seq, source: Sequence[int]) -> None:
        """source: the ids that the encoder reads."""
        check(model, source, ())
        self._model: Any = model.module
        self._cache, self._texts = EncoderDecoderCache(DynamicCache(), DynamicCache()), list[tuple[int, ...]]()
        with torch.inference_mode(), cores.given(len(source) * size_of(self._model)):
            self._read: Tensor = self._model.get_encoder()(torch.tensor([source])).last_hidden_state

    @torch.inference_mode()
    def __call__(self, texts: Sequence[Sequence[int]]) -> Floats:
        """(K, V) logits after each of K targets. Of those that are one of the last and a token more, only that is read;
        several may have the same parent."""
        whole = [tuple(map(int, text)) for text in texts]
        known = {text: row for row, text in enumerate(self._texts)}
        parents = [known.get(text[:-1]) for text in whole]
        if None in parents:
            self._cache, news = EncoderDecoderCache(DynamicCache(), DynamicCache()), whole
        else:
            self._cache.batch_select_indices(torch.tensor(parents))
            news = [text[-1:] for text in whole]
        self._texts = whole
        with cores.given(sum(map(len, news)) * size_of(self._model)):
            seen = self._model(
                encoder_outputs=BaseModelOutput(last_hidden_state=self._read.expand(len(whole), -1, -1)),
                decoder_input_ids=torch.tensor(news),
                past_key_values=self._cache,
                use_cache=True,
            )
        return seen.logits[:, -1].float().numpy()


@torch.inference_mode()
def patterns(model: Seq2Seq, source: Sequence[int], target: Sequence[int]) -> dict[str, Floats]:
    """One pass: `encoder` (L, H, S, S), `decoder` (L, H, T, T), `cross` (L, H, T, S) attention, and `logits` (T, V)."""
    check(model, source, target)
    module: Any = model.module
    with cores.given((len(source) + len(target)) * size_of(module)):
        seen = module(
            input_ids=torch.tensor([source]),
            decoder_input_ids=torch.tensor([target]),
            use_cache=False,
            output_attentions=True,
        )
    stacks = {"encoder": seen.encoder_attentions, "decoder": seen.decoder_attentions, "cross": seen.cross_attentions}
    found = {name: torch.cat(list(layers)).float().numpy() for name, layers in stacks.items()}
    return found | {"logits": seen.logits[0].float().numpy()}


@torch.inference_mode()
def hidden_one_by_one(
    model: Seq2Seq, source: Sequence[int], target: Sequence[int], parts: Sequence[tuple[int, int]]
) -> Floats:
    """(P + 1, T) log-probability of each target id after those before it: row p with part p of the source, its
    positions from the first to before the second, hidden from both stacks; the last row with all of it in sight.

    target: begins with the model's start; entry t is about target id t + 1, so T is one less than its ids.
    """
    check(model, source, target)
    module: Any = model.module
    rows = len(parts) + 1
    seen = torch.ones(rows, len(source), dtype=torch.long)
    for row, (start, stop) in enumerate(parts):
        seen[row, start:stop] = 0
    with cores.given(rows * (len(source) + len(target)) * size_of(module)):
        logits = module(
            input_ids=torch.tensor([source]).expand(rows, -1),
            attention_mask=seen,
            decoder_input_ids=torch.tensor([target[:-1]]).expand(rows, -1),
            use_cache=False,
        ).logits.float()
    wanted = torch.tensor([target[1:]]).expand(rows, -1)
    return logits.log_softmax(-1).gather(-1, wanted[..., None])[..., 0].numpy()


def check(model: Seq2Seq, source: Sequence[int], target: Sequence[int]) -> None:
    """Refused where either text is longer than the model reads, or holds ids of which it knows nothing."""
    longest = max(len(source), len(target))
    if longest > model.shape.n_ctx:
        raise Refused(
            "the text has {n} tokens, but {model} reads at most {n_ctx}: shorten it",
            n=longest,
            model=model.name,
            n_ctx=model.shape.n_ctx,
        )
    table = model.module.get_input_embeddings().get_parameter("weight")
    unknown = next((id for id in (*source, *target) if not 0 <= id < len(table)), None)
    if unknown is not None:
        raise Refused(
            "{model} has no token {id}: tokens were added to its tokenizer and not to the model",
            model=model.name,
            id=unknown,
        )
