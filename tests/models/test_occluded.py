"""Many pictures at once are as likely to make an answer as transformers says of each alone."""

from typing import Any

import numpy as np
import pytest
import torch

from explorer.errors import Refused
from explorer.models.model import Model
from explorer.models.occluded import log_probs
from tests.models.test_seeing import colours, model_of
from tests.models.tiny import shared

ANSWER = (3, 4, 5, 0)


def by_transformers(model: Model, picture: np.ndarray, ids: tuple[int, ...]) -> np.ndarray:
    sight, module = model.sight, model.module
    assert sight is not None
    whole: Any = torch.tensor([(*ids, *ANSWER)])
    with torch.no_grad():
        shown = torch.from_numpy(sight.normed(picture))[None]
        rows = module(input_ids=whole, pixel_values=shown).logits[0].log_softmax(-1)
    return np.array([float(rows[len(ids) - 1 + n, token]) for n, token in enumerate(ANSWER)])


@pytest.mark.parametrize("name", ["llava", "llava with qwen2"])
def test_each_row_is_transformers_own_with_its_pixel_values(name: str) -> None:
    model = model_of(name)
    ids = model.prompt("7 8 9", picture=True).ids
    pictures = np.stack([colours(seed) for seed in range(3)])
    found = log_probs(model, pictures, ids, ANSWER)
    assert found.shape == (3, 4)
    for row, picture in zip(found, pictures, strict=True):
        np.testing.assert_allclose(row, by_transformers(model, picture, ids), atol=1e-4)
    assert np.abs(found[0] - found[1]).max() > 1e-4


def test_the_same_picture_twice_has_the_same_answer() -> None:
    model = model_of("llava")
    ids = model.prompt("7 8 9", picture=True).ids
    one, other = log_probs(model, np.stack([colours(1)] * 2), ids, ANSWER)
    np.testing.assert_allclose(one, other, rtol=1e-5)


def test_a_model_that_reads_text_alone_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refused, match="reads text alone: choose a model that sees"):
        log_probs(shared("gpt2"), colours()[None], (1, 2), ANSWER)
