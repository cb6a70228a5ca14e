"""The selected head at the last token: its query, its keys, and what comes of them."""

from explorer.analysis.attention import lookup
from explorer.components.payload import Floats32
from explorer.components.stream.whole_pass import Head
from explorer.engine.runs import Run


def selected(run: Run, first: int) -> Head:
    """With the tokens from `first` on."""
    seen = lookup(run.trace, run.layer, run.head, len(run.tokens) - 1)
    return Head(
        layer=run.layer,
        head=run.head,
        scale=seen.scale,
        q=Floats32(seen.q),
        k=Floats32(seen.k[first:]),
        dots=Floats32(seen.dots[first:]),
        scores=Floats32(seen.scores[first:]),
        shares=Floats32(seen.weights[first:]),
    )
