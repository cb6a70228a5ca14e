"""The walk's sentences and pictures are this run's own numbers."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.components.frame.walk import Step
from explorer.components.payload import Dropped
from explorer.decoding.sampling import Sampling
from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.findings.home.walk import BARS, MARKS, WORDS, Door, conclusion, walk
from explorer.session.here import Here
from explorer.text.graphemes import grapheme_groups
from explorer.views.registry import STEPS
from explorer.words.sentences import Part, parts
from tests.findings.embedded import run_at

PROMPT = "Once upon a time, there was a little girl named Lily. She"


@pytest.fixture(scope="module")
def model():
    return model_store.ask("explorer-gpt").result()


DOORS = [Door(step.slug, step.number, step.name, f"{step.slug}?lang=en") for step in STEPS]


def words(said: tuple[Part, ...]) -> str:
    return "".join(part.text for part in said)


def walked(run: Run) -> dict[str, Step]:
    return {step.page: step for step in walk(run, DOORS).steps}


def test_there_is_a_step_for_each_page_in_order_behind_its_door(model) -> None:
    steps = walk(run_at(Here(PROMPT), model), DOORS).steps
    assert [(step.page, step.number, step.name, step.href) for step in steps] == [
        (door.page, door.number, door.name, door.href) for door in DOORS
    ]
    assert [step.kind for step in steps] == ["row", "row", "row", "bars", "row"]


def test_only_a_page_of_the_walk_is_opened(model) -> None:
    shown = walk(run_at(Here(PROMPT), model), DOORS)
    assert shown.page("context") == "context"
    for sent in ("home", "nowhere", 2, None, ["context"]):
        with pytest.raises(Dropped):
            shown.page(sent)


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


def test_the_fourth_shows_the_likeliest_tokens_largest_first_as_long_as_they_are_likely(model) -> None:
    run = run_at(Here(PROMPT), model)
    marks = walked(run)["decoding"].marks
    best = np.sort(run.pipeline.probs)[::-1][:BARS]
    assert [mark.share for mark in marks] == pytest.approx(best.tolist())


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
    assert f"({share})" in words(parts(conclusion(run)))
    assert "8,192 probabilities" in conclusion(run)


def test_the_bytes_of_an_emoji_stand_together_as_in_the_first_step(model) -> None:
    run = run_at(Here("空には😀😀"), model)
    groups = [group for group in grapheme_groups(run.tokens) if len(group) > 1]
    assert len(groups) == 2
    for page in ("tokens", "context", "output"):
        marks = walked(run)[page].marks
        assert [(mark.whole, mark.parts) for mark in marks if mark.whole] == [("😀", len(group)) for group in groups]
    first = [i for i, mark in enumerate(walked(run)["tokens"].marks) if mark.whole]
    assert first == [group[0] for group in groups]
