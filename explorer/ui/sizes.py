"""What was made large, in the reader's words: rows and ticks for `view.sizes`, and how small our own model is."""

from pathlib import Path

import streamlit as st

from explorer.errors import Refused
from explorer.models.catalogue import find
from explorer.scaling.card import size_of
from explorer.scaling.sizes import Amount, Size, published
from explorer.ui.numbers import big, scientific
from explorer.ui.runs import Run
from explorer.ui.words import _
from explorer.view.sizes import Measured

COUNTED = ("tokens", "words", "parameters", "flop")
"""Units that a quantity's axis can carry; bytes of text are neither words nor tokens."""


def own_size(run: Run) -> Size:
    """The size of the run's model: parameters as loaded, data and compute as its card says."""
    try:
        entry = find(run.model.name)
    except Refused:
        return size_of(run.model.name, None, run.model.n_parameters)
    folder = None if entry.kind == "hub" else Path(entry.location)
    return size_of(run.model.name, folder, run.model.n_parameters)


def pick_scale() -> str:
    """How the axes go: "log", where models of any size can be seen together, or "linear"."""
    told = {"log": _("Logarithmic: powers of ten"), "linear": _("Linear: as it is")}
    return st.segmented_control(
        _("Scale"),
        list(told),
        default="log",
        required=True,
        key="home-scale",
        format_func=told.__getitem__,
        label_visibility="collapsed",
        width="content",
    )


def rows(own: Size, quantity: str) -> list[Measured]:
    """Well-known models from the oldest to the newest, then our own."""
    known = [_row(size, quantity, _("not published")) for size in published()]
    return [*known, _row(own, quantity, _("not in its card"), ours=True)]


def ticks(quantity: str) -> list[tuple[float, str]]:
    """Every third power of ten, and compute's as such."""
    if quantity == "compute":
        return [(10.0**power, scientific(10.0**power, digits=1).removeprefix("1 × ")) for power in range(12, 27, 4)]
    return [(10.0**power, big(10.0**power)) for power in range(3, 14, 3)]


def how_small(own: Size) -> str:
    """One computed sentence: our model beside GPT-3."""
    giant = next(size for size in published() if size.name == "GPT-3")
    if own.data is None or own.compute is None:
        return _(
            "{model} has about 1/{parameters} of GPT-3's parameters.",
            model=own.name,
            parameters=_ratio(giant.parameters, own.parameters),
        )
    return _(
        "{model}, which answers here, is tiny: about 1/{parameters} of GPT-3's parameters, 1/{data} of its data and "
        "1/{compute} of its compute. It works in the same way, step for step, and writes far worse.",
        model=own.name,
        parameters=_ratio(giant.parameters, own.parameters),
        data=_ratio(giant.data, own.data),
        compute=_ratio(giant.compute, own.compute),
    )


def _ratio(large: Amount | None, small: Amount | None) -> str:
    return big(large.amount / small.amount) if large and small else "?"


def _row(size: Size, quantity: str, otherwise: str, *, ours: bool = False) -> Measured:
    name = f"{size.name} ({size.year})" if size.year else size.name
    amount: Amount | None = getattr(size, quantity)
    if amount is None:
        return Measured(name, None, otherwise, ours)
    return Measured(name, amount.amount if amount.unit in COUNTED else None, _label(amount), ours)


def _label(amount: Amount) -> str:
    if amount.unit == "flop":
        return scientific(amount.amount)
    if amount.unit == "bytes":
        return _("{n} GB of text", n=f"{amount.amount / 1e9:g}")
    n = big(amount.amount, digits=3)
    return {"tokens": _("{n} tokens", n=n), "words": _("{n} words", n=n), "parameters": n}[amount.unit]
