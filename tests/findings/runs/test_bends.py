"""What bends the curve: each wrong run stands beside the right one, and the sentences say the difference."""

import numpy as np
import pytest

from explorer.findings.runs.bends import Way, bent, beside, bits, how, learning, losses, said, same_sizes, ways
from explorer.scaling.own_runs import Kind

KINDS: tuple[Kind, ...] = ("little", "fast", "slow", "bytes")


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_run_stands_beside_the_right_one_of_its_size_and_budget(kind: Kind) -> None:
    for run, right in zip(bent(kind), same_sizes(bent(kind)), strict=True):
        assert (right.d_model, right.budget, right.kind) == (run.d_model, run.budget, "straight")


@pytest.mark.parametrize("way", ["little", "rate", "bits"])
def test_every_way_is_drawn_and_said(way: Way) -> None:
    lines, axes = losses(way)
    assert lines[0].y == tuple(run.loss for run in beside(bent("little")))
    assert axes.ticks
    assert said(way)
    assert how(way)
    assert way in ways()


def test_a_rate_too_high_or_too_low_costs_something() -> None:
    for kind in ("fast", "slow"):
        gap = np.mean([run.loss - right.loss for run, right in zip(bent(kind), same_sizes(bent(kind)), strict=True)])
        assert gap > 0.02
        assert f"{gap:.2f}" in said("rate")


def test_too_little_text_is_learnt_by_heart() -> None:
    one, right = bent("little")[-1], same_sizes(bent("little"))[-1]
    assert one.loss > right.loss
    assert one.curve[-1].train < one.curve[-1].held_out
    own, held_out, enough = learning()[0]
    assert (own.y[-1], held_out.y[-1]) == (one.curve[-1].train, one.curve[-1].held_out)
    assert enough.y[-1] == right.curve[-1].held_out


def test_tokens_and_bytes_put_two_tokenizers_in_different_orders() -> None:
    one, other = bent("bytes")[-1], same_sizes(bent("bytes"))[-1]
    assert one.loss < other.loss
    assert one.bits_per_byte > other.bits_per_byte
    lines, _ = bits()
    assert lines[1].y[-1] == one.bits_per_byte
    assert f"{one.bits_per_byte:.2f} bits a byte" in said("bits")
