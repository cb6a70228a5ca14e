"""The two models that this page compares, in memory."""

from explorer.findings.gpt3.pair import Pair
from explorer.findings.home.pretrain_finetune import BASE, TUNED
from explorer.models.catalogue import EMBEDDED
from explorer.views import say
from explorer.views.waiting import loaded
from explorer.words import _


def both() -> Pair | None:
    """Where one is not among the models here, the page says so; while one is loading, it ends here."""
    if TUNED not in {entry.name for entry in EMBEDDED}:
        say.info(_("{model} is not among the models here, so there is nothing to compare.", model=TUNED))
        return None
    return Pair(loaded(BASE), loaded(TUNED))
