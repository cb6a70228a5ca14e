"""Every page and every view. The spine, the links, the tests and README come from it."""

from explorer.views import (
    bert,
    context,
    decoding,
    features,
    glossary,
    gpt3,
    gpt4,
    growth,
    home,
    labels,
    output,
    play,
    runs,
    scale,
    talks,
    tokens,
    train,
    transformer,
    tree,
)
from explorer.views.view import Page

PAGES: tuple[Page, ...] = (
    home.PAGE,
    tokens.PAGE,
    context.PAGE,
    features.PAGE,
    decoding.PAGE,
    output.PAGE,
    transformer.PAGE,
    bert.PAGE,
    gpt3.PAGE,
    gpt4.PAGE,
    tree.PAGE,
    scale.PAGE,
    runs.PAGE,
    growth.PAGE,
    train.PAGE,
    labels.PAGE,
    talks.PAGE,
    play.PAGE,
    glossary.PAGE,
)

STEPS: tuple[Page, ...] = tuple(page for page in PAGES if page.number)
"""The pages that are a step of the run, in its order."""

WINGS: dict[str, tuple[Page, ...]] = {
    wing: tuple(page for page in PAGES if page.wing == wing)
    for wing in dict.fromkeys(page.wing for page in PAGES)
    if wing
}
"""The pages beside the steps, by the name of their wing."""

PLACES: dict[str, tuple[str, ...]] = {page.slug: tuple(view.slug for view in page.views) for page in PAGES}
"""Page -> its views, by their slugs: where a scene of a talk may be."""


def page(slug: str) -> Page:
    """The page of that address. ValueError where there is none."""
    for one in PAGES:
        if one.slug == slug:
            return one
    raise ValueError(f"there is no page {slug!r}, only {[one.slug for one in PAGES]}")
