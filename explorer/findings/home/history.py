"""From the Transformer to GPT-4, in five years that mattered."""

from explorer.components.frame.timeline import Timeline, Year
from explorer.words import _
from explorer.words.facts import told


def history() -> Timeline:
    return Timeline(label=_("How it came to this"), years=_years())


def _years() -> tuple[Year, ...]:
    return (
        Year(
            2017,
            "Transformer",
            _("Attention alone, without recurrence, turns out to be enough: every model below is built of it."),
        ),
        Year(
            2018,
            "BERT",
            _("Reads a text in both directions and fills in hidden words: made to understand, not to write."),
        ),
        Year(
            2020,
            _("GPT-3 and the scaling law"),
            _("Over a hundred times GPT-2's parameters: a few examples in the prompt are enough to set it a task."),
        ),
        Year(
            2022,
            "ChatGPT (GPT-3.5)",
            _(
                "Pre-training on raw text, then fine-tuning with people's example answers and preferences, makes a "
                "partner to talk to. It reads {context} at once.",
                context=told("gpt35.context"),
            ),
        ),
        Year(
            2023,
            "GPT-4",
            _(
                "Images as well as text go in. GPT-4-32k reads {context} at once; its size was not published.",
                context=told("gpt4.context_long"),
            ),
        ),
    )
