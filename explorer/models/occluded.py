"""One answer about many pictures at once: how likely each of them makes it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.models.cores import cores
from explorer.models.forward import size_of
from explorer.models.model import Model
from explorer.pictures.photo import resized

Floats = NDArray[np.float32]


@torch.inference_mode()
def log_probs(model: Model, pictures: NDArray[np.uint8], ids: Sequence[int], answer: Sequence[int]) -> Floats:
    """(N, h, w, 3) -> (N, A) natural logarithm of the probability of each token of an answer, about each picture.

    ids: what comes before the answer, a picture's tokens among it. Refused where the model reads text alone.
    """
    sight, module, whole = model.sight, _any(model.module), (*ids, *answer)
    if sight is None:
        raise Refused("{model} reads text alone: choose a model that sees", model=model.name)
    taken = np.stack([sight.normed(resized(picture, sight.size)) for picture in pictures])
    read = torch.tensor(whole[:-1]).expand(len(pictures), -1)
    with cores.given(len(pictures) * (len(whole) + sight.n) * size_of(module)):
        pixel_values = torch.from_numpy(taken).to(module.dtype)
        logits = module(input_ids=read, pixel_values=pixel_values, use_cache=False).logits[:, len(ids) - 1 :]
    asked = torch.tensor(answer).expand(len(pictures), -1)[..., None]
    return logits.float().log_softmax(-1).gather(-1, asked)[..., 0].numpy()


def _any(module: object) -> Any:
    """transformers' class says too little of what a model that sees is called with."""
    return module
