"""A training while it runs, and when it has ended without a result."""

from collections.abc import Callable

import streamlit as st

from explorer.engine.jobs import Job, jobs
from explorer.session.owner import owner
from explorer.views import say
from explorer.views.jobs import said
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal


def progress(job: Job, scope: Scope) -> None:
    """How far it is, and two ways to end it; in a fragment, which looks again and again."""
    if job.over or job.cancelled:
        st.rerun()
    bar, enough, none = st.columns([5, 2, 1], vertical_alignment="center")
    bar.progress(job.progress.share, text=said(job))
    enough.button(
        _("Enough: keep what it has learnt"), key=scope.key("training_enough"), on_click=jobs.stop, args=(owner(), job)
    )
    none.button(_("Cancel"), key=scope.key("training_cancel"), on_click=jobs.cancel, args=(owner(), job))


def ended(job: Job, again: Callable[[], None], scope: Scope) -> bool:
    """Whether there is a result; where it was cancelled or failed, that is said, and it can be begun again."""
    if job.state == "done":
        return True
    if job.cancelled:
        say.info(_("This was cancelled."), icon=":material/block:")
    elif job.state == "failed" and job.refused is not None:
        st.error(explain(job.refused, quote=literal), icon=":material/info:")
    else:
        return False
    st.button(_("Train it"), key=scope.key("training_again"), type="primary", on_click=again)
    return False
