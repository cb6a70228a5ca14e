"""The model whose growth these views show: a model of this page's own, whatever model is on screen elsewhere."""

import streamlit as st

from explorer.figures.numbers import count
from explorer.findings.growth.phases import Head, before_and_after, emergence
from explorer.models.catalogue import DEFAULT
from explorer.models.history import History, history_of
from explorer.views import say
from explorer.views.door import door
from explorer.views.scope import Scope
from explorer.words import _
from explorer.words.literal import literal

MODEL = "explorer-nano"


def watched() -> History | None:
    """None, which is said, where its folder was left out."""
    history = history_of(MODEL)
    if history is None:
        say.info(_("{model} is not among the models here, and nothing else was kept while it learned.", model=MODEL))
    return history


def doors(history: History, scope: Scope) -> None:
    """Into the model as it was before the phase change and after it, at the head that does it."""
    steps, head = before_and_after(history), emergence(history, "induction").head
    with st.container(horizontal=True, gap="medium"):
        if steps is not None:
            before, after = (count(step) for step in steps)
            _into(history, steps[0], head, _("This head before it, at step {step}", step=before), scope)
            _into(history, steps[1], head, _("This head after it, at step {step}", step=after), scope)
        else:
            one = emergence(history, "previous_token").head
            _into(history, history.last, one, _("Its head that looks at the previous token"), scope)
            label = _("A head that looks back, in {model}", model=DEFAULT)
            door("context", label, key=scope.key("growth_other"), view="head-scores", model=DEFAULT)
        label = _("The run on screen, read by this model")
        door("tokens", label, key=scope.key("growth_in"), model=history.model, view="")


def _into(history: History, step: int, head: Head, label: str, scope: Scope) -> None:
    place = {"model": history.name_at(step), "layer": head[0], "head": head[1]}
    door("context", label, key=scope.key(f"growth_door_{step}"), view="head-scores", **place)


def whose(history: History) -> str:
    """What is shown here, and how the steps are reached elsewhere."""
    return _(
        "These are measurements of {model}, whatever model is on screen elsewhere. Choose it in the settings, and "
        "every page of the five steps has a line with its checkpoints: the same prompt, the same head, another time.",
        model=literal(history.model),
    )
