"""Whose a job or a taught model is: the visitor's session, for as long as their browser stays connected."""

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from explorer.engine.jobs import jobs
from explorer.engine.taught import taught
from explorer.engine.trainings import trainings


def owner() -> str:
    """The session of the script that runs."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context is not None else ""


def there(owner: str) -> bool:
    """Whether a session's browser is connected; where no server runs, as in tests, nobody leaves."""
    return not runtime.exists() or runtime.get_instance().is_active_session(owner)


jobs.there = taught.there = trainings.there = there
taught.whose = owner
