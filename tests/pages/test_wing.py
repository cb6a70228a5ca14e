"""The pages beside the steps: each view on the run on screen, in both languages, and on models of other kinds."""

from itertools import cycle
from pathlib import Path

import pytest

from explorer.session.here import LANGUAGES
from explorer.words.phrases import BREAK
from explorer.words.prose import prose
from tests.findings.kin import encoder_folder
from tests.pages.conftest import APP, WING, given_to, open_page, sound, words_on

EVERY = [(page, view) for page, views in WING.items() for view in views]
NASTY = "<script>alert(1)</script> **a** $x^2$ {n} %s 👨‍👩‍👧‍👦"


@pytest.mark.parametrize(("view", "lang"), list(zip(EVERY, cycle(LANGUAGES))))
def test_every_view_shows_the_run_on_screen(view: tuple[str, str], lang: str) -> None:
    page, slug = view
    app = open_page(page, view=slug, lang=lang)
    assert [e.message for e in app.exception] == []
    assert sound(app)
    assert app.session_state["view"] == slug
    words = prose(Path(APP).parent / "pages" / page, lang)
    assert [title.value.replace(BREAK, "") for title in app.title] == [words.title]
    assert words.shows in words_on(app)
    assert app.get("bidi_component")[3:], "nothing beside the frame"


def test_the_tree_opens_on_something_about_the_visitors_own_text() -> None:
    """The other pages' first views wait for models and jobs of their own: their own tests say what is on them."""
    (said,) = given_to(open_page("tree", prompt="Tom had a red ball."), "sentence")
    assert "Your text has" in "".join(part["text"] for part in said["parts"])


@pytest.mark.parametrize("page", WING)
def test_any_text_is_text(page: str) -> None:
    app = open_page(page, prompt=NASTY)
    assert [e.message for e in app.exception] == []
    assert sound(app)


@pytest.mark.parametrize("page", WING)
def test_something_sensible_is_said_of_an_encoder(
    page: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLORER_MODELS", str(_models(tmp_path_factory)))
    app = open_page(page, prompt="Tom had a red ball.", model="folder:kin")
    assert [e.message for e in app.exception] == []
    assert sound(app)
    assert app.get("bidi_component")[3:] or app.info or app.caption


def _models(made: pytest.TempPathFactory) -> Path:
    folder = made.getbasetemp() / "wing"
    if not (folder / "kin").exists():
        encoder_folder(folder / "kin")
    return folder
