"""What falls out of the window, in words and as a picture."""

import numpy as np
import pytest
from plotly.graph_objects import Figure

from explorer.engine.falling_out import SINKS, FallingOut, measured
from explorer.engine.runs import Run
from explorer.figures.falling_out import Line, falling_out
from explorer.figures.palette import DARK, LIGHT
from explorer.findings.gpt4 import window
from tests.engine.test_replaced import Heard
from tests.findings.embedded import embedded_run

RED = "Tom had a red ball. Anna had a blue ball. Tom threw the red"


def found_for(run: Run, widths: tuple[int, ...] | None = None) -> FallingOut:
    widths = widths or tuple(range(1, len(run.tokens) + 1))
    return measured(Heard(1e9), run.model, run.trace.ids, (), widths)


def test_the_marked_token_is_the_one_whose_loss_moves_the_prediction_most() -> None:
    run = embedded_run(RED)
    found = found_for(run)
    shown = window.strip(run, found, window.decisive(found))
    shades = [piece.shade for piece in shown.pieces]
    (marked,) = [place for place, piece in enumerate(shown.pieces) if piece.marked]
    assert shades[marked] == max(shades) == 1
    assert shown.first == marked + 1
    steps = [after.step for after in found.ways["cut"]]
    assert f"{max(steps):.2f} bits" in window.told(run, found)
    assert run.tokens[marked].text in window.told(run, found)
    assert shades[-1] == 0


def test_the_bars_are_the_distributions_with_the_whole_text_and_the_window() -> None:
    run = embedded_run(RED)
    found = found_for(run)
    logits = run.trace.logits[-1].astype(np.float64)
    probs = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
    shown = window.bars(run, found, 2, "cut")
    for row in shown.rows:
        assert row.before == pytest.approx(probs[row.id], abs=1e-4)
    same = window.bars(run, found, len(found.widths) - 1, "sinks")
    assert all(row.before == row.after for row in same.rows)


def test_of_a_long_text_fewer_windows_are_measured_and_tokens_fall_out_together() -> None:
    run = embedded_run(" ".join([RED] * 12))
    n = len(run.tokens)
    widths = window.widths_of(n, run.model)
    assert (widths[0], widths[-1]) == (1, n)
    assert window.FEWEST <= len(widths) <= window.MOST < n
    assert list(widths) == sorted(set(widths))
    few = (1, 2, 8, n)
    found = found_for(run, few)
    shown = window.strip(run, found, 2)
    assert shown.first == n - 8
    assert len({piece.shade for piece in shown.pieces[: n - 8]}) == 1
    assert "4 windows from 1 to" in window.how_measured(run, found)


def test_a_text_of_one_token_has_nothing_to_lose() -> None:
    run = embedded_run("a")
    found = found_for(run)
    assert "nothing can fall out" in window.told(run, found)
    assert window.about_sinks(found) == ""
    assert window.strip(run, found, 0).pieces[0].title == "never falls out"


def test_what_is_said_of_attention_sinks_follows_the_numbers() -> None:
    run = embedded_run(" ".join([RED] * 2))
    found = found_for(run)
    said = window.about_sinks(found)
    n = found.widths[-1]
    pairs = [(found.ways["window"][w + SINKS - 1].kl, found.ways["sinks"][w - 1].kl) for w in range(SINKS, n - SINKS)]
    without, kept = np.mean(pairs, axis=0)
    assert f"costs {without:.2f} bits, on average over {len(pairs)} windows" in said
    assert f"the first of the text, {kept:.2f}." in said
    assert ("the place to rest" in said) == (kept <= window.HELPS * without)


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_the_curve_is_a_figure(colors) -> None:
    made = falling_out([Line("a", (1, 2), (0.5, 0.0))], 2, colors, x="x", y="y")
    Figure(made.to_dict())
    with pytest.raises(ValueError, match="do not go with"):
        Line("a", (1, 2), (0.5,))
