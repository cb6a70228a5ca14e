"""① From text to vectors."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "tokens",
    N_("Tokens"),
    (
        View("cut", N_("The cut"), "explorer.views.tokens.cut"),
        View("typing", N_("While you type"), "explorer.views.tokens.typing"),
        View("cost", N_("Cost of a language"), "explorer.views.tokens.cost"),
        View("vocabulary", N_("Vocabulary"), "explorer.views.tokens.browser"),
        View("vectors", N_("Vectors"), "explorer.views.tokens.vectors"),
        View("positions", N_("Positions"), "explorer.views.tokens.positions"),
    ),
    number="①",
    title=N_("Step 1, tokenization: the text is cut into tokens"),
)
