"""One head's attention on a fixed sentence, before it has learnt anything and now."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explorer.components.attention.pattern_panels import Labels, Panel, PatternPanels
from explorer.components.payload import Pattern16
from explorer.engine.trainings import Progress
from explorer.figures.numbers import count
from explorer.findings.context import panels
from explorer.findings.spoken import panels_spoken
from explorer.text.glyphs import visible
from explorer.words import _

Patterns = NDArray[np.float16]
"""(layers, heads, n, n), rows sum to 1."""

Look = Callable[[int], Patterns]
"""After a step of `Progress.looks`."""

SETTLED = 0.25
"""Share of the steps after which the head that is shown is not chosen anew."""


def chosen_head(progress: Progress, look: Look) -> tuple[int, int]:
    """(layer, head) whose pattern has moved most since the beginning, by a quarter of the steps: so that it stays."""
    early = [step for step in progress.looks if step <= max((*progress.looks[1:2], SETTLED * progress.order.steps))]
    first, last = look(progress.looks[0]), look(early[-1])
    moved = np.abs(last.astype(np.float32) - first.astype(np.float32)).mean(axis=(2, 3))
    layer, head = np.unravel_index(int(moved.argmax()), moved.shape)
    return int(layer), int(head)


def forming(progress: Progress, look: Look, position: int | None) -> PatternPanels | None:
    """Two panels, or one before there is a second look; None before there is any."""
    if not progress.looks or not progress.watched:
        return None
    layer, head = chosen_head(progress, look)
    steps = tuple(dict.fromkeys((progress.looks[0], progress.looks[-1])))
    n = len(progress.watched)
    panels = tuple(_panel(progress, look(step)[layer, head], step) for step in steps)
    return PatternPanels(
        panels=panels,
        spoken=panels_spoken(panels),
        position=n - 1 if position is None or position >= n else position,
        labels=_labels(layer, head),
    )


def _panel(progress: Progress, pattern: Patterns, step: int) -> Panel:
    title = _("After step {n}", n=count(step)) if step else _("Before the first step")
    return Panel(
        title=title,
        note=_("shares of each token's attention"),
        weights=Pattern16(pattern.astype(np.float32), causal=True),
        tokens=tuple(visible(token.encode()) for token in progress.watched),
        causal=True,
    )


def _labels(layer: int, head: int) -> Labels:
    place = {"layer": layer + 1, "head": head + 1}
    view = _("Attention of layer {layer}, head {head} on the beginning of the held-out text", **place)
    how = _(
        "Layer {layer}, head {head}: the one that had changed most by a quarter of the steps. Point at a row to see "
        "where it looks.",
        **place,
    )
    return replace(panels.labels(view), how=how)
