"""A job on the page: how far it is, a button that cancels it, and what it has found."""

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from explorer.components.recorded import is_recording
from explorer.engine.jobs import Job, jobs
from explorer.session.owner import owner
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.written_down import desk, waits_for_nothing
from explorer.words import _, explain
from explorer.words.literal import literal

EVERY = 0.5
"""Seconds from one look at a job to the next."""
LIVE = 1.0
"""The same, where what it has found so far is drawn, too."""
SHORT = 0.4
"""Seconds for which the page waits, so that what takes no longer is there at once."""


def result_of(
    key: Hashable, work: Callable[..., Any], *arguments: Any, name: str, again: str | None = None
) -> Any | None:
    """What work(handle, *arguments) gives; None while it is being computed, has failed or was cancelled, which is said.

    It begins at the first call, and goes on when another page is shown; `name` makes its widgets' keys;
    `again` is what the button says that begins anew.
    """
    job = jobs.find(owner(), key)
    if (at := desk()) is not None and (job is None or job.state != "done"):
        return at.result_of(key, work, *arguments)
    if job is None or job.state != "done":
        waits_for_nothing()
    if job is None:
        job = jobs.submit(owner(), key, work, *arguments)
        job.finished.wait(SHORT)
    if job.state == "done":
        return job.result()
    if job.cancelled:
        say.info(_("This was cancelled."), icon=":material/block:")
    elif job.state == "failed" and job.refused is not None:
        st.error(explain(job.refused, quote=literal), icon=":material/info:")
    else:
        _progress(job, name)
        return None
    st.button(again or _("Compute it"), key=f"{name}_again", on_click=begin, args=(key, work, *arguments))
    return None


def live(
    key: Hashable,
    work: Callable[..., Any],
    *arguments: Any,
    name: str,
    draw: Callable[[], None],
    again: str | None = None,
) -> None:
    """draw() shows what there is; while a job of this key goes on, again and again, with how far it is above it. On a
    page that is only written down, there is nothing but what there is."""
    job = None if is_recording() else jobs.find(owner(), key)
    if job is not None and not (job.over or job.cancelled):
        return _live(job, name, draw)
    if job is not None and job.state != "done":
        if job.cancelled:
            say.info(_("This was cancelled."), icon=":material/block:")
        elif job.refused is not None:
            st.error(explain(job.refused, quote=literal), icon=":material/info:")
        st.button(again or _("Go on with it"), key=f"{name}_again", on_click=begin, args=(key, work, *arguments))
    return draw()


@fragment(run_every=LIVE)
def _live(job: Job, name: str, draw: Callable[[], None]) -> None:
    if job.over or job.cancelled:
        st.rerun()
    _bar(job, name)
    draw()


def begin(key: Hashable, work: Callable[..., Any], *arguments: Any) -> None:
    waits_for_nothing()
    jobs.submit(owner(), key, work, *arguments)


def anew(key: Hashable, work: Callable[..., Any], *arguments: Any) -> None:
    """Once more, also where it has ended; one that is going on is let go on."""
    job = jobs.find(owner(), key)
    if job is not None and job.over:
        jobs.forget(owner(), job)
    begin(key, work, *arguments)


def known(key: Hashable) -> bool:
    """Whether the visitor has asked for it: a view that begins only on request looks here first."""
    return jobs.find(owner(), key) is not None


@fragment(run_every=EVERY)
def _progress(job: Job, name: str) -> None:
    if job.over or job.cancelled:
        st.rerun()
    _bar(job, name)


def _bar(job: Job, name: str) -> None:
    bar, button = st.columns([5, 1], vertical_alignment="center")
    bar.progress(job.progress.share, text=said(job))
    button.button(_("Cancel"), key=f"{name}_cancel", on_click=jobs.cancel, args=(owner(), job))


def said(job: Job) -> str:
    """What it is doing, in the reader's language."""
    if job.state == "waiting":
        return _("Waiting for other work to end")
    return explain(job.progress, quote=literal) if job.progress.message else _("Computing")
