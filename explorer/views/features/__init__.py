"""③ The residual stream: what it would say, why a token won, and who writes."""

from explorer.views.view import ADDS_UP, UNEMBEDDING, Page, View
from explorer.words import N_

PAGE = Page(
    "features",
    N_("Features"),
    (
        View("lens", N_("The lens"), "explorer.views.features.lens", needs=(UNEMBEDDING,)),
        View("why", N_("Why this token"), "explorer.views.features.why", needs=(UNEMBEDDING, ADDS_UP)),
        View("inputs", N_("Which input mattered"), "explorer.views.features.inputs"),
        View("neurons", N_("Neurons"), "explorer.views.features.neurons"),
        View("stream", N_("The stream"), "explorer.views.features.stream"),
    ),
    number="③",
    title=N_("Step 3, encoding: features are extracted, layer by layer"),
)
