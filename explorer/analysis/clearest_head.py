"""The head whose look is the clearest to see: where somebody begins who has chosen none."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from explorer.analysis.head_names import scores_of

if TYPE_CHECKING:
    from explorer.trace import Trace


def clearest_head(trace: "Trace", *, query: int, keys: Sequence[int], layers: Sequence[int]) -> tuple[int, int] | None:
    """(layer, head) of the one that gives a single one of `keys` most of what the token at `query` looks at.

    Neither the first token nor the query itself counts, since heads rest there that find nothing to read. A head that
    is called a sink in this text is passed over; where all are, the clearest look counts. None where nothing is left
    to look at.

    Only rows of patterns are computed, and the whole pattern of those few heads that come into question.
    """
    counted = [key for key in keys if key not in (0, query)]
    most = np.stack([trace.pattern_row(layer, query)[:, counted].max(-1, initial=0) for layer in layers])
    ranked = [divmod(int(flat), trace.shape.n_heads) for flat in np.argsort(-most, axis=None, kind="stable")]
    looking = [(layers[row], head) for row, head in ranked if most[row, head] > 0]
    return next((place for place in looking if not _is_sink(trace, *place)), looking[0] if looking else None)


def _is_sink(trace: "Trace", layer: int, head: int) -> bool:
    """The pattern is not kept: of most heads nobody will look at it."""
    pattern = replace(trace).pattern(layer)[head : head + 1]
    return scores_of([pattern], trace.ids, causal=trace.causal).names[0, 0] == "first_position"
