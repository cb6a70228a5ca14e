"""Sampling settings in words."""

import pytest

from explorer.decoding.sampling import Sampling
from explorer.words.settings import in_words


@pytest.mark.parametrize(
    ("sampling", "said"),
    [
        (Sampling(), "temperature 1 and seed 0"),
        (Sampling(temperature=0, top_k=5), "temperature 0 (always the likeliest)"),
        (Sampling(temperature=0.7, top_k=40, seed=3), "temperature 0.7, top-k 40 and seed 3"),
        (Sampling(top_p=0.9, min_p=0.05), "temperature 1, top-p 0.9, min-p 0.05 and seed 0"),
        (
            Sampling(typical_p=0.2, repetition_penalty=1.2),
            "temperature 1, repetition penalty 1.2, typical-p 0.2 and seed 0",
        ),
        (Sampling(presence_penalty=0.5, top_k=5, off=("top_k",)), "temperature 1, presence penalty 0.5 and seed 0"),
    ],
)
def test_only_what_does_something_is_said(sampling: Sampling, said: str) -> None:
    assert in_words(sampling) == said
