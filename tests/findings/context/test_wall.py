"""The wall holds every head, small, and names those that do something one can name."""

import numpy as np
import pytest

from explorer.analysis.head_names import KINDS, scores_of
from explorer.analysis.heads import evenly
from explorer.findings.context.kinds import MARKS, labels_of, rule, rules_of
from explorer.findings.context.wall import guides, head_scores, orders, pooling, title, titles, wall_of
from tests.analysis.test_heads import HEADS, TWICE, T
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


def test_guides_lead_to_the_best_head_of_each_name_and_never_to_a_sink() -> None:
    mixed = (0.45 * HEADS[2:3] + 0.55 * HEADS[1:2]).astype(np.float32)  # finds what followed, and rests more
    weaker = (0.5 * HEADS[:1] + 0.5 * evenly(T, causal=True)).astype(np.float32)
    scores = scores_of([np.concatenate([weaker, HEADS[:3], mixed])], TWICE, causal=True)
    found = list(guides(scores, causal=True))
    assert [guide.at for guide in found] == [(0, 1), (0, 3)]
    assert [scores.names[guide.at] for guide in found] == ["previous_token", "induction"]
    assert found[0].said.startswith("Layer 1, head 2 looks at the previous token: ")


@pytest.mark.parametrize("name", ["gpt2", "llama", "bert"])
@pytest.mark.parametrize("ids", [REPEATING, (1, 2, 3, 4)])
def test_what_a_guide_says_of_a_head_is_the_name_on_its_thumbnail(name: str, ids: tuple[int, ...]) -> None:
    scores = head_scores(tiny_run(name, ids).trace)
    for guide in guides(scores, causal=name != "bert"):
        assert scores.names[guide.at] in ("previous_token", "induction", "duplicate_token")


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
