"""From the Transformer to GPT-4, in five years that mattered."""

from explorer.components.frame.timeline import Event
from explorer.words import _


def history() -> list[Event]:
    return [
        Event(
            2017,
            "Transformer",
            _("Attention alone, without recurrence, turns out to be enough: every model below is built of it."),
        ),
        Event(
            2018,
            "BERT",
            _("Reads a text in both directions and fills in hidden words: made to understand, not to write."),
        ),
        Event(
            2020,
            _("GPT-3 and the scaling law"),
            _("Over a hundred times GPT-2's parameters: a few examples in the prompt are enough to set it a task."),
        ),
        Event(
            2022,
            "ChatGPT (GPT-3.5)",
            _(
                "Pre-training on raw text, then fine-tuning with people's example answers and preferences, makes a "
                "partner to talk to. It reads 4,097 tokens at once."
            ),
        ),
        Event(
            2023,
            "GPT-4",
            _("Images as well as text go in. GPT-4-32k reads 32,768 tokens at once; its size was not published."),
        ),
    ]
