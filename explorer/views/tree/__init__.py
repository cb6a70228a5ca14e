"""The family tree: dated facts, each with its source."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "tree",
    N_("Family tree"),
    (
        View("through-time", N_("Through time"), "explorer.views.tree.through_time"),
        View("all-figures", N_("All figures"), "explorer.views.tree.all_figures"),
    ),
    wing=N_("Families"),
)
