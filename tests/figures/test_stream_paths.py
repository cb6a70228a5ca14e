from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.figures.palette import LIGHT
from explorer.figures.stream_paths import CROWD, PathLabels, labelled, stream_paths

L = 4
LABELS = PathLabels("x", "y", tuple(f"layer {n}" for n in range(L + 1)))


def wander(n: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((L + 1, n, 2)).astype(np.float32)


def ahead(xy: np.ndarray) -> np.ndarray:
    """Paths that go right and up, as the figure shows them."""
    return xy + 10 * np.arange(L + 1, dtype=np.float32)[:, None, None]


def drawn(n: int, position: int = 0, texts: list[str] | None = None) -> tuple[np.ndarray, list[Any]]:
    xy = ahead(wander(n))
    figure = stream_paths(xy, texts or [f"t{i}" for i in range(n)], position, LABELS, LIGHT)
    return xy, list(figure.select_traces())


def test_the_selected_token_goes_through_all_its_points_in_the_selections_colour() -> None:
    xy, traces = drawn(6, position=3)
    selected = traces[2]
    np.testing.assert_array_equal(np.stack([selected.x, selected.y], -1), xy[:, 3])
    assert selected.line.color == LIGHT.query


def test_all_other_paths_are_one_line_with_a_gap_after_each() -> None:
    xy, traces = drawn(6, position=3)
    others = np.stack([traces[0].x, traces[0].y], -1).reshape(5, L + 2, 2)
    np.testing.assert_array_equal(others[:, :-1], np.delete(xy, 3, 1).swapaxes(0, 1))
    assert np.isnan(others[:, -1]).all()


def test_a_crowd_fades() -> None:
    few, many = (drawn(n)[1][0].opacity for n in (CROWD, 200))
    assert many < few / 2


def test_a_single_token_has_a_picture_too() -> None:
    _, traces = drawn(1)
    assert list(traces[3].text) == ["<b>t0</b>"]
    assert len(traces[1].x) == 0


@given(n=st.integers(1, 60), seed=st.integers(0, 1000), data=st.data())
def test_labels_do_not_overlap_and_the_selected_one_is_always_there(n: int, seed: int, data: st.DataObject) -> None:
    ends, position = wander(n, seed)[-1], data.draw(st.integers(0, n - 1))
    shown = labelled(ends, ["word"] * n, position)
    assert position in shown
    places = ((ends - ends.min(0)) / np.maximum(np.ptp(ends, 0), 1e-9))[shown]
    across, up = (np.abs(places[:, None, axis] - places[None, :, axis]) for axis in (0, 1))
    assert ((across > 0.05) | (up > 0.05) | np.eye(len(shown), dtype=bool)).all()


def test_tokens_that_look_like_markup_are_shown_as_they_are() -> None:
    _, traces = drawn(2, texts=["<b>", "&amp;"])
    assert set(traces[3].text) == {"<b>&lt;b&gt;</b>", "&amp;amp;"}
    assert "&amp;amp;" in traces[1].hovertext[0]


def test_plotly_accepts_every_property() -> None:
    go.Figure(stream_paths(wander(5), list("abcde"), 0, LABELS, LIGHT).to_dict())


def test_paths_and_tokens_of_different_runs_do_not_mix() -> None:
    with pytest.raises(ValueError, match="2 tokens"):
        stream_paths(wander(3), ["a", "b"], 0, LABELS, LIGHT)


def test_a_first_position_far_away_does_not_press_the_others_together() -> None:
    xy = wander(5)
    xy[:, 0] *= 1000
    figures = (stream_paths(xy, list("abcde"), 2, LABELS, LIGHT, outside=outside) for outside in (False, True))
    usual, without = (np.ptp(figure.to_plotly_json()["layout"]["xaxis"]["range"]) for figure in figures)
    assert without < usual / 100


def test_paths_go_right_and_up_whatever_sign_their_components_came_with() -> None:
    xy = ahead(wander(5))
    figures = [stream_paths(sign * xy, list("abcde"), 2, LABELS, LIGHT) for sign in (np.float32(1), np.float32(-1))]
    assert figures[0] == figures[1]


def test_in_a_crowd_a_word_that_comes_again_and_again_is_written_once() -> None:
    ends, words = wander(CROWD + 6)[-1], ["the", "cat"] * (CROWD // 2 + 3)
    assert sorted(words[i] for i in labelled(ends, words, 7)) == ["cat", "the"]
    assert len(labelled(ends[:8], words[:8], 7)) > 2
