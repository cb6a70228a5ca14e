"""Rows of the likeliest tokens: nothing is lost, and every removal has its reason."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.components.probability.probability_bars import ProbabilityBars
from explorer.decoding.comparisons import rank_of
from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.sampling import Sampling
from explorer.findings.next_token_table import formula, next_token_table
from tests.decoding.settings import samplings
from tests.findings.embedded import embedded_run

LOGITS = np.log(np.array([0.4, 0.3, 0.2, 0.06, 0.04], dtype=np.float32)) + 5


def found(sampling: Sampling, k: int = 5, chosen: int = 0, logits: np.ndarray = LOGITS) -> ProbabilityBars:
    return next_token_table(embedded_run(), run_pipeline(logits, (), sampling), k=k, chosen=chosen, label="x")


def reason(sampling: Sampling, id: int) -> str:
    return found(sampling).rows[id].why


def test_a_row_says_the_probability_before_and_after() -> None:
    row = found(Sampling(top_k=2)).rows[0]
    assert (row.id, row.rank, row.before_text, row.after_text) == (0, "1", "40 %", "57 %")
    assert (row.removed, row.chosen, row.why) == (False, True, "chosen")


@pytest.mark.parametrize(
    ("sampling", "id", "why"),
    [
        (Sampling(temperature=0), 2, "temperature 0 keeps only rank 1: rank 3"),
        (Sampling(top_k=2), 3, "cut by top-k: rank 4"),
        (Sampling(top_p=0.6), 2, "cut by top-p: 70 % lie before it"),
        (Sampling(min_p=0.5), 3, "cut by min-p: 6.0 % is less than 20 %"),
        (Sampling(typical_p=0.3), 4, "cut by typical-p: 2.7 bits off"),
    ],
)
def test_a_removed_token_says_which_stage_removed_it_and_by_what_number(sampling: Sampling, id: int, why: str) -> None:
    assert reason(sampling, id) == why


def test_a_token_that_the_model_rules_out_is_said_to_be() -> None:
    logits = np.array([1, -np.inf], dtype=np.float32)
    assert found(Sampling(), logits=logits).rows[1].why == "the model itself rules it out"


@given(samplings, st.integers(1, 9), st.integers(0, 49))
def test_rows_and_tail_together_are_the_whole_vocabulary(sampling: Sampling, k: int, chosen: int) -> None:
    logits = np.random.default_rng(k).normal(size=50).astype(np.float32) * 3
    rows, tail = (got := found(sampling, k, chosen, logits)).rows, got.tail
    assert tail is not None
    assert len(rows) in (k, k + 1)
    assert [row.id for row in rows if row.chosen] == [chosen]
    for side in ("before", "after"):
        assert sum(getattr(row, side) for row in rows) + getattr(tail, side) == pytest.approx(1, abs=1e-4)


def test_the_tail_counts_its_tokens_and_those_that_are_left() -> None:
    cut, whole = found(Sampling(top_k=3), k=2).tail, found(Sampling(), k=2).tail
    assert cut is not None
    assert whole is not None
    assert (cut.why, cut.before_text, cut.removed) == ("3 tokens, of which 1 left", "30 %", False)
    assert whole.why == "3 tokens"
    assert found(Sampling(), k=5).tail is None


def test_the_sums_of_the_formula_are_those_of_the_softmax() -> None:
    said = formula(run_pipeline(LOGITS, (), Sampling(top_k=2)))
    assert said.before.total == "148"  # e ** 5
    assert said.after is not None
    assert said.after.total == "104"  # 0.7 of it
    assert (said.before.n, said.after.n) == ("a sum over 5 tokens", "a sum over 2 tokens")
    assert formula(run_pipeline(LOGITS, (), Sampling())).after is None


@pytest.fixture
def ranked() -> Callable[[int], int]:
    return lambda id: rank_of(np.array([1, 3, 3, 0], dtype=np.float32), id)


def test_equals_share_a_rank(ranked: Callable[[int], int]) -> None:
    assert [ranked(id) for id in range(4)] == [3, 1, 1, 4]
