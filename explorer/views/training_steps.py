"""The line of a model's checkpoints: another one is the same run, looked at in the same place, as it was then."""

from functools import partial

from explorer.components.mount import mount
from explorer.findings.growth.scrubber import training_steps
from explorer.models.history import History, history_of
from explorer.session import state
from explorer.session.here import Here


def show_steps(here: Here, page: str, key: str = "training_steps") -> None:
    """Nothing where the model on screen was not kept while it learned, and on the pages beside the five steps."""
    from explorer.views.registry import STEPS  # it imports the pages, whose views may import this

    if page not in {step.slug for step in STEPS}:
        return
    history = history_of(here.model)
    step = None if history is None else history.step_of(here.model)
    if history is not None and step in history.kept:
        mount(key, training_steps(history, step), stop=partial(go, history))


def go(history: History, stop: int) -> None:
    """To one of the kept steps. What was generated another checkpoint wrote, and stays behind."""
    here = state.current()
    looked_at = {name: getattr(here, name) for name in ("position", "token", "foil", "layer", "head")}
    state.change(model=history.name_at(history.kept[stop]), **looked_at)
