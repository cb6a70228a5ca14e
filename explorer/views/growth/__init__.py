"""How a model learns: explorer-nano, kept at many moments of its training."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "growth",
    N_("A model grows"),
    (
        View("phases", N_("Phases"), "explorer.views.growth.phases"),
        View("samples", N_("What it writes"), "explorer.views.growth.samples"),
        View("heads-over-time", N_("Heads over time"), "explorer.views.growth.heads_over_time"),
    ),
    wing=N_("Scale and learning"),
)
