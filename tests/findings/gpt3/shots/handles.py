"""Real handles of jobs that nobody runs: what work says of itself is kept, and it can be called off."""

from explorer.engine.jobs import Handle, Job


class Told:
    """`handle` is for the work; `said`, what it has reported: (done, of)."""

    def __init__(self, most: int = 1_000_000) -> None:
        """most: reports after which nobody wants the work any more."""
        self.said: list[tuple[float, float]] = []
        self._most = most
        self.handle = Handle(Job("work", {"somebody"}), self._wanted)

    def _wanted(self, job: Job) -> bool:
        self.said.append((job.progress.done, job.progress.of))
        return len(self.said) <= self._most
