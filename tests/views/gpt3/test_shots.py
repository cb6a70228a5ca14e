"""The page's views of the pair and of examples in the prompt, through AppTest."""

import json
from itertools import product

import pytest

from explorer.engine import model_store
from explorer.findings.gpt3.shots.curve import measured
from explorer.findings.gpt3.shots.readers import readers
from explorer.findings.gpt3.shots.tasks import own_task
from explorer.models.published import SMOLLM2
from tests.findings.gpt3.shots.handles import Told
from tests.pages.conftest import given_to, open_page, sound, words_on

VIEWS = ("before-after", "what-moved", "few-shot")
MODELS = ("explorer-gpt", "explorer-chat", "explorer-bert", SMOLLM2.name)
PROMPTS = {"en": "What colour is a banana?", "ja": "バナナは何色ですか。"}


@pytest.fixture(autouse=True, scope="module")
def _pair() -> None:
    for name in ("explorer-gpt", "explorer-chat"):
        model_store.ask(name).result()


@pytest.mark.parametrize(("lang", "model"), [*product(["en"], MODELS), ("ja", "explorer-bert")])
@pytest.mark.parametrize("view", VIEWS)
def test_it_is_drawn_whatever_the_visitors_model_is(view: str, lang: str, model: str) -> None:
    app = open_page("gpt3", view=view, lang=lang, model=model, prompt=PROMPTS[lang])
    assert sound(app)
    assert given_to(app, "sentence")
    if view == "what-moved":
        assert given_to(app, "score_grids")
        assert len(given_to(app, "pattern_panels")[0]["panels"]) == 2
    if view == "before-after":
        (steps,) = given_to(app, "choice_steps")
        assert steps["panels"]
    if view != "few-shot" and model in (SMOLLM2.name, "explorer-bert"):
        assert model in words_on(app)


@pytest.mark.parametrize("view", VIEWS[:2])
def test_a_prompt_that_is_too_long_for_the_pair_is_said_in_one_sentence(view: str) -> None:
    app = open_page("gpt3", view=view, model=SMOLLM2.name, prompt="a" + " a" * 600)
    assert sound(app)
    assert "the prompt has 601 tokens, but `explorer-gpt` reads at most 512" in words_on(app)
    assert "no room for an answer" not in words_on(app)


@pytest.mark.parametrize("view", VIEWS)
def test_a_full_context_is_shown(view: str) -> None:
    assert sound(open_page("gpt3", view=view, prompt="a" + " a" * 511))


def test_the_template_marks_what_bore_loss() -> None:
    app = open_page("gpt3", view="before-after", prompt=PROMPTS["en"])
    strips = given_to(app, "token_strip")
    notes = [[token["note"] for group in strip["groups"] for token in group["tokens"]] for strip in strips]
    assert any("loss" in row and "–" in row for row in notes)


def test_the_plain_frame_is_another_comparison() -> None:
    app = open_page("gpt3", view="before-after", prompt=PROMPTS["en"])
    (taught,) = given_to(app, "choice_steps")
    app.session_state["before-frame"] = app.session_state["before-frame_kept"] = "plain"
    (plain,) = given_to(app.run(), "choice_steps")
    assert taught["panels"] != plain["panels"]
    assert sound(app)


def test_a_click_on_a_head_shows_its_pattern_before_and_after() -> None:
    app = open_page("gpt3", view="what-moved", prompt=PROMPTS["en"], layer=2, head=5)
    (board,) = given_to(app, "score_grids")
    assert board["selected"] == [2, 5]
    (shown,) = given_to(app, "pattern_panels")
    assert "Layer 3, head 6 of explorer-gpt" in shown["panels"][0]["note"]


def test_what_is_asked_and_after_how_many_examples_can_be_chosen() -> None:
    app = open_page("gpt3", view="few-shot", prompt=PROMPTS["en"])
    app.session_state["shots-task-explorer-gpt_kept"] = "past"
    app.session_state["shots-n_kept"] = 2
    app.run()
    assert sound(app)
    strip = given_to(app, "token_strip")[-1]
    text = "".join(token["text"] for group in strip["groups"] for token in group["tokens"])
    assert text.count("->") == 3
    assert text.endswith("ran")


def test_a_curve_that_was_measured_is_drawn_and_said() -> None:
    model = model_store.ask("explorer-gpt").result()
    own = own_task("table -> A\nriver -> B\nstone -> C\nmusic -> D")
    measured(Told().handle, model, own)
    app = open_page("gpt3", view="few-shot", prompt=PROMPTS["en"])
    assert app.button(key="shots-curve-ask")
    app.session_state["shots-task-explorer-gpt_kept"] = "own"
    app.session_state["shots-own_kept"] = "table -> A\nriver -> B\nstone -> C\nmusic -> D"
    app.run()
    assert sound(app)
    said = json.dumps(given_to(app, "sentence"))
    assert "right with 0 examples in the prompt" in said


def test_pairs_that_are_none_are_refused_in_one_sentence() -> None:
    app = open_page("gpt3", view="few-shot", prompt=PROMPTS["en"])
    app.session_state["shots-task-explorer-gpt_kept"] = "own"
    app.session_state["shots-own_kept"] = "cat"
    app.run()
    assert sound(app)
    assert "there are 1 pairs: write 2 to 40 of them" in words_on(app)


def test_the_published_model_is_offered_only_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from explorer.findings.gpt3.shots import readers as module
    from tests.findings.embedded import embedded_run

    assert readers(embedded_run()) == ("explorer-gpt", SMOLLM2.name)
    monkeypatch.setattr(module, "_here", lambda name: False)
    assert readers(embedded_run()) == ("explorer-gpt",)
    assert "is not here: choose it in the settings" in module.who_is_missing(embedded_run())
