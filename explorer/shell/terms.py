"""The words that newcomers do not know: what each means, and the way to where it can be seen."""

from functools import cache
from urllib.parse import urlencode

from explorer.components.frame.terms import Terms, Told
from explorer.components.mount import mount
from explorer.session import state
from explorer.session.here import Here
from explorer.session.link import to_params
from explorer.views import registry
from explorer.views.view import Page, View
from explorer.words import _, language, translated
from explorer.words.glossary import pattern, spellings, terms


def show_terms(here: Here) -> None:
    """Nothing that is seen by itself: whichever word is pointed at gets its sentence."""
    mount("terms", told(here), lead=_lead)


def told(here: Here) -> Terms:
    lang = language()
    places = {term.slug: place_of(term.view) for term in terms(lang).values()}
    params = {view.slug: _params(here, view) for _page, view in places.values()}
    return Terms(
        told={
            slug: Told(terms(lang)[slug].says, _seen(page, view), f"{_address(page)}?{params[view.slug]}")
            for slug, (page, view) in places.items()
        },
        spellings=spellings(lang),
        pattern=pattern(lang),
    )


@cache
def place_of(slug: str) -> tuple[Page, View]:
    """The page and the view of that slug. ValueError where there is none."""
    for page in registry.PAGES:
        if view := page.view(slug):
            return page, view
    raise ValueError(f"no page has a view {slug!r}")


def _params(here: Here, view: View) -> str:
    return urlencode(to_params(here.changed(view=view.slug), state.default(here.lang)))


def _seen(page: Page, view: View) -> str:
    name = f"{page.number} {translated(page.name)}".strip()
    return _("Seen in: {page} → {view}", page=name, view=translated(view.label))


def _address(page: Page) -> str:
    return "/" if page is registry.PAGES[0] else f"/{page.slug}"


def _lead(slug: str) -> None:
    page, view = place_of(terms(language())[slug].view)
    state.change(view=view.slug)
    state.go(page.slug)
