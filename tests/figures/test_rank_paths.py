import plotly.graph_objects as go
import pytest

from explorer.figures.palette import DARK, LIGHT
from explorer.figures.rank_paths import RankLabels, RankPath, rank_paths

PATHS = [
    RankPath("<b>a", (4000, 12, 1), ("0 %", "1 %", "50 %"), "gain"),
    RankPath("b", (3, 2, 2), ("1 %", "2 %", "3 %"), "loss", dashed=True),
]
LABELS = RankLabels(("Emb.", "1", "2"), "Layer", "rank", "%{meta}: rank %{y}, %{text}")


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_every_token_is_a_line_of_its_ranks_in_the_colour_of_its_role(colors) -> None:
    figure = rank_paths(PATHS, 8192, LABELS, colors)
    lines = go.Figure(figure.to_dict()).to_plotly_json()["data"]
    assert [line["y"] for line in lines] == [[4000, 12, 1], [3, 2, 2]]
    assert [line["line"]["color"] for line in lines] == [colors.gain, colors.loss]
    assert [line["line"]["dash"] for line in lines] == ["solid", "dot"]


def test_rank_one_is_on_top_and_the_whole_vocabulary_fits() -> None:
    bottom, top = rank_paths(PATHS, 8192, LABELS, LIGHT).to_plotly_json()["layout"]["yaxis"]["range"]
    assert top < 0 < bottom
    assert 10**bottom >= 8192


def test_a_token_is_never_markup() -> None:
    assert rank_paths(PATHS, 8192, LABELS, LIGHT).to_plotly_json()["data"][0]["name"] == "&lt;b&gt;a"


@pytest.mark.parametrize(("ranks", "shares"), [((1, 2), ("1 %",)), ((0, 1), ("1 %", "2 %"))])
def test_ranks_that_cannot_be_are_an_error(ranks: tuple[int, ...], shares: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="begin at 1"):
        RankPath("a", ranks, shares, "gain")
