"""A box to type in, and the text as tokens, ids and bytes beneath it, linked with one another under the pointer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from explorer.components.tokens.token_strip import byte_title
from explorer.components.untyped import mount, triggered
from explorer.text.graphemes import grapheme_groups, together
from explorer.text.token import Token

MOST = 1_000
"""Tokens that are drawn; a screen has no room for more."""


@dataclass(frozen=True)
class Count:
    """How many tokens an encoding makes of the text."""

    name: str
    n: int | None
    """None where it cannot say."""


def token_lab(
    given: str,
    tokens: Sequence[Token],
    *,
    key: str,
    counts: Sequence[Count],
    chosen: str,
    specials: Sequence[str],
    labels: Mapping[str, str],
    on_text: Callable[[str], None],
    on_encoding: Callable[[str], None],
) -> None:
    """`given`: what the box opens with; what is typed later comes to `on_text` while it is being typed.

    `counts`: the encodings to choose among, `chosen` being that of `tokens`. `specials`: names of special tokens that
    can be put into the text. `labels`: box, placeholder, text, ids, bytes, encodings, specials, more, facts, hint.
    """
    shown = tokens[:MOST]
    data = {
        "given": given,
        "groups": [_group(shown, group) for group in grapheme_groups(shown)],
        "counts": [asdict(count) for count in counts],
        "chosen": chosen,
        "specials": list(specials),
        "labels": dict(labels),
    }
    on = {
        "text": lambda: on_text(str(triggered(key, "text"))),
        "encoding": lambda: on_encoding(str(triggered(key, "encoding"))),
    }
    mount("token_lab", key=key, data=data, on=on)


def _group(tokens: Sequence[Token], group: range) -> dict[str, object]:
    """Tokens that split no character between them: usually one; else a bracket around its fragments."""
    data = b"".join(tokens[i].data for i in group)
    return {
        "text": together(data) if len(group) > 1 else "",
        "tokens": [
            {
                "index": i,
                "text": tokens[i].text,
                "id": tokens[i].id,
                "bytes": tokens[i].data.hex(" ").upper(),
                "special": tokens[i].special,
                "title": byte_title(tokens[i]),
            }
            for i in group
        ],
    }
