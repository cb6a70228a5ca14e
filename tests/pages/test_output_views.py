"""The views of the Output page, each on the same run."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explorer.decoding.branches import leaves, tree
from explorer.engine import model_store
from explorer.engine.cache_times import key_of
from explorer.engine.jobs import jobs
from explorer.models.catalogue import DEFAULT
from explorer.words.examples import examples
from tests.marked import plain
from tests.pages.conftest import given_to, open_page, words_on

VIEWS = ("written", "branches", "strategies", "reading", "decided", "calibration", "faster", "guided")
PROMPT = examples("en")[0].prompt
FULL = "a" + " a" * 511
AWKWARD = {"one token": "a", "emoji in Japanese": "むかしむかし、👨‍👩‍👧 😀", "full": FULL}


def the(app: AppTest, component: str) -> dict[str, Any]:
    (data,) = given_to(app, component)
    return data


def said(app: AppTest) -> str:
    return " ".join("".join(part["text"] for part in sentence["parts"]) for sentence in given_to(app, "sentence"))


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_something_in_both_languages(view: str, lang: str) -> None:
    app = open_page("output", view=view, lang=lang, generated=(300, 1000), step=2)
    assert not app.exception
    assert not app.error
    assert given_to(app, "sentence")


@pytest.mark.parametrize("prompt", AWKWARD.values(), ids=AWKWARD)
@pytest.mark.parametrize("view", [view for view in VIEWS if view != "calibration"])
def test_every_view_bears_awkward_prompts(view: str, prompt: str) -> None:
    app = open_page("output", view=view, prompt=prompt)
    assert not app.exception
    assert not app.error
    assert given_to(app, "sentence") or any("full" in info.value for info in app.info)


def test_branches_begin_with_three_and_keep_what_was_written() -> None:
    app = open_page("output", view="branches", generated=(300, 1000), step=2)
    (known,) = app.session_state["branches"].values()
    assert known.paths == ((300, 1000),)
    app.button(key="branches_grow").click().run()
    (known,) = app.session_state["branches"].values()
    assert len(leaves(tree(known.paths))) == 3
    assert all(path[:2] == (300, 1000) and len(path) <= 10 for path in known.paths)
    box = the(app, "branch_tree")["root"]
    assert len(box["tokens"]) == 2
    assert box["here"]
    assert len(box["children"]) == 3
    assert {child["mark"] for child in box["children"]} == {"A", "B", ""}
    assert "After the fork" in said(app)


def test_an_untouched_prompt_grows_its_first_branches_by_itself() -> None:
    app = open_page("output", view="branches")
    box = the(app, "branch_tree")["root"]
    assert len(box["children"]) == 3
    assert app.session_state["here"].generated == ()


def test_another_token_forks_and_the_old_way_stays() -> None:
    app = open_page("output", generated=(300, 1000, 42), step=3)
    here = app.session_state["here"]
    app.session_state["here"] = here.changed(generated=(300, 7), step=2)
    app.run()
    (known,) = app.session_state["branches"].values()
    assert known.paths == ((300, 1000, 42), (300, 7))


def test_strategies_show_greedy_three_draws_and_the_beams() -> None:
    canvas = the(open_page("output", view="strategies"), "path_canvas")
    kinds = [way["kind"] for way in canvas["ways"]]
    assert kinds == ["greedy", "sampled", "sampled", "sampled", "beam", "beam", "beam"]
    for cell in canvas["cells"]:
        assert cell["row"] < canvas["rows"]
        assert cell["column"] < canvas["columns"]


def test_a_text_of_ones_own_is_read_through_windows() -> None:
    app = open_page("output", view="reading")
    app.text_area(key="reading_own").set_value("One more time, they said. " * 120).run()
    assert not app.exception
    heat = the(app, "reading_heat")
    assert sum(len(piece["ids"]) for piece in heat["pieces"]) > 512
    assert "overlap by half" in "\n".join(plain(caption.value) for caption in app.caption)


def test_a_text_of_ones_own_is_read_for_where_it_was_decided_and_both_views_share_it() -> None:
    app = open_page("output", view="decided")
    app.text_area(key="reading_own").set_value("A cat sat on the mat.").run()
    assert not app.exception
    heat = the(app, "reading_heat")
    assert "".join(piece["text"] for piece in heat["pieces"] if piece["written"]) == "A cat sat on the mat."
    assert heat["labels"]["door"].startswith("Make this text the prompt")
    app.session_state["here"] = app.session_state["here"].changed(view="reading")
    assert "".join(piece["text"] for piece in the(app.run(), "reading_heat")["pieces"]) == "A cat sat on the mat."


def test_whose_depth_is_shown_can_be_chosen() -> None:
    app = open_page("output", view="decided")
    assert the(app, "reading_heat")["pieces"][-1]["written"] is False
    app.segmented_control(key="decided_of").set_value("came").run()
    heat = the(app, "reading_heat")
    assert all(piece["written"] for piece in heat["pieces"])
    assert any(shade < 0 for piece in heat["pieces"] for shade in piece["shades"])
    assert "Checked: after the last layer" in words_on(app)


def test_what_the_lens_cannot_be_checked_for_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.findings.output.decided.TOLERANCE", -1.0)
    app = open_page("output", view="decided", prompt="Never asked before this test.")
    assert not app.exception
    assert "from the model's own" in app.error[0].value


def test_a_text_that_is_too_long_is_refused() -> None:
    app = open_page("output", view="reading")
    app.text_area(key="reading_own").set_value("a " * 15_000).run()
    assert "20000" in app.error[0].value


def test_calibration_says_its_error_in_percentage_points() -> None:
    app = open_page("output", view="calibration")
    assert "percentage points" in said(app)
    assert "held out of this model's training" in words_on(app)


def test_the_kv_cache_is_measured() -> None:
    app = open_page("output", view="faster")
    app.segmented_control(key="faster_way").set_value("cache").run()
    job = jobs.find("test session id", key_of(model_store.ask("explorer-gpt").result()))
    assert job is not None
    assert job.finished.wait(60)
    app.run()
    assert "times as long" in said(app)
    assert "With the cache" in said(app)


@pytest.mark.parametrize("way", ["choices", "pattern"])
def test_what_is_guided_fits(way: str) -> None:
    app = open_page("output", view="guided")
    app.segmented_control(key="guided_way").set_value(way).run()
    assert not app.exception
    assert "which fits" in said(app)


def test_a_pattern_that_is_none_says_so() -> None:
    app = open_page("output", view="guided")
    app.segmented_control(key="guided_way").set_value("pattern").run()
    app.text_input(key="guided_pattern").set_value("(").run()
    assert "regular expression" in app.error[0].value


def test_another_view_pauses_what_plays() -> None:
    from explorer.session.player import Play

    app = open_page("output")
    here = app.session_state["here"]
    app.session_state["play"] = Play(here, here.step + 5)
    app.session_state["here"] = here.changed(view="strategies")
    app.run()
    assert not app.session_state["play"].going


def test_drafts_of_the_embedded_model_are_at_least_its_own_layers() -> None:
    from explorer.findings.output.drafts import default, options

    model = model_store.ask(DEFAULT).result()
    offered, layers = options(model), range(1, model.shape.n_layers)
    assert [name for name in offered if name.startswith("first:")] == [f"first:{n}" for n in layers]
    assert default(offered) in offered
