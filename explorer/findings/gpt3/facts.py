"""What was published of GPT-3, beside what is seen here."""

from explorer.scaling.families import fact
from explorer.words import _
from explorer.words.facts import linked, number


def gpt3() -> str:
    """Markdown: each figure leads to its source."""
    return _(
        "GPT-3 (2020) has {parameters}. For it {raw} were filtered down to {filtered}; with books and Wikipedia "
        "that made {mix}, of which its training saw {seen}. Few-shot meant {least} to {most} in the prompt.",
        parameters=linked("gpt3.parameters"),
        raw=linked("gpt3.raw"),
        filtered=linked("gpt3.filtered"),
        mix=linked("gpt3.mix"),
        seen=linked("gpt3.seen"),
        least=number(fact("gpt3.examples_least")),
        most=linked("gpt3.examples_most"),
    )
