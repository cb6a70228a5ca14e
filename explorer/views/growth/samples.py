"""The visitor's prompt at each checkpoint of the training."""

from functools import partial

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.growth import samples
from explorer.models.history import History
from explorer.views import jobs, say
from explorer.views.growth.watched import doors, watched, whose
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    history = watched()
    if history is None:
        return
    prompt, sampling = run.question.prompt, run.question.sampling
    key = samples.key_of(history, prompt, sampling)
    if not jobs.known(key):
        jobs.begin(key, samples.work, history, prompt, sampling)
    draw = partial(_table, history, run, scope)
    jobs.live(key, samples.work, history, prompt, sampling, name=scope.key("growth_samples"), draw=draw)
    doors(history, scope)
    say.caption(
        _(
            "Each checkpoint reads the prompt and writes with the settings of the Decoding page. Most like: of three "
            "predictions that need no model, the one with the least KL divergence at this place: any token alike, how "
            "often each token comes in the training text, how often it comes there after the last token."
        )
    )
    say.caption(whose(history))


def _table(history: History, run: Run, scope: Scope) -> None:
    found = samples.so_far(history, run.question.prompt, run.question.sampling)
    if found:
        sentence(samples.striking(found), key=scope.key("growth_sampled"), strong=True)
        mount(scope.key("growth_table"), samples.table(history, found))
