"""The wall holds every head, small, and names those that do something one can name."""

import numpy as np
import pytest

from explorer.analysis.head_names import KINDS
from explorer.findings.context.kinds import MARKS, labels_of, rule, rules_of
from explorer.findings.context.wall import guides, head_scores, orders, pooling, title, titles, wall_of
from tests.findings.heads import tiny_run

REPEATING = (7, 8, 9, 7, 8, 9, 7, 8)


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2", "bert"])
@pytest.mark.parametrize("hide_first", [False, True])
@pytest.mark.parametrize("n", [1, 12, 36])
def test_every_head_has_a_thumbnail_of_at_most_32_cells(name: str, hide_first: bool, n: int) -> None:
    run = tiny_run(name, tuple(range(1, n + 1)))
    wall = wall_of(run.trace, hide_first)
    size = wall.thumbnails.shape[-1]
    assert wall.thumbnails.shape == (run.model.shape.n_layers, run.model.shape.n_heads, size, size)
    assert size <= 32
    assert (wall.scores.entropy >= 0).all()
    assert (wall.scores.entropy <= np.log2(n) + 1e-5).all()


def test_a_short_pattern_is_its_own_thumbnail() -> None:
    run = tiny_run("gpt2")
    np.testing.assert_array_equal(wall_of(run.trace, False).thumbnails[2], run.trace.pattern(2))


def test_without_the_first_the_scores_stay_those_of_the_model() -> None:
    trace = tiny_run("gpt2").trace
    assert wall_of(trace, True).scores is wall_of(trace, False).scores
    assert not wall_of(trace, True).thumbnails[..., 0].any()


def test_the_traces_own_patterns_are_not_kept_for_the_wall() -> None:
    trace = tiny_run("gpt2", (9, 8, 7, 6)).trace
    wall_of(trace, False)
    assert not [name for name in trace._made if name.endswith("hook_pattern")]


def test_a_wall_is_computed_once_a_run() -> None:
    assert wall_of(tiny_run("gpt2").trace, False) is wall_of(tiny_run("gpt2").trace, False)


def test_guides_lead_to_the_best_head_of_each_kind() -> None:
    run = tiny_run("gpt2", REPEATING)
    wall = wall_of(run.trace, False)
    previous, repetition, first = guides(wall.scores, causal=True)
    assert wall.scores.previous_token[previous.at] == wall.scores.previous_token.max()
    assert wall.scores.induction[repetition.at] == wall.scores.induction.max()
    layer, head = first.at
    assert first.said.startswith(f"Layer {layer + 1}, head {head + 1} rests on the first token: ")


def test_where_nothing_repeats_nothing_is_said_of_repetition() -> None:
    said = [guide.said for guide in guides(head_scores(tiny_run("gpt2", (1, 2, 3, 4)).trace), causal=True)]
    assert len(said) == 2
    assert not any("same token before" in line for line in said)


def test_a_single_token_has_no_guides() -> None:
    assert list(guides(head_scores(tiny_run("gpt2", (1,)).trace), causal=True)) == []


def test_a_head_is_counted_from_one() -> None:
    assert title(0, 4, 2.0) == "Layer 1, head 5: mean entropy 2.00 bits, as if spread evenly over 4.0 tokens"


def test_what_a_cell_stands_for_is_said_where_it_is_more_than_one_share() -> None:
    assert pooling(32, 32) == ""
    assert pooling(500, 32) == "Each cell of these thumbnails stands for 16 × 16 tokens and shows their largest share."


def test_a_named_heads_title_says_its_name_and_its_score() -> None:
    scores = head_scores(tiny_run("gpt2", REPEATING * 3).trace)
    said = titles(scores)
    assert len(said) == scores.entropy.size
    for line, name in zip(said, scores.names.ravel(), strict=True):
        assert ("Named “" in line) == bool(name)


def test_the_wall_can_be_sorted_by_every_score_and_by_entropy_from_both_ends() -> None:
    scores = head_scores(tiny_run("gpt2", REPEATING).trace)
    *by_kind, widest, narrowest = orders(scores)
    assert len(by_kind) == len(KINDS)
    np.testing.assert_array_equal(widest.values, [-bits for bits in narrowest.values])
    assert by_kind[1].label == "score: induction"
    np.testing.assert_allclose(by_kind[1].values, scores.induction.ravel(), atol=1e-5)


def test_every_kind_has_a_mark_a_name_and_a_rule() -> None:
    assert list(MARKS) == list(labels_of()) == list(rules_of()) == list(KINDS)
    assert len(set(MARKS.values())) == len(KINDS)
    assert "at least 40 %" in rule()
