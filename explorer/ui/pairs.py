"""The same thing in English and Japanese, counted under every encoding, and held against two context lengths."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import streamlit as st

from explorer.text.tokenizer import Tokenizer
from explorer.ui.words import _, language
from explorer.view.tokens_by_language import Counts

FILE = Path(__file__).parents[1] / "assets" / "pairs.toml"

CONTEXTS = {"GPT-3.5": 4_097, "GPT-4-32k": 32_768}
"""Tokens that a model reads at once, by OpenAI's API documentation of 2023."""


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


def counts(tokenizers: Iterable[Tokenizer], pair: TextPair) -> list[Counts]:
    return [Counts(one.name, _count(one, pair.en), _count(one, pair.ja)) for one in tokenizers]


def shares(rows: Sequence[Counts]) -> str:
    """A table in Markdown: how much of a context each text takes. Names of encodings only, nobody's text."""
    head = [
        _("Encoding"),
        _("Japanese ÷ English"),
        *(_("of {n} ({model})", model=model.replace("-", NO_BREAK), n=f"{n:,}") for model, n in CONTEXTS.items()),
    ]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    for row in rows:
        parts = [f"{_share(row.english, n)} / **{_share(row.japanese, n)}**" for n in CONTEXTS.values()]
        lines.append(f"| {row.encoding.replace('-', NO_BREAK)} | {_ratio(row):.2f} × | " + " | ".join(parts) + " |")
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


def pick() -> TextPair:
    """The pair to be counted."""
    offered = text_pairs()
    index = st.selectbox(
        _("The same thing in two languages"),
        range(len(offered)),
        key="tokens-pair",
        format_func=lambda index: offered[index].title[language()],
        label_visibility="collapsed",
        width=360,
    )
    return offered[index]


def _ratio(row: Counts) -> float:
    return row.japanese / row.english


def _share(tokens: int, context: int) -> str:
    return f"{100 * tokens / context:.2f} %"


@lru_cache(maxsize=256)
def _count(tokenizer: Tokenizer, text: str) -> int:
    return len(tokenizer.encode(text))
