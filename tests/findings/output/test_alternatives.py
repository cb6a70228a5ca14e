"""The choice of a token is looked at where it was made."""

import numpy as np

from explorer.engine.runs import Run
from explorer.findings.output.alternatives import choice_at, in_words
from explorer.words.sentences import parts
from tests.findings.embedded import embedded_run
from tests.findings.heads import tiny_run
from tests.models.tiny import N_CTX

GENERATED = (300, 1000, 42, 7)


def written() -> Run:
    """Six tokens of prompt and four after them."""
    run = embedded_run(generated=GENERATED, step=4)
    assert len(run.generation.prompt_ids) == 6
    return run


def words(run: Run, position: int | None) -> str:
    return "".join(part.text for part in parts(in_words(run, choice_at(run, position))))


def test_the_choice_of_a_generated_token_is_made_with_the_logits_before_it() -> None:
    run = written()
    choice = choice_at(run, 8)
    assert choice is not None
    np.testing.assert_array_equal(choice.pipeline["raw"].logits, run.trace.logits[7])
    assert (choice.step, choice.chosen, choice.free, choice.next) == (2, 42, True, False)


def test_without_a_selection_or_beyond_the_text_it_is_the_next_tokens() -> None:
    run = written()
    for position in (None, 10, 400):
        choice = choice_at(run, position)
        assert choice is not None
        assert (choice.step, choice.chosen, choice.next, choice.free) == (4, run.next_id, True, True)


def test_a_token_of_the_prompt_is_looked_at_but_not_replaced() -> None:
    choice = choice_at(written(), 5)
    assert choice is not None
    assert not choice.free
    assert "from your prompt" in words(written(), 5)


def test_nothing_was_predicted_at_the_first_token() -> None:
    assert choice_at(written(), 0) is None
    assert "Nothing stands before" in words(written(), 0)


def test_a_full_context_takes_no_other_token() -> None:
    choice = choice_at(tiny_run("gpt2", (1,) * N_CTX), None)
    assert choice is not None
    assert not choice.free


def test_a_generated_token_is_said_with_its_rank_and_probability() -> None:
    run = written()
    place = 1 + int((run.trace.logits[7] > run.trace.logits[7][42]).sum())
    assert f"rank {place:,} " in words(run, 8)
