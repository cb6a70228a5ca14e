"""Pages through AppTest, as a visitor with a cold deep link would open them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from transformers import LlamaConfig, LlamaForCausalLM

from explorer import words
from explorer.engine import model_store
from explorer.session.here import Here
from explorer.session.link import to_params
from explorer.views.registry import WINGS
from explorer.words.examples import examples
from explorer.words.phrases import BREAK
from tests.marked import plain

APP = str(Path(__file__).parents[2] / "app.py")
VIEWS = {
    "home": ("steps", "one-pass", "two-stages", "large"),
    "tokens": ("cut", "typing", "cost", "vocabulary", "vectors", "positions"),
    "context": ("head", "head-scores", "attention-flow", "two-masks"),
    "features": ("lens", "why", "inputs", "neurons", "stream"),
    "decoding": ("sampler", "whole-vocabulary", "temperature", "side-by-side", "thousand-draws"),
    "output": ("written", "branches", "strategies", "reading", "decided", "calibration", "faster", "guided"),
}
"""Of each step's page and of the first its views, the first of which it opens with."""
PAGES = tuple(VIEWS)
WING = {page.slug: tuple(view.slug for view in page.views) for pages in WINGS.values() for page in pages}
"""The same of the pages beside the steps, which test_wing.py goes through: what holds wherever a run is shown is the
shell's, and is not asked again of each of them."""
WAYS = {"faster": ("cache",), "guided": ("choices", "pattern")}
"""Ways within a view, besides the one that it opens with."""
EVERY_VIEW = [(page, view) for page, views in VIEWS.items() for view in views]


def open_page(name: str, **fields: Any) -> AppTest:
    """The page after its first run, with the model loaded, on the place that `fields` of Here describe."""
    lang = fields.setdefault("lang", "en")
    here = Here(fields.pop("prompt", examples(lang)[0].prompt), **fields)
    return open_link(name, **to_params(here, Here(examples(lang)[0].prompt, lang=lang)))


def open_link(name: str, **params: str) -> AppTest:
    """The page after its first run, with the model loaded, under a link with any parameters."""
    model_store.ask(params.get("model", "explorer-gpt")).exception()
    # AppTest asks widgets' labels again in this thread, before it runs a script a second time.
    words.speak(params.get("lang", "en"))
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in params.items():
        app.query_params[key] = value
    return turn_to(app, name).run()


def turn_to(app: AppTest, name: str) -> AppTest:
    """Let the next run show another page. AppTest.switch_page does the same, but not before the first run."""
    app._page_hash = calc_hash("" if name == "home" else name)
    return app


def every_way(page: str, view: str, **place: Any) -> list[AppTest]:
    """The view after its first run, and once more in each of its other ways."""
    app = open_page(page, view=view, **place)
    runs = [app]
    for way in WAYS.get(view, ()):
        runs.append(open_page(page, view=view, **place))
        runs[-1].session_state[f"{view}_way"] = way
        runs[-1].run()
    return runs


def sound(app: AppTest) -> bool:
    return not app.exception and not app.error


def words_on(app: AppTest) -> str:
    """Everything that the page says through Streamlit's own elements."""
    spoken = [*app.title, *app.markdown, *app.caption, *app.info, *app.warning, *app.error, *app.subheader]
    return plain("\n".join(str(element.value) for element in spoken)).replace(BREAK, "")


def given_to(app: AppTest, component: str) -> list[dict[str, Any]]:
    """What each component of this name on the page was given."""
    mounted = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json) for proto in mounted if proto.component_name == f"explorer_{component}"]


def save_llama(folder: Path, *, n_vocab: int) -> None:
    """A visitor's own decoder with rotary positions and shared keys; the tokenizer is to be put beside it."""
    config = LlamaConfig(
        vocab_size=n_vocab,
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=64,
    )
    torch.manual_seed(0)
    LlamaForCausalLM(config).save_pretrained(folder)


@pytest.fixture(scope="session", autouse=True)
def _loaded() -> None:
    model_store.ask("explorer-gpt").result()


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    yield
    words.speak("en")
