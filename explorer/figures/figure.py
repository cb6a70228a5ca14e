"""What all figures have in common."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go


def figure(data: Sequence[dict[str, Any]], *, height: int, **layout: Any) -> go.Figure:
    """A calm figure: no title, no background, small margins. `data` are plain trace dicts.

    Nothing is validated here, which takes most of plotly's time; the tests validate every figure instead.
    """
    common: dict[str, Any] = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"align": "left"},
    }
    # To hide a line by its name would be for mice alone.
    names = {"legend", *(name for name in layout if name.startswith("legend"))}
    legends = {name: {"itemclick": False, "itemdoubleclick": False} | layout.get(name, {}) for name in names}
    return go.Figure({"data": list(data), "layout": common | layout | legends}, _validate=False)
