import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from explorer.analysis.umap_paths import umap_path
from tests.analysis.runs import run
from tests.models.tiny import D_MODEL, N_LAYERS


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """umap-learn is not needed here: what it would be asked, and points that are known."""
    seen: dict[str, Any] = {}

    class FakeUmap:
        def __init__(self, **options: Any) -> None:
            seen.update(options)

        def fit_transform(self, points: np.ndarray) -> np.ndarray:
            seen["points"] = points
            return points[:, :2]

    monkeypatch.setitem(sys.modules, "umap", SimpleNamespace(UMAP=FakeUmap))
    return seen


def test_every_layer_and_position_is_a_point_and_comes_back_at_its_place(asked: dict[str, Any]) -> None:
    xy = umap_path(run())
    assert asked["points"].shape == ((N_LAYERS + 1) * len(run()), D_MODEL)
    assert asked["random_state"] == 0
    np.testing.assert_array_equal(xy[2, 5], run().resid(2)[5, :2])


def test_a_prompt_of_one_token_has_fewer_neighbours(asked: dict[str, Any]) -> None:
    assert umap_path(run(ids=(7,))).shape == (N_LAYERS + 1, 1, 2)
    assert asked["n_neighbors"] == N_LAYERS
    assert asked["init"] == "random"
