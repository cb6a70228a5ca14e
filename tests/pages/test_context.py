"""The Context page: where a token looks is what the model computed, and each choice moves every page."""

import base64
import re
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store
from explorer.engine.runs import Run, ready
from explorer.models.catalogue import find
from explorer.session.here import Here
from explorer.words.examples import examples
from tests.findings.context.test_two_masks import tiny_bert
from tests.pages.conftest import given_to, open_page, words_on

RED = "Tom had a red ball. Anna had a blue ball. Tom threw the red"


def the(app: AppTest, component: str) -> dict[str, Any]:
    """The data of the one component of this name."""
    (data,) = given_to(app, component)
    return data


def run_of(**fields: Any) -> Run:
    here = Here(fields.pop("prompt", examples("en")[0].prompt), **fields)
    run = ready(here.question, here.selection)
    assert run is not None
    return run


def said(app: AppTest) -> str:
    """The page's finding."""
    return "".join(part["text"] for part in the(app, "sentence")["parts"])


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_it_opens_without_an_exception_and_shows_all_heads(lang: str) -> None:
    app = open_page("context", lang=lang)
    assert not app.exception
    wall, shape = the(app, "head_wall"), run_of().trace.shape
    assert (wall["layers"], wall["heads"]) == (shape.n_layers, shape.n_heads)
    n = shape.n_layers * shape.n_heads
    assert len(wall["titles"]) == n
    assert len(base64.b64decode(wall["cells"])) == n * wall["size"] ** 2


def test_the_head_that_is_shown_is_the_one_of_the_link() -> None:
    view = the(open_page("context", layer=4, head=7, position=9), "head_view")
    pattern = run_of(layer=4, head=7).trace.pattern(4)[7]
    sent = np.frombuffer(base64.b64decode(view["weights"]), dtype="<u2") / 65535
    np.testing.assert_allclose(sent, pattern[np.tril_indices(len(pattern))], atol=1e-5)
    assert view["position"] == 9


def test_a_layer_and_a_head_that_the_model_lacks_fall_back_to_its_last() -> None:
    shape = run_of().trace.shape
    last = [shape.n_layers - 1, shape.n_heads - 1]
    assert the(open_page("context", layer=99, head=99), "head_wall")["selected"] == last


def test_the_finding_is_about_this_run() -> None:
    run = run_of()
    weights = run.trace.pattern(run.layer)[run.head, -1]
    best = int(weights.argmax())
    finding = said(open_page("context"))
    assert finding.startswith(f"In layer {run.layer + 1}, head {run.head + 1},")
    assert f"(token {best + 1}): {100 * weights[best]:.0f} %" in finding


def test_the_first_token_can_only_look_at_itself() -> None:
    finding = said(open_page("context", position=0))
    assert finding == "Once is the first token: it can look only at itself, in every head."


def test_the_numbers_are_those_of_the_run() -> None:
    rows = the(open_page("context", layer=2, head=3, position=5), "head_numbers")["rows"]
    trace = run_of().trace
    keys = [row for row in rows if row["kind"] == "key"]
    scores = trace["blocks.2.attn.hook_attn_scores"][3, 5]
    assert [row["numbers"]["score"] for row in keys[:6]] == [f"{score:.2f}".replace("-", "−") for score in scores[:6]]
    assert [row["masked"] for row in keys] == [False] * 6 + [True] * (len(scores) - 6)
    ours, models = (floats(row, "mixed") for row in rows if row["kind"] == "sum")
    np.testing.assert_allclose(ours, models, atol=1e-5)
    np.testing.assert_allclose(sum(floats(row, "mixed") for row in keys[:6]), ours, atol=1e-5)


def floats(row: dict[str, Any], column: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(row["strips"][column]["values"]), dtype="<f4")


def test_the_difference_from_the_models_own_numbers_is_computed() -> None:
    found = re.search(
        r"largest difference among its 48 numbers is ([\d.]+)(?: × 10(\S+))?\.", words_on(open_page("context"))
    )
    assert found
    assert found[1] == "0" or int(found[2].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))) <= -5


def test_of_a_long_prompt_the_strongest_keys_are_listed_and_the_rest_is_summed() -> None:
    app = open_page("context", prompt=" ".join([RED] * 6), layer=1, head=1)
    rows = the(app, "head_numbers")["rows"]
    shares = [row["share"] for row in rows if row["kind"] in {"key", "rest"}]
    assert len([row for row in rows if row["kind"] == "key"]) == 12
    assert sum(shares) == pytest.approx(1, abs=1e-5)
    parts = sum(floats(row, "mixed") for row in rows if row["kind"] in {"key", "rest"})
    np.testing.assert_allclose(parts, next(floats(row, "mixed") for row in rows if row["kind"] == "sum"), atol=1e-5)
    assert any("only some are labelled" in note for note in the(app, "head_view")["notes"])


def test_leaving_out_the_first_token_changes_the_picture_and_says_so_but_not_the_numbers() -> None:
    app = open_page("context", layer=2, head=3)
    before = the(app, "head_view"), the(app, "head_numbers")
    app.toggle(key="context_hide_first").set_value(True).run()
    view = the(app, "head_view")
    assert view["weights"] != before[0]["weights"]
    assert any("is dealt out over the others" in note for note in view["notes"])
    assert the(app, "head_numbers")["rows"] == before[1]["rows"]


def test_a_prompt_of_one_token_works_with_and_without_the_first() -> None:
    app = open_page("context", prompt="a")
    assert not app.exception
    app.toggle(key="context_hide_first").set_value(True).run()
    assert not app.exception
    assert the(app, "head_view")["tokens"] == ["a"]


@pytest.mark.parametrize(
    "prompt", ["東京の朝は静かで、空には😀", "שלום עולם", "<b>1 & 2</b> $x^2$ :material/home:", "a" * 512]
)
def test_any_text_opens(prompt: str) -> None:
    app = open_page("context", prompt=prompt)
    assert not app.exception
    assert len(the(app, "head_view")["tokens"]) == len(run_of(prompt=prompt).tokens)


def test_heads_worth_a_look_lead_to_the_strongest_of_their_kind() -> None:
    guides = the(open_page("context", prompt=RED), "head_wall")["guides"]
    run = run_of(prompt=RED)
    layers = range(run.model.shape.n_layers)
    means = np.stack([run.trace.pattern(layer).diagonal(-1, 1, 2).mean(-1) for layer in layers])
    first = next(guide for guide in guides if "looks at the previous token" in guide["said"])
    assert tuple(first["at"]) == np.unravel_index(means.argmax(), means.shape)
    assert not any("rests" in guide["said"] for guide in guides)


VIEWS = ("head", "head-scores", "attention-flow", "two-masks")


@pytest.mark.parametrize("view", VIEWS[1:])
@pytest.mark.parametrize(
    "prompt", ["a", "東京の朝は静かで、空には😀", "<b>1 & 2</b> $x^2$ :material/home:", "a " * 256]
)
def test_every_view_opens_on_any_text(view: str, prompt: str) -> None:
    app = open_page("context", view=view, prompt=prompt.strip() or "a")
    assert not app.exception


def test_heads_can_be_sorted_and_have_names() -> None:
    wall = the(open_page("context", prompt=" ".join([RED] * 3)), "head_wall")
    assert len(wall["names"]) == len(wall["orders"][0]["values"]) == wall["layers"] * wall["heads"]
    assert {kind["id"] for kind in wall["kinds"]} >= set(wall["names"]) - {""}
    assert any(wall["names"])


@pytest.mark.parametrize(("unit", "n"), [("word", 16), ("sentence", 3)])
def test_words_and_sentences_can_be_looked_at_in_the_place_of_tokens(unit: str, n: int) -> None:
    app = open_page("context", prompt=RED)
    app.segmented_control(key="context_unit_head").set_value(unit).run()
    view = the(app, "head_view")
    assert len(view["tokens"]) == n
    sent = np.frombuffer(base64.b64decode(view["weights"]), dtype="<u2") / 65535
    assert sent.sum() == pytest.approx(n, abs=0.01)
    assert any("UAX #29" in note for note in view["notes"])


def test_the_finder_scores_random_tokens_this_run_and_a_text_of_ones_own() -> None:
    app = open_page("context", view="head-scores", prompt=RED)
    random = the(app, "score_grids")
    assert [grid["label"] for grid in random["grids"]][:2] == ["previous token", "induction"]
    app.segmented_control(key="context_source").set_value("run").run()
    mine = the(app, "score_grids")
    assert mine["grids"] != random["grids"]
    first = np.frombuffer(base64.b64decode(mine["grids"][3]["values"]), dtype="<f4")
    expected = np.stack([pattern[:, 1:, 0].mean(-1) for pattern in run_of(prompt=RED).trace.patterns()])
    np.testing.assert_allclose(first, expected.flatten(), rtol=1e-5)
    app.segmented_control(key="context_source").set_value("own").run()
    app.text_input(key="context_own").set_value("one two three").run()
    assert not app.exception
    assert "Most like an induction head" in said(app)
    app.text_input(key="context_own").set_value("").run()
    assert "the text is empty" in words_on(app)


def test_other_random_tokens_can_be_drawn() -> None:
    app = open_page("context", view="head-scores")
    before = the(app, "score_grids")["grids"]
    next(button for button in app.button if button.label == "Draw others").click().run()
    assert the(app, "score_grids")["grids"] != before


def test_the_flow_shows_the_pattern_the_lengths_and_the_rollout_of_the_link() -> None:
    data = the(open_page("context", view="attention-flow", layer=3, head=2, position=4), "pattern_panels")
    trace = run_of().trace
    pattern = trace.pattern(3)[2][np.tril_indices(len(trace))]
    sent = [np.frombuffer(base64.b64decode(panel["weights"]), dtype="<u2") / 65535 for panel in data["panels"]]
    np.testing.assert_allclose(sent[0], pattern, atol=1e-5)
    assert [len(each) for each in sent] == [len(pattern)] * 3
    for each in sent:
        assert each.sum() == pytest.approx(len(trace), abs=0.01)
    assert data["position"] == 4


def test_without_a_model_that_reads_both_ways_the_view_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.models.causality.available", tuple)
    app = open_page("context", view="two-masks")
    assert not app.exception
    assert "there is no model here that reads both ways" in words_on(app)


def test_two_masks_lie_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_bert(tmp_path / "tiny-bert")
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    monkeypatch.setattr("explorer.models.causality.available", lambda: (find("folder:tiny-bert"),))
    model_store.ask("folder:tiny-bert").result()
    data = the(open_page("context", view="two-masks", prompt="the walking mask"), "pattern_panels")
    model_store.forget("folder:tiny-bert")
    assert [panel["causal"] for panel in data["panels"]] == [True, False]
    assert [panel["title"] for panel in data["panels"]] == ["explorer-gpt", "folder:tiny-bert"]
    assert len(data["panels"][1]["rows"]) == len(data["panels"][0]["tokens"])


@pytest.mark.parametrize(("view", "lang"), list(zip(VIEWS, cycle(["en", "ja"]))))
def test_every_view_shows_a_visitors_own_encoder(
    view: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_bert(tmp_path / "tiny-bert")
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    app = open_page("context", lang=lang, view=view, model="folder:tiny-bert", prompt="the walking mask")
    model_store.forget("folder:tiny-bert")
    assert not app.exception
    assert not app.error
    if view == "two-masks":
        assert [panel["causal"] for panel in the(app, "pattern_panels")["panels"]] == [False, True]


@pytest.mark.parametrize("view", VIEWS[1:])
def test_every_view_speaks_japanese(view: str) -> None:
    app = open_page("context", lang="ja", view=view)
    assert not app.exception
    texts = [text for text in words_on(app).splitlines() if text.strip() and not text.startswith("$$")]
    assert [text for text in texts if not re.search("[ぁ-んァ-ヶ一-龠]", text)] == []


def test_japanese_says_everything_in_japanese() -> None:
    app = open_page("context", lang="ja", layer=1)
    texts = [*the(app, "head_view")["labels"].values(), *(guide["said"] for guide in the(app, "head_wall")["guides"])]
    texts = [text for text in texts if "→" not in text] + [said(app), *words_on(app).splitlines()]
    texts = [text for text in texts if not text.startswith("$$")]
    assert [text for text in texts if text.strip() and not re.search("[ぁ-んァ-ヶ一-龠]", text)] == []
