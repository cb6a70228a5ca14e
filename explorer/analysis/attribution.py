"""Direct logit attribution: a logit as the sum of what every part of the model wrote towards it.

The final norm divides the stream by one number, its size. That number is taken as it is in this run (frozen), and then
the logit is linear in the stream, which is a sum of parts (Elhage et al. 2021; Wang et al. 2022).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.trace.edits import Ablate, Show

if TYPE_CHECKING:
    from explorer.models.outputs import Output
    from explorer.models.unembedding import Unembedding
    from explorer.trace import Trace
    from explorer.trace.logit_difference import LogitDifference

Doubles = NDArray[np.float64]

TOLERANCE = 0.01
"""What a sum of parts may miss, as a share of the model's own number, or of 1 where that is less."""
UNBENT = 1 - 1e-7
"""As a share of a softcap: logits nearer to it than float32 can tell are taken to be here."""
CLOSE = 1e-4
"""Of the stream's size: the embeddings and what is recorded as entering the first block are the same within this."""


@dataclass(frozen=True, eq=False)
class LogitDirection:
    """How one number is read off the last residual stream of one position: `direction` · stream + `constant`."""

    direction: Doubles
    """(D,) unembedding, the final norm's gain, centring and (frozen) division in one."""
    constant: float
    """What does not hang on the stream: the final norm's shift and the unembedding's bias."""


@dataclass(frozen=True, eq=False)
class Attribution:
    """The parts of one logit, or of the difference of two; they add up to `total`."""

    embedding: float
    """The token's own vector; where something happens before the first block, all that enters it."""
    position: float | None
    """The position's vector, where there is one."""
    heads: Doubles
    """(L, H) what each head wrote."""
    mlps: Doubles
    """(L,)"""
    biases: float
    """Of all attention outputs, the final norm's shift, and the unembedding's: the same in every text but for scale."""
    sources: Doubles
    """(L, H, T) each head's part by the position that it came from."""

    def __post_init__(self) -> None:
        if self.heads.shape != self.sources.shape[:2] or self.mlps.shape != self.heads.shape[:1]:
            raise ValueError(f"heads {self.heads.shape}, mlps {self.mlps.shape}, sources {self.sources.shape}")

    @property
    def total(self) -> float:
        """The logit (Gemma 2: before its softcap)."""
        return self.embedding + (self.position or 0.0) + self.heads.sum() + self.mlps.sum() + self.biases


def reader_of(trace: "Trace", unembedding: "Unembedding", position: int, asked: "LogitDifference") -> LogitDirection:
    """For a logit at a position, or the difference of two."""
    row, constant = _row(unembedding, asked.target)
    if asked.foil != "nothing":
        other, less = _average(unembedding) if asked.foil == "average" else _row(unembedding, asked.foil)
        row, constant = row - other, constant - less
    stream = trace.resid(trace.shape.n_layers)[position].astype(np.float64)
    read = row * unembedding.gain
    constant += float(row @ unembedding.shift)
    if unembedding.norm == "none":
        return LogitDirection(read, constant)
    if unembedding.norm == "layer":
        read, stream = read - read.mean(), stream - stream.mean()
    return LogitDirection(read / np.sqrt(np.square(stream).mean() + unembedding.eps), constant)


def adds_up(trace: "Trace") -> bool:
    """Whether every part of the stream was written by a head, a neuron or an embedding, as a silenced head's 0 is."""
    return all(isinstance(edit, Ablate | Show) for edit in trace.edits)


def model_says(trace: "Trace", unembedding: "Unembedding", position: int, asked: "LogitDifference") -> float:
    """The model's own logit, less what it is held against, before a softcap: what the parts must add up to."""
    logits = trace.logits[position].astype(np.float64)
    if unembedding.softcap is not None:
        logits = np.arctanh(np.clip(logits / unembedding.softcap, -UNBENT, UNBENT)) * unembedding.softcap
    if asked.foil == "nothing":
        return float(logits[asked.target])
    return float(logits[asked.target] - (logits.mean() if asked.foil == "average" else logits[asked.foil]))


def sums_to(total: float, says: float) -> bool:
    """Whether a sum of parts is the model's own number, within TOLERANCE of it."""
    return abs(total - says) <= TOLERANCE * max(abs(says), 1.0)


def direct_attribution(
    trace: "Trace", outputs: Sequence["Output"], reader: LogitDirection, position: int
) -> Attribution:
    """`outputs`: of the attention of every layer. Only where parts add up, so not in post-norm models."""
    if trace.block == "post-norm":
        raise ValueError(f"the parts of {trace.model} are normed after each addition, so they do not add up")
    if not adds_up(trace):
        raise ValueError("this run has a part that nobody wrote: attribute the run without edits of the stream")
    direction = reader.direction
    found = [_heads(trace, layer, output, direction, position) for layer, output in enumerate(outputs)]
    mlps = [trace[f"blocks.{layer}.hook_mlp_out"][position] @ direction for layer in range(len(outputs))]
    embedding, place = _start(trace, direction, position)
    return Attribution(
        embedding,
        place,
        heads=np.stack([heads for heads, _, _ in found]),
        mlps=np.array(mlps),
        biases=reader.constant + sum(bias for _, bias, _ in found),
        sources=np.stack([sources for _, _, sources in found]),
    )


def neuron_attribution(trace: "Trace", output: "Output", reader: LogitDirection, layer: int, position: int) -> Doubles:
    """(d_mlp,) what each neuron of a layer wrote; without the MLP's bias, which is nobody's."""
    activations = trace[f"blocks.{layer}.mlp.hook_post"][position]
    return activations * (output.weights @ (output.factor(activations) * reader.direction))


def _row(unembedding: "Unembedding", token: int) -> tuple[Doubles, float]:
    constant = 0.0 if unembedding.b_U is None else float(unembedding.b_U[token])
    return unembedding.W_U[token].astype(np.float64), constant


def _average(unembedding: "Unembedding") -> tuple[Doubles, float]:
    constant = 0.0 if unembedding.b_U is None else float(unembedding.b_U.mean(dtype=np.float64))
    return unembedding.W_U.mean(0, dtype=np.float64), constant


def _start(trace: "Trace", direction: Doubles, position: int) -> tuple[float, float | None]:
    """Token and position vector, if they are all that enters the first block."""
    enters, token = trace.resid(0)[position], trace["hook_embed"][position]
    place = trace["hook_pos_embed"][position] if "hook_pos_embed" in trace.names else np.zeros_like(enters)
    if not np.allclose(token + place, enters, rtol=0, atol=CLOSE * np.abs(enters).max()):
        return float(enters @ direction), None
    # The sum is what entered: its rounding goes to the token.
    written = float(place @ direction)
    return float(enters @ direction) - written, written if place.any() else None


def _heads(
    trace: "Trace", layer: int, output: "Output", direction: Doubles, position: int
) -> tuple[Doubles, float, Doubles]:
    """(H,) of each head, the bias's part, and (H, T) of each head by source position."""
    z = trace[f"blocks.{layer}.attn.hook_z"][:, position]
    scaled = output.factor(z.ravel()) * direction
    readers = (output.weights @ scaled).reshape(z.shape)
    bias = 0.0 if output.bias is None else float(output.bias @ scaled)
    values = trace[f"blocks.{layer}.attn.hook_v"]
    read = np.einsum("htd,hd->ht", np.repeat(values, len(z) // len(values), 0), readers)
    return (z * readers).sum(-1), bias, trace.pattern_row(layer, position) * read
