"""What holds in every view of every page."""

import pytest

from explorer.engine import model_store
from tests.pages.conftest import EVERY_VIEW, every_way, given_to, sound

FULL = "a" + " a" * 511


@pytest.mark.parametrize(("page", "view"), EVERY_VIEW)
def test_a_full_context_is_shown(page: str, view: str) -> None:
    assert len(model_store.ask("explorer-gpt").result().tokenizer.encode(FULL)) == 512
    for app in every_way(page, view, prompt=FULL):
        assert sound(app)
        assert given_to(app, "spine")


@pytest.mark.parametrize(("page", "view"), EVERY_VIEW)
def test_a_text_that_has_ended_is_shown_in_the_view_that_was_asked_for(page: str, view: str) -> None:
    end = model_store.ask("explorer-gpt").result().tokenizer.eot
    assert end is not None
    for app in every_way(page, view, prompt="The end.", generated=(end,), step=1):
        assert sound(app)
        assert app.session_state["view"] == view
