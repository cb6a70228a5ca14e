"""Where explorer-bert begins: some of its heads already look at a neighbour.

A gap's own token says nothing; what is beside it says much. A model begun at random learns for thousands of steps which
words a text has and not where they stand, because queries and keys have to find each other among random positions first
(LOG.md). So positions begin as sines and cosines, whose shift by a place is a rotation (Vaswani et al. 2017, section
3.5), and six heads of each of the first two layers begin with such a rotation between their queries and keys, in the
manner of mimetic initialization (Trockman and Kolter 2023). All of it is then learnt on like any other weight.
"""

import math
from typing import Any

import torch
from torch import Tensor
from transformers import BertForMaskedLM

OFFSETS = (-1, 1, -2, 2, -3, 3)
"""Where the heads of a layer look, in their order."""

LAYERS = 2
SHARPNESS = 3.0
"""Of the queries and of the keys. Their dot product grows with its square."""

AMPLITUDE = 0.028
"""Of the sines: a position's vector then is as long as a word's."""


@torch.no_grad()
def look_beside(model: BertForMaskedLM) -> BertForMaskedLM:
    """The same model, with such positions and heads to begin with."""
    bert, d_head = model.bert, model.config.hidden_size // model.config.num_attention_heads
    places = bert.embeddings.position_embeddings.weight
    rates = _rates(places.shape[1])
    angles = torch.arange(len(places))[:, None] * rates
    places.copy_(AMPLITUDE * torch.stack([angles.sin(), angles.cos()], -1).flatten(1))
    layers: Any = bert.encoder.layer
    for layer in layers[:LAYERS]:
        reading = layer.attention.self
        for head, offset in enumerate(OFFSETS[: model.config.num_attention_heads]):
            rows = slice(head * d_head, (head + 1) * d_head)
            reading.query.weight[rows] += SHARPNESS * _turned(offset, rates, d_head)
            reading.key.weight[rows] += SHARPNESS * _turned(0, rates, d_head)
    return model


def _rates(d_model: int) -> Tensor:
    """(d_model / 2,) angles by which each pair of dimensions turns from one place to the next, the fastest first."""
    pairs = d_model // 2
    return 0.9 * math.pi * 100 ** (-torch.arange(pairs) / pairs)


def _turned(offset: int, rates: Tensor, d_head: int) -> Tensor:
    """(d_head, d_model) matrix that picks pairs, down to slow ones, and turns each as `offset` places would."""
    picked = torch.zeros(d_head, 2 * len(rates))
    step = max(1, 3 * len(rates) // (2 * d_head))
    for row, pair in enumerate(range(0, step * (d_head // 2), step)):
        angle = offset * rates[pair]
        turn = torch.stack([angle.cos(), angle.sin(), -angle.sin(), angle.cos()]).view(2, 2)
        picked[2 * row : 2 * row + 2, 2 * pair : 2 * pair + 2] = turn
    return picked
