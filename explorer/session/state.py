"""The visitor's Here: kept in the session, mirrored in the URL."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.engine import runs
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.session import link, owner  # noqa: F401  (it says whose the models are that a visitor has taught)
from explorer.session.here import LANGUAGES, Here
from explorer.session.link import KEPT, SHARED, from_params, to_params
from explorer.words.examples import Example, examples

STALE_SECONDS = 3.0
"""For this long, a URL that we ourselves replaced is a browser that has not caught up, not somebody's wish."""

Key = tuple[tuple[str, str], ...]
"""A URL's parameters, whatever their order."""


def current() -> Here:
    """Where the visitor stands; read from the URL on the first run and whenever somebody edits it."""
    session = st.session_state
    asked = st.query_params.to_dict()
    edited = "here" in session and asked and asked != session["written"] and not _stale(asked)
    if "here" not in session or edited:
        session["here"], session["ignored"] = from_params(asked, default(asked.get("lang")))
        session["wanted"] = KEPT in asked
        session["shared"] = asked.get(SHARED)
        session["written"] = asked
        session["arrived"] = True
    session.setdefault("replaced", {})
    return session["here"]


def wanted() -> bool:
    """Whether the link leads to a run that a browser's tab has kept, and no tab has answered yet."""
    return st.session_state.get("wanted", False)


def beyond() -> dict[str, str] | None:
    """What the tab is to keep, because no link can carry it."""
    here = current()
    return link.beyond(here, default(here.lang))


def bring_back(kept: Mapping[str, str]) -> None:
    """Go to the run that the tab has kept."""
    st.session_state["here"] = link.brought_back(kept, current())
    st.session_state["wanted"] = False


def nothing_kept() -> None:
    """The tab has no such run."""
    st.session_state["wanted"] = False
    st.session_state["lost"] = True


def lost() -> bool:
    """Whether the link led to a run that is not to be had; said once."""
    return st.session_state.pop("lost", False)


def default(lang: str | None = None) -> Here:
    """The place that a bare address opens, in the browser's language."""
    if lang not in LANGUAGES:
        lang = "ja" if (st.context.locale or "").startswith("ja") else "en"
    return Here(examples(lang)[0].prompt, lang=lang)


def bare(here: Here) -> Here:
    """Where a bare address leads in the language and theme of `here`."""
    return replace(default(here.lang), theme=here.theme)


def run() -> Run | None:
    """The run on screen, or None while its model is being loaded. Refused when it cannot be shown."""
    here = current()
    return runs.ready(here.question, here.selection)


def run_or_none() -> Run | None:
    """The run on screen, or None where it is refused, too: for what stands around a page, which says why."""
    try:
        return run()
    except Refused:
        return None


def now(run: Run) -> Run:
    """The same answer, as the visitor looks at it by now: for fragments, which keep what they were drawn with."""
    here = current()
    return replace(run, question=here.question, selection=here.selection)


def change(**fields: Any) -> None:
    """Move to another place in the session; the page redraws from it."""
    st.session_state["wanted"] = False
    st.session_state["here"] = st.session_state["here"].changed(**fields)


def shared() -> str | None:
    """The talk that came in the link, packed; given once."""
    return st.session_state.pop("shared", None)


def change_sampling(**fields: Any) -> None:
    st.session_state["here"] = st.session_state["here"].sampled(**fields)


def arrived() -> bool:
    """Whether the place is a link's, just read; said once."""
    return st.session_state.pop("arrived", False)


def move(here: Here) -> None:
    """Go to a place that was made elsewhere."""
    st.session_state["here"] = here


def go(page: str) -> None:
    """Let the next run of the script open `page`, if there is one of that name."""
    st.session_state["goto"] = page


def going() -> bool:
    """Whether another page is to be opened by the script's next run."""
    return "goto" in st.session_state


def open_example(example: Example) -> None:
    """Run an example, with what shows it selected, on the page where it is seen."""
    change(**example.fields)
    if example.page:
        go(example.page)


def ignored() -> tuple[str, ...]:
    """What the link said that made no sense; said once."""
    names = st.session_state.get("ignored", ())
    st.session_state["ignored"] = ()
    return names


def write_url() -> None:
    """Let the address bar say where the visitor stands."""
    session, shown = st.session_state, st.query_params.to_dict()
    params = to_params(session["here"], default(session["here"].lang))
    if wanted():
        params = session["written"]  # until the tab has answered, what it is to be asked stays in the address
    if shown != params:
        now = dict.fromkeys((_key(session["written"]), _key(shown)), time.monotonic())
        session["replaced"] = _lately_replaced() | now
        st.query_params.from_dict(params)
    session["written"] = params


def _stale(params: dict[str, str]) -> bool:
    return _key(params) in _lately_replaced()


def _lately_replaced() -> dict[Key, float]:
    """The URLs that we replaced in the last STALE_SECONDS, and when; each holds a whole prompt."""
    now = time.monotonic()
    return {key: when for key, when in st.session_state["replaced"].items() if now - when <= STALE_SECONDS}


def _key(params: dict[str, str]) -> Key:
    return tuple(sorted(params.items()))
