"""Every page and every view. The spine, the links, the tests and README come from it."""

from explorer.views import context, decoding, features, home, output, tokens
from explorer.views.view import Page

PAGES: tuple[Page, ...] = (home.PAGE, tokens.PAGE, context.PAGE, features.PAGE, decoding.PAGE, output.PAGE)

STEPS: tuple[Page, ...] = tuple(page for page in PAGES if page.number)
"""The pages that are a step of the run, in its order."""


def page(slug: str) -> Page:
    """The page of that address. ValueError where there is none."""
    for one in PAGES:
        if one.slug == slug:
            return one
    raise ValueError(f"there is no page {slug!r}, only {[one.slug for one in PAGES]}")
