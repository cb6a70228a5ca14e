"""Every head of a run as a thumbnail, and those that do something one can name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.head_names import KINDS, HeadScores, scores_in
from explorer.analysis.merging import merged
from explorer.components.attention.head_wall import Guide, HeadWall, Kind, Labels, Order
from explorer.components.payload import Shares8
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.figures.pooling import THUMBNAIL, max_pooled
from explorer.findings.context import first_token
from explorer.findings.context.kinds import MARKS, labels_of
from explorer.findings.context.parts import parts_of_run
from explorer.words import _
from explorer.words.sentences import apart

if TYPE_CHECKING:
    from explorer.trace import Trace

MANY_HEADS = 300
"""From here on, thumbnails are half as large each way: there is no room on screen for more."""


@dataclass(frozen=True, eq=False)
class Wall:
    """What is known of all heads of a run."""

    thumbnails: NDArray[np.float32]
    """(L, H, S, S) each cell the largest share of the square that it stands for."""
    scores: HeadScores
    """Those of the model's own patterns, also where the first token is left out of the pictures."""


def head_wall(run: Run, *, hide_first: bool, whole: bool = True) -> HeadWall:
    """All heads of a run, in pictures and words; `whole`: with what a chat's template wrote."""
    folded = parts_of_run(run, "token", whole=whole)
    wall = wall_of(run.trace, hide_first, folded.groups)
    n_layers, n_heads, size, _size = wall.thumbnails.shape
    return HeadWall(
        cells=Shares8(wall.thumbnails),
        layers=n_layers,
        heads=n_heads,
        size=size,
        titles=tuple(titles(wall.scores)),
        selected=(run.layer, run.head),
        labels=_labels(pooling(len(folded.groups), size)),
        guides=tuple(guides(wall.scores, causal=run.trace.causal)),
        names=tuple(wall.scores.names.ravel().tolist()),
        kinds=tuple(Kind(kind, MARKS[kind], labels_of()[kind]) for kind in KINDS),
        orders=tuple(orders(wall.scores)),
        spoken=spoken(wall.scores),
    )


def spoken(scores: HeadScores) -> str:
    """The wall for those who do not see it: how many heads have which name."""
    counts = {label: int((scores.names == kind).sum()) for kind, label in labels_of().items()}
    named = apart(*(_("{name}: {what}", name=label, what=n) for label, n in counts.items() if n))
    return _("Heads by name, of {total}: {named}.", total=scores.names.size, named=named or _("none"))


def _labels(note: str) -> Labels:
    return Labels(
        wall=_("All heads: a row is a layer, a column a head. A click or the arrow keys choose one."),
        guides=_("Worth a look in this run:"),
        note=note,
        order=_("Sorted by"),
        layers=_("layer and head"),
        kinds=_("Show the heads of one name"),
        overview=_(
            "All heads at once: the darker, the more of what they are sorted by; by layer, the fewer tokens a head "
            "looks at. Drag to move the part that is shown beside it."
        ),
    )


def orders(scores: HeadScores) -> list[Order]:
    """By each score, and by entropy from either end."""
    by_kind = [_order(_("score: {kind}", kind=label), scores[kind]) for kind, label in labels_of().items()]
    widest = _order(_("entropy, widest first"), scores.entropy)
    return [*by_kind, widest, _order(_("entropy, narrowest first"), -scores.entropy)]


def _order(label: str, values: NDArray[np.floating]) -> Order:
    return Order(label, tuple(values.ravel().round(5).tolist()))


def guides(scores: HeadScores, *, causal: bool) -> Iterator[Guide]:
    """The best head that has the name of a kind, where there is one: a head that rests shows nothing."""
    kinds = {
        "previous_token": _("looks at the previous token"),
        "induction": _("looks at what followed the same token before"),
        "duplicate_token": _("looks at the same token before"),
    }
    for kind, does in kinds.items() if causal else [*kinds.items()][:1]:
        shares = np.where(scores.names == kind, scores[kind], 0)
        layer, head = (int(at) for at in np.unravel_index(shares.argmax(), shares.shape))
        if shares[layer, head] > 0:
            place = {"layer": layer + 1, "head": head + 1, "share": percent(float(shares[layer, head]))}
            yield Guide(_("Layer {layer}, head {head} {does}: {share}", does=does, **place), (layer, head))


def titles(scores: HeadScores) -> list[str]:
    """What is said of each head, L x H of them in a row."""
    names, words = scores.names.tolist(), labels_of()
    found = []
    for (layer, head), bits in np.ndenumerate(scores.entropy):
        name = names[layer][head]
        said = title(layer, head, float(bits))
        if name:
            share = percent(float(scores[name][layer, head]))
            said = _("{head}. Named “{kind}”: {share}", head=said, kind=words[name], share=share)
        found.append(said)
    return found


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


def wall_of(trace: "Trace", hide_first: bool, groups: tuple[range, ...] = ()) -> Wall:
    """Computed once a run. `groups`: tokens that are one part of the pictures; none where each is its own."""
    alone = len(groups) in (0, len(trace))
    key = ("wall", trace.identity, hide_first, () if alone else groups)
    return once(key, lambda: _wall(trace, hide_first, () if alone else groups))


def _wall(trace: "Trace", hide_first: bool, groups: tuple[range, ...]) -> Wall:
    most = THUMBNAIL if trace.shape.n_layers * trace.shape.n_heads < MANY_HEADS else THUMBNAIL // 2
    shown = (first_token.shown(pattern, hide_first) for pattern in trace.patterns())
    layers = [max_pooled(merged(pattern, groups) if groups else pattern, most) for pattern in shown]
    return Wall(np.stack(layers), head_scores(trace))


def head_scores(trace: "Trace") -> HeadScores:
    """Of every head in this text, computed once a run."""
    return once(("head scores", trace.identity), lambda: scores_in(trace))
