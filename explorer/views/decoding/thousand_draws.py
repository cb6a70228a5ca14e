"""The view of a thousand draws."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.decoding.thousand_draws import drawn_of, judged, thousand_draws, variety
from explorer.session import state
from explorer.views.decoding.idle_rerun import settle
from explorer.views.decoding.under_stages import under_settings
from explorer.views.scope import Scope
from explorer.views.sentence import sentence


@under_settings
def show(run: Run, scope: Scope) -> None:
    drawn = drawn_of(run)
    mount(scope.key("decoding_trial"), thousand_draws(run, drawn), again=_again)
    sentence(judged(run, drawn), key=scope.key("decoding_verdict"), strong=True)
    sentence(variety(run, drawn), key=scope.key("decoding_variety"))


def _again(_sent: bool) -> None:
    """The next seed: the run's own, so that its choice is the first of the new draws."""
    state.change_sampling(seed=(state.current().sampling.seed + 1) % 2**32)
    settle()
