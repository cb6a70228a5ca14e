"""What a model that sees makes of a picture: patches, attention among them, and the vectors that its decoder reads."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.models.cores import cores
from explorer.models.forward import size_of
from explorer.models.hooks import Recorder, attn_scores, recording
from explorer.models.model import Model
from explorer.models.wiring import TOWER
from explorer.pictures.photo import resized

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Seen:
    """Of one picture; all arrays are read-only."""

    vectors: Floats
    """(n, D) after the projector: they take the place of the embeddings of the picture's tokens."""
    patches: Floats
    """(side², D_v) each patch alone, as one linear layer of its pixels, before it has a place."""
    patterns: tuple[Floats, ...]
    """(H_v, 1 + side², 1 + side²) of each layer of the tower; the first place is the whole picture's (CLS)."""

    def __post_init__(self) -> None:
        for array in (self.vectors, self.patches, *self.patterns):
            array.flags.writeable = False


@torch.inference_mode()
def seen(model: Model, pixels: NDArray[np.uint8]) -> Seen:
    """(h, w, 3) red, green and blue, of whatever size. Refused where the model reads text alone."""
    sight = model.sight
    if sight is None:
        raise Refused("{model} reads text alone: choose a model that sees", model=model.name)
    module: Any = model.module
    taken = torch.from_numpy(sight.normed(resized(pixels, sight.size)))[None].to(module.dtype)
    with recording(Recorder()) as recorder, cores.given(sight.n * size_of(module)):
        features = module.get_image_features(pixel_values=taken).pooler_output[0]
        patches = module.model.vision_tower.embeddings.patch_embedding(taken)[0].flatten(1).T
    n_layers = module.config.vision_config.num_hidden_layers
    return Seen(_array(features), _array(patches), tuple(_pattern(recorder, layer) for layer in range(n_layers)))


def _pattern(recorder: Recorder, layer: int) -> Floats:
    q, k = (recorder.seen[f"{TOWER}.{layer}.attn.hook_{letter}"][0].float() for letter in "qk")
    return _array(attn_scores(q, k, recorder.calls[layer]).softmax(-1))


def _array(tensor: torch.Tensor) -> Floats:
    return tensor.float().contiguous().numpy()
