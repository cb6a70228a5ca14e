"""Talks: the list of them, the editor of one's own, and workshops."""

from explorer.views.view import Page, View
from explorer.views.wings import PRESENTING
from explorer.words import N_

PAGE = Page(
    "talks",
    N_("Talks"),
    (
        View("talks", N_("All talks"), "explorer.views.talks.shelf"),
        View("editor", N_("Editor"), "explorer.views.talks.editor"),
        View("workshops", N_("Workshops"), "explorer.views.talks.workshops"),
    ),
    wing=PRESENTING,
)
