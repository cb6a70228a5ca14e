"""The line of checkpoints goes to another checkpoint and keeps everything else that is looked at."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.models.history import history_of
from explorer.session.here import Here
from tests.pages.conftest import given_to, open_page

HERE = Here("a cat and a cat", model="explorer-nano", position=2, token=5, foil=7, layer=1, head=3, view="head")


def _go() -> None:
    import streamlit as st

    from explorer.models.history import history_of
    from explorer.session import state
    from explorer.views.training_steps import go

    state.current()
    history = history_of("explorer-nano")
    if st.button("go", key="go") and history is not None:
        go(history, 2)


def test_the_same_place_at_another_checkpoint() -> None:
    app = AppTest.from_function(_go)
    app.session_state["here"] = HERE.changed(generated=(1, 2), position=2, token=5, foil=7)
    app.run()
    app.button(key="go").click().run()
    history = history_of("explorer-nano")
    assert history is not None
    there = app.session_state["here"]
    assert there.model == history.name_at(history.kept[2])
    assert (there.position, there.token, there.foil, there.layer, there.head, there.view) == (2, 5, 7, 1, 3, "head")
    assert there.prompt == HERE.prompt
    assert there.generated == ()


@pytest.mark.parametrize(
    ("page", "model", "there"),
    [
        ("context", "explorer-nano", True),
        ("tokens", "explorer-nano@0", True),
        ("context", "explorer-gpt", False),
        ("growth", "explorer-nano", False),
    ],
)
def test_it_stands_on_the_five_steps_where_such_a_model_is_on_screen(page: str, model: str, there: bool) -> None:
    app = open_page(page, model=model)
    assert not app.exception
    assert bool(given_to(app, "training_steps")) == there
