import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from explorer.analysis import projection
from explorer.analysis.projection import Path, residual_path, umap_path
from tests.analysis.runs import IDS, made_up, run
from tests.models.tiny import D_MODEL, N_LAYERS

Stream = NDArray[np.float64]


def stream_of(ids: tuple[int, ...]) -> Stream:
    ran = run(ids=ids)
    return np.stack([ran.resid(layer) for layer in range(N_LAYERS + 1)]).astype(float)


def sink(n: int, longer: float = 50.0) -> Stream:
    """(4, n, 6) noise in which the first position is many times longer than the others, as in GPT-2."""
    stream = np.random.default_rng(0).normal(size=(4, n, 6)) * [5, 3, 1, 1, 1, 1]
    stream[:, 0] *= longer
    return stream


def assert_is_pca(path: Path, stream: Stream, fitted: Stream) -> None:
    pca = PCA(2, svd_solver="full").fit(fitted.reshape(-1, stream.shape[-1]))
    expected = pca.transform(stream.reshape(-1, stream.shape[-1])).reshape(path.xy.shape)
    signs = np.sign((expected * path.xy).sum((0, 1)))
    np.testing.assert_allclose(path.xy, expected * signs, rtol=1e-3, atol=1e-4 * np.abs(expected).max())
    np.testing.assert_allclose(path.explained, pca.explained_variance_ratio_, rtol=1e-4)


@pytest.mark.parametrize("n", [2, 5, len(IDS)], ids=["fewer points than dimensions", "nearly as many", "more"])
def test_the_path_is_principal_component_analysis_up_to_the_sign(n: int) -> None:
    stream = stream_of(IDS[:n])
    path = residual_path(run(ids=IDS[:n]))
    assert path.xy.shape == (N_LAYERS + 1, n, 2)
    assert not path.first_left_out
    assert_is_pca(path, stream, stream)


@pytest.mark.parametrize("n", [2, 3, 20])
def test_a_first_position_far_longer_than_the_others_is_left_out_of_the_fit_but_shown(n: int) -> None:
    stream = sink(n)
    path = residual_path(made_up(stream))
    assert path.first_left_out
    assert_is_pca(path, stream, stream[:, 1:])


def test_a_first_position_a_little_longer_takes_part() -> None:
    stream = sink(20, longer=1.5)
    path = residual_path(made_up(stream))
    assert not path.first_left_out
    assert_is_pca(path, stream, stream)


def test_a_prompt_of_one_token_has_a_path_though_its_token_is_the_first() -> None:
    path = residual_path(run(ids=(7,)))
    assert path.xy.shape == (N_LAYERS + 1, 1, 2)
    assert not path.first_left_out
    assert_is_pca(path, stream_of((7,)), stream_of((7,)))


@pytest.mark.parametrize("n", [2, 40], ids=["fewer points than dimensions", "more"])
def test_points_on_a_line_lie_on_the_first_axis(n: int) -> None:
    along = np.random.default_rng(0).normal(size=(2, n, 1)) + 3
    path = residual_path(made_up(along * np.full(D_MODEL, 0.5)))
    np.testing.assert_array_equal(path.xy[..., 1], 0)
    np.testing.assert_allclose(path.explained, [1, 0], atol=1e-6)
    np.testing.assert_allclose(np.ptp(path.xy[..., 0]), np.ptp(along) * 0.5 * np.sqrt(D_MODEL), rtol=1e-4)


def test_points_all_in_one_place_are_at_the_origin() -> None:
    path = residual_path(made_up(np.ones((2, 3, 4))))
    assert not path.xy.any()
    assert path.explained.tolist() == [0, 0]


def test_the_signs_do_not_hang_on_how_the_axes_were_found() -> None:
    stream = sink(20, longer=1)
    path = residual_path(made_up(stream))
    # The columns differ in size, so the first axis is nearly the first column, and the second the second.
    assert np.corrcoef(path.xy[..., 0].ravel(), stream[..., 0].ravel())[0, 1] > 0.8
    assert np.corrcoef(path.xy[..., 1].ravel(), stream[..., 1].ravel())[0, 1] > 0.8
    np.testing.assert_allclose(residual_path(made_up(-stream)).xy, -path.xy, atol=1e-4)


@pytest.mark.parametrize(("longer", "left_out"), [(2.9, False), (3.1, True)])
def test_more_than_three_times_as_long_as_the_median_of_the_others_is_far_longer(longer: float, left_out: bool) -> None:
    stream = np.zeros((2, 4, 3))
    stream[..., 0] = [longer, 1, 1, 9]
    assert residual_path(made_up(stream)).first_left_out is left_out


@pytest.mark.parametrize(("xy", "explained"), [((2, 3), (2,)), ((2, 3, 3), (2,)), ((2, 3, 2), (3,))])
def test_a_path_lies_in_a_plane(xy: tuple[int, ...], explained: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"xy must be \(L\+1, T, 2\)"):
        Path(np.zeros(xy, np.float32), np.zeros(explained, np.float32), first_left_out=False)


def test_umap_lays_every_layer_and_position_out_together(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def first_two(points: np.ndarray) -> np.ndarray:
        asked.append(points.shape)
        return points[:, :2]

    monkeypatch.setattr(projection, "umap_layout", first_two)
    np.testing.assert_array_equal(umap_path(run()), stream_of(IDS)[..., :2].astype(np.float32))
    assert asked == [((N_LAYERS + 1) * len(IDS), D_MODEL)]
