"""What Hypothesis draws: logits of a model-like kind and of a nasty kind, and sampling settings."""

from collections.abc import Callable
from typing import Any

import hypothesis
import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import ORDER

Floats = NDArray[np.float32]


def given(*values: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Hypothesis' own, but without a deadline: a machine that is busy is no bug."""
    return lambda test: hypothesis.settings(deadline=None)(hypothesis.given(*values)(test))


def only(name: str, setting: Any) -> Sampling:
    """One setting, the others off."""
    return Sampling(**{name: setting})


@st.composite
def spread_logits(draw: st.DrawFn) -> Floats:
    """All different and irregular, as a model's are."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    size = draw(st.integers(1, 300))
    return (rng.normal(size=size) * draw(st.floats(0.1, 12)) + draw(st.floats(-50, 50))).astype(np.float32)


@st.composite
def nasty_logits(draw: st.DrawFn) -> Floats:
    """Many equals, zeros of both signs, huge gaps, forbidden tokens (at least one is allowed)."""
    one = st.sampled_from([-np.inf, -1e4, -1.0, -0.0, 0.0, 0.5, 1.0, 2.0, 88.0, 1e4]) | st.floats(-30, 30, width=32)
    values = draw(st.lists(one, min_size=1, max_size=40))
    values[draw(st.integers(0, len(values) - 1))] = draw(st.floats(-30, 30, width=32))
    return np.array(values, dtype=np.float32)


logits = spread_logits() | nasty_logits()

samplings = st.builds(
    Sampling,
    temperature=st.sampled_from([1.0, 0.0, 0.01]) | st.floats(0.01, 100),
    top_k=st.integers(0, 60),
    top_p=st.sampled_from([1.0, 0.0]) | st.floats(0, 1),
    min_p=st.sampled_from([0.0, 1.0]) | st.floats(0, 1),
    typical_p=st.just(1.0) | st.floats(0.001, 1),
    repetition_penalty=st.just(1.0) | st.floats(0.1, 10),
    frequency_penalty=st.just(0.0) | st.floats(-2, 2),
    presence_penalty=st.just(0.0) | st.floats(-2, 2),
    off=st.lists(st.sampled_from(ORDER), unique=True, max_size=3).map(tuple),
    seed=st.integers(0, 2**32 - 1),
)

orders = st.permutations(ORDER).map(tuple)

contexts = st.lists(st.integers(0, 320), max_size=30)
