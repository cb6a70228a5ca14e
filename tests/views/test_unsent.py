"""What is drawn for its values' sake alone reaches no browser, from whatever thread it is told."""

import time
from contextvars import copy_context
from typing import Any

import streamlit as st
from streamlit.elements.spinner import DELAY_SECS
from streamlit.runtime.scriptrunner import get_script_run_ctx

from explorer.views.unsent import apart, unsent


def test_only_the_spinner_around_the_block_is_seen() -> None:
    assert copy_context().run(_spoken) == ["around"]


def _spoken() -> list[str]:
    heard: list[Any] = []
    with apart("me"):
        context = get_script_run_ctx()
        assert context is not None
        context._enqueue = heard.append
        with st.spinner("around"), unsent():
            st.write("a view's words")
            with st.spinner("within"):
                time.sleep(3 * DELAY_SECS)
    return [word for word in ("around", "within", "a view's words") if word in str(heard)]
