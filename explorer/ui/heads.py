"""The Context page's pictures: all heads of a run, and one of them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attention import strongest, without_first
from explorer.analysis.heads import entropy
from explorer.components.head_view import head_view
from explorer.components.head_wall import head_wall
from explorer.components.sentence import chip
from explorer.ui import state
from explorer.ui.runs import Recent, Run
from explorer.ui.words import _
from explorer.view.numbers import percent
from explorer.view.pooling import THUMBNAIL, max_pooled

if TYPE_CHECKING:
    from explorer.trace import Trace

ARCS = 64
"""Up to this many tokens, all arcs of a head are drawn."""

MANY_HEADS = 300
"""From here on, thumbnails are half as large each way: nobody sees more of them anyway."""


@dataclass(frozen=True, eq=False)
class Wall:
    thumbnails: NDArray[np.float32]
    """(L, H, S, S) each cell the largest share of the square that it stands for."""
    entropies: NDArray[np.float32]
    """(L, H) bits, the mean over query positions."""


def show_wall(run: Run, *, hide_first: bool) -> None:
    """All heads; choosing one selects layer and head on every page."""
    wall = wall_of(run.trace, hide_first)
    labels = {"wall": _("All heads: a row is a layer, a column a head. A click or the arrow keys choose one.")}
    head_wall(
        wall.thumbnails,
        [title(layer, head, float(bits)) for (layer, head), bits in np.ndenumerate(wall.entropies)],
        key="context_wall",
        selected=(run.layer, run.head),
        labels=labels,
        on_select=lambda layer, head: state.change(layer=layer, head=head),
    )


def title(layer: int, head: int, bits: float) -> str:
    return _(
        "Layer {layer}, head {head}: mean entropy {bits} bits, as if spread evenly over {n} tokens",
        layer=layer + 1,
        head=head + 1,
        bits=f"{bits:.2f}",
        n=f"{2**bits:.1f}",
    )


_walls: "Recent[Wall]" = Recent(size=64)


def wall_of(trace: "Trace", hide_first: bool) -> Wall:
    """Computed once a run."""
    # By name, not by the trace itself, which would keep all of its tensors alive.
    key = (trace.model, trace.ids, trace.edits, hide_first)
    return _walls.get(key) or _walls.put(key, _wall(trace, hide_first))


def _wall(trace: "Trace", hide_first: bool) -> Wall:
    most = THUMBNAIL if trace.shape.n_layers * trace.shape.n_heads < MANY_HEADS else THUMBNAIL // 2
    thumbnails, entropies = [], []
    for layer in range(trace.shape.n_layers):
        # A copy of the trace keeps the pattern only until the next layer: all of them are (L, H, T, T).
        pattern = replace(trace).pattern(layer)
        entropies.append(entropy(pattern))
        thumbnails.append(max_pooled(without_first(pattern) if hide_first else pattern, most))
    return Wall(np.stack(thumbnails), np.stack(entropies))


def show_head(run: Run, *, hide_first: bool) -> None:
    """The selected head; choosing a token selects it on every page."""
    pattern = run.trace.pattern(run.layer)[run.head]
    head_view(
        without_first(pattern) if hide_first else pattern,
        run.tokens,
        key="context_head",
        position=run.position,
        causal=run.trace.causal,
        without_first=hide_first,
        labels=_labels(run),
        notes=_notes(run, hide_first),
        on_select=lambda position: state.change(position=position),
    )


def _labels(run: Run) -> dict[str, str]:
    places = {name: f"{{{name}}}" for name in ("query", "key", "share")}
    return {
        "view": _(
            "Attention of layer {layer}, head {head}: arrow keys walk through the tokens, Enter selects one",
            layer=run.layer + 1,
            head=run.head + 1,
        ),
        "query": _("the token that looks (query)"),
        "key": _("where it looks (key)"),
        "masked": _("masked"),
        "looks": _("{query} → {key}: {share}", **places),
        "unseen": _("{query} cannot see {key}, which comes after it", **places),
        "share": _("share of attention"),
        "how": _("Point at a token to see where it looks, click to select it."),
    }


def _notes(run: Run, hide_first: bool) -> list[str]:
    notes = []
    if not run.trace.causal:
        notes.append(_("This model reads both ways: there is no mask, and every token sees every other."))
    if hide_first:
        notes.append(
            _(
                "The first position is taken out of the pictures, and its share is dealt out over the others; "
                "the model itself and the numbers below keep it."
            )
        )
    if len(run.tokens) > ARCS:
        notes.append(
            _(
                "With {n} tokens, only some are labelled, arcs are drawn for one token at a time, and a square of the "
                "wall stands for several tokens and shows the strongest.",
                n=len(run.tokens),
            )
        )
    return notes


def finding(run: Run) -> str:
    """Where the selected token looks most, in a sentence whose tokens are chips."""
    weights = run.trace.pattern(run.layer)[run.head, run.position]
    best = int(strongest(weights, 1)[0])
    words = {
        "layer": run.layer + 1,
        "head": run.head + 1,
        "query": chip(run.tokens[run.position].text),
        "key": chip(run.tokens[best].text),
        "n": best + 1,
        "share": percent(float(weights[best])),
    }
    if run.trace.causal and run.position == 0:
        return _("{query} is the first token: it can look only at itself, in every head.", **words)
    if best == run.position:
        return _("In layer {layer}, head {head}, {query} looks most at itself: {share} of its attention.", **words)
    return _(
        "In layer {layer}, head {head}, {query} looks most at {key} (token {n}): {share} of its attention.", **words
    )
