"""Tokens as chips that can be selected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import flag, whole
from explorer.text.graphemes import grapheme_groups, together
from explorer.text.token import Token


@dataclass(frozen=True, slots=True)
class Chip:
    """One token."""

    index: int
    id: int
    text: str
    special: bool
    new: bool
    """Whether it was generated; such tokens are underlined."""
    title: str
    """What hovering says."""
    shade: float | None
    """0..1 in the colour of probability."""
    note: str | None
    """What stands beneath in the id's place."""
    span: tuple[int, int] | None
    """Its characters in the run's text; under the pointer they light up in every component that knows them."""


@dataclass(frozen=True, slots=True)
class Group:
    """The tokens of one character, or of a few that cannot be told apart; usually a single token."""

    text: str
    title: str
    """Their bytes."""
    tokens: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Tokens that nobody typed, folded into one chip."""

    start: int
    stop: int
    text: str
    title: str


@dataclass(frozen=True, kw_only=True)
class TokenStrip(Payload):
    groups: tuple[Group, ...]
    folds: tuple[Fold, ...]
    open: bool
    """Whether what is in the folds is shown."""
    label: str
    selected: int | None
    ids: bool
    """Whether each token's id, or note, stands beneath it."""
    follow: bool
    """Keep the end in sight."""
    line: bool
    """One line that scrolls sideways, with the selection in sight."""

    @event
    def position(self, sent: Any) -> int:
        """Of the token that was chosen."""
        return whole(sent, below=sum(len(group.tokens) for group in self.groups))

    @event
    def fold(self, sent: Any) -> bool:
        """The folds were asked to open, or to close."""
        if not flag(sent) or not self.folds:
            raise Dropped("there is nothing to fold")
        return True


def strip_of(
    tokens: Sequence[Token],
    *,
    label: str,
    selected: int | None = None,
    n_prompt: int | None = None,
    shades: Sequence[float] | None = None,
    titles: Sequence[str] | None = None,
    notes: Sequence[str] | None = None,
    ids: bool = True,
    follow: bool = False,
    line: bool = False,
    spans: Sequence[tuple[int, int] | None] | None = None,
    text: bool = True,
    folds: Sequence[Fold] = (),
    open: bool = False,
) -> TokenStrip:
    """A strip of chips. Tokens from `n_prompt` on were generated; `shades`, `titles`, `notes` and `spans` are one a
    token. `text`: they stand in this order in a text; else fragments side by side make no character. `folds`: what is
    not shown until it is asked for, or is, where they are `open`.
    """
    chips = [
        Chip(
            index=index,
            id=token.id,
            text=token.text,
            special=token.special,
            new=n_prompt is not None and index >= n_prompt,
            title=titles[index] if titles else byte_title(token),
            shade=None if shades is None else float(shades[index]),
            note=notes[index] if notes else None,
            span=spans[index] if spans else None,
        )
        for index, token in enumerate(tokens)
    ]
    ranges = grapheme_groups(tokens) if text else [range(i, i + 1) for i in range(len(tokens))]
    groups = tuple(_group(tokens, chips, places) for places in ranges)
    return TokenStrip(
        groups=groups,
        folds=tuple(folds),
        open=open,
        label=label,
        selected=selected,
        ids=ids,
        follow=follow,
        line=line,
    )


def byte_title(token: Token) -> str:
    """What hovering over a token says: its id and its bytes."""
    return f"id {token.id} · {token.data.hex(' ').upper()}"


def _group(tokens: Sequence[Token], chips: Sequence[Chip], places: range) -> Group:
    data = b"".join(tokens[i].data for i in places)
    return Group(together(data), data.hex(" ").upper(), tuple(chips[i] for i in places))
