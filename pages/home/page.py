"""What a language model is: the five steps of this run, one pass of it, how it learns, and what is large about it."""

from explorer.shell.old_views import chosen
from explorer.shell.page import current_run, opening
from explorer.views.home import five_steps, large, pretrain_finetune, whole_pass
from explorer.words import _

VIEWS = {
    "steps": five_steps.show,
    "one-pass": whole_pass.show,
    "two-stages": pretrain_finetune.show,
    "large": large.show,
}


def labels() -> dict[str, str]:
    return {
        "steps": _("Five steps"),
        "one-pass": _("One pass, animated"),
        "two-stages": _("How it learns"),
        "large": _("What “large” means"),
    }


opening(__file__)
run = current_run()
VIEWS[chosen(labels())](run)
