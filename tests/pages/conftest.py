"""Pages through AppTest, as a visitor with a cold deep link would open them."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explorer.ui import shelf
from explorer.ui.examples import examples
from explorer.ui.here import Here
from explorer.ui.link import to_params

APP = str(Path(__file__).parents[2] / "app.py")
PAGES = ("home", "tokens", "context", "features", "decoding", "output")


def open_page(name: str, **fields: Any) -> AppTest:
    """The page after its first run, with the model loaded, on the place that `fields` of Here describe."""
    lang = fields.setdefault("lang", "en")
    here = Here(fields.pop("prompt", examples(lang)[0].prompt), **fields)
    shelf.ask(here.model).exception()
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in to_params(here, Here(examples(lang)[0].prompt, lang=lang)).items():
        app.query_params[key] = value
    if name != "home":
        app.switch_page(f"pages/{name}/page.py")
    return app.run()


def words_on(app: AppTest) -> str:
    """Everything that the page says through Streamlit's own elements."""
    spoken = [*app.title, *app.markdown, *app.caption, *app.info, *app.warning, *app.error, *app.subheader]
    return "\n".join(str(element.value) for element in spoken)


@pytest.fixture(scope="session", autouse=True)
def _loaded() -> None:
    shelf.ask("explorer-gpt").result()
