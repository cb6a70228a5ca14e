"""The run to take along: its numbers, and what redoes it elsewhere."""

from collections.abc import Callable
from contextvars import copy_context

import streamlit as st

from explorer import words
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.export import run_file
from explorer.export.notebook import notebook
from explorer.export.script import refuse_own, script
from explorer.session import state
from explorer.session.link import all_params
from explorer.shell.take_page import page_bytes
from explorer.talks.talk import Talk
from explorer.views import say
from explorer.views.scenes import playing
from explorer.views.scope import Scope
from explorer.views.talks.taken import ask, show_taken
from explorer.words import _, explain
from explorer.words.literal import literal


def show_run(run: Run | None, page: str) -> None:
    talk = playing(state.current())
    if talk is not None:
        _talk_file(talk)
    if run is None:
        say.info(_("There is no run on this page yet."))
        return
    say.caption(_("Tokens, logits, attention patterns and the residual stream, by name and shape:"))
    with st.container(horizontal=True):
        _file("JSON", lambda: run_file.as_json(run), "run.json", run_file.refusal(run, "json"))
        _file(
            "safetensors",
            lambda: run_file.as_safetensors(run),
            "run.safetensors",
            run_file.refusal(run, "safetensors"),
        )
    say.caption(_("The same run elsewhere: with plain transformers, or with this explorer in a notebook:"))
    with st.container(horizontal=True):
        _file("Python", lambda: script(run).encode(), "run.py", _refused(lambda: script(run)))
        _file(_("Notebook"), notebook_of(run, page), "run.ipynb", _refused(lambda: refuse_own(run)))
    _page_file(run, page)


def _talk_file(talk: Talk) -> None:
    """Of the talk that is being given."""
    say.caption(_("The whole talk as one file, each scene on its own run:"))
    st.button(_("Take this talk along (HTML)"), key="take-talk", icon=":material/html:", on_click=ask, args=(talk,))
    show_taken(Scope("share"))


def _page_file(run: Run, page: str) -> None:
    """Drawing every view once more takes seconds, so it is done when somebody asks."""
    say.caption(_("This page as one file that opens without the explorer and without a network, in both languages:"))
    if not st.button("HTML", key="take-page", icon=":material/html:"):
        return
    try:
        with st.spinner(_("Every view of this page is being drawn…")):
            file = page_bytes(page, run)
    except Refused as refused:
        say.info(explain(refused, quote=literal))
        return
    label = _("Download {n} MB", n=f"{len(file) / 1e6:.1f}")
    st.download_button(
        label, file, f"llm-explorer-{page}.html", "text/html", key="take-page-file", on_click="ignore", type="primary"
    )


def notebook_of(run: Run, page: str) -> Callable[[], bytes]:
    """What makes the notebook when somebody takes it, in the language of the page on screen."""
    here, causal = state.current(), run.model.causal
    default = state.default(here.lang)

    def written() -> bytes:
        words.speak(here.lang)
        return notebook(page, here.lang, default.prompt, all_params(here, default), causal=causal)

    # Streamlit asks for it later, where nobody has said a language.
    return lambda: copy_context().run(written)


def _file(label: str, make: Callable[[], bytes], name: str, why: Refused | None) -> None:
    st.download_button(
        label,
        data=make,
        file_name=f"llm-explorer-{name}",
        mime="application/octet-stream",
        key=f"take-{name}",
        icon=":material/download:",
        on_click="ignore",
        disabled=why is not None,
    )
    if why is not None:
        say.caption(explain(why, quote=literal))


def _refused(make: Callable[[], object]) -> Refused | None:
    """Why it cannot be made."""
    try:
        make()
    except Refused as refused:
        return refused
    return None
