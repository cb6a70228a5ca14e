"""One text under several encodings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import ref

from explorer.components.tokens.encoding_rows import Cell, EncodingRows, Labels, Row
from explorer.engine.cache import once
from explorer.text.glyphs import visible
from explorer.text.graphemes import grapheme_groups, together
from explorer.text.token import Token, tokens_of
from explorer.text.tokenizer import TiktokenTokenizer, Tokenizer
from explorer.words import _
from explorer.words.numbers import characters, tokens

WINDOW = 280
"""Characters that are on screen, the same in every row."""


@dataclass(frozen=True)
class Cut:
    """A text as tokens."""

    name: str
    n: int
    cells: tuple[Cell, ...]


def cut_of(name: str, cut: Sequence[Token]) -> Cut:
    """Tokens as cells; those that split a character stand in one."""
    return Cut(name, len(cut), tuple(_cell([cut[i] for i in group]) for group in grapheme_groups(cut)))


def cut(tokenizer: TiktokenTokenizer, text: str) -> Cut:
    key = ("cut", ref(tokenizer), text)
    return once(key, lambda: cut_of(tokenizer.name, tokens_of(tokenizer.encode(text), tokenizer)))


def cuts(own: Cut, others: Mapping[str, Tokenizer], text: str) -> list[Cut]:
    """The run's own tokens first, then the text under each of the others."""
    return [own, *(cut(other, text) for other in others.values() if isinstance(other, TiktokenTokenizer))]


def window(text: str, character: int) -> tuple[int, int]:
    """The part of a long text that is on screen: around the selected character."""
    start = max(0, min(character - WINDOW // 2, len(text) - WINDOW))
    return start, min(start + WINDOW, len(text))


def rows(found: Sequence[Cut], text: str, shown: tuple[int, int]) -> list[Row]:
    # A text of which a vocabulary knows nothing has no tokens but special ones.
    most = max(1, *(cut.n for cut in found))
    return [
        Row(
            cut.name,
            used_by(cut.name),
            tokens(cut.n),
            _("{n} characters each", n=f"{len(text) / max(1, cut.n):.2f}"),
            cut.n / most,
            tuple(cell for cell in cut.cells if cell.start < shown[1] and shown[0] < cell.end),
        )
        for cut in found
    ]


def summary(found: Sequence[Cut], text: str) -> str:
    """The extremes, computed."""
    least, most = min(found, key=lambda cut: cut.n), max(found, key=lambda cut: cut.n)
    whole = characters(len(text))
    if least.n == most.n:
        return _("All of them cut the {characters} into {tokens}.", characters=whole, tokens=tokens(most.n))
    return _(
        "For the same {characters}, {small} needs {few} and {large} needs {many}.",
        characters=whole, few=tokens(least.n), small=least.name, many=tokens(most.n), large=most.name,
    )  # fmt: skip


def encoding_rows(found: Sequence[Cut], text: str, selected: tuple[int, int]) -> EncodingRows:
    """The cuts one above another, around the selected characters."""
    start, end = window(text, selected[0])
    return EncodingRows(
        rows=tuple(rows(found, text, (start, end))),
        characters=tuple(visible(character.encode()) for character in text[start:end]),
        start=start,
        label=_("The same text under other encodings"),
        selected=selected,
        labels=Labels(
            split=_("Dots: so many tokens make this one character, and none of them does alone"),
            before="…" if start else "",
            after="…" if end < len(text) else "",
        ),
    )


def used_by(name: str) -> str:
    """Which models read this encoding; for our own, what it was learned from."""
    known = {
        "r50k_base": "GPT-2, GPT-3",
        "p50k_base": "Codex, text-davinci-003",
        "cl100k_base": "GPT-3.5, GPT-4",
        "o200k_base": "GPT-4o",
    }
    return known.get(name) or _("the model here")


def _cell(group: Sequence[Token]) -> Cell:
    first, last = group[0], group[-1]
    if len(group) == 1:
        return Cell(first.text, *first.span, 1, f"id {first.id} · {first.data.hex(' ').upper()}")
    title = "  ".join(f"{token.text} id {token.id}" for token in group)
    return Cell(together(b"".join(token.data for token in group)), first.span[0], last.span[1], len(group), title)
