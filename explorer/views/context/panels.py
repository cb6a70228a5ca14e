"""Several patterns side by side whose rows are the same units of the run."""

from collections.abc import Sequence

from explorer.components.attention.pattern_panels import Panel, PatternPanels
from explorer.components.mount import mount
from explorer.findings.context.panels import labels
from explorer.findings.context.parts import Parts, merging_note
from explorer.findings.spoken import panels_spoken
from explorer.session import state
from explorer.views import say


def show_panels(panels: Sequence[Panel], position: int, parts: Parts, *, key: str, view: str) -> None:
    """`parts`: the run's units, which the rows are; `view`: what the pictures are, for those who do not see them."""
    payload = PatternPanels(
        panels=tuple(panels), position=parts.of(position), labels=labels(view), spoken=panels_spoken(panels)
    )
    mount(key, payload, chosen=lambda unit: state.change(position=parts.last(unit)))
    if parts.unit != "token":
        say.caption(merging_note(parts))
