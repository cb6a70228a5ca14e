"""A model that sees: a picture's patches become vectors that stand in the sequence where its placeholders are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import DynamicCache, LlavaForConditionalGeneration

from explorer.models.cores import cores
from explorer.models.forward import size_of
from explorer.models.hooks import Recorder, attn_scores, recording
from explorer.models.model import Model

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

MEAN = STD = 0.5
"""Pixels of 0 to 1 become numbers of -1 to 1, as the tower was trained on them."""

BATCH = 16
"""Pictures that are looked at together."""


@dataclass(frozen=True, eq=False)
class Said:
    """An answer, and how likely each token of the vocabulary was at each of its places."""

    ids: tuple[int, ...]
    log_probs: Floats
    """(A, V) natural logarithms, before each of the answer's A tokens; the last of `ids` may be the text's end."""


def patch_vectors(model: Model, shown: Pixels) -> Floats:
    """(N, 64, 64, 3) -> (N, P, D): what stands in the sequence for each patch, row by row."""
    with torch.inference_mode(), cores.given(_work(model, shown)):
        return _vectors(model, shown).float().numpy()


def said(model: Model, shown: Pixels, ids: Sequence[int], most: int) -> Said:
    """What it answers about one picture (64, 64, 3), the likeliest token again and again, to its end or to `most`."""
    found, rows, cache = [], [], DynamicCache()
    with torch.inference_mode(), cores.given((len(ids) + most) * size_of(model.module)):
        given = _embedded(model, _vectors(model, shown[None]), ids)
        while len(found) < most and (not found or found[-1] not in model.ends):
            logits = model.module(inputs_embeds=given, past_key_values=cache, use_cache=True).logits[0, -1]
            rows.append(logits.float().log_softmax(-1))
            found.append(int(rows[-1].argmax()))
            given = _embedding(model, found[-1:])[None]
    return Said(tuple(found), torch.stack(rows).numpy())


def log_probs(model: Model, shown: Pixels, ids: Sequence[int], answer: Sequence[int]) -> Iterator[Floats]:
    """(N, 64, 64, 3) -> (n, A) natural logarithm of the probability of each token of an answer, batch by batch."""
    whole, first = (*ids, *answer), len(ids) - 1
    asked = torch.tensor(answer)
    for start in range(0, len(shown), BATCH):
        some = shown[start : start + BATCH]
        with torch.inference_mode(), cores.given(_work(model, some) + len(some) * len(whole) * size_of(model.module)):
            given = _embedded(model, _vectors(model, some), whole[:-1])
            rows = model.module(inputs_embeds=given, use_cache=False).logits[:, first:].float().log_softmax(-1)
            yield rows.gather(-1, asked.expand(len(some), -1)[..., None])[..., 0].numpy()


def looks(model: Model, shown: Pixels, ids: Sequence[int], answer: Sequence[int]) -> Floats:
    """(L, H, A, P) attention over one picture's patches, at the place from which each token of an answer was predicted.

    What is missing to 1 in a row goes to words.
    """
    whole, first = (*ids, *answer), len(ids) - 1
    patches = torch.tensor([id == _placeholder(model) for id in whole[:-1]])
    with torch.inference_mode(), cores.given(len(whole) * size_of(model.module)):
        given = _embedded(model, _vectors(model, shown[None]), whole[:-1])
        with recording(Recorder()) as recorder:
            model.module(inputs_embeds=given, use_cache=False)
        found = [_pattern(recorder, layer)[:, first:, patches] for layer in range(model.shape.n_layers)]
    return torch.stack(found).float().numpy()


def _pattern(recorder: Recorder, layer: int) -> Tensor:
    at = f"blocks.{layer}.attn"
    q, k = recorder.seen[f"{at}.hook_q"][0], recorder.seen[f"{at}.hook_k"][0]
    return attn_scores(q, k, recorder.calls[layer]).softmax(-1)


def _module(model: Model) -> LlavaForConditionalGeneration:
    if not isinstance(model.module, LlavaForConditionalGeneration):
        raise ValueError(f"{model.name} sees no pictures")
    return model.module


def _placeholder(model: Model) -> int:
    return _module(model).config.image_token_index


def _vectors(model: Model, shown: Pixels) -> Tensor:
    """(N, 64, 64, 3) -> (N, P, D)"""
    scaled = (torch.tensor(shown).movedim(-1, 1).float() / 255 - MEAN) / STD
    features = _module(model).get_image_features(scaled.to(model.module.dtype), return_dict=True).pooler_output
    return torch.stack(list(features))


def _embedding(model: Model, ids: Sequence[int]) -> Tensor:
    return model.module.get_input_embeddings()(torch.tensor(ids))


def _embedded(model: Model, vectors: Tensor, ids: Sequence[int]) -> Tensor:
    """(N, P, D) and T ids -> (N, T, D): each placeholder's row is a patch's vector."""
    given = _embedding(model, ids).repeat(len(vectors), 1, 1)
    given[:, torch.tensor([id == _placeholder(model) for id in ids])] = vectors
    return given


def _work(model: Model, shown: Pixels) -> float:
    """Multiplications of the tower, about: it is smaller than the decoder, so this is more than there are."""
    return len(shown) * 64.0 * size_of(model.module)
