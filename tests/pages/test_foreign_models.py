"""A visitor's own decoder, with a tokenizer that is not byte-level, on every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.conftest import EVERY_VIEW, PAGES, every_way, open_page, save_llama, sound, words_on
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


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_it_in_japanese(page: str) -> None:
    app = open_page(page, lang="ja", model="folder:tiny-llama", prompt="a cat 東 sat", generated=(5, 6, 7), step=2)
    assert not app.exception
    assert not app.error
    assert words_on(app)


@pytest.mark.parametrize(("page", "view"), EVERY_VIEW)
def test_every_view_shows_it(page: str, view: str) -> None:
    place = {"model": "folder:tiny-llama", "prompt": "a cat 東 sat", "layer": 1, "head": 3, "position": 2}
    for app in every_way(page, view, generated=(5, 6, 7), step=2, **place):
        assert sound(app)
