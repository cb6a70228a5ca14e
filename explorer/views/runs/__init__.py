"""Our own runs: models of many sizes by one recipe, the law in them, a prediction, and what bends the curve."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "runs",
    N_("Our own runs"),
    (
        View("own-runs", N_("All runs"), "explorer.views.runs.all_runs"),
        View("predict-reveal", N_("Predict, then reveal"), "explorer.views.runs.predict_reveal"),
        View("what-bends", N_("What bends the curve"), "explorer.views.runs.what_bends"),
    ),
    wing=N_("Scale and learning"),
)
