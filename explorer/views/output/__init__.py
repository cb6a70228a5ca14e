"""⑤ The text, token by token, and the other ways in which it could be written."""

from explorer.views.view import BOTH_WAYS, CAUSAL, MASK, UNEMBEDDING, Page, View
from explorer.words import N_

PAGE = Page(
    "output",
    N_("Output"),
    (
        View("written", N_("The text"), "explorer.views.output.written", needs=(CAUSAL,)),
        View("branches", N_("Branches"), "explorer.views.output.branching", needs=(CAUSAL,)),
        View("strategies", N_("Strategies"), "explorer.views.output.strategies", needs=(CAUSAL,)),
        View("reading", N_("Reading a text"), "explorer.views.output.own_text", needs=(CAUSAL,)),
        View(
            "decided",
            N_("Where each word was decided"),
            "explorer.views.output.decided",
            needs=(CAUSAL, UNEMBEDDING),
        ),
        View("calibration", N_("Calibration"), "explorer.views.output.calibration", needs=(CAUSAL,)),
        View("faster", N_("Faster"), "explorer.views.output.faster", needs=(CAUSAL,)),
        View("guided", N_("Guided"), "explorer.views.output.guided_ways", needs=(CAUSAL,)),
        View("every-gap", N_("Every gap"), "explorer.views.output.every_gap", needs=(BOTH_WAYS, MASK)),
    ),
    number="⑤",
    title=N_("Step 5, output: one token is chosen, and everything begins again"),
    gap_title=N_("Step 5, output: what the model would put into each gap"),
)
