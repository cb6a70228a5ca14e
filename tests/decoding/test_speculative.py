"""Speculative decoding gives what the target alone would give."""

from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from explorer.decoding.generation import Generation, play
from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling
from explorer.decoding.speculative import JUDGE, REPLACE, Proposal, Round, accepts, left_over, speculate
from explorer.models.cached_logits import CachedLogits
from tests.models.tiny import shared
from tests.trace.traces import IDS

Floats = NDArray[np.float32]


@st.composite
def distributions(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Two over one small vocabulary; either may rule tokens out."""
    n = draw(st.integers(2, 7))
    weights = st.lists(st.sampled_from([0.0, 0.1, 1.0, 3.0]) | st.floats(0.001, 5), min_size=n, max_size=n)
    pair = [np.array(draw(weights.filter(any)), dtype=np.float64) for _ in range(2)]
    p, q = (one / one.sum() for one in pair)
    return p, q


@given(distributions())
def test_accepted_and_replaced_together_have_the_targets_distribution(pair: tuple[Floats, Floats]) -> None:
    """P(x) = q(x) min(1, p(x) / q(x)) + P(rejected) left_over(x), and that is p(x)."""
    p, q = pair
    kept = q * np.minimum(1, np.divide(p, q, out=np.ones_like(p), where=q > 0))
    np.testing.assert_allclose(kept + (1 - kept.sum()) * left_over(p, q), p, atol=1e-12)


@given(distributions(), st.floats(0, 1, exclude_max=True))
def test_the_rule_accepts_a_drawn_token_with_probability_p_over_q(pair: tuple[Floats, Floats], number: float) -> None:
    for p, q in zip(*pair, strict=True):
        if q > 0:
            assert accepts(p, q, number) == (number < p / q) or number == pytest.approx(p / q)


def test_what_the_target_rules_out_is_never_accepted_and_what_it_prefers_always() -> None:
    assert not accepts(0.0, 0.5, 0.0)
    assert accepts(0.5, 0.5, 0.999999)
    assert accepts(0.6, 0.5, 0.999999)


def fixed(p: Floats, q: Floats, *, seed: int, gamma: int, n: int) -> list[Round]:
    """Both models say the same everywhere."""
    with np.errstate(divide="ignore"):
        logits = [np.log(one).astype(np.float32) for one in (p, q)]
    target = lambda ids, rows: np.tile(logits[0], (rows, 1))  # noqa: E731
    return list(speculate(target, lambda ids: logits[1], (0,), Sampling(seed=seed), gamma=gamma, n=n))


def test_the_written_tokens_are_distributed_as_the_target_says() -> None:
    """All three at once: 3,000 texts of three tokens against the products of p, by a chi-squared test."""
    p, q = np.array([0.5, 0.3, 0.2]), np.array([0.1, 0.3, 0.6])
    texts = Counter()
    for seed in range(3000):
        rounds = fixed(p, q, seed=seed, gamma=2, n=3)
        texts[tuple(token for made in rounds for token in made.tokens)] += 1
    expected = {(a, b, c): 3000 * p[a] * p[b] * p[c] for a in range(3) for b in range(3) for c in range(3)}
    assert set(texts) <= set(expected)
    chi = sum((texts[text] - n) ** 2 / n for text, n in expected.items())
    assert chi < 54.1  # 26 degrees of freedom, one in a thousand


def test_the_share_accepted_is_one_minus_the_distance_of_the_two() -> None:
    p, q = np.array([0.5, 0.3, 0.2]), np.array([0.1, 0.3, 0.6])
    judged = [one for seed in range(3000) for made in fixed(p, q, seed=seed, gamma=1, n=2) for one in made.proposals]
    assert np.mean([one.accepted for one in judged]) == pytest.approx(np.minimum(p, q).sum(), abs=0.03)


def of_tiny(draft: str | int, sampling: Sampling, **how: Any) -> list[Round]:
    target = CachedLogits(shared("gpt2"))
    small = CachedLogits(shared("gpt2"), layers=draft) if isinstance(draft, int) else CachedLogits(shared(draft))
    return list(speculate(target.rows, small, IDS[:6], sampling, **how))


def tokens_of(rounds: list[Round]) -> tuple[int, ...]:
    return tuple(token for made in rounds for token in made.tokens)


@pytest.mark.parametrize("draft", [1, 2, "llama"])
@pytest.mark.parametrize("gamma", [1, 3, 8])
def test_greedy_text_is_the_targets_own_whatever_the_draft(draft: str | int, gamma: int) -> None:
    greedy = Sampling(temperature=0)
    reader = CachedLogits(shared("gpt2"))
    *_, alone = play(reader, Generation(IDS[:6]), greedy, ends=(), n=12, n_ctx=40)
    assert tokens_of(of_tiny(draft, greedy, gamma=gamma, n=12)) == alone.generated


def test_a_draft_that_is_the_target_is_always_accepted_and_writes_what_the_target_writes() -> None:
    warm = Sampling(temperature=0.9, top_k=12, seed=5)
    rounds = of_tiny("gpt2", warm, gamma=4, n=15)
    assert not any(made.rejected for made in rounds)
    assert [len(made.tokens) for made in rounds] == [5, 5, 5]
    *_, alone = play(CachedLogits(shared("gpt2")), Generation(IDS[:6]), warm, ends=(), n=15, n_ctx=40)
    assert tokens_of(rounds) == alone.generated


@settings(max_examples=25)
@given(st.integers(0, 500), st.integers(1, 5), st.integers(1, 12))
def test_it_is_as_long_as_asked_and_every_round_gains_a_token(seed: int, gamma: int, n: int) -> None:
    rounds = of_tiny(1, Sampling(seed=seed), gamma=gamma, n=n)
    assert len(tokens_of(rounds)) == n
    for made in rounds:
        assert made.tokens
        assert all(one.accepted for one in made.proposals[:-1])
        assert not made.dropped or made.rejected


def test_it_ends_with_the_end_of_text() -> None:
    greedy = Sampling(temperature=0)
    written = tokens_of(of_tiny("gpt2", greedy, gamma=4, n=12))
    rounds = of_tiny("gpt2", greedy, gamma=4, n=12, ends={written[2]})
    assert tokens_of(rounds) == written[: written.index(written[2]) + 1]
    assert rounds[-1].token is None or rounds[-1].token == written[2]


def test_the_numbers_of_a_proposal_are_those_it_was_judged_by() -> None:
    warm = Sampling(seed=1)
    (first, *_) = of_tiny(1, warm, gamma=3, n=8)
    one = first.proposals[0]
    p = run(CachedLogits(shared("gpt2"))(IDS[:6]), IDS[:6], warm).probs
    q = run(CachedLogits(shared("gpt2"), layers=1)(IDS[:6]), IDS[:6], warm).probs
    assert isinstance(one, Proposal)
    np.testing.assert_allclose((one.target, one.draft), (p[one.token], q[one.token]), rtol=1e-3)


def test_a_draft_that_proposes_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        of_tiny(1, Sampling(), gamma=0, n=1)


def test_proposing_judging_and_replacing_never_take_the_same_number() -> None:
    """However long a text gets: the steps of each stay 2**32 apart from those of the others."""
    streams = sorted([0, JUDGE, REPLACE])
    assert min(later - earlier for earlier, later in pairwise(streams)) >= 2**32


def test_a_target_that_gives_nothing_more_than_the_draft_draws_from_its_own() -> None:
    p = np.array([0.5, 0.5])
    assert left_over(p, p).tolist() == [0.5, 0.5]
    assert left_over(p, np.array([1.0, 0.0])).tolist() == [0, 1]


def test_nothing_is_written_where_nothing_is_asked_for() -> None:
    assert of_tiny(1, Sampling(), gamma=2, n=0) == []


def test_an_end_of_text_in_the_prompt_does_not_end_it() -> None:
    assert of_tiny(1, Sampling(temperature=0), gamma=2, n=1, ends=(IDS[5],))
