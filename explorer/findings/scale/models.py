"""Models as points: those of others, as published, and the one on screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.engine.runs import Run
from explorer.figures.log_lines import Mark
from explorer.findings.home.sizes import own_size
from explorer.scaling.laws import Allocation
from explorer.scaling.published_laws import Sized, sized
from explorer.words import _
from explorer.words.numbers import big, scientific

BY_COMPUTE = {
    "bert-large": "middle right", "gpt-3": "middle left", "gopher": "top center", "chinchilla": "bottom right",
    "palm": "top center", "llama-31-405b": "top center", "llama-3-8b": "bottom right", "smollm2-1b7": "bottom left",
    "smollm2-135m": "bottom center",
}  # fmt: skip
BY_TEXT = {
    "gpt-3": "bottom left", "gopher": "bottom right", "chinchilla": "middle right", "palm": "top center",
    "llama-31-405b": "top center", "llama-3-8b": "top center", "smollm2-1b7": "bottom center",
    "smollm2-135m": "bottom center",
}  # fmt: skip
"""Of each picture, those whose names stand beside their points, and where; the others say theirs when pointed at."""


@dataclass(frozen=True)
class Own:
    """The model on screen."""

    name: str
    parameters: float
    tokens: float | None
    """None where its card says nothing of it."""

    @property
    def point(self) -> Allocation | None:
        return Allocation(self.parameters, self.tokens) if self.tokens else None


def own(run: Run) -> Own:
    size = own_size(run)
    read = size.data.number if size.data is not None and size.data.unit == "tokens" else None
    return Own(size.name, float(run.model.n_parameters), read)


def others(run: Run) -> list[Sized]:
    """Without the one on screen."""
    name = own(run).name
    return [one for one in sized() if one.name != name]


def by_text(run: Run) -> list[Mark]:
    """Size across, text up: for the plane."""
    placed = [
        _mark(one, one.parameters.number, one.tokens.number, BY_TEXT)
        for one in others(run)
        if one.parameters and one.tokens
    ]
    point = own(run).point
    return placed if point is None else [*placed, _live(run, point.parameters, point.tokens)]


def by_compute(run: Run) -> list[Mark]:
    """Compute across, size up: for the frontiers."""
    placed = [
        _mark(one, one.operations.number, one.parameters.number, BY_COMPUTE)
        for one in others(run)
        if one.parameters and one.operations
    ]
    point = own(run).point
    return placed if point is None else [*placed, _live(run, point.compute, point.parameters)]


def _mark(one: Sized, x: float, y: float, sides: Mapping[str, str]) -> Mark:
    side, said = sides.get(one.slug, "top center"), one.slug in sides
    return Mark(one.name, x, y, size=7, side=side, hover=about(one), said=said)


def _live(run: Run, x: float, y: float) -> Mark:
    return Mark(own(run).name, x, y, "query", "star", 13, hover=_about_own(own(run)))


def about(one: Sized) -> str:
    """Its figures, with their sources."""
    rows = [one.name]
    if one.parameters:
        rows.append(_("{n} parameters", n=big(one.parameters.number, digits=3)) + f" ({one.parameters.cited})")
    if one.tokens:
        rows.append(_("{n} tokens", n=big(one.tokens.number, digits=3)) + f" ({one.tokens.cited})")
    if one.operations:
        cited = "6 N D" if one.estimated else one.operations.cited
        rows.append(_("{n} operations", n=scientific(one.operations.number)) + f" ({cited})")
    return "; ".join(rows)


def _about_own(one: Own) -> str:
    size = _("{n} parameters", n=big(one.parameters, digits=3))
    return f"{one.name}; {size}" + (f"; {_('{n} tokens', n=big(one.tokens, digits=3))}" if one.tokens else "")
