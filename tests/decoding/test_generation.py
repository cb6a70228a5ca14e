from collections.abc import Collection
from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import strategies as st

from explorer.decoding.choice import choose
from explorer.decoding.filters import softmax
from explorer.decoding.generation import Generation, ended, play
from explorer.decoding.sampling import Sampling
from explorer.errors import Refused
from tests.decoding.settings import given

N_VOCAB = 12
ids = st.integers(0, N_VOCAB - 1)
PROMPT = Generation((1, 2))


@st.composite
def generations(draw: st.DrawFn) -> Generation:
    generated = tuple(draw(st.lists(ids, max_size=8)))
    prompt = tuple(draw(st.lists(ids, min_size=1, max_size=4)))
    return Generation(prompt, generated, draw(st.integers(0, len(generated))))


def logits_of(context: tuple[int, ...]) -> np.ndarray:
    """A model that hangs on the whole context, each time in the same way."""
    return np.random.default_rng(context).normal(0, 2, N_VOCAB).astype(np.float32)


def played(
    generation: Generation, seed: int = 0, n: int = 8, ends: Collection[int] = (), n_ctx: int = 50
) -> list[Generation]:
    return list(play(logits_of, generation, Sampling(seed=seed), ends=ends, n=n, n_ctx=n_ctx))


@given(generations(), ids)
def test_a_step_adds_its_token_and_drops_what_lay_after(generation: Generation, token: int):
    stepped = generation.stepped(token)
    assert stepped.ids == (*generation.ids, token)
    assert stepped.step == len(stepped.generated) == generation.step + 1


@given(generations(), ids)
def test_a_step_rewound_is_where_it_began(generation: Generation, token: int):
    assert generation.stepped(token).rewound(generation.step).ids == generation.ids


@given(generations(), st.data())
def test_rewinding_loses_nothing(generation: Generation, data: st.DataObject):
    elsewhere = generation.rewound(data.draw(st.integers(0, len(generation.generated))))
    assert elsewhere.rewound(generation.step) == generation
    assert elsewhere.ids == generation.prompt_ids + generation.generated[: elsewhere.step]


@given(st.integers(0, 2**32 - 1), st.integers(0, 8))
def test_rewinding_and_playing_on_with_the_same_seed_gives_the_same_tokens(seed: int, step: int):
    end = played(PROMPT, seed)[-1]
    assert (played(end.rewound(step), seed) or [end])[-1] == end


def test_another_seed_gives_other_tokens():
    assert played(PROMPT, 0)[-1] != played(PROMPT, 1)[-1]


def test_playing_yields_every_step():
    steps = played(PROMPT)
    assert [generation.step for generation in steps] == list(range(1, 9))
    assert all(late.ids[: len(early.ids)] == early.ids for early, late in pairwise(steps))


def test_every_step_draws_its_own_number():
    uniform = np.zeros(N_VOCAB)
    end = list(play(lambda _: uniform, PROMPT, Sampling(seed=9), ends=(), n=8, n_ctx=50))[-1]
    assert list(end.generated) == [choose(softmax(uniform.astype(np.float32)), seed=9, step=step) for step in range(8)]


def test_greedy_playing_follows_the_likeliest_token():
    steps = list(play(logits_of, PROMPT, Sampling(temperature=0), ends=(), n=3, n_ctx=50))
    contexts = [PROMPT.ids, steps[0].ids, steps[1].ids]
    assert list(steps[-1].generated) == [int(logits_of(context).argmax()) for context in contexts]


def test_the_penalty_sees_what_was_generated():
    constant = play(
        lambda _: [5.0, 4.0, 3.0, 2.0],
        Generation((3,)),
        Sampling(temperature=0, repetition_penalty=10),
        ends=(),
        n=3,
        n_ctx=9,
    )
    assert [generation.generated[-1] for generation in constant] == [0, 1, 2]


def test_playing_stops_at_the_end_of_text_which_is_still_shown():
    whole = played(PROMPT)[-1]
    eot = whole.generated[4]
    stopped = played(PROMPT, ends={eot})[-1]
    assert stopped.generated == whole.generated[: whole.generated.index(eot) + 1]
    assert ended(stopped, ends={eot}, n=8, n_ctx=50) == "end"
    assert played(stopped, ends={eot}) == []


def test_an_end_of_text_in_the_prompt_does_not_stop():
    assert played(Generation((3, 0)), ends={0})


def test_playing_stops_after_n_tokens_counted_from_the_prompt():
    assert played(PROMPT, n=3)[-1].step == 3
    assert ended(played(PROMPT, n=3)[-1], ends=(), n=3, n_ctx=50) == "n"
    assert [generation.step for generation in played(played(PROMPT, n=3)[-1], n=5)] == [4, 5]
    assert played(PROMPT, n=0) == []
    assert played(played(PROMPT, n=3)[-1].rewound(1), n=3)[-1] == played(PROMPT, n=3)[-1]


def test_playing_stops_when_the_context_is_full():
    full = played(PROMPT, n_ctx=6)[-1]
    assert len(full.ids) == 6
    assert ended(full, ends=(), n=8, n_ctx=6) == "n_ctx"
    assert played(full, n_ctx=6) == []


def test_nothing_has_ended_in_the_middle():
    assert ended(PROMPT, ends={2}, n=1, n_ctx=3) is None


def test_closing_in_the_middle_leaves_what_was_played_and_it_can_go_on():
    playing = play(logits_of, PROMPT, Sampling(), ends=(), n=8, n_ctx=50)
    paused = list(islice(playing, 3))[-1]
    playing.close()
    assert list(playing) == []
    assert Generation((1, 2)) == PROMPT
    assert played(paused) == played(PROMPT)[3:]


def test_the_model_is_asked_only_when_a_step_is():
    asked = []

    def counting(context: tuple[int, ...]) -> np.ndarray:
        asked.append(context)
        return logits_of(context)

    playing = play(counting, PROMPT, Sampling(), ends=(), n=8, n_ctx=50)
    assert not asked
    next(playing)
    assert asked == [PROMPT.ids]


def test_an_error_of_the_model_reaches_whoever_plays():
    def failing(context: tuple[int, ...]) -> np.ndarray:
        raise Refused("no")

    with pytest.raises(Refused, match="no"):
        next(play(failing, PROMPT, Sampling(), ends=(), n=8, n_ctx=50))


def test_a_prompt_without_tokens_is_refused():
    with pytest.raises(
        Refused, match="the prompt has no tokens, and there is nothing to go on from: type at least one"
    ):
        Generation(())


@pytest.mark.parametrize("step", [-1, 2])
def test_a_step_that_was_not_generated_is_an_error(step: int):
    with pytest.raises(ValueError, match=f"step is {step}, but 1 tokens were generated"):
        Generation((1,), (5,), step)
