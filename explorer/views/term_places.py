"""Where each term of the glossary can be seen."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from explorer.session import state
from explorer.session.here import Here
from explorer.session.link import to_params
from explorer.views import registry
from explorer.views.view import Page, View
from explorer.words import _, language, translated
from explorer.words.glossary import terms


@dataclass(frozen=True)
class Place:
    """In the visitor's language."""

    page: str
    """Its name, with its number where it is a step."""
    seen: str
    """The page and the view, as a sentence."""
    href: str
    """That view's address with the run on screen, for those who open it in a tab of its own."""


def places(here: Here) -> dict[str, Place]:
    """Of all terms, by their slugs; the pages in the order of the registry."""
    places = {term.slug: place_of(term.view) for term in terms(language()).values()}
    params = {view.slug: _params(here, view) for _page, view in places.values()}
    ordered = sorted(places.items(), key=lambda item: registry.PAGES.index(item[1][0]))
    return {
        slug: Place(_name(page), _seen(page, view), f"{_address(page)}?{params[view.slug]}")
        for slug, (page, view) in ordered
    }


@cache
def place_of(slug: str) -> tuple[Page, View]:
    """The page and the view of that slug. ValueError where there is none."""
    for page in registry.PAGES:
        if view := page.view(slug):
            return page, view
    raise ValueError(f"no page has a view {slug!r}")


def lead(slug: str) -> None:
    """To where the term of that slug can be seen."""
    page, view = place_of(terms(language())[slug].view)
    state.change(view=view.slug)
    state.go(page.slug)


def _params(here: Here, view: View) -> str:
    return urlencode(to_params(here.changed(view=view.slug), state.default(here.lang)))


def _name(page: Page) -> str:
    return f"{page.number} {translated(page.name)}".strip()


def _seen(page: Page, view: View) -> str:
    return _("Seen in: {page} → {view}", page=_name(page), view=translated(view.label))


def _address(page: Page) -> str:
    return "/" if page is registry.PAGES[0] else f"/{page.slug}"
