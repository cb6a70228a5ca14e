"""Drawing that no browser is told of: in the visitor's own run of the script, or in one of a job's."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread
from threading import enumerate as enumerate_threads

from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state import SafeSessionState, SessionState


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
    told = context._enqueue, context.script_requests
    # A spinner is shown by a thread of its own: one around the block is there before it, one of a view's is not.
    others = {*enumerate_threads()} - {current_thread()}
    context._enqueue = lambda message: told[0](message) if current_thread() in others else None
    context.script_requests = ScriptRequests()
    try:
        yield
    finally:
        context._enqueue, context.script_requests = told


@contextmanager
def apart(owner: str) -> Iterator[None]:
    """A run of the script with a session of its own, in this thread; what it does is done for `owner`.

    Call it in a context of its own (`contextvars.copy_context`): Streamlit keeps more of a run there.
    """
    before = get_script_run_ctx(suppress_warning=True)
    context = ScriptRunContext(
        session_id=owner,
        _enqueue=lambda message: None,
        query_string="",
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager(""),
        main_script_path="",
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(""),
        script_requests=ScriptRequests(),
    )
    context.reset()
    _attach(context)
    try:
        yield
    finally:
        _attach(before)


def _attach(context: ScriptRunContext | None) -> None:
    thread = current_thread()
    if context is not None:
        add_script_run_ctx(thread, context)
    else:
        vars(thread).pop("streamlit_script_run_ctx", None)
