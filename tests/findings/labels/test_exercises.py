"""What of a text is asked for, by kind of model."""

import pytest

from explorer.errors import Refused
from explorer.findings.gaps import mask_of
from explorer.findings.labels.exercises import (
    MOST,
    MOST_GAPS,
    exercises_of,
    is_cut,
    own_exercises,
    place_of,
    position_of,
)
from tests.findings.embedded import PROMPT, embedded_run, model
from tests.findings.gpt3.pairs import embedded_pair
from tests.findings.labels.runs import encoder, encoder_run, tiny_run


def test_every_token_but_the_first_is_asked_of_who_reads_on() -> None:
    run = embedded_run()
    one = own_exercises(run)
    assert one.ids == run.trace.ids
    assert one.places == tuple(range(1, len(run.tokens)))
    assert one.mask is None


def test_what_a_chats_template_says_is_read_and_never_asked_for() -> None:
    chat = embedded_pair().after
    prompt = chat.prompt(PROMPT, chat=True)
    one = exercises_of(chat, PROMPT, chat=True)
    assert one.places == tuple(prompt.own)
    assert one.ids == prompt.ids[: prompt.own.stop]
    assert len(prompt.ids) > len(one.ids) > len(prompt.own)


def test_an_encoder_is_asked_for_each_token_of_the_text_and_for_no_special_one() -> None:
    run = encoder_run()
    one = own_exercises(run)
    assert one.mask == mask_of(encoder())
    assert one.places == tuple(i for i, token in enumerate(run.tokens) if not token.special)


def test_of_a_long_text_the_beginning_is_asked_for() -> None:
    long = " ".join(["word"] * 200)
    run = embedded_run(long)
    assert len(own_exercises(run).places) == MOST - 1
    assert is_cut(run, own_exercises(run))
    assert not is_cut(embedded_run(), own_exercises(embedded_run()))
    gaps = exercises_of(encoder(), long)
    assert len(gaps.places) == MOST_GAPS
    assert gaps.ids[-1] == encoder().prompt(long).ids[-1]  # it ends as the model's texts do


def test_a_text_of_one_token_asks_for_nothing() -> None:
    with pytest.raises(Refused, match="no token that something else could predict"):
        own_exercises(tiny_run(prompt="3"))


def test_an_exercise_and_its_place_in_the_run_lead_to_each_other() -> None:
    run = embedded_run(position=3)
    one = own_exercises(run)
    found = place_of(run, one)
    assert found is not None
    assert position_of(run, one, found) == 3
    assert place_of(embedded_run(position=0), one) is None


def test_the_ids_that_no_model_knows_are_refused() -> None:
    with pytest.raises(Refused, match="has no token 99"):
        exercises_of(tiny_run().model, "3 99")


def test_a_model_reads_the_text_as_it_reads_every_text() -> None:
    assert exercises_of(model(), PROMPT).ids == model().prompt(PROMPT).ids
