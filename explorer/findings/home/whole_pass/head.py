"""The selected head at the last token: its query, its keys, and what comes of them."""

from explorer.analysis.attention import lookup
from explorer.components.payload import Floats32
from explorer.components.stream.whole_pass import Head
from explorer.engine.runs import Run


def selected(run: Run, shown: list[int]) -> Head:
    """With the tokens at these places."""
    seen = lookup(run.trace, run.layer, run.head, len(run.tokens) - 1)
    return Head(
        layer=run.layer,
        head=run.head,
        scale=seen.scale,
        q=Floats32(seen.q),
        k=Floats32(seen.k[shown]),
        dots=Floats32(seen.dots[shown]),
        scores=Floats32(seen.scores[shown]),
        shares=Floats32(seen.weights[shown]),
    )
