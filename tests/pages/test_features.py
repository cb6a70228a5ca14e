"""The Features page: what its pictures are given is what the run computed."""

import base64
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from streamlit.testing.v1 import AppTest

from explorer.ui import shelf
from explorer.ui.lens import COLUMNS, WORDS
from explorer.ui.runs import Run, run_of
from tests.models.tiny import N_VOCAB, Numbers, shared
from tests.pages.conftest import given_to, open_page, words_on

LONG = "The cat sat on the mat and looked at the moon. " * 8


def run_on(app: AppTest) -> Run:
    here = app.session_state["here"]
    return run_of(here, shelf.ask(here.model).result())


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


def tiny(name: str) -> str:
    """A tiny random model put on the shelf; its prompts are numbers."""
    loaded: Future = Future()
    loaded.set_result(replace(shared(name), tokenizer=Spaced(N_VOCAB)))
    shelf._models[f"tiny {name}"] = loaded
    return f"tiny {name}"


@pytest.fixture(autouse=True)
def _no_tiny_models_left() -> Iterator[None]:
    yield
    for name in [name for name in shelf._models if name.startswith("tiny ")]:
        del shelf._models[name]


def test_the_top_row_of_the_lens_is_the_models_own_output() -> None:
    app = open_page("features")
    table, run = lens_on(app), run_on(app)
    top = [cell[0][0] for cell in table["cells"][0]]
    assert top == run.trace.logits[table["window"]["start"] : table["window"]["stop"]].argmax(-1).tolist()


def test_the_rows_go_from_the_last_layer_down_to_the_embedding() -> None:
    rows = lens_on(open_page("features"))["rows"]
    assert [row["layer"] for row in rows] == [5, 4, 3, 2, 1, 0, None]
    assert (rows[0]["label"], rows[-1]["label"]) == ("Layer 6", "Embedding")


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
    app = open_page("features", position=3)
    token, place, total = (floats(strip["values"]) for strip in given_to(app, "vector_sum")[0]["strips"])
    np.testing.assert_allclose(token + place, total, atol=1e-5)
    np.testing.assert_array_equal(total, run_on(app).trace.resid(0)[3])


def test_the_neurons_are_those_of_the_selected_layer_and_position() -> None:
    app = open_page("features", layer=2, position=1)
    neurons = given_to(app, "neuron_bars")[0]["neurons"]
    activations = run_on(app).trace["blocks.2.mlp.hook_post"][1]
    assert [neuron["value"] for neuron in neurons] == [float(activations[neuron["index"]]) for neuron in neurons]
    assert abs(neurons[0]["value"]) == np.abs(activations).max()
    assert all(len(neuron["words"]) == 3 for neuron in neurons)


def test_the_page_speaks_japanese() -> None:
    app = open_page("features", lang="ja")
    assert lens_on(app)["rows"][-1]["label"] == "埋め込み"
    assert "層" in said(app)


def test_a_model_with_rotary_positions_says_how_it_knows_the_order() -> None:
    app = open_page("features", prompt="3 1 4 1 5", model=tiny("llama"))
    assert [strip["sign"] for strip in given_to(app, "vector_sum")[0]["strips"]] == [""]
    assert "rotary" in words_on(app)


def test_a_model_that_scales_its_embedding_shows_what_enters_the_first_layer() -> None:
    app = open_page("features", prompt="3 1 4 1 5", model=tiny("opt after norm"))
    assert [e.message for e in app.exception] == []
    assert [strip["sign"] for strip in given_to(app, "vector_sum")[0]["strips"]][:2] == ["", "+"]


def test_without_an_unembedding_the_page_says_why_there_is_no_lens_and_shows_the_rest() -> None:
    app = open_page("features", prompt="3 1 4 1 5", model=tiny("bert"))
    assert [e.message for e in app.exception] == []
    assert given_to(app, "lens_table") == []
    assert "cannot be read as words" in words_on(app)
    assert [strip["sign"] for strip in given_to(app, "vector_sum")[0]["strips"]] == ["", "+", "→"]
    assert all(neuron["words"] == [] for neuron in given_to(app, "neuron_bars")[0]["neurons"])
