"""A token's fate: every stage that worked has its say, up to the one that removed it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.components.probability.probability_bars import Passage
from explorer.decoding.pipeline import Pipeline, run
from explorer.decoding.reasons import measures
from explorer.decoding.sampling import Sampling
from explorer.figures.numbers import percent
from explorer.findings.token_through_stages import fate, named_stages
from tests.decoding.settings import samplings

LOGITS = np.log(np.array([0.4, 0.3, 0.2, 0.06, 0.04], dtype=np.float32)) + 5


def passages_of(pipeline: Pipeline, token: int) -> list[Passage]:
    return fate(pipeline, token, measures(pipeline, token), named_stages(pipeline))


def last(sampling: Sampling, token: int) -> str:
    return passages_of(run(LOGITS, (1, 1), sampling), token)[-1].said


@pytest.mark.parametrize(
    ("sampling", "token", "said"),
    [
        (Sampling(), 0, "logit 4.08, rank 1"),
        (Sampling(temperature=2), 0, "logit 4.08 → 2.04"),
        (Sampling(temperature=0), 0, "rank 1: the only one to stay"),
        (Sampling(temperature=0), 2, "rank 3: only rank 1 stays"),
        (Sampling(repetition_penalty=2), 0, "not in the text: logit unchanged"),
        (Sampling(repetition_penalty=2), 1, "logit 3.80 → 1.90"),
        (Sampling(frequency_penalty=0.5), 1, "logit 3.80 → 2.80"),
        (Sampling(top_k=2), 3, "rank 4: cut"),
        (Sampling(top_p=0.6), 1, "40 % lie before it: inside the nucleus"),
        (Sampling(top_p=0.6), 2, "70 % lie before it: outside the nucleus"),
        (Sampling(min_p=0.5), 3, "6.0 % is less than 20 %: cut"),
        (Sampling(min_p=0.5), 1, "30 % is at least 20 %: stays"),
        (Sampling(typical_p=0.3), 4, "2.7 bits off what is expected, where 0.2 are kept: cut"),
    ],
)
def test_each_stage_says_what_it_saw(sampling: Sampling, token: int, said: str) -> None:
    assert last(sampling, token) == said


@given(samplings, st.integers(0, 49))
def test_a_fate_ends_with_the_probability_that_is_drawn_with_or_with_none(sampling: Sampling, token: int) -> None:
    pipeline = run(np.random.default_rng(token).normal(size=50) * 3, [token, 2], sampling)
    passages = passages_of(pipeline, token)
    assert all(passage.kept for passage in passages[:-1])
    assert passages[-1].kept == pipeline.stages[-1].kept[token]
    assert passages[-1].share == (percent(float(pipeline.probs[token])) if passages[-1].kept else "–")
