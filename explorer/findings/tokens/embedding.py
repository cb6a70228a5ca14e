"""The vectors that a token starts with: its own, its position's, and their sum."""

from collections.abc import Sequence

import numpy as np

from explorer.components.payload import Floats32
from explorer.components.stream.vector_sum import Labels, Strip, VectorSum
from explorer.engine.runs import Run
from explorer.findings.courses import hundredths
from explorer.findings.spoken import cells_spoken
from explorer.words import _
from explorer.words.sentences import joined


def vector_sum(run: Run) -> VectorSum:
    """The vectors that the selected token starts with."""
    strips = _strips(run)
    limit = color_limit(strips)
    labels = Labels(
        board=_("The vectors of the selected token, dimension by dimension"),
        dimension=_("dimension"),
        low=f"−{limit:.2g}",
        high=f"+{limit:.2g}",
        scale=_(
            "{d_model} dimensions; beyond ±{limit} the colour grows no stronger.",
            d_model=run.model.shape.d_model,
            limit=f"{limit:.2g}",
        ),
    )
    peak = int(np.abs(strips[-1].values.values).argmax())
    return VectorSum(strips=tuple(strips), range=limit, peak=peak, labels=labels, spoken=_spoken(strips))


def _spoken(strips: Sequence[Strip]) -> str:
    """Each vector's length, and the numbers that are farthest from 0 in it."""
    return joined(*(_strip_spoken(strip) for strip in strips))


def _strip_spoken(strip: Strip) -> str:
    values = strip.values.values

    def dimension(_row: int, column: int) -> str:
        return _("{value} in dimension {i}", value=hundredths(float(values[column])), i=column + 1)

    return _(
        "{name}: length {length}, farthest from 0 {cells}.",
        name=strip.label,
        length=hundredths(float(np.linalg.norm(values))),
        cells=cells_spoken(np.abs(values)[None], dimension),
    )


def color_limit(strips: Sequence[Strip]) -> float:
    """The size that nearly all values stay below, so that a few extreme ones do not bleach the rest."""
    sizes = np.abs(np.concatenate([strip.values.values for strip in strips]))
    return float(np.quantile(sizes, 0.99)) or 1.0


def _strips(run: Run) -> list[Strip]:
    token, start = run.trace["hook_embed"][run.position], run.trace.resid(0)[run.position]
    strips = [Strip("", _("token vector"), Floats32(token))]
    total = token
    if "hook_pos_embed" in run.trace.names:
        place = run.trace["hook_pos_embed"][run.position]
        strips.append(Strip("+", _("position vector"), Floats32(place)))
        total = token + place
    if np.allclose(total, start, atol=1e-4):
        return [*strips, Strip("=", _("sum"), Floats32(start))] if len(strips) > 1 else strips
    return [*strips, Strip("→", _("enters layer 1"), Floats32(start))]


def origin(run: Run) -> str:
    """How this model tells where a token stands, and what else happens before the first layer."""
    if run.shown is not None and run.model.sight is not None and run.trace.ids[run.position] == run.model.sight.token:
        return _(
            "It comes from no table: the vision tower read this patch beside all the others, and the projector made a "
            "vector of it with as many numbers as a word's."
        )
    if "hook_pos_embed" not in run.trace.names:
        place = _(
            "This model adds no position vector: inside attention it turns queries and keys by an angle "
            "that grows with the position (rotary)."
        )
    else:
        place = _("The same token at another place begins with another sum.")
    raw = _strips(run)[-1].sign == "→"
    return place + (" " + _("Before layer 1 this model also scales or normalizes what it has added up.") if raw else "")
