"""BERT: both directions, against GPT on the same sentence."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "bert",
    N_("BERT (2018)"),
    (
        View("two-readers", N_("Two readers"), "explorer.views.bert.two_readers"),
        View("decisive-words", N_("Which words decide"), "explorer.views.bert.decisive_words"),
        View("pseudo-perplexity", N_("Pseudo-perplexity"), "explorer.views.bert.pseudo_perplexity"),
        View("next-sentence", N_("Next sentence"), "explorer.views.bert.next_sentence"),
    ),
    wing=N_("Families"),
)
