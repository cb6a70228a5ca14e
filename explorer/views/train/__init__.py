"""Train it yourself: a model from nothing, watched while it learns, and two of them beside each other."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "train",
    N_("Train it yourself"),
    (
        View("train", N_("Train it"), "explorer.views.train.train"),
        View("compare-trainings", N_("Two beside each other"), "explorer.views.train.compare"),
    ),
    wing=N_("Scale and learning"),
)
