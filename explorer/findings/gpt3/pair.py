"""The two models that this page compares: one before its second training, and the same one after it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.engine.runs import Run
from explorer.findings.home.pretrain_finetune import BASE, TUNED
from explorer.words import _

if TYPE_CHECKING:
    from explorer.models.model import Model


@dataclass(frozen=True)
class Pair:
    """Models of one shape, which know the same tokens by the same ids; the second may know some more."""

    before: "Model"
    after: "Model"

    @property
    def key(self) -> tuple[str, str]:
        """Whose numbers: a key that keeps no model."""
        return self.before.fingerprint, self.after.fingerprint


def which_pair(run: Run) -> str:
    """Which two are shown, and of a model that is neither of them, what would be needed to show it."""
    names = {"base": BASE, "tuned": TUNED}
    if run.model.name in names.values():
        return _("{base} before, and {tuned}, the same model after its second training.", **names)
    return _(
        "{model} stands alone here: to see what a second training changed in it, its weights before and after would "
        "both be needed, in one shape and with one vocabulary. Shown are {base} and {tuned}, which are such a pair, "
        "on your prompt.",
        model=run.model.name,
        **names,
    )
