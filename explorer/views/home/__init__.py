"""The home page: what a language model is."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "home",
    N_("Home"),
    (
        View("steps", N_("Five steps"), "explorer.views.home.five_steps"),
        View("one-pass", N_("One pass, animated"), "explorer.views.home.whole_pass"),
        View("two-stages", N_("How it learns"), "explorer.views.home.pretrain_finetune"),
        View("large", N_("What “large” means"), "explorer.views.home.large"),
    ),
)
