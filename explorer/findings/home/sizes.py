"""What was made large, in the reader's words: rows and ticks for `figures.sizes`, and how small our own model is."""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.sizes import Measured
from explorer.models.catalogue import DEFAULT, find, in_precision
from explorer.scaling.card import size_of
from explorer.scaling.facts import HERE, Fact
from explorer.scaling.sizes import Size, known, published
from explorer.words import _
from explorer.words.facts import amount as in_words
from explorer.words.facts import number
from explorer.words.literal import literal
from explorer.words.numbers import big, scientific
from explorer.words.sentences import apart, joined

Quantity = Literal["data", "compute", "parameters"]
COUNTED = ("tokens", "words", "parameters", "flop")
"""Units that a quantity's axis can carry; bytes of text are neither words nor tokens."""


def own_size(run: Run) -> Size:
    """The size of the run's model: counted where it is loaded, else as was published, or as its card says."""
    name, shape = in_precision(run.model.name, "float32").removeprefix("folder:"), run.model.shape
    size = known(name) or size_of(run.model.name, _folder(run.model.name))
    return replace(
        size,
        parameters=Fact(run.model.n_parameters, "parameters", HERE),
        context=Fact(shape.n_ctx, "tokens", HERE),
    )


def _folder(model: str) -> Path | None:
    try:
        entry = find(model)
    except Refused:
        return None
    return None if entry.kind == "hub" else Path(entry.location)


def embedded_size() -> Size:
    """Of the model that the app begins with, by its card."""
    return size_of(DEFAULT, _folder(DEFAULT))


def names() -> dict[Quantity, tuple[str, str]]:
    """Each quantity's name, and what it is."""
    return {
        "data": (_("Data"), _("the text that it learned from")),
        "compute": (_("Compute"), _("floating-point operations of its training")),
        "parameters": (_("Parameters"), _("the numbers that learning adjusts")),
    }


def rows(own: Size, quantity: Quantity) -> list[Measured]:
    """Well-known models from the oldest to the newest, then our own."""
    others = [_row(size, quantity, _("not published")) for size in published() if size.name != own.name]
    embedded = [_row(embedded_size(), quantity, "")] if own.name != DEFAULT else []
    otherwise = _("not published") if known(own.name) else _("not in its card")
    return [*others, *embedded, _row(own, quantity, otherwise, ours=True)]


def ticks(quantity: Quantity, *, log: bool) -> list[tuple[float, str]]:
    """Values to mark on an axis, with their labels."""
    return [(value, _tick(value, quantity)) for value in (_powers(quantity) if log else _even(quantity))]


def _powers(quantity: Quantity) -> list[float]:
    """Every third power of ten; compute spans too much for that."""
    return [10.0**power for power in (range(12, 27, 4) if quantity == "compute" else range(3, 14, 3))]


def _even(quantity: Quantity) -> list[float]:
    """Nothing, and two to four round numbers up to the largest amount that was published."""
    amounts = [getattr(size, quantity) for size in published()]
    most = max(amount.number for amount in amounts if amount is not None and amount.unit in COUNTED)
    decade = 10.0 ** math.floor(math.log10(most))
    step = next(part * decade for part in (0.5, 1, 2, 5) if most < 5 * part * decade)
    return [step * n for n in range(int(most / step) + 1)]


def _tick(value: float, quantity: Quantity) -> str:
    if quantity != "compute" or not value:
        return big(value)
    return scientific(value, digits=1).removeprefix("1 × ")


def how_small(own: Size, *, causal: bool) -> str:
    """Our model beside GPT-3, computed."""
    giant = next(size for size in published() if size.name == "GPT-3")
    if own.data is not None and own.compute is None:
        return _more_text(own, giant)
    if own.data is None or own.compute is None:
        return _(
            "{model} has about 1/{parameters} of GPT-3's parameters.",
            model=own.name,
            parameters=_ratio(giant.parameters, own.parameters),
        )
    small = _(
        "{model}, which runs here, is tiny: about 1/{parameters} of GPT-3's parameters, 1/{data} of its data and "
        "1/{compute} of its compute.",
        model=own.name,
        parameters=_ratio(giant.parameters, own.parameters),
        data=_ratio(giant.data, own.data),
        compute=_ratio(giant.compute, own.compute),
    )
    alike = (
        _("It works in the same way, step for step, and writes far worse.")
        if causal
        else _("It is built of the same parts, but fills gaps instead of writing on.")
    )
    return joined(small, alike)


def _more_text(own: Size, giant: Size) -> str:
    """A small model of today: few parameters, and much to read."""
    said = {"model": own.name, "parameters": _ratio(giant.parameters, own.parameters)}
    return _(
        "{model} has about 1/{parameters} of GPT-3's parameters and has read about {times} times as many tokens: small "
        "models of today read far more than was usual then.",
        times=_ratio(own.data, giant.data),
        **said,
    )


def beside(own: Size) -> str:
    """A table in markdown: our own models, GPT-2 and GPT-3, by what was published of them."""
    named = ("SmolLM2-135M-Instruct", "GPT-2", "GPT-3")
    ours = [] if own.name in (DEFAULT, *named) else [own]
    sizes = [*ours, embedded_size(), *(size for name in named if (size := known(name)) is not None)]
    head = (_("Model"), _("Parameters"), _("Data"), _("Context length"))
    rows = [head, ("---",) * len(head), *(_cells(size) for size in sizes)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(size: Size) -> tuple[str, ...]:
    name, none = f"{size.name} ({size.year})" if size.year else size.name, _("not published")
    amounts = (_label(amount) if amount else none for amount in (size.parameters, size.data))
    return literal(name.replace("|", "¦")), *amounts, in_words(size.context) if size.context else none


def _ratio(large: Fact | None, small: Fact | None) -> str:
    return big(large.number / small.number) if large and small else "?"


def _row(size: Size, quantity: Quantity, otherwise: str, *, ours: bool = False) -> Measured:
    name = f"{size.name} ({size.year})" if size.year else size.name
    amount: Fact | None = getattr(size, quantity)
    if amount is None:
        return Measured(name, None, otherwise, ours)
    return Measured(name, amount.number if amount.unit in COUNTED else None, _label(amount), ours)


def _label(amount: Fact) -> str:
    """With its unit where an axis has several."""
    return number(amount) if amount.unit in ("flop", "parameters") else in_words(amount)


def spoken(rows: Sequence[Measured]) -> str:
    """Lines to scale, for those who do not see them: each with its number, or why there is none."""
    return apart(*(_("{name}: {what}", name=row.name, what=row.label) for row in rows))
