"""The same thing in English and Japanese, counted under every encoding, and held against two context lengths."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from weakref import ref

from explorer.components.tokens.two_texts import Text, TwoTexts
from explorer.engine.cache import once
from explorer.figures.tokens_by_language import Counts
from explorer.scaling.families import fact
from explorer.text.tokenizer import Tokenizer
from explorer.words import _
from explorer.words.literal import literal
from explorer.words.sentences import apart

FILE = Path(__file__).parents[2] / "assets" / "pairs.toml"

OWN = -1
"""The place of the visitor's own pair in the choice."""

LONGEST = 5_000
"""Characters of each own text."""

NO_BREAK = "\u2011"
"""A hyphen at which no line ends."""


@dataclass(frozen=True)
class TextPair:
    title: dict[str, str] = field(hash=False)
    """By language."""
    en: str
    ja: str
    source: dict[str, str] | None = field(default=None, hash=False)
    """By language; None for what was written for this program."""


@cache
def text_pairs() -> tuple[TextPair, ...]:
    return tuple(TextPair(**pair) for pair in tomllib.loads(FILE.read_text(encoding="utf-8"))["pair"])


def contexts() -> dict[str, int]:
    """Tokens that two of OpenAI's models read at once."""
    return {"GPT-3.5": int(fact("gpt35.context").number), "GPT-4-32k": int(fact("gpt4.context_long").number)}


def counts(tokenizers: Iterable[Tokenizer], pair: TextPair) -> list[Counts]:
    """Those that can read both texts: a vocabulary may lack every letter of one."""
    found = [(one.name, _count(one, pair.en), _count(one, pair.ja)) for one in tokenizers]
    return [Counts(*row) for row in found if min(row[1:]) > 0]


def spoken(rows: Sequence[Counts]) -> str:
    """The bars for those who do not see them."""
    each = (
        _(
            "{name}: {english} in English, {japanese} in Japanese",
            name=row.encoding,
            english=row.english,
            japanese=row.japanese,
        )
        for row in rows
    )
    return _("Tokens of the same text. {each}.", each=apart(*each))


def shares(rows: Sequence[Counts], pair: TextPair) -> str:
    """A table in Markdown: tokens a character, and how much of a context each text takes."""
    head = [
        _("Encoding"),
        _("Japanese ÷ English"),
        _("tokens a character"),
        *(_("of {n} ({model})", model=model.replace("-", NO_BREAK), n=f"{n:,}") for model, n in contexts().items()),
    ]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    for row in rows:
        parts = [_both(row.english / len(pair.en), row.japanese / len(pair.ja))]
        parts += [_both(100 * row.english / n, 100 * row.japanese / n) + "\u00a0%" for n in contexts().values()]
        cells = [_cell(row.encoding), f"{_ratio(row):.2f}\u00a0×", *parts]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def costliest(rows: Sequence[Counts]) -> str:
    """What the table says, computed."""
    best, worst = min(rows, key=_ratio), max(rows, key=_ratio)
    return _(
        "Said in Japanese, this takes {worst} times as many tokens as in English under {worst_name}, and {best} times "
        "under {best_name}.",
        worst=f"{_ratio(worst):.1f}", worst_name=worst.encoding,
        best=f"{_ratio(best):.1f}", best_name=best.encoding,
    )  # fmt: skip


def two_texts(english: str, japanese: str) -> TwoTexts:
    """The boxes for a pair of the visitor's own."""
    boxes = (
        Text("en", _("English"), _("Type a sentence in English"), english),
        Text("ja", _("Japanese"), _("Type the same in Japanese"), japanese),
    )
    return TwoTexts(texts=boxes, most=LONGEST)


def _cell(name: str) -> str:
    """A name on one line, and in one cell: a bar would end it even inside code."""
    return literal(name.replace("-", NO_BREAK)).replace("|", r"\|")


def _ratio(row: Counts) -> float:
    return row.japanese / row.english


def _both(english: float, japanese: float) -> str:
    """Two numbers that stay on one line."""
    return f"{english:.2f}\u00a0/\u00a0**{japanese:.2f}**"


def _count(tokenizer: Tokenizer, text: str) -> int:
    return once(("count", ref(tokenizer), text), lambda: len(tokenizer.encode(text)))
