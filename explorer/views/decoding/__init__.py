"""④ From logits to a choice."""

from explorer.views.view import BOTH_WAYS, CAUSAL, MASK, Page, View
from explorer.words import N_

PAGE = Page(
    "decoding",
    N_("Decoding"),
    (
        View("sampler", N_("The sampler"), "explorer.views.decoding.sampler", needs=(CAUSAL,)),
        View("whole-vocabulary", N_("The whole vocabulary"), "explorer.views.decoding.vocabulary", needs=(CAUSAL,)),
        View("temperature", N_("Temperature"), "explorer.views.decoding.temperature", needs=(CAUSAL,)),
        View("side-by-side", N_("Side by side"), "explorer.views.decoding.side_by_side", needs=(CAUSAL,)),
        View("thousand-draws", N_("A thousand draws"), "explorer.views.decoding.thousand_draws", needs=(CAUSAL,)),
        View("gap", N_("Gaps"), "explorer.views.decoding.gap", needs=(BOTH_WAYS, MASK)),
    ),
    number="④",
    title=N_("Step 4, decoding: from features to the next token's probabilities"),
    gap_title=N_("Step 4, decoding: from features to the probabilities of what fits into a gap"),
)
