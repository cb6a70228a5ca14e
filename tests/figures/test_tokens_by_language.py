"""Tokens in two languages, through the figure's data."""

import plotly.graph_objects as go
import pytest

from explorer.figures.palette import LIGHT
from explorer.figures.tokens_by_language import Counts, tokens_by_language

ROWS = (Counts("r50k_base", 17, 33), Counts("<o200k>", 17, 16))


def figure() -> dict:
    made = tokens_by_language(ROWS, LIGHT, english="English", japanese="Japanese", tokens="tokens")
    go.Figure(made.to_plotly_json())  # plotly itself accepts it
    return made.to_plotly_json()


def test_each_language_has_a_bar_of_its_count_for_each_encoding() -> None:
    english, japanese = figure()["data"]
    assert (english["name"], list(english["x"])) == ("English", [17, 17])
    assert (japanese["name"], list(japanese["x"])) == ("Japanese", [33, 16])
    assert list(japanese["text"]) == ["33", "16"]


def test_the_two_bars_of_an_encoding_do_not_cover_each_other() -> None:
    english, japanese = figure()["data"]
    for upper, lower in zip(english["y"], japanese["y"], strict=True):
        assert lower - upper >= english["width"]


def test_encodings_are_named_from_top_to_bottom_and_not_read_as_markup() -> None:
    axis = figure()["layout"]["yaxis"]
    assert list(axis["ticktext"]) == ["r50k_base", "&lt;o200k&gt;"]
    assert axis["range"][0] > axis["range"][1]


def test_every_bar_fits_the_axis() -> None:
    assert figure()["layout"]["xaxis"]["range"][1] > 33


def test_a_text_without_tokens_is_refused() -> None:
    with pytest.raises(ValueError, match="x makes 0 and 3 tokens"):
        Counts("x", 0, 3)
