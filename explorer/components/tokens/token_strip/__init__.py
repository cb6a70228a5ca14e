"""Tokens as chips that can be selected."""

from collections.abc import Callable, Sequence
from typing import Any

from explorer.components.untyped import mount, triggered
from explorer.text.graphemes import grapheme_groups, together
from explorer.text.token import Token


def token_strip(
    tokens: Sequence[Token],
    *,
    key: str,
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
    on_select: Callable[[int], None] | None = None,
) -> None:
    """A strip of chips, each with its id beneath.

    `n_prompt`: tokens from there on were generated and are underlined. `shades`: 0..1 a token, in the colour of
    probability. `titles`: what hovering says; `notes`: what stands beneath in the id's place. `follow`:
    keep the end in sight. `line`: one line that scrolls sideways, with the selection in sight.
    `spans`: each token's characters in the run's text; under the pointer they light up in every component that knows
    them. `text`: they stand in this order in a text; else fragments side by side make no character.
    """
    chips = [
        {
            "index": index,
            "id": token.id,
            "text": token.text,
            "special": token.special,
            "new": n_prompt is not None and index >= n_prompt,
            "title": titles[index] if titles else byte_title(token),
            "shade": None if shades is None else float(shades[index]),
            "note": notes[index] if notes else None,
            "span": spans[index] if spans else None,
        }
        for index, token in enumerate(tokens)
    ]
    ranges = grapheme_groups(tokens) if text else [range(i, i + 1) for i in range(len(tokens))]
    groups = [_group([tokens[i] for i in group], [chips[i] for i in group]) for group in ranges]
    data = {"groups": groups, "label": label, "selected": selected, "ids": ids, "follow": follow, "line": line}
    on = {"position": lambda: on_select(triggered(key, "position"))} if on_select else {"position": lambda: None}
    mount("token_strip", key=key, data=data, on=on)


def byte_title(token: Token) -> str:
    """What hovering over a token says: its id and its bytes."""
    return f"id {token.id} · {token.data.hex(' ').upper()}"


def _group(tokens: Sequence[Token], chips: list[dict[str, Any]]) -> dict[str, Any]:
    data = b"".join(token.data for token in tokens)
    return {"text": together(data), "title": data.hex(" ").upper(), "tokens": chips}
