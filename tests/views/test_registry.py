"""The registry is where a view is added: what else knows of views takes it from there."""

import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.engine import model_store
from explorer.session.here import Here
from explorer.session.link import from_params, to_params
from explorer.shell import frame
from explorer.shell.spine import nodes
from explorer.views import registry
from explorer.views.registry import PAGES, STEPS
from explorer.views.view import BOTH_WAYS, CAUSAL, MASK, Page, View
from tests.models.tiny import shared

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
EVERY = [(page, view) for page in PAGES for view in page.views]
NEW = View("new-view", "A new view", "explorer.views.context.flow", needs=(CAUSAL,))


def in_readme(page: Page, view: View) -> bool:
    row = next((line for line in README.splitlines() if line.startswith(f"| `{page.slug}` |")), "")
    return f"**{view.label}" in row


def test_no_two_views_have_the_same_slug_and_every_page_has_its_folder() -> None:
    slugs = [view.slug for _, view in EVERY]
    assert len(set(slugs)) == len(slugs)
    folders = {page.parent.name for page in (Path(__file__).parents[2] / "pages").glob("*/page.py")}
    assert {page.slug for page in PAGES} == folders


@pytest.mark.parametrize(("page", "view"), EVERY, ids=lambda one: one.slug)
def test_a_view_draws_a_run_under_a_scope(page: Page, view: View) -> None:
    assert list(inspect.signature(view.show).parameters)[:2] == ["run", "scope"]
    assert view.module.startswith(f"explorer.views.{page.slug}.")


@pytest.mark.parametrize(("page", "view"), EVERY, ids=lambda one: one.slug)
def test_readme_names_every_view(page: Page, view: View) -> None:
    assert in_readme(page, view)


def test_a_page_offers_what_applies_to_a_model() -> None:
    decoding = registry.page("decoding")
    encoder = model_store.ask("explorer-bert").result()
    assert [view.slug for view in decoding.offered(encoder)] == ["gap"]
    assert "gap" not in [view.slug for view in decoding.offered(shared("gpt2"))]
    assert [view.slug for view in registry.page("output").offered(encoder)] == ["every-gap"]


def test_an_encoder_without_a_token_for_a_gap_is_not_asked_for_one() -> None:
    assert registry.page("decoding").offered(shared("bert")) == registry.page("output").offered(shared("bert")) == ()
    gap = registry.page("decoding").view("gap")
    assert gap is not None
    assert gap.unmet(shared("bert")) is MASK
    assert gap.unmet(shared("gpt2")) is BOTH_WAYS


def test_a_page_that_there_is_not_is_an_error() -> None:
    with pytest.raises(ValueError, match="there is no page 'nothing'"):
        registry.page("nothing")


def test_the_steps_stand_on_the_spine_in_their_order() -> None:
    assert [node.page for node in nodes()] == [page.slug for page in STEPS]
    assert list(frame.pages()) == [page.slug for page in PAGES]


def test_a_view_that_is_added_is_offered_linked_and_asked_for_in_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    context = registry.page("context")
    grown = replace(context, views=(*context.views, NEW))
    monkeypatch.setattr(registry, "PAGES", tuple(grown if page is context else page for page in PAGES))
    assert registry.page("context").offered(shared("gpt2"))[-1] is NEW
    place = replace(Here("x"), view="new-view")
    assert from_params(to_params(place, Here("x")), Here("x")) == (place, ())
    assert not in_readme(grown, NEW)
