"""The glossary: every word that newcomers do not know, and where it is seen."""

from explorer.views.view import Page, View
from explorer.views.wings import PRESENTING
from explorer.words import N_

PAGE = Page(
    "glossary",
    N_("Glossary"),
    (View("all-words", N_("All words"), "explorer.views.glossary.all_words"),),
    wing=PRESENTING,
)
