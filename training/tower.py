"""explorer-vision's tower, before it has a decoder: what does each patch show?

CLIP's towers come to LLaVA trained on four hundred million pictures with captions. This one first learns from labels
that the generator knows: of the shape that covers most of a patch its kind, colour, size and field, or that there is
none. A picture gives 64 such answers, where a question gives one.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import CLIPVisionConfig, CLIPVisionModel, PreTrainedModel

from explorer.pictures.drawing import coverage, pixels
from explorer.pictures.picture import BOARD, COLOURS, KINDS, SIZES, Picture
from training.loop import Recipe, Task
from training.pictures import drawn

PATCH = 8
"""Pixels a side of a patch."""

SIDE = BOARD // PATCH

CONFIG = CLIPVisionConfig(
    hidden_size=128,
    intermediate_size=512,
    num_hidden_layers=4,
    num_attention_heads=4,
    image_size=BOARD,
    patch_size=PATCH,
    projection_dim=128,
)

LEAST = 4.0
"""Pixels of a patch that a shape must cover to be what the patch shows."""

CHOICES = (1 + len(KINDS), 1 + len(COLOURS), 1 + len(SIZES), 1 + 9)
"""Answers to each question about a patch; the first is that there is nothing."""


class Labelled(CLIPVisionModel):
    """A tower with one linear layer that answers for each patch."""

    def __init__(self, config: CLIPVisionConfig) -> None:
        super().__init__(config)
        self.answers = nn.Linear(config.hidden_size, sum(CHOICES))
        self.post_init()


def labels_of(picture: Picture) -> NDArray[np.int64]:
    """(64, 4) the answers of each patch, in rows from the top."""
    covered = np.stack([coverage(shape) for shape in picture.shapes])
    shares = covered.reshape(-1, SIDE, PATCH, SIDE, PATCH).sum((2, 4)).reshape(-1, SIDE * SIDE)
    told = [
        (
            1 + KINDS.index(shape.kind),
            1 + COLOURS.index(shape.colour),
            1 + SIZES.index(shape.size),
            1 + 3 * shape.cell[0] + shape.cell[1],
        )
        for shape in picture.shapes
    ]
    return np.where(shares.max(0)[:, None] >= LEAST, np.array(told)[shares.argmax(0)], 0)


def task(recipe: Recipe) -> Task:
    def batch(step: int) -> tuple[NDArray, ...]:
        numbers = range(step * recipe.rows, (step + 1) * recipe.rows)
        # Numbers that no row of the whole model's training has.
        some = [drawn(recipe.seed + 1, number, held_out=False)[0] for number in numbers]
        return np.stack([pixels(picture) for picture in some]), np.stack([labels_of(picture) for picture in some])

    return Task(
        "explorer-vision-tower",
        recipe,
        new_model=lambda: Labelled(CONFIG),
        batch=batch,
        losses=losses,
        attention="eager",
    )


def losses(model: PreTrainedModel, shown: Tensor, labels: Tensor) -> Tensor:
    """(n,) cross-entropy, in nats, of every answer about every patch."""
    patches = model(normed(shown)).last_hidden_state[:, 1:]
    told = model.answers(patches).float().split(CHOICES, -1)  # pyright: ignore[reportCallIssue]
    each = (
        functional.cross_entropy(one.flatten(0, 1), labels[..., n].flatten(), reduction="none")
        for n, one in enumerate(told)
    )
    return torch.cat(list(each))


def normed(shown: Tensor) -> Tensor:
    """(rows, 64, 64, 3) bytes to (rows, 3, 64, 64), from -1 to 1, as the tower takes them."""
    return shown.movedim(-1, 1).float() / 127.5 - 1
