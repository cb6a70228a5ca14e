"""The view of temperature: the same logits from cold to hot."""

from explorer.components.mount import mount
from explorer.decoding.turned import turned
from explorer.engine.runs import Run
from explorer.findings.decoding.temperature import around, temperature_curve
from explorer.session import state
from explorer.views.decoding.idle_rerun import settle
from explorer.views.decoding.under_stages import under_settings
from explorer.views.scope import Scope
from explorer.views.sentence import sentence


@under_settings
def show(run: Run, scope: Scope) -> None:
    mount(scope.key("decoding_heat"), temperature_curve(run), use=_use)
    sentence(around(run.question.sampling), key=scope.key("decoding_around"))


def _use(temperature: float) -> None:
    state.change(sampling=turned(state.current().sampling, knobs={"temperature": temperature}))
    settle()
