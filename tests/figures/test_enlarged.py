"""On the stage no figure says anything in small letters, and nothing else about it changes."""

from typing import Any

import plotly.graph_objects as go

from explorer.figures.enlarged import READABLE, enlarged
from explorer.figures.figure import figure


def small() -> go.Figure:
    data = [{"type": "scatter", "x": [1, 2], "y": [3, 4], "text": ["a", "b"], "textfont": {"size": 11}}]
    notes = [{"text": "here", "x": 1, "y": 3, "font": {"size": 12, "color": "red"}}]
    axes = {"xaxis": {"title": "steps", "tickfont": {"size": 10}}, "yaxis": {"title": {"text": "loss"}}}
    return figure(data, height=300, showlegend=True, annotations=notes, **axes)


def test_no_text_is_smaller_than_can_be_read() -> None:
    shown: Any = enlarged(small())
    layout = shown.layout
    sizes = [layout.font.size, layout.legend.font.size, layout.annotations[0].font.size, shown.data[0].textfont.size]
    sizes += [font.size for axis in (layout.xaxis, layout.yaxis) for font in (axis.tickfont, axis.title.font)]
    assert sizes == [READABLE] * len(sizes)
    assert layout.xaxis.title.text == "steps"
    assert layout.xaxis.automargin
    assert layout.yaxis.automargin


def test_what_is_larger_stays_and_the_figure_itself_is_left_alone() -> None:
    before = small()
    kept = before.to_plotly_json()
    assert enlarged(before, 11).layout.annotations[0].font.size == 12
    assert before.to_plotly_json() == kept


def test_the_numbers_are_the_same() -> None:
    shown, before = enlarged(small()).to_plotly_json(), small().to_plotly_json()
    assert [trace["y"] for trace in shown["data"]] == [trace["y"] for trace in before["data"]]
    go.Figure(shown)  # plotly validates it
