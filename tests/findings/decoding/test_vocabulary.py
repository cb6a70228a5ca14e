"""The view of the whole vocabulary: what it says of this run."""

import numpy as np
import pytest

from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.rank_curve import cuts, rank_curve
from explorer.decoding.sampling import Sampling
from explorer.findings.decoding.vocabulary import points, shares, spread
from tests.findings.embedded import embedded_run

FIVE = np.log(np.array([0.5, 0.2, 0.15, 0.1, 0.05], dtype=np.float32))


def test_every_point_has_its_token_and_why_it_is_gone() -> None:
    run = embedded_run(sampling={"top_k": 40, "top_p": 0.9})
    curve = rank_curve(run.pipeline, most=100, include=(run.next_id,))
    made = points(run, curve, run.next_id)
    assert [point.text for point in made] == run.texts_of(curve.ids)
    assert {point.by for point in made} <= {"", "cut by top-k 40", "cut by top-p 0.9"}
    assert all((point.after is None) == bool(point.by) for point in made)
    assert [point.rank for point in made if point.chosen] == [
        1 + int((run.trace.logits[-1] > run.trace.logits[-1][run.next_id]).sum())
    ]


def test_what_is_left_and_what_was_cut_is_all_of_the_probability() -> None:
    pipeline = run_pipeline(FIVE, (), Sampling(top_k=4, top_p=0.7))
    made = shares(pipeline, cuts(pipeline))
    assert [share.said for share in made] == [
        "left: 2 tokens, 70 %",
        "top-k 4 cut 1 token, 5.0 %",
        "top-p 0.7 cut 2 tokens, 25 %",
    ]
    assert sum(share.share for share in made) == pytest.approx(1, abs=1e-6)


def test_the_spread_counts_tokens() -> None:
    said = spread(run_pipeline(FIVE, (), Sampling()))
    assert said.startswith("The model puts half of its probability on 1 of 5 tokens, 90 % on 4, and 99 % on 5")
