from dataclasses import fields

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.view.palette import DARK, LIGHT
from explorer.view.stream_sizes import SizeLabels, Sizes, stream_sizes

LABELS = SizeLabels(**{field.name: field.name for field in fields(SizeLabels)})
L, T = 3, 5


def sizes(first: float = 1.0) -> Sizes:
    stream = np.arange(1.0, 1 + (L + 1) * T, dtype=np.float32).reshape(L + 1, T)
    stream[:, 0] *= first
    return Sizes(stream, stream[:L] / 2, stream[:L] / 4)


def named(figure: go.Figure, name: str) -> dict:
    return next(trace.to_plotly_json() for trace in figure.data if trace.name == name)


def test_the_line_is_the_selected_tokens_stream_at_every_layer() -> None:
    assert named(stream_sizes(sizes(), 2, LABELS, LIGHT), "selected")["y"] == sizes().stream[:, 2].tolist()


def test_the_band_goes_from_the_shortest_to_the_longest_stream() -> None:
    low, high = (trace.to_plotly_json() for trace in stream_sizes(sizes(), 2, LABELS, LIGHT).data[:2])
    assert (low["y"], high["y"]) == (sizes().stream.min(1).tolist(), sizes().stream.max(1).tolist())


def test_the_bars_are_what_the_selected_position_is_given_in_its_role_colours() -> None:
    figure = stream_sizes(sizes(), 4, LABELS, DARK)
    for name, added in (("attention", sizes().attention), ("mlp", sizes().mlp)):
        bars = named(figure, name)
        assert bars["y"] == added[:, 4].tolist()
        assert bars["x"] == [1, 2, 3]
        assert bars["marker"]["color"] == getattr(DARK, name)


def test_a_position_that_dwarfs_all_others_makes_the_axis_logarithmic() -> None:
    assert stream_sizes(sizes(), 2, LABELS, LIGHT).layout.yaxis.type is None
    assert stream_sizes(sizes(first=100), 2, LABELS, LIGHT).layout.yaxis.type == "log"


def test_many_layers_share_a_dozen_ticks() -> None:
    n_layers = 48
    many = Sizes(np.ones((n_layers + 1, 1), np.float32), *np.ones((2, n_layers, 1), np.float32))
    assert len(stream_sizes(many, 0, LABELS, LIGHT).layout.xaxis.tickvals) <= 14


def test_plotly_accepts_every_property() -> None:
    go.Figure(stream_sizes(sizes(), 0, LABELS, LIGHT).to_dict())


def test_sizes_of_different_runs_do_not_mix() -> None:
    with pytest.raises(ValueError, match=r"attention \(2, 5\)"):
        Sizes(np.ones((L + 1, T), np.float32), np.ones((2, T), np.float32), np.ones((L, T), np.float32))
