"""What moved, layer by layer, through the figure's data."""

import plotly.graph_objects as go
import pytest

from explorer.figures.moved_by_layer import Line, moved_by_layer
from explorer.figures.palette import DARK, LIGHT, Palette

LINES = (Line("MLP", "mlp", (0.4, 0.2)), Line("stream", "residual", (0.1, 0.3, 0.5), first=0, dotted=True))


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_plotly_accepts_the_figure(colors: Palette) -> None:
    go.Figure(moved_by_layer(LINES, "layer", "distance", colors).to_plotly_json())


def test_each_line_begins_at_its_layer_in_the_colour_of_its_role() -> None:
    mlp, stream = moved_by_layer(LINES, "layer", "distance", LIGHT).to_plotly_json()["data"]
    assert (mlp["x"], mlp["y"]) == ([1, 2], [0.4, 0.2])
    assert (stream["x"], stream["y"]) == ([0, 1, 2], [0.1, 0.3, 0.5])
    assert (mlp["line"]["color"], stream["line"]["color"]) == (LIGHT.mlp, LIGHT.residual)
    assert (mlp["line"]["dash"], stream["line"]["dash"]) == ("solid", "dot")
