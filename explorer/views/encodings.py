"""The choice among the encodings, and what is said while they are being read."""

import streamlit as st

from explorer.engine.encodings import complete
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.scope import Scope
from explorer.words import _


def pick(names: list[str], scope: Scope) -> str | None:
    """The one to be replayed; the first unless another was picked that can still be had."""
    if not names:
        return None
    kept = sticky(scope.key("tokens-encoding"), names[0], among=names)
    return st.segmented_control(
        _("Encoding"), names, required=True, label_visibility="collapsed", width="content", **kept
    )


@fragment(run_every=0.4)
def wait_for_all() -> None:
    """Say that some are being read; the page is drawn anew once all are there."""
    if complete():
        st.rerun()
    say.caption(_("The other encodings are being read into memory; this takes about a second, once."))
