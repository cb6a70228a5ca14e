"""What is translated on this page: which model, which sentence, from which language into which."""

from typing import TYPE_CHECKING, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.engine import translators as store
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.transformer.script import direction_for
from explorer.findings.transformer.sentences import name_of, offered
from explorer.findings.transformer.translation import Asked, asked
from explorer.models.catalogue import translators
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal

if TYPE_CHECKING:
    from explorer.models.two_stacks.directions import Direction
    from explorer.models.two_stacks.model import Seq2Seq


def ask(run: Run, scope: Scope) -> tuple[Asked, DeltaGenerator]:
    """The widgets, what they say, and the row that they stand in. Where there is nothing to show, the page says why and
    ends here."""
    row = st.container(horizontal=True, vertical_alignment="bottom")
    model = _model(row, scope)
    first = offered(run.question.prompt, model)
    typed = sticky(scope.key("to-translate"), first.text, place=_place(run, model))
    text = row.text_input(_("Sentence"), **typed) or ""
    direction = _direction(row, model, text, scope)
    try:
        found = asked(model, text, direction)
    except Refused as refused:
        _stop(refused)
    if first.note and text == first.text:
        say.caption(first.note)
    return found, row


def _place(run: Run, model: "Seq2Seq") -> str:
    """A sentence that was typed belongs to the prompt that was on screen, and to the model that reads its language."""
    return f"to-translate of {model.name} {run.question.prompt}"


def put(run: Run, text: str, asked: Asked) -> None:
    """In a callback: another sentence."""
    st.session_state[f"{_place(run, asked.model)}_kept"] = text


def _model(row: DeltaGenerator, scope: Scope) -> "Seq2Seq":
    names = [entry.name for entry in translators()]
    if not names:
        _stop(Refused("there is no model of two stacks here: put a T5 or Marian folder into the folder of your models"))
    name = names[0]
    if len(names) > 1:
        key = sticky(scope.key("translator"), names[0], place="translator", among=names)
        name = row.selectbox(_("Translator"), names, width=240, **key)
    return _loaded(name)


def _loaded(name: str) -> "Seq2Seq":
    future = store.ask(name)
    if not future.done():
        _wait(name)
        st.stop()
    try:
        return future.result()
    except Refused as refused:
        st.button(_("Try again"), on_click=store.forget, args=(name,))
        _stop(refused)


def _direction(row: DeltaGenerator, model: "Seq2Seq", text: str, scope: Scope) -> "Direction":
    """The one that the sentence's letters say, until another is chosen for this sentence."""
    directions = model.directions
    fitting = direction_for(text, directions) or directions[0]
    if len(directions) == 1:
        return fitting
    chosen = row.selectbox(
        _("Direction"),
        range(len(directions)),
        format_func=lambda n: name_of(directions[n]),
        width=200,
        **sticky(scope.key("direction"), directions.index(fitting), place=f"direction of {model.name} {text}"),
    )
    return directions[chosen]


@fragment(run_every=0.3)
def _wait(name: str) -> None:
    if store.ask(name).done():
        st.rerun()
    say.info(
        _("{model} is being loaded into memory; this takes a few seconds, once.", model=literal(name)),
        icon=":material/hourglass_top:",
    )


def _stop(refused: Refused) -> NoReturn:
    say.info(explain(refused, quote=literal), icon=":material/info:")
    st.stop()
