"""What a context holds of the same content, said in English and in Japanese."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.figures.numbers import count
from explorer.findings.gpt4.long_context import Context
from explorer.findings.tokens.pairs import counts, text_pairs
from explorer.words import _, language
from explorer.words.literal import literal


@dataclass(frozen=True)
class Cost:
    """Tokens of all the bundled pairs together."""

    context: Context
    english: int
    japanese: int


def costs(found: Sequence[Context]) -> list[Cost]:
    """Of the models whose tokenizers can read both."""
    rows = []
    for one in found:
        each = [] if one.tokenizer is None else [row for pair in text_pairs() for row in counts([one.tokenizer], pair)]
        if len(each) == len(text_pairs()):
            rows.append(Cost(one, sum(row.english for row in each), sum(row.japanese for row in each)))
    return rows


def table(rows: Sequence[Cost]) -> str:
    """In Markdown: how often the same content fits into each context."""
    head = (_("Model"), _("Context"), _("fits in English"), _("fits in Japanese"), _("Japanese ÷ English"))
    lines = [head, ("---", *("---:",) * (len(head) - 1)), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Cost) -> tuple[str, ...]:
    limit = row.context.limit
    times = (f"{limit / n:.1f} ×" for n in (row.english, row.japanese))
    return literal(row.context.name.replace("|", "¦")), count(limit), *times, f"{row.japanese / row.english:.2f} ×"


def told(rows: Sequence[Cost]) -> str:
    worst = max(rows, key=lambda row: row.japanese / row.english)
    return _(
        "The same content, {n} short texts in both languages, takes {times} times as many tokens in Japanese under "
        "{model}: its context holds that much less of it.",
        n=len(text_pairs()),
        times=f"{worst.japanese / worst.english:.2f}",
        model=worst.context.name,
    )


def titles() -> str:
    return ", ".join(pair.title[language()] for pair in text_pairs())
