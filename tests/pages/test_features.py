"""The Features page: what its pictures are given is what the run computed."""

import base64
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store
from explorer.engine.jobs import jobs
from explorer.engine.runs import Run
from explorer.findings.features.lens import COLUMNS
from explorer.findings.features.neurons import PROMOTED
from explorer.findings.features.readouts import WORDS
from explorer.trace.gradients import integrated_gradients
from explorer.trace.path_integral import Limits
from tests.findings.embedded import run_at
from tests.marked import plain
from tests.models.tiny import N_VOCAB, Numbers, shared
from tests.pages.conftest import given_to, open_page, words_on

VIEWS = ("lens", "why", "inputs", "neurons", "stream")
PICTURES = ("lens_table", "logit_parts", "signed_tokens", "neuron_bars", "layer_map")
FEW = Limits(points=17)
LONG = "The cat sat on the mat and looked at the moon. " * 8


def run_on(app: AppTest) -> Run:
    here = app.session_state["here"]
    return run_at(here, model_store.ask(here.model).result())


def lens_on(app: AppTest) -> dict[str, Any]:
    (table,) = given_to(app, "lens_table")
    return table


def said(app: AppTest) -> str:
    """The sentence that the lens table ends with."""
    return "".join(part["text"] for part in given_to(app, "sentence")[0]["parts"])


def floats(values: str) -> NDArray[np.float32]:
    return np.frombuffer(base64.b64decode(values), "<f4")


class Spaced(Numbers):
    """A space after every number, as in the tokens' bytes."""

    def decode(self, ids: Sequence[int]) -> str:
        return "".join(f"{token} " for token in ids)

    def framed(self, ids: Sequence[int]) -> list[int]:
        return list(ids)


def tiny(name: str) -> str:
    """A tiny random model put on the shelf; its prompts are numbers."""
    loaded: Future = Future()
    loaded.set_result(replace(shared(name), tokenizer=Spaced(N_VOCAB)))
    model_store._models[f"tiny {name}"] = loaded
    return f"tiny {name}"


@pytest.fixture(autouse=True)
def _no_tiny_models_left() -> Iterator[None]:
    yield
    for name in [name for name in model_store._models if name.startswith("tiny ")]:
        del model_store._models[name]


def test_the_top_row_of_the_lens_is_the_models_own_output() -> None:
    app = open_page("features")
    table, run = lens_on(app), run_on(app)
    top = [cell[0][0] for cell in table["cells"][0]]
    assert top == run.trace.logits[table["window"]["start"] : table["window"]["stop"]].argmax(-1).tolist()


def test_the_rows_go_from_the_last_layer_down_to_the_embedding() -> None:
    app = open_page("features")
    rows, n = lens_on(app)["rows"], run_on(app).trace.shape.n_layers
    assert [row["layer"] for row in rows] == [*reversed(range(n)), None]
    assert (rows[0]["label"], rows[-1]["label"]) == (f"Layer {n}", "Embedding")


def test_every_cell_has_five_words_the_likeliest_first() -> None:
    table = lens_on(open_page("features"))
    cells = [cell for row in table["cells"] for cell in row]
    assert {len(cell) for cell in cells} == {WORDS}
    assert all(cell == sorted(cell, key=lambda word: -word[1]) for cell in cells)
    assert all(str(int(token)) in table["words"] for cell in cells for token, _share in cell)


def test_a_long_prompt_is_shown_around_the_selection() -> None:
    window = lens_on(open_page("features", prompt=LONG, position=40))["window"]
    assert window["stop"] - window["start"] == COLUMNS
    assert window["start"] < 40 < window["stop"]


def test_another_selection_inside_the_window_leaves_it_where_it_is() -> None:
    app = open_page("features", prompt=LONG, position=40)
    before = lens_on(app)
    app.session_state["here"] = app.session_state["here"].changed(position=before["window"]["start"] + 1)
    after = lens_on(app.run())
    assert after["window"] == before["window"]
    assert after["position"] == before["window"]["start"] + 1


def test_the_sentence_names_the_layer_from_which_the_final_choice_is_read() -> None:
    app = open_page("features", prompt="One day, Tom went to the park with his")
    run, table = run_on(app), lens_on(app)
    column = [row[-1][0][0] for row in table["cells"]][::-1]
    stays = next(layer for layer in range(len(column)) if set(column[layer:]) == {column[-1]})
    last = run.model.shape.n_layers
    told = f"only the last layer, {last}," if stays == last else f"from layer {stays} of {last}"
    assert told in said(app)
    assert table["words"][str(int(column[-1]))] in said(app)


def test_token_and_position_vector_add_up_to_the_sum() -> None:
    app = open_page("features", view="stream", position=3)
    token, place, total = (floats(strip["values"]) for strip in given_to(app, "vector_sum")[0]["strips"])
    np.testing.assert_allclose(token + place, total, atol=1e-5)
    np.testing.assert_array_equal(total, run_on(app).trace.resid(0)[3])


def test_the_neurons_are_those_of_the_selected_layer_and_position() -> None:
    app = open_page("features", view="neurons", layer=2, position=1)
    neurons = given_to(app, "neuron_bars")[0]["neurons"]
    activations = run_on(app).trace["blocks.2.mlp.hook_post"][1]
    assert [neuron["value"] for neuron in neurons] == [float(activations[neuron["index"]]) for neuron in neurons]
    assert abs(neurons[0]["value"]) == np.abs(activations).max()
    assert all(len(neuron["words"]) == len(neuron["lowered"]) == PROMOTED for neuron in neurons)


def test_the_page_speaks_japanese() -> None:
    app = open_page("features", lang="ja")
    assert lens_on(app)["rows"][-1]["label"] == "埋め込み"
    assert "層" in said(app)


def test_a_model_with_rotary_positions_says_how_it_knows_the_order() -> None:
    app = open_page("features", view="stream", prompt="3 1 4 1 5", model=tiny("llama"))
    assert [strip["sign"] for strip in given_to(app, "vector_sum")[0]["strips"]] == [""]
    assert "rotary" in words_on(app)


def test_a_model_that_scales_its_embedding_shows_what_enters_the_first_layer() -> None:
    app = open_page("features", view="stream", prompt="3 1 4 1 5", model=tiny("opt after norm"))
    assert [e.message for e in app.exception] == []
    assert [strip["sign"] for strip in given_to(app, "vector_sum")[0]["strips"]][:2] == ["", "+"]


def test_without_an_unembedding_the_page_says_why_there_is_no_lens_and_shows_the_rest() -> None:
    app = open_page("features", view="lens", prompt="3 1 4 1 5", model=tiny("bert"))
    assert [e.message for e in app.exception] == []
    assert given_to(app, "lens_table") == []
    assert "cannot be read as words" in words_on(app)
    app = open_page("features", view="stream", prompt="3 1 4 1 5", model=tiny("bert"))
    assert [strip["sign"] for strip in given_to(app, "vector_sum")[0]["strips"]] == ["", "+", "→"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("prompt", "lang"),
    [("a", "ja"), ("東京😀👨‍👩‍👧", "en"), (LONG * 4, "ja")],
    ids=["one token", "Japanese and emoji", "long"],
)
def test_every_view_shows_any_run(view: str, prompt: str, lang: str) -> None:
    app = open_page("features", view=view, prompt=prompt, lang=lang)
    assert [e.message for e in app.exception] == []
    assert len(app.error) == 0


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["llama", "gemma2", "granite", "opt after norm", "phi", "bert", "modernbert"])
def test_every_view_shows_any_model_or_says_why_not(view: str, name: str) -> None:
    app = open_page("features", view=view, prompt="3 1 4 1 5", model=tiny(name))
    assert [e.message for e in app.exception] == []
    assert [error.value for error in app.error] == []
    # In the place of one that does not apply, another is shown, and that may be "inputs", too.
    app = app if _pictured(app) or app.info else integrated(app)
    assert _pictured(app) or app.info


def _pictured(app: AppTest) -> bool:
    return any(given_to(app, component) for component in PICTURES)


def test_the_bars_add_up_to_the_difference_of_the_logits() -> None:
    app = open_page("features", view="why")
    (parts,) = given_to(app, "logit_parts")
    logits = run_on(app).trace.logits[-1]
    first, second = np.sort(logits)[::-1][:2]
    assert sum(bar["value"] for bar in parts["bars"]) == pytest.approx(float(first - second), abs=1e-3)
    assert parts["total"] == pytest.approx(float(first - second), abs=1e-3)


def test_the_choice_of_tokens_stays_from_view_to_view_and_ends_with_the_position() -> None:
    app = open_page("features", view="why")
    (asked,) = given_to(app, "target_foil_picker")
    third = asked["slots"][0]["options"][2]["value"]
    app.session_state["here"] = app.session_state["here"].changed(token=third, foil="nothing")
    for view in ("why", "inputs", "neurons", "lens"):
        app.session_state["here"] = app.session_state["here"].changed(view=view)
        app.run()
        assert [e.message for e in app.exception] == []
        assert [slot["chosen"] for slot in given_to(app, "target_foil_picker")[0]["slots"]] == [third, "nothing"]
    app.session_state["here"] = app.session_state["here"].changed(position=1)
    assert given_to(app.run(), "target_foil_picker")[0]["slots"][1]["chosen"] != "nothing"


def integrated(app: AppTest) -> AppTest:
    """After the job that this page began last has ended, if it was not there at once."""
    job = list(jobs._jobs.values())[-1]
    assert job.finished.wait(60)
    return app if given_to(app, "signed_tokens") else app.run()


def test_the_credits_add_up_to_what_the_text_changes() -> None:
    (tokens,) = given_to(integrated(open_page("features", view="inputs")), "signed_tokens")
    total = sum(token["value"] for token in tokens["tokens"])
    check = r"sum ([+−][\d.]+) of ([+−][\d.]+): .* at most ([\d.]+) \((\d+) points\)"
    told = re.search(check, tokens["labels"]["note"])
    assert told is not None
    said, difference, missed = (float(number.replace("−", "-")) for number in told.groups()[:3])
    assert said == pytest.approx(total, abs=0.006)
    assert said == pytest.approx(difference, abs=missed + 0.01)


def test_a_sum_that_misses_is_withheld_with_how_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.trace.gradients.TOLERANCE", 1e-9)
    monkeypatch.setattr("explorer.trace.gradients.integrated_gradients", partial(integrated_gradients, limits=FEW))
    app = integrated(open_page("features", view="inputs", prompt="A sum that cannot be right"))
    (warning,) = app.warning
    assert re.search(r"do not add up: after 17 points they still miss up to [\d.]+ of [+−][\d.]+", plain(warning.value))
    assert not given_to(app, "signed_tokens")
    assert not [given for given in given_to(app, "sentence") if given["strong"]]


def test_much_work_is_not_begun_before_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.engine.input_credits.AT_ONCE", 0)
    before = set(jobs._jobs)
    app = open_page("features", view="inputs", prompt="Nobody has asked for this")
    assert set(jobs._jobs) <= before
    assert given_to(app, "signed_tokens")  # gradient × input, which is one pass


def test_a_lens_that_was_not_trained_is_not_offered_and_the_logit_lens_is_shown() -> None:
    app = open_page("features", prompt="3 1 4 1 5", model=tiny("gpt2"))
    app.session_state["lens_kind"] = "tuned"
    app.run()
    assert [e.message for e in app.exception] == []
    assert "Lens" not in [control.label for control in app.segmented_control]
    assert lens_on(app)
    assert "Lens" in [control.label for control in open_page("features").segmented_control]


def test_a_tuned_lens_reads_every_layer_but_the_last_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.findings.features.readouts.tuned", lambda run: lambda layer, stream: stream[:, ::-1])
    app = open_page("features")
    plain = lens_on(app)["cells"]
    app.session_state["lens_kind"] = "tuned"
    tuned = lens_on(app.run())["cells"]
    assert [e.message for e in app.exception] == []
    assert tuned[0] == plain[0]
    assert tuned[1:] != plain[1:]


def test_the_ranks_of_the_table_are_those_of_the_likeliest_token() -> None:
    app = open_page("features")
    measure = lens_on(app)["measures"][-1]
    assert measure["values"][0][-1] == 1
    assert measure["label"].startswith("rank of ")


@pytest.mark.parametrize("installed", [True, False])
def test_umap_is_offered_where_it_is_installed_and_nowhere_else(
    installed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.views.features.stream.umap_installed", lambda: installed)
    app = open_page("features", view="stream")
    assert ("Projection" in [control.label for control in app.segmented_control]) == installed
    if not installed:
        app.session_state["stream_paths"] = "umap"
        assert "UMAP keeps neighbours" not in words_on(app.run())


def test_the_map_of_lengths_is_that_of_the_stream() -> None:
    app = open_page("features", view="stream")
    run = run_on(app)
    values = floats(given_to(app, "layer_map")[0]["values"]).reshape(run.trace.shape.n_layers + 1, -1)
    stream = run.trace.resid(3)
    np.testing.assert_allclose(values[3], np.linalg.norm(stream, axis=-1), rtol=1e-5)


def test_beside_the_credits_a_token_is_replaced_and_each_method_says_what_it_asks() -> None:
    app = integrated(open_page("features", view="inputs"))
    integrated(app)
    (table,) = given_to(app.run(), "credit_table")
    assert [column["name"] for column in table["columns"]] == [
        "Gradient × input",
        "Integrated gradients",
        "Replaced, measured",
    ]
    assert table["rows"]
    assert "the same answer within" in words_on(app)


def test_an_encoder_is_asked_about_the_word_while_it_is_hidden() -> None:
    model_store.ask("explorer-bert").result()
    app = integrated(open_page("features", view="inputs", model="explorer-bert", position=3))
    (tokens,) = given_to(app, "signed_tokens")
    assert tokens["tokens"][3]["text"] == "[MASK]"
