"""The map of the vocabulary and its neighbours, against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from explorer.analysis.vocabulary_map import Map, nearest, principal_map

VECTORS = np.random.default_rng(1).normal(size=(200, 16)).astype(np.float32) * np.linspace(1, 3, 16, dtype=np.float32)


def test_the_axes_are_scikit_learns_up_to_their_sign() -> None:
    pca = PCA(3).fit(VECTORS)
    found = principal_map(VECTORS)
    assert found.explained is not None
    np.testing.assert_allclose(found.explained, pca.explained_variance_ratio_, rtol=1e-4)
    np.testing.assert_allclose(np.abs(found.xyz), np.abs(pca.transform(VECTORS)), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("id", [0, 7, 199])
def test_the_nearest_are_scikit_learns(id: int) -> None:
    distances, ids = NearestNeighbors(n_neighbors=6, metric="cosine").fit(VECTORS).kneighbors(VECTORS[id : id + 1])
    found, cosines = nearest(VECTORS, id, 5)
    assert found.tolist() == ids[0, 1:].tolist()
    np.testing.assert_allclose(cosines, 1 - distances[0, 1:], atol=1e-5)


@given(st.integers(2, 12), st.integers(0, 11), st.integers(1, 20))
def test_never_itself_and_never_more_than_there_are(n: int, id: int, k: int) -> None:
    found, cosines = nearest(VECTORS[:n], id % n, k)
    assert len(found) == min(k, n - 1)
    assert id % n not in found
    assert (np.diff(cosines) <= 0).all()


@given(arrays(np.float32, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.floats(-9, 9, width=32)))
def test_few_or_equal_vectors_have_a_map_too(vectors: np.ndarray) -> None:
    found = principal_map(vectors)
    assert np.isfinite(found.xyz).all()
    assert found.explained is not None
    assert found.explained.sum() <= 1.001


@pytest.mark.parametrize("shape", [(4, 2), (4,), (4, 3, 1)])
def test_a_place_has_three_coordinates(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="a place has three coordinates"):
        Map(np.zeros(shape, np.float32), None)


def test_each_axis_points_to_where_its_largest_part_points() -> None:
    stretched = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32) * [9, 5, 2, 1]
    found, centred = principal_map(stretched), stretched - stretched.mean(0)
    for axis in range(3):
        assert np.corrcoef(found.xyz[:, axis], centred[:, axis])[0, 1] > 0.9


def test_vectors_of_zeros_have_no_direction() -> None:
    ids, cosines = nearest(np.array([[1, 0], [0, 0], [2, 0]], np.float32), 0, 2)
    assert (ids.tolist(), cosines.tolist()) == ([2, 1], [1, 0])


def test_a_cosine_does_not_hang_on_how_long_the_vectors_are() -> None:
    np.testing.assert_allclose(
        nearest((VECTORS / 1000).astype(np.float32), 7, 5)[1], nearest(VECTORS, 7, 5)[1], rtol=1e-5
    )
