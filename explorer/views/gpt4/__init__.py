"""GPT-4: pictures as tokens, and a longer memory."""

from explorer.views.view import CAUSAL, Page, View
from explorer.words import N_

PAGE = Page(
    "gpt4",
    N_("GPT-4 (2023)"),
    (
        View("picture", N_("A picture in tokens"), "explorer.views.gpt4.picture"),
        View("looks-at", N_("Where it looks"), "explorer.views.gpt4.looks_at"),
        View("long-context", N_("A longer context"), "explorer.views.gpt4.long_context"),
        View("kv-cache", N_("KV cache"), "explorer.views.gpt4.kv_cache", (CAUSAL,)),
        View("window", N_("What falls out"), "explorer.views.gpt4.window", (CAUSAL,)),
        View("needle", N_("A needle in a haystack"), "explorer.views.gpt4.needle"),
    ),
    wing=N_("Families"),
)
