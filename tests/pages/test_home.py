"""The home page: the walk over this run, and what was made large."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import encodings
from explorer.views.home import pretrain_finetune
from explorer.words.examples import examples
from tests.pages.conftest import given_to, open_page, words_on


def sentences(app: AppTest) -> list[str]:
    return ["".join(part["text"] for part in given["parts"]) for given in given_to(app, "sentence")]


def figures(app: AppTest) -> Iterator[str]:
    for chart in app.get("plotly_chart"):
        yield chart.proto.spec


def test_the_walk_has_the_five_steps_with_a_picture_each() -> None:
    (walk,) = given_to(open_page("home"), "walk")
    assert [step["page"] for step in walk["steps"]] == ["tokens", "context", "features", "decoding", "output"]
    assert all(step["marks"] for step in walk["steps"])


def test_the_walk_follows_the_prompt() -> None:
    (walk,) = given_to(open_page("home", prompt="ab"), "walk")
    assert walk["steps"][0]["said"][0]["text"].startswith("Your 2 characters became ")


def test_a_step_opens_its_page() -> None:
    app = open_page("home")
    app.session_state["goto"] = "features"
    assert "Features" in app.run().title[0].value


def test_the_examples_of_both_languages_can_be_run_those_of_the_readers_first() -> None:
    app = open_page("home", lang="ja")
    (cards,) = given_to(app, "prompt_cards")
    offered = [example.prompt for lang in ("ja", "en") for example in examples(lang)]
    assert [card["prompt"] for card in cards["cards"]] == offered
    assert cards["now"] == examples("ja")[0].prompt


def test_gpt_4_is_not_published_in_each_of_the_three_figures() -> None:
    found = list(figures(open_page("home", view="large")))
    assert len(found) == 3
    for spec in found:
        assert "not published" in spec
        assert "explorer-gpt" in spec


def test_the_scale_can_be_made_linear() -> None:
    app = open_page("home", view="large")
    assert all('"type":"log"' in spec.replace(" ", "") for spec in figures(app))
    app.segmented_control(key="home-scale").set_value("linear").run()
    assert not any('"type":"log"' in spec.replace(" ", "") for spec in figures(app))


def test_how_small_the_model_is_is_said() -> None:
    assert any("of GPT-3's parameters" in said for said in sentences(open_page("home", view="large")))


@pytest.mark.parametrize(("lang", "law"), [("en", "scaling law"), ("ja", "スケーリング則")])
def test_the_scaling_law_ties_the_three_together(lang: str, law: str) -> None:
    assert law in words_on(open_page("home", view="large", lang=lang))


def test_five_years_are_told_from_the_transformer_on() -> None:
    (line,) = given_to(open_page("home", view="large"), "timeline")
    assert [event["year"] for event in line["years"]] == [2017, 2018, 2020, 2022, 2023]


def test_home_does_not_wait_for_openais_encodings(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("asked for the encodings")

    monkeypatch.setattr(encodings, "ready", refuse)
    assert [e.message for e in open_page("home").exception] == []


def test_one_pass_has_a_stage_for_every_layer_and_ends_with_a_token() -> None:
    (given,) = given_to(open_page("home", view="one-pass"), "whole_pass")
    kinds = [stage["kind"] for stage in given["stages"]]
    assert kinds[:4] == ["characters", "tokens", "ids", "vectors"]
    assert kinds[4:-3] == ["attention", "mlp"] * len(given["layers"])
    assert kinds[-3:] == ["logits", "probabilities", "choice"]


def test_without_a_fine_tuned_model_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pretrain_finetune, "EMBEDDED", ())
    assert "nothing to compare" in words_on(open_page("home", view="two-stages"))
