"""A visitor's own decoder, with a tokenizer that is not byte-level, on every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.conftest import PAGES, open_page, save_llama, words_on
from tests.text.makers import byte_fallback


@pytest.fixture(scope="module", autouse=True)
def _llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A tiny Llama with rotary positions, shared keys and sentencepiece-like tokens, as folder:tiny-llama."""
    folder: Path = tmp_path_factory.mktemp("models")
    tokenizer = byte_fallback()
    save_llama(folder / "tiny-llama", n_vocab=len(tokenizer))
    tokenizer.save_pretrained(str(folder / "tiny-llama"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_MODELS", str(folder))
        yield


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_it(page: str, lang: str) -> None:
    app = open_page(page, lang=lang, model="folder:tiny-llama", prompt="a cat 東 sat", generated=(5, 6, 7), step=2)
    assert not app.exception
    assert not app.error
    assert words_on(app)


@pytest.mark.parametrize("view", ["head", "head-scores", "attention-flow", "two-masks"])
def test_every_view_of_attention_shows_it(view: str) -> None:
    app = open_page("context", view=view, model="folder:tiny-llama", prompt="a cat 東 sat", layer=1, head=3)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("view", ["branches", "strategies", "reading", "calibration", "faster", "guided"])
def test_every_view_of_the_output_page_shows_it(view: str) -> None:
    place = {"model": "folder:tiny-llama", "prompt": "a cat 東 sat", "generated": (5, 6, 7), "step": 2}
    app = open_page("output", view=view, **place)
    for way in {"faster": ["cache"], "guided": ["choices", "pattern"]}.get(view, []):
        app.session_state[f"{view}_way"] = way
        app.run()
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("view", ["lens", "why", "inputs", "neurons", "stream"])
def test_every_view_of_the_features_page_shows_it(view: str) -> None:
    app = open_page(
        "features", view=view, model="folder:tiny-llama", prompt="a cat 東 sat", layer=1, head=3, position=2
    )
    assert not app.exception
    assert not app.error
