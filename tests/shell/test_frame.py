"""The frame: settings that a model has without a run, and what of a link was left out."""

from concurrent.futures import Future
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store
from explorer.models.model import Model
from explorer.session.here import Here
from explorer.text.chat import ChatTemplate
from tests.marked import plain
from tests.models.tiny import shared

CHAT = ChatTemplate("{{ raise_exception('no') }}", ())


def _settings() -> None:
    from explorer.session import state
    from explorer.shell import frame

    frame._settings(state.current())


def _ignored() -> None:
    import streamlit as st

    from explorer.shell.frame import _left_out

    st.warning(_left_out(st.session_state["names"]))


def settings_of(model: Model, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The settings where this model is on the model_store, and no prompt runs in it."""
    future: Future[Model] = Future()
    future.set_result(model)
    monkeypatch.setitem(model_store._models, "tiny", future)
    app = AppTest.from_function(_settings)
    app.session_state["here"] = Here("", model="tiny")
    return app.run()


def test_a_template_can_be_switched_off_where_it_is_why_there_is_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    app = settings_of(replace(shared("gpt2"), chat_template=CHAT), monkeypatch)
    app.toggle(key="chat").set_value(False).run()
    assert not app.session_state["here"].chat
    assert "3 layers" in plain(app.caption[0].value)


def test_a_model_without_a_template_has_no_such_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(settings_of(shared("gpt2"), monkeypatch).toggle) == 0


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["layer"], "1 parameter of the link makes no sense here and was left out: `layer`"),
        (["a", "[b](c)"], "2 parameters of the link make no sense here and were left out: `a`, `[b](c)`"),
        (
            [f"p{n}" for n in range(5_000)],
            "5,000 parameters of the link make no sense here and were left out: `p0`, `p1`, `p2`, `p3`, `p4` …",
        ),
    ],
)
def test_what_was_left_out_of_a_link_is_one_sentence(names: list[str], words: str) -> None:
    app = AppTest.from_function(_ignored)
    app.session_state["names"] = names
    app.run()
    assert [warning.value for warning in app.warning] == [words]


def test_a_wrong_folder_of_models_is_said_beside_the_picker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_MODELS", "/nowhere/at-all")
    app = settings_of(shared("gpt2"), monkeypatch)
    assert [warning.value for warning in app.warning] == [
        "`EXPLORER_MODELS` names `'at-all'`, and there is no such folder: check its path"
    ]
    monkeypatch.delenv("EXPLORER_MODELS")
    assert not settings_of(shared("gpt2"), monkeypatch).warning


def test_the_precision_of_ones_own_model_is_chosen_in_the_settings_and_stands_in_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = settings_of(shared("gpt2"), monkeypatch)
    assert app.selectbox(key="model").value == "tiny"
    app.button_group(key="precision").set_value("bfloat16").run()
    assert app.session_state["here"].model == "tiny@bfloat16"
    assert app.selectbox(key="model").value == "tiny"
    app.button_group(key="precision").set_value("float32").run()
    assert app.session_state["here"].model == "tiny"


def test_the_embedded_models_are_small_and_have_no_such_choice() -> None:
    app = AppTest.from_function(_settings)
    app.session_state["here"] = Here("")
    assert [group.key for group in app.run().button_group] == ["theme"]
