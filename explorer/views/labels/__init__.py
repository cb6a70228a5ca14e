"""Why no labels: a sentence is its own exercises, and what one step of learning from it changes."""

from explorer.views.view import MASK, Need, Page, View
from explorer.words import N_

ASKED = Need(lambda model: model.causal or MASK.holds(model), MASK.why)
"""It can be asked for a text's own tokens, one way or the other."""

PAGE = Page(
    "labels",
    N_("Why no labels?"),
    (
        View("own-labels", N_("A sentence is its own labels"), "explorer.views.labels.own_labels"),
        View("one-step", N_("One step of learning"), "explorer.views.labels.one_step", needs=(ASKED,)),
    ),
    wing=N_("Scale and learning"),
)
