"""The walk's sentences and pictures are this run's own numbers."""

from dataclasses import replace
from urllib.parse import parse_qsl

import numpy as np
import pytest

from explorer.decoding.sampling import Sampling
from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.session import state
from explorer.session.here import Here
from explorer.session.link import from_params
from explorer.views.home.learning import exercise
from explorer.views.home.walk import BARS, MARKS, WORDS, conclusion, steps
from explorer.words.steps import PAGES
from tests.findings.embedded import run_at

PROMPT = "Once upon a time, there was a little girl named Lily. She"


@pytest.fixture(scope="module")
def model():
    return model_store.ask("explorer-gpt").result()


@pytest.fixture(autouse=True)
def _a_default_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "default", lambda lang=None: Here("x", lang=lang or "en"))


def words(said: str) -> str:
    return said.replace("\x02", "").replace("\x03", "")


def walked(run: Run) -> dict:
    return {step.page: step for step in steps(run, Here(PROMPT))}


def test_there_is_a_step_for_each_page_in_order(model) -> None:
    assert [step.page for step in steps(run_at(Here(PROMPT), model), Here(PROMPT))] == list(PAGES)


def test_each_step_links_to_its_page_with_this_very_run(model) -> None:
    here = Here(PROMPT, position=2, layer=3, head=1, generated=(5, 6), step=1)
    for step in steps(run_at(here, model), here):
        page, _, query = step.href.partition("?")
        assert page == step.page
        assert from_params(dict(parse_qsl(query)), Here("x")) == (here, ())


def test_the_first_step_counts_characters_and_tokens(model) -> None:
    run = run_at(Here(PROMPT, generated=(5,), step=1), model)
    said = words(walked(run)["tokens"].said)
    assert f"Your {len(PROMPT)} characters became {len(run.trace.ids) - 1} tokens. 1 more was generated." in said
    assert f" is {run.trace.ids[-1]}." in said


def test_the_second_names_the_key_that_the_selected_head_looks_at_most(model) -> None:
    run = run_at(Here(PROMPT, layer=2, head=3, position=9), model)
    row = run.trace.pattern(2)[3, 9]
    step = walked(run)["context"]
    assert words(step.said).startswith("In layer 3, head 4, ")
    assert [mark.strong for mark in step.marks].index(True) == np.argmax(row)
    assert [mark.share for mark in step.marks] == pytest.approx(row.tolist())


def test_a_head_that_looks_at_its_own_token_says_so(model) -> None:
    assert "looks most at itself (100 %)" in words(walked(run_at(Here("a"), model))["context"].said)


def test_the_third_ends_with_what_the_model_itself_says(model) -> None:
    run = run_at(Here(PROMPT), model)
    likeliest = model.tokenizer.token_bytes(int(run.trace.logits[-1].argmax())).decode()
    step = walked(run)["features"]
    assert step.marks[-1].text == likeliest.replace(" ", "·")
    layers = [int(mark.note or "") for mark in step.marks]
    assert (layers[0], layers[-1], len(layers)) == (0, model.shape.n_layers, WORDS)
    assert layers == sorted(set(layers))


def test_without_an_unembedding_the_third_tells_lengths(model) -> None:
    run = run_at(Here(PROMPT), replace(model, unembedding=None))
    assert "goes from length" in words(walked(run)["features"].said)


def test_the_fourth_shows_the_likeliest_tokens_largest_first(model) -> None:
    run = run_at(Here(PROMPT), model)
    marks = walked(run)["decoding"].marks
    best = np.sort(run.pipeline.probs)[::-1][:BARS]
    assert [mark.share for mark in marks] == pytest.approx((best / best[0]).tolist())


def test_the_fifth_names_the_chosen_token_and_the_settings(model) -> None:
    run = run_at(Here(PROMPT, sampling=Sampling(temperature=0.5, seed=4)), model)
    step = walked(run)["output"]
    assert "with temperature 0.5 and seed 4" in words(step.said)
    assert step.marks[-1].text == model.tokenizer.token_bytes(run.next_id).decode().replace(" ", "·")


def test_a_long_prompt_is_shown_around_the_selected_token(model) -> None:
    run = run_at(Here("the cat sat " * 100, position=150), model)
    marks = walked(run)["tokens"].marks
    assert len(marks) == MARKS
    assert [mark.strong for mark in marks].count(True) == 1


def test_of_a_long_text_the_second_shows_what_is_looked_at_most_with_its_places(model) -> None:
    run = run_at(Here("the cat sat " * 100, position=150, layer=4, head=0), model)
    row = run.trace.pattern(4)[0, 150]
    marks = walked(run)["context"].marks
    places = [int(mark.note) - 1 for mark in marks]
    assert places == sorted(places)
    assert {*places} == {*np.argsort(-row, kind="stable")[: len(places)].tolist()}
    assert [mark.strong for mark in marks].index(True) == places.index(int(row.argmax()))


def test_the_conclusion_names_the_likeliest_token(model) -> None:
    run = run_at(Here(PROMPT), model)
    share = f"{100 * float(run.pipeline.probs.max()):.0f} %"
    assert f"({share})" in words(conclusion(run))
    assert "8,192 probabilities" in conclusion(run)


def test_the_exercise_is_the_selected_token_after_those_before_it(model) -> None:
    run = run_at(Here(PROMPT, position=3), model)
    said = words(exercise(run))
    assert f"holds {len(run.tokens) - 1} such exercises" in said
    assert "after Once·upon·a comes ·time" in said
    logits = run.trace.logits[2].astype(np.float64)
    share = np.exp(logits[run.trace.ids[3]]) / np.exp(logits).sum()
    assert f"gives it {100 * share:.0f} %" in said or f"gives it {100 * share:.1f} %" in said


@pytest.mark.parametrize(("name", "position"), [("explorer-bert", None), ("explorer-bert", 0), ("explorer-chat", None)])
def test_no_special_token_is_an_exercise(name: str, position: int | None) -> None:
    run = run_at(Here(PROMPT, model=name, position=position), model_store.ask(name).result())
    said = words(exercise(run))
    assert f"holds {sum(not token.special for token in run.tokens)} such exercises" in said
    assert ("in the place of Once" if position == 0 else "·She") in said


def test_a_single_token_is_no_exercise(model) -> None:
    assert "such exercise" not in exercise(run_at(Here("a"), model))
