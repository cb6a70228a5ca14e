"""The same logits under several settings: a row a token, a column a setting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount, triggered


@dataclass(frozen=True)
class Column:
    """One way to sample."""

    name: str
    settings: str
    facts: Sequence[str]
    """A few words each: tokens left, effective number of choices, what is shared."""
    drawn: str
    """The token that the seed draws."""
    own: bool
    """The visitor's own; the others can be taken over."""
    cells: Sequence["Cell"]


@dataclass(frozen=True)
class Cell:
    share: float
    said: str
    kept: bool
    drawn: bool


def side_by_side(
    columns: Sequence[Column],
    tokens: Sequence[str],
    *,
    key: str,
    labels: Mapping[str, str],
    on_use: Callable[[int], None],
) -> None:
    """`tokens`: a row each, likeliest first; the last is all the others, and every column has a cell for each.

    `labels`: table, token, drawn, use, own. `on_use` gets the place of the column whose settings are wanted.
    """
    data = {"columns": [asdict(column) for column in columns], "tokens": list(tokens), "labels": dict(labels)}
    mount("side_by_side", key=key, data=data, on={"use": lambda: on_use(triggered(key, "use"))})
