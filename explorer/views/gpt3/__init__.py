"""GPT-3 and ChatGPT: pre-training, examples in the prompt, fine-tuning, preferences."""

from explorer.views.view import Page, View
from explorer.words import N_

PAGE = Page(
    "gpt3",
    N_("GPT-3 and ChatGPT (2020)"),
    (
        View("before-after", N_("Before and after"), "explorer.views.gpt3.before_after"),
        View("what-moved", N_("What moved"), "explorer.views.gpt3.what_moved"),
        View("few-shot", N_("Examples in the prompt"), "explorer.views.gpt3.few_shot"),
        View("fine-tune", N_("Fine-tune it"), "explorer.views.gpt3.fine_tune"),
        View("preferences", N_("Preferences"), "explorer.views.gpt3.preferences"),
    ),
    wing=N_("Families"),
)
