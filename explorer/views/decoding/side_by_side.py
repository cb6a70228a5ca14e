"""The view of several settings side by side."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.decoding.presets import preset_at, several_settings
from explorer.session import state
from explorer.views.decoding.idle_rerun import settle
from explorer.views.decoding.under_stages import under_settings
from explorer.views.scope import Scope
from explorer.views.sentence import sentence


@under_settings
def show(run: Run, scope: Scope) -> None:
    several = several_settings(run)
    mount(scope.key("decoding_side_by_side"), several.table, use=_use)
    sentence(several.agreement, key=scope.key("decoding_agreement"), strong=True)
    sentence(several.same_number, key=scope.key("decoding_same_number"))


def _use(place: int) -> None:
    """Make a preset the visitor's own."""
    state.change(sampling=preset_at(place, seed=state.current().sampling.seed))
    settle()
