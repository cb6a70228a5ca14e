"""Drawing that no browser is told of."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests


@contextmanager
def unsent() -> Iterator[None]:
    """What Streamlit's commands draw in this block is drawn for its values' sake alone, and what a view asks for there,
    to stop or to begin anew, ends that view and not the page.

    Streamlit 1.67 has no way to say so; all that a script tells goes through these two.
    """
    context = get_script_run_ctx()
    if context is None:
        yield
        return
    told, me = (context._enqueue, context.script_requests), get_ident()
    # Of this thread alone: a spinner around the block is shown by one of its own.
    context._enqueue = lambda message: None if get_ident() == me else told[0](message)
    context.script_requests = ScriptRequests()
    try:
        yield
    finally:
        context._enqueue, context.script_requests = told
