import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from explorer.analysis import umap_layout as module
from explorer.analysis.projection import umap_path
from explorer.analysis.umap_layout import umap_installed, umap_layout
from explorer.analysis.vocabulary_map import umap_map
from tests.analysis.runs import run
from tests.models.tiny import D_MODEL, N_LAYERS

POINTS = np.random.default_rng(0).normal(size=(200, 8)).astype(np.float32)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """umap-learn is not needed here: what it would be asked, and points that are known."""
    seen: dict[str, Any] = {}

    class FakeUmap:
        def __init__(self, **options: Any) -> None:
            seen.update(options)

        def fit_transform(self, points: np.ndarray) -> np.ndarray:
            seen["points"] = points
            return points[:, : seen["n_components"]]

    monkeypatch.setitem(sys.modules, "umap", SimpleNamespace(UMAP=FakeUmap))
    return seen


def test_where_it_is_not_installed_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    assert not umap_installed()


def test_the_layout_is_asked_for_with_a_seed(asked: dict[str, Any]) -> None:
    assert umap_layout(POINTS, 3).shape == (200, 3)
    assert (asked["metric"], asked["random_state"], asked["init"]) == ("cosine", 0, "spectral")


def test_every_layer_and_position_is_a_point_and_comes_back_at_its_place(asked: dict[str, Any]) -> None:
    xy = umap_path(run())
    assert asked["points"].shape == ((N_LAYERS + 1) * len(run()), D_MODEL)
    np.testing.assert_array_equal(xy[2, 5], run().resid(2)[5, :2])


def test_a_prompt_of_one_token_has_fewer_neighbours(asked: dict[str, Any]) -> None:
    assert umap_path(run(ids=(7,))).shape == (N_LAYERS + 1, 1, 2)
    assert asked["n_neighbors"] == N_LAYERS
    assert asked["init"] == "random"


def test_a_flat_map_of_the_vocabulary_has_no_depth(asked: dict[str, Any]) -> None:
    found = umap_map(POINTS, 2)
    assert found.explained is None
    assert found.xyz.shape == (200, 3)
    assert not found.xyz[:, 2].any()


@pytest.mark.parametrize(
    ("n", "neighbours", "start"),
    [(1, 2, "random"), (3, 2, "random"), (10, 9, "random"), (60, 15, "random"), (61, 15, "spectral")],
)
def test_neighbours_and_start_are_those_that_so_many_points_can_have(
    asked: dict[str, Any], n: int, neighbours: int, start: str
) -> None:
    assert umap_layout(POINTS[:n]).shape == (n, 2)
    assert (asked["n_neighbors"], asked["init"], asked["n_components"]) == (neighbours, start, 2)
