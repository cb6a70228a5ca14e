"""From text to vectors: the cut, also while typing, what a language costs, the vocabulary, and where it all begins."""

from explorer.shell.old_views import chosen
from explorer.shell.page import current_run, opening
from explorer.views.strip import strip
from explorer.views.tokens import browser, cost, cut, positions, typing, vectors
from explorer.words import _

VIEWS = {
    "cut": cut.show,
    "typing": typing.show,
    "cost": cost.show,
    "vocabulary": browser.show,
    "vectors": vectors.show,
    "positions": positions.show,
}


def labels() -> dict[str, str]:
    return {
        "cut": _("The cut"),
        "typing": _("While you type"),
        "cost": _("Cost of a language"),
        "vocabulary": _("Vocabulary"),
        "vectors": _("Vectors"),
        "positions": _("Positions"),
    }


opening(__file__)
run = current_run()
view = chosen(labels())
if view in ("vocabulary", "vectors", "positions"):
    strip(run, key="tokens-line")
VIEWS[view](run)
