"""The Context page's wall: every head of a run as a thumbnail, and those that do something one can name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attention import repetition_score, without_first
from explorer.analysis.heads import entropy, first_position_score, previous_token_score
from explorer.components.head_wall import Guide, head_wall
from explorer.ui import state
from explorer.ui.runs import Recent, Run
from explorer.ui.words import _
from explorer.view.numbers import percent
from explorer.view.pooling import THUMBNAIL, max_pooled

if TYPE_CHECKING:
    from explorer.trace import Trace

MANY_HEADS = 300
"""From here on, thumbnails are half as large each way: there is no room on screen for more."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Wall:
    """What is known of all heads of a run."""

    thumbnails: NDArray[np.float32]
    """(L, H, S, S) each cell the largest share of the square that it stands for."""
    entropies: Scores
    """(L, H) bits, the mean over query positions."""
    previous: Scores
    """(L, H) mean share of the token before."""
    first: Scores
    """(L, H) mean share of the first token."""
    repetition: Scores
    """(L, H) mean share of what came after the same token earlier on; 0 where nothing is said twice."""


def show_wall(run: Run, *, hide_first: bool) -> None:
    """All heads; choosing one selects layer and head on every page."""
    wall = wall_of(run.trace, hide_first)
    head_wall(
        wall.thumbnails,
        [title(layer, head, float(bits)) for (layer, head), bits in np.ndenumerate(wall.entropies)],
        key="context_wall",
        selected=(run.layer, run.head),
        labels={
            "wall": _("All heads: a row is a layer, a column a head. A click or the arrow keys choose one."),
            "guides": _("Worth a look in this run:"),
            "note": pooling(len(run.tokens), wall.thumbnails.shape[-1]),
        },
        guides=list(guides(wall, causal=run.trace.causal)),
        on_select=lambda layer, head: state.change(layer=layer, head=head),
    )


def guides(wall: Wall, *, causal: bool) -> Iterator[Guide]:
    """The best head of each kind, where there is one."""
    kinds = [
        (wall.previous, _("looks at the previous token")),
        (wall.repetition, _("looks at what followed the same token before")),
        (wall.first, _("rests on the first token")),
    ]
    for scores, does in kinds if causal else kinds[:1]:
        layer, head = (int(at) for at in np.unravel_index(scores.argmax(), scores.shape))
        if scores[layer, head] > 0:
            place = {"layer": layer + 1, "head": head + 1, "share": percent(float(scores[layer, head]))}
            yield Guide(_("Layer {layer}, head {head} {does}: {share}", does=does, **place), layer, head)


def title(layer: int, head: int, bits: float) -> str:
    """What is said of a head."""
    return _(
        "Layer {layer}, head {head}: mean entropy {bits} bits, as if spread evenly over {n} tokens",
        layer=layer + 1,
        head=head + 1,
        bits=f"{bits:.2f}",
        n=f"{2**bits:.1f}",
    )


def pooling(n_tokens: int, size: int) -> str:
    """What a cell of a thumbnail stands for, where it is more than one share."""
    if n_tokens == size:
        return ""
    width = -(-n_tokens // size)
    return _("Each cell of these thumbnails stands for {n} × {n} tokens and shows their largest share.", n=width)


_walls: "Recent[Wall]" = Recent(size=64)


def wall_of(trace: "Trace", hide_first: bool) -> Wall:
    """Computed once a run."""
    # By name, not by the trace itself, which would keep all of its tensors alive.
    key = (trace.model, trace.ids, trace.edits, hide_first)
    return _walls.get(key) or _walls.put(key, _wall(trace, hide_first))


def _wall(trace: "Trace", hide_first: bool) -> Wall:
    most = THUMBNAIL if trace.shape.n_layers * trace.shape.n_heads < MANY_HEADS else THUMBNAIL // 2
    layers = []
    for layer in range(trace.shape.n_layers):
        # A copy of the trace keeps this pattern only until the next layer: all of them are (L, H, T, T).
        pattern = replace(trace).pattern(layer)
        shown = without_first(pattern) if hide_first else pattern
        layers.append(
            (
                max_pooled(shown, most),
                entropy(pattern).mean(-1),
                previous_token_score(pattern),
                first_position_score(pattern),
                repetition_score(pattern, trace.ids),
            )
        )
    return Wall(*(np.stack(each) for each in zip(*layers, strict=True)))
