"""What a step changed, as it is shown and said."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.engine.one_step import Stepped
from explorer.findings.labels import one_step
from explorer.findings.labels.one_step import (
    asked_place,
    bars,
    elsewhere,
    first_order,
    guesses_changed,
    is_straight,
    opening,
    other_bars,
    rate,
    striking,
    sweep,
    table,
    waiting,
    what_place,
)
from explorer.text.token import token_alone
from explorer.words.sentences import parts
from tests.findings.labels.runs import tiny_run, tiny_step

LAST = -1


def at_best() -> tuple[Stepped, int]:
    found = tiny_step()
    return found, found.best


def test_it_opens_on_the_rate_that_helps_most() -> None:
    found, at = at_best()
    assert opening(found) == found.rates[at]
    said = striking(tiny_run(), found, at)
    assert f"{found.after[at].loss:.2f} instead of {found.before.loss:.2f} nats a token" in said
    worse = replace(found.after[0], losses=found.before.losses + 1)
    assert "One step too large" in striking(tiny_run(), replace(found, after=(worse, *found.after[1:])), 0)


def test_the_texts_probability_grows_by_e_to_all_tokens_gains() -> None:
    found, at = at_best()
    gain = float((found.before.losses - found.after[at].losses).sum())
    assert f"now {one_step.power_of_e(gain)} times as probable" in striking(tiny_run(), found, at)


def test_the_line_begins_at_the_loss_and_falls_with_the_slope() -> None:
    found, at = at_best()
    shown = sweep(found, at)
    assert shown.line == tuple(found.before.loss - r * found.slope for r in found.rates)
    assert shown.own[shown.best] == min(shown.own)
    assert (shown.chosen, len(shown.other)) == (at, len(found.rates))


def test_first_order_holds_for_a_small_step_and_its_failure_is_said() -> None:
    found, at = at_best()
    assert "The two agree within" in first_order(found, 0)
    assert "too large for a straight line" in first_order(found, at)
    assert f"|g|² = {found.steepness:.3g}" in first_order(found, 0) or f"{round(found.steepness):,}" in first_order(
        found, 0
    )
    assert "−rate × Σ|g|" in first_order(tiny_step("adam"), 0)
    assert not is_straight(-1.0, float("inf"))
    assert is_straight(-1.0, -0.9)


def test_bars_before_a_step_are_the_models_own_and_after_it_the_copys() -> None:
    found, at = at_best()
    run, exercises = tiny_run(), found.order.own
    (before,) = bars(run, exercises, None, 0).series
    both = bars(run, exercises, found, at).series
    np.testing.assert_allclose(np.array(before.values, float), np.array(both[0].values, float), atol=1e-4)
    np.testing.assert_allclose(np.array(both[1].values, float), found.after[at].losses / np.log(2))
    said = "".join(part.text for part in parts(waiting(run, len(exercises.places))))
    assert said.startswith("gpt2 as it is: 5 tokens to learn from")


def test_a_place_shows_both_lists_and_marks_what_stands_there() -> None:
    found, at = at_best()
    n = asked_place(tiny_run(), found, at)
    change = np.abs(found.after[at].losses - found.before.losses)
    assert change[n] == change.max()
    assert asked_place(tiny_run(position=2), found, at) == 1
    rows = table(tiny_run(), found, at, n).rows
    tokenizer = tiny_run().model.tokenizer
    shown = [token_alone(int(id), tokenizer).text for id in {*found.before.ids[n], *found.after[at].ids[n]}]
    assert sorted(shown) == sorted(row.text for row in rows)
    marked = {row.text for row in rows for cell in row.cells if cell.mark == "right"}
    assert marked <= {token_alone(found.order.own.answers[n], tokenizer).text}
    assert "after one step" in what_place(tiny_run(), found, n, at)


def test_first_guesses_are_counted() -> None:
    found, at = at_best()
    right = int((found.after[at].ids[:, 0] == np.array(found.order.own.answers)).sum())
    assert guesses_changed(found, at).endswith(f"and are {right}.")


def test_another_text_gains_pays_or_stays() -> None:
    found, at = at_best()
    assert found.other is not None
    before, after = found.other
    for change, said in ((1.0, "pays for it"), (-1.0, "gains by it"), (0.0, "costs what it did before")):
        other = tuple(replace(one, losses=before.losses + change) for one in after)
        assert said in elsewhere(replace(found, other=(before, other)), at)
    shown = other_bars(tiny_run(), found, at, selected=99)
    assert shown is not None
    assert shown.selected == len(shown.words) - 1
    without = replace(found, other=None)
    assert (elsewhere(without, at), other_bars(tiny_run(), without, at)) == ("", None)


def test_a_step_beyond_all_numbers_is_said_and_drawn() -> None:
    found, at = at_best()
    lost = replace(found.after[at], losses=np.full(5, np.nan), probs=np.full_like(found.after[at].probs, np.nan))
    broken = replace(found, after=(*found.after[:LAST], lost))
    last = len(broken.after) - 1
    assert "∞ instead of" in striking(tiny_run(), broken, last)
    assert bars(tiny_run(), found.order.own, broken, last).series[1].values == (None,) * 5
    assert table(tiny_run(), broken, last, asked_place(tiny_run(), broken, last)).rows
    assert broken.best == int(np.argmin([one.loss for one in found.after[:LAST]]))
    assert "measured is ∞" in first_order(broken, last)


@pytest.mark.parametrize(("value", "written"), [(0.3, "0.3"), (1e-7, "0.0000001"), (1.0, "1")])
def test_rates_are_written_out(value: float, written: str) -> None:
    assert rate(value) == written
