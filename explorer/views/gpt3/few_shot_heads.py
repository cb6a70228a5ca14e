"""The heads that look from where an answer is due to the examples' answers, and what becomes of it without them."""

from typing import TYPE_CHECKING

import streamlit as st

from explorer.components.mount import mount
from explorer.findings.gpt3.shots import carriers, carriers_said
from explorer.findings.gpt3.shots.tasks import Task
from explorer.session.sticky import sticky
from explorer.views import jobs, say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _

if TYPE_CHECKING:
    from explorer.models.model import Model


def show(model: "Model", task: Task, scope: Scope) -> None:
    say.subheader(_("The heads that look back at the examples"), anchor=False)
    with st.spinner(_("The model is reading the prompts…")):
        found = carriers.carriers(model, task)
    left, right = st.columns([2, 3], gap="large")
    with left:
        mount(scope.key("shots-heads"), carriers_said.board(found))
    with right:
        ks = carriers_said.offered(model)
        kept = sticky(scope.key(f"shots-k-{model.name}"), carriers_said.usual(model), among=ks)
        k = st.segmented_control(_("Heads to silence"), ks, required=True, **kept)
        _silence(model, task, k, scope)


def _silence(model: "Model", task: Task, k: int, scope: Scope) -> None:
    """In the background, when somebody asks."""
    found = carriers.known(model, task, k)
    key, name = carriers.key_of(model, task, k), scope.key("shots-silence")
    place = st.empty()
    if found is None and not jobs.known(key):
        if not place.button(_("Silence them and ask again, and as many others"), key=f"{name}-ask"):
            return
        place.empty()
    found = found or jobs.result_of(key, carriers.silenced, model, task, k, name=name)
    if found is not None:
        sentence(carriers_said.what_silenced(found, task), key=scope.key("shots-silenced"), strong=True)
