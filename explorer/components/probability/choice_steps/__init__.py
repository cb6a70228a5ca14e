"""How each token of a text was chosen: chips in groups, and beside them what was weighed at one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from explorer.components.untyped import mount


def choice_steps(
    groups: Sequence[Mapping[str, Any]],
    panels: Sequence[Mapping[str, Any]],
    *,
    key: str,
    labels: Mapping[str, str],
    legend: Mapping[str, str],
    first: int = 0,
) -> None:
    """`groups`: {note, chips: [{text, title, state, panel, row}]}; a note of "" draws no bracket.

    `state`: plain, accepted, own, rejected or dropped. `panels`: {title, rows: [{text, a, b, a_text, b_text, note,
    state}], rest}; `row` is the one of its panel that a chip stands for, or None. `a` and `b` are shares, drawn as two
    bars; `labels`: strip, a, b;
    `legend`: what the states mean.
    """
    data = {"groups": list(groups), "panels": list(panels), "labels": dict(labels), "first": first}
    data["legend"] = dict(legend)
    mount("choice_steps", key=key, data=data)
