"""② Where each token looks."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "context",
    N_("Context"),
    (
        View("head", N_("One head"), "explorer.views.context.one_head"),
        View("head-scores", N_("What heads do"), "explorer.views.context.finder"),
        View("attention-flow", N_("What flows"), "explorer.views.context.flow"),
        View("two-masks", N_("Two masks"), "explorer.views.context.masks"),
    ),
    number="②",
    title=N_("Step 2, understanding context: how each token relates to the others"),
)
