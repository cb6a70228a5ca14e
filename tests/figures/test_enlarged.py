"""On the stage no figure says anything in small letters, and nothing else about it changes."""

from html import unescape
from typing import Any

import plotly.graph_objects as go

from explorer.figures.enlarged import READABLE, enlarged
from explorer.figures.escape import plain
from explorer.figures.figure import figure
from explorer.figures.log_lines import Axis, Mark, log_lines
from explorer.figures.palette import LIGHT


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


def test_of_rows_that_would_lie_on_one_another_some_are_named_and_all_are_shown() -> None:
    rows = {"tickvals": list(range(40)), "ticktext": [f"head {n}" for n in range(40)]}
    shown: Any = enlarged(figure([{"type": "heatmap", "z": [[0]] * 40}], height=900, yaxis=rows))
    assert list(shown.layout.yaxis.ticktext) == [f"head {n}" for n in range(0, 40, 4)]
    assert list(shown.layout.yaxis.tickvals) == list(range(0, 40, 4))
    assert len(shown.data[0].z) == 40


def test_long_lines_are_broken_and_what_stands_above_has_room() -> None:
    above = {"text": "word " * 30, "x": 0.5, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left"}
    axes = {"xaxis": {"title": "steps of the training, evenly by their logarithm", "domain": [0, 0.5]}}
    data = [{"type": "scatter", "y": [1, 2], "name": "Besiroglu et al. 2024, embeddings not counted"}]
    shown: Any = enlarged(figure(data, height=300, annotations=[above], margin={"t": 26}, **axes))
    assert max(map(len, shown.layout.xaxis.title.text.split("<br>"))) <= 42
    assert max(map(len, shown.data[0].name.split("<br>"))) <= 32
    lines = shown.layout.annotations[0].text.split("<br>")
    assert max(map(len, lines)) <= 42
    assert shown.layout.margin.t >= 26 + READABLE * (len(lines) - 1)


def test_a_legend_of_many_names_stands_beside_the_plot() -> None:
    def legend_of(many: int) -> Any:
        data = [{"type": "scatter", "y": [1], "name": f"law {n}"} for n in range(many)]
        above = {"orientation": "h", "y": 1.1}
        return enlarged(figure(data, height=300, showlegend=True, legend=above)).layout.legend

    assert (legend_of(3).orientation, legend_of(3).y) == ("h", 1.1)
    assert (legend_of(4).orientation, legend_of(4).xanchor) == ("v", "left")


def test_what_is_in_several_colours_stays_in_one_line() -> None:
    text = '<b>loss</b> <span style="color:red">held-out loss of all the texts</span> and something more of it'
    above = {"text": text, "x": 0.5, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left"}
    shown: Any = enlarged(figure([{"type": "scatter", "y": [1]}], height=300, annotations=[above]))
    assert shown.layout.annotations[0].text == text


def test_a_broken_line_says_the_same_characters() -> None:
    name = "研究と開発 R&D <b> " * 6
    shown: Any = enlarged(figure([{"type": "scatter", "y": [1], "name": plain(name)}], height=300))
    lines = shown.data[0].name.split("<br>")
    assert len(lines) > 2
    assert unescape("".join(lines)).replace(" ", "") == name.replace(" ", "")


def test_names_of_points_give_way_to_one_another_and_the_largest_stays() -> None:
    marks = [Mark(f"a model {n}", 1e20, 1e9 * (1 + n / 100)) for n in range(12)]
    own = Mark("our own", 1e20, 1e9, "query", "star", 13)
    axes = Axis("compute", 1e15, 1e25, []), Axis("size", 1e5, 1e13, [])
    before = log_lines([], [*marks, own], *axes, LIGHT)
    shown: Any = enlarged(before)
    named = [trace.text[0] for trace in shown.data if trace.mode == "markers+text"]
    assert "our own" in named
    assert 2 < len(named) < 10
    assert len({trace.textposition for trace in shown.data if trace.mode == "markers+text"}) == len(named)
    assert all(trace.hovertemplate for trace in shown.data), "the others are said where they are pointed at"
