"""The run to take along."""

from explorer.engine.runs import Run


def show_run(run: Run | None, page: str) -> None:
    return
