"""The original Transformer: one stack reads, another writes, and cross-attention joins them."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "transformer",
    N_("The Transformer (2017)"),
    (
        View("alignment", N_("Words aligned"), "explorer.views.transformer.alignment"),
        View("three-attentions", N_("Three attentions"), "explorer.views.transformer.three_attentions"),
        View("beams", N_("Beam search"), "explorer.views.transformer.beams"),
        View("quality", N_("How good is it"), "explorer.views.transformer.quality"),
    ),
    wing=N_("Families"),
)
