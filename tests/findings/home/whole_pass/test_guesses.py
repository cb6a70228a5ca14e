"""The guesses that a pass ends with are the likeliest tokens and the chosen one."""

import numpy as np

from explorer.engine.runs import Run
from explorer.findings.home.whole_pass.guesses import guesses, last_vector
from tests.findings.embedded import embedded_run


def test_the_chosen_token_is_among_the_guesses_once(run: Run) -> None:
    found = guesses(run)
    assert [guess.chosen for guess in found].count(True) == 1
    assert [guess.share for guess in found] == sorted((guess.share for guess in found), reverse=True)


def test_a_guess_is_the_last_vector_times_its_row() -> None:
    run = embedded_run()
    last = last_vector(run)
    assert last is not None
    for guess in guesses(run):
        assert guess.row is not None
        assert abs(float(np.dot(last, guess.row.values)) + guess.bias - float(guess.logit)) < 0.006
