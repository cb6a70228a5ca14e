from dataclasses import fields
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.palette import DARK, LIGHT, Palette
from explorer.figures.stream_sizes import SizeLabels, Sizes, stream_sizes

LABELS = SizeLabels(**{field.name: field.name for field in fields(SizeLabels)})
L, T = 3, 5


def sizes(first: float = 1.0) -> Sizes:
    stream = np.arange(1.0, 1 + (L + 1) * T, dtype=np.float32).reshape(L + 1, T)
    stream[:, 0] *= first
    half = (stream[:L] / 2).astype(np.float32)
    return Sizes(stream, half, half[::-1])


def drawn(shown: Sizes, position: int, colors: Palette = LIGHT) -> dict[str, Any]:
    return stream_sizes(shown, position, LABELS, colors).to_plotly_json()


def named(figure: dict[str, Any], name: str) -> dict[str, Any]:
    return next(trace for trace in figure["data"] if trace.get("name") == name)


def test_the_line_is_the_selected_tokens_stream_at_every_layer() -> None:
    assert named(drawn(sizes(), 2), "selected")["y"] == sizes().stream[:, 2].tolist()


def test_the_band_goes_from_the_shortest_to_the_longest_stream() -> None:
    low, high = drawn(sizes(), 2)["data"][:2]
    assert (low["y"], high["y"]) == (sizes().stream.min(1).tolist(), sizes().stream.max(1).tolist())


def test_the_bars_are_what_the_selected_position_is_given_in_its_role_colours() -> None:
    figure = drawn(sizes(), 4, DARK)
    for name, added in (("attention", sizes().attention), ("mlp", sizes().mlp)):
        bars = named(figure, name)
        assert bars["y"] == added[:, 4].tolist()
        assert bars["x"] == [1, 2, 3]
        assert bars["marker"]["color"] == getattr(DARK, name)


def test_a_position_that_dwarfs_all_others_makes_the_axis_logarithmic() -> None:
    assert "type" not in drawn(sizes(), 2)["layout"]["yaxis"]
    assert drawn(sizes(first=100), 2)["layout"]["yaxis"]["type"] == "log"


def test_many_layers_share_a_dozen_ticks() -> None:
    n_layers = 48
    many = Sizes(np.ones((n_layers + 1, 1), np.float32), *np.ones((2, n_layers, 1), np.float32))
    assert len(drawn(many, 0)["layout"]["xaxis"]["tickvals"]) <= 14


def test_plotly_accepts_every_property() -> None:
    go.Figure(drawn(sizes(), 0))


def test_sizes_of_different_runs_do_not_mix() -> None:
    with pytest.raises(ValueError, match=r"attention \(2, 5\)"):
        Sizes(np.ones((L + 1, T), np.float32), np.ones((2, T), np.float32), np.ones((L, T), np.float32))
