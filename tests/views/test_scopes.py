"""A view can stand on a page twice: nothing of one drawing is in the way of the other."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store, translators
from explorer.models.catalogue import TRANSLATORS
from explorer.views.registry import PAGES

VIEWS = [(page.slug, view.slug) for page in PAGES for view in page.views]


def twice(page: str, view: str, lang: str) -> None:
    """The script: the same view under two scopes."""
    from explorer import words
    from explorer.session import state
    from explorer.views import registry
    from explorer.views.scope import Scope

    words.speak(lang)
    state.current()
    run = state.run()
    shown = registry.page(page).view(view)
    assert run is not None
    assert shown is not None
    for name in ("left", "right"):
        shown.show(run, Scope(name))


OTHERS = {
    "two-masks": ("explorer-bert",),
    "two-stages": ("explorer-chat",),
    "picture": ("explorer-vision",),
    "looks-at": ("explorer-vision",),
    "two-readers": ("explorer-bert",),
    "decisive-words": ("explorer-bert",),
    "pseudo-perplexity": ("explorer-bert",),
    "next-sentence": ("explorer-bert",),
    "own-labels": ("explorer-bert",),
    "beat-gaps": ("explorer-bert",),
}
"""Models that a view shows beside the run's."""

TRANSLATED = ("alignment", "three-attentions", "beams", "quality")
"""Views of a model of two stacks."""

WAITING = ("preferences", "window", "needle", "samples")
"""Views that first wait for a job; their components have tests of their own."""


def drawn(page: str, view: str) -> AppTest:
    model = "explorer-bert" if view in ("gap", "every-gap") else "explorer-gpt"
    for needed in (model, *OTHERS.get(view, ())):
        model_store.ask(needed).result()
    if view in TRANSLATED:
        translators.ask(TRANSLATORS[0].name).result()
    app = AppTest.from_function(twice, kwargs={"page": page, "view": view, "lang": "en"}, default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["model"] = model
    return app.run()


@pytest.mark.parametrize(("page", "view"), VIEWS)
def test_a_view_is_drawn_twice_on_one_page(page: str, view: str) -> None:
    app = drawn(page, view)
    assert not app.exception, app.exception[0].message
    ids = [element.proto.id for element in app.get("bidi_component")]
    assert len(ids) == len(set(ids))
    assert len(ids) > 1 or view in WAITING
    for chart in app.get("plotly_chart"):
        assert view in WAITING or re.search(r"\d", chart.proto.alt), (
            f"it names a chart and says nothing of it: {chart.proto.alt!r}"
        )
