"""What is read aloud instead of a chart is of the run on screen, and of no other."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store

PROMPTS = ("The old man put the key on the table and left the", "One day, a dog ran")

OF_THE_MODEL = {"maps"}
"""How near positions are to each other, whatever stands there."""


def _app(page: str, view: str) -> None:
    from explorer import words
    from explorer.session import state
    from explorer.views import registry
    from explorer.views.scope import Scope

    words.speak("en")
    state.current()
    run, shown = state.run(), registry.page(page).view(view)
    assert run is not None
    assert shown is not None
    shown.show(run, Scope("it"))


def spoken(page: str, view: str, prompt: str) -> dict[str, str]:
    """By the figure's key."""
    app = AppTest.from_function(_app, kwargs={"page": page, "view": view}, default_timeout=60)
    app.query_params["prompt"] = prompt
    app.run()
    assert not app.exception, app.exception[0].message
    return {chart.proto.id.rpartition("-")[2]: chart.proto.alt for chart in app.get("plotly_chart")}


@pytest.mark.parametrize(
    ("page", "view"), [("features", "stream"), ("features", "lens"), ("tokens", "vectors"), ("tokens", "positions")]
)
def test_another_prompt_is_told_otherwise(page: str, view: str) -> None:
    model_store.ask("explorer-gpt").result()
    one, other = (spoken(page, view, prompt) for prompt in PROMPTS)
    assert one
    assert one.keys() == other.keys()
    for key in one.keys() - OF_THE_MODEL:
        assert one[key] != other[key], f"{key}: {one[key]}"
