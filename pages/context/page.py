"""Where each token looks: one head, what all heads do, what flows through them, and reading in both directions."""

from explorer.shell.page import current_run, opening
from explorer.shell.views import chosen
from explorer.views.context import finder, flow, masks, one_head
from explorer.words import _

VIEWS = {"head": one_head, "head-scores": finder, "attention-flow": flow, "two-masks": masks}


def view() -> str:
    return chosen(
        {
            "head": _("One head"),
            "head-scores": _("What heads do"),
            "attention-flow": _("What flows"),
            "two-masks": _("Two masks"),
        }
    )


opening(__file__)
run = current_run()
VIEWS[view()].show(run)
