"""The scaling laws: size, text, compute and loss, by those who measured them."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "scale",
    N_("Scaling laws"),
    (
        View("law", N_("The law"), "explorer.views.scale.law"),
        View("frontiers", N_("Frontiers"), "explorer.views.scale.frontiers"),
        View("calculator", N_("Calculator"), "explorer.views.scale.calculator"),
    ),
    wing=N_("Scale and learning"),
)
