import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from explorer.analysis import umap_layout as module
from explorer.analysis.projection import umap_path
from explorer.analysis.umap_layout import NEIGHBOURS, neighbours_kept, umap_installed, umap_layout
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
    assert found.kept == pytest.approx(neighbours_kept(POINTS, POINTS[:, :2]))
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


def test_a_layout_that_is_the_points_keeps_all_neighbours_and_a_random_one_as_many_as_chance() -> None:
    units = POINTS / np.linalg.norm(POINTS, axis=1, keepdims=True)
    assert neighbours_kept(POINTS, units) == 1
    other = np.random.default_rng(1).normal(size=(200, 2)).astype(np.float32)
    assert neighbours_kept(POINTS, other) == pytest.approx(NEIGHBOURS / 199, abs=0.03)


def test_the_share_of_neighbours_kept_is_scikit_learns() -> None:
    flat = POINTS[:, :2].copy()
    near = NearestNeighbors(n_neighbors=NEIGHBOURS, metric="cosine").fit(POINTS).kneighbors(return_distance=False)
    there = NearestNeighbors(n_neighbors=NEIGHBOURS).fit(flat).kneighbors(return_distance=False)
    shares = [len({*one} & {*other}) / NEIGHBOURS for one, other in zip(near, there, strict=True)]
    assert neighbours_kept(POINTS, flat) == pytest.approx(np.mean(shares), abs=1e-6)


def test_few_points_have_fewer_neighbours_and_one_has_none() -> None:
    assert neighbours_kept(POINTS[:3], POINTS[:3, :2]) == 1
    assert np.isnan(neighbours_kept(POINTS[:1], POINTS[:1, :2]))


def test_of_many_points_some_are_looked_up() -> None:
    many = np.random.default_rng(0).normal(size=(1500, 4)).astype(np.float32)
    units = many / np.linalg.norm(many, axis=1, keepdims=True)
    assert neighbours_kept(many, units) == 1
