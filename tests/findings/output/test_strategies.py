"""The canvas of strategies, and what it comes to."""

import math

import pytest

from explorer.components.payload import Dropped
from explorer.findings.output.continuations import Way, cells, ways_of
from explorer.findings.output.strategies import canvas, gain_and_price
from tests.findings.embedded import embedded_run


def test_the_sentence_tells_what_each_strategy_gained_or_paid() -> None:
    def way(kind, *logs: float) -> Way:
        return Way(kind, tuple(range(len(logs))) if kind == "greedy" else (9,) * len(logs), logs)

    greedy, sampled = way("greedy", -1.0, -1.0), way("sampled", -3.0, -1.0)
    said = gain_and_price([greedy, sampled, way("beam", -0.5, -0.5)])
    assert f"{math.e:.1f} times as likely as the greedy one" in said
    assert f"{math.exp(2):.1f} times less likely" in said
    assert "missed the greedy text" in gain_and_price([greedy, sampled, way("beam", -1.0, -1.5)])
    assert "of 3 tokens" in gain_and_price([greedy, sampled, way("beam", -1.0, -0.1, -0.1)])
    same = Way("beam", greedy.tokens, greedy.logs)
    assert "nothing likelier" in gain_and_price([greedy, Way("sampled", (0, 1), (-1.0, -1.0)), same])


def test_every_way_ends_in_its_last_tokens_cell_and_only_cells_can_be_clicked() -> None:
    run = embedded_run()
    ways = list(ways_of(run, beams=2, n=4))
    placed = cells(ways)
    shown = canvas(run, ways, placed)
    whole = [way for way in ways if not way.cut]
    assert [placed[way.cell].path for way in shown.ways] == [way.tokens for way in whole]
    assert all(len(way.says) + 2 == len(shown.labels.columns) for way in shown.ways)
    assert shown.cell(len(placed) - 1) == len(placed) - 1
    for sent in (len(placed), -1, None, "0"):
        with pytest.raises(Dropped):
            shown.cell(sent)
