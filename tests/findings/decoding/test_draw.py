"""The line of the draw."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.decoding.choice import draw
from explorer.findings.decoding.draw import SEGMENTS, draw_line, draw_sentence, why_unlikely
from explorer.words.sentences import parts
from tests.findings.embedded import embedded_run


@pytest.mark.parametrize("seed", range(40))
def test_the_draw_falls_on_the_segment_of_the_chosen_token(seed: int) -> None:
    line = draw_line(embedded_run(sampling={"seed": seed, "temperature": 2}))
    ends = [0.0]
    for segment in line.segments:
        ends.append(ends[-1] + segment.share)
    (at,) = [index for index, segment in enumerate(line.segments) if segment.chosen]
    assert ends[at] - 1e-6 <= line.place <= ends[at + 1] + 1e-6
    assert ends[-1] == pytest.approx(1, abs=1e-5)


def test_some_draws_fall_on_a_token_that_the_line_has_no_room_to_tell_apart() -> None:
    lines = [draw_line(embedded_run(sampling={"seed": seed, "temperature": 2})).segments for seed in range(40)]
    assert {len(line) for line in lines} == {SEGMENTS + 1, SEGMENTS + 3}


def words(text: str) -> str:
    return "".join(part.text for part in parts(text))


def numbers(text: str) -> list[float]:
    """The number, and the two ends between which it fell."""
    return [float(found) for found in re.findall(r"(?:number|from|to) (\d\.\d+)", words(text))]


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.7, 1.0, 2.0]), st.sampled_from([0.9, 1.0]))
def test_the_sentence_says_the_seeds_own_number_and_the_stretch_that_the_sampler_found(
    seed: int, temperature: float, top_p: float
) -> None:
    run = embedded_run(sampling={"seed": seed, "temperature": temperature, "top_p": top_p})
    said = draw_sentence(run)
    number, start, end = numbers(said)
    slack = 0.5 * 10.0 ** -len(said.split("number ")[1].split(". ")[0].split(".")[1]) + 1e-12
    assert abs(number - draw(seed=seed, step=0)) <= slack
    assert start - slack <= draw(seed=seed, step=0) <= end + slack
    assert start < end
    assert run.texts_of([run.next_id])[0] in words(said)


@pytest.mark.parametrize("seed", range(30))
def test_a_word_is_explained_where_others_were_likelier_and_only_there(seed: int) -> None:
    run = embedded_run(sampling={"seed": seed})
    probs = run.pipeline.probs
    said = why_unlikely(run, probs, 0, run.next_id)
    assert bool(said) == (run.next_id != int(probs.argmax()))
    assert not said or said == draw_sentence(run)


def test_a_word_that_somebody_put_there_is_not_said_to_have_been_drawn() -> None:
    run = embedded_run(sampling={"seed": 1})
    other = next(int(i) for i in np.argsort(-run.pipeline.probs)[1:] if i != run.next_id)
    said = words(why_unlikely(run, run.pipeline.probs, 0, other))
    assert said.startswith(f"No draw put {run.texts_of([other])[0]} there")
    assert words(draw_sentence(run)) in said


def test_where_one_token_is_left_nothing_is_drawn() -> None:
    assert "nothing to draw" in draw_sentence(embedded_run(sampling={"temperature": 0}))
