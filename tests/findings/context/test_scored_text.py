"""Every head's scores on a test text: those of the model on exactly that text."""

import numpy as np
import pytest

from explorer.analysis.heads import induction_score, prefix_matching_score
from explorer.engine.runs import trace_of
from explorer.errors import Refused
from explorer.findings.context.framing import started
from explorer.findings.context.scored_text import RANDOM, finding, own_text, random_twice, repeated
from explorer.findings.context.wall import head_scores
from tests.findings.embedded import model
from tests.findings.heads import tiny_run
from tests.models.tiny import shared


def test_random_tokens_are_different_ones_said_twice_after_the_start_of_a_text() -> None:
    ids = random_twice(model(), 0)
    assert len(ids) == 2 * RANDOM + 1
    assert ids[0] == model().tokenizer.eot
    assert ids[1 : RANDOM + 1] == ids[RANDOM + 1 :]
    assert len(set(ids)) == RANDOM + 1
    assert not any(model().tokenizer.is_special(id) for id in ids[1:])


def test_other_seeds_draw_other_tokens_and_the_same_seed_the_same() -> None:
    assert random_twice(model(), 0) == random_twice(model(), 0) != random_twice(model(), 1)


def test_induction_is_measured_as_in_the_paper() -> None:
    """On random tokens said twice, prefix matching on any text is Olsson et al.'s diagonal."""
    trace = trace_of(model(), random_twice(model(), 0))
    found = head_scores(trace).induction
    for layer in range(trace.shape.n_layers):
        by_diagonal = induction_score(trace.pattern(layer)[:, 1:, 1:], RANDOM)
        np.testing.assert_allclose(found[layer], prefix_matching_score(trace.pattern(layer), trace.ids))
        np.testing.assert_allclose(found[layer], by_diagonal, atol=0.02)


@pytest.mark.parametrize("name", ["gpt2", "llama", "bert"])
def test_a_small_vocabulary_and_a_short_context_suffice(name: str) -> None:
    ids = random_twice(shared(name), 3)
    assert len(ids) <= shared(name).shape.n_ctx
    assert head_scores(trace_of(shared(name), ids)).entropy.shape == (3, 4)


def test_a_text_of_ones_own_is_read_once_or_twice() -> None:
    eot, *once = own_text(model(), "Tom ran.", twice=False)
    assert eot == model().tokenizer.eot
    assert own_text(model(), "Tom ran.", twice=True) == (eot, *once, *once)


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(Refused, match="the text is empty"):
        own_text(model(), "", twice=True)


def test_a_text_too_long_for_the_model_is_refused_by_the_model() -> None:
    with pytest.raises(Refused, match="reads at most 512"):
        trace_of(model(), own_text(model(), "a b c d " * 200, twice=True))


def test_the_finding_names_the_head_with_the_highest_score() -> None:
    scores = head_scores(tiny_run("gpt2", (7, 8, 9, 7, 8, 9, 7, 8)).trace)
    layer, head = np.unravel_index(scores.induction.argmax(), scores.induction.shape)
    assert f"is layer {layer + 1}, head {head + 1}: " in finding(scores)
    assert "Nothing in it is said twice" in finding(head_scores(tiny_run("gpt2", (1, 2, 3)).trace))


def test_surprisal_is_told_for_each_time() -> None:
    assert "bits a token the first time" in repeated(trace_of(model(), random_twice(model(), 0)))


def test_a_model_without_a_start_token_reads_the_text_alone() -> None:
    assert started(shared("bert"), [4, 5]) == (4, 5)
    assert started(shared("gpt2"), [4, 5]) == (0, 4, 5)
