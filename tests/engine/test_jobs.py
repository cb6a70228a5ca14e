"""Work in the background: it has owners, says how far it is, and ends when nobody wants it."""

import threading
import time
from collections.abc import Callable

import pytest

from explorer.engine.jobs import Handle, Job, Jobs, Progress
from explorer.errors import Refused

PATIENCE = 30.0


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


def ended(job: Job) -> Job:
    assert job.finished.wait(PATIENCE)
    return job


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.002)


class Slow:
    """Work that reports until it may end."""

    def __init__(self) -> None:
        self.may_end, self.runs, self.reports = threading.Event(), 0, 0

    def __call__(self, handle: Handle, value: str = "found") -> str:
        self.runs += 1
        while not self.may_end.is_set():
            self.reports += 1
            handle.report(1, 4, "{n} of them", n=1)
            time.sleep(0.002)
        return value


def test_a_job_gives_what_its_work_gives(jobs: Jobs) -> None:
    job = ended(jobs.submit("ann", "sum", lambda handle, a, b: a + b, 2, 3))
    assert (job.state, job.result()) == ("done", 5)


def test_how_far_it_is_can_be_read_meanwhile(jobs: Jobs) -> None:
    slow = Slow()
    job = jobs.submit("ann", "slow", slow)
    until(lambda: slow.reports > 0)
    assert job.state == "running"
    assert (job.progress.share, job.progress.message, job.progress.values) == (0.25, "{n} of them", {"n": 1})
    with pytest.raises(RuntimeError, match="the job is running: it has no result"):
        job.result()
    slow.may_end.set()
    assert ended(job).state == "done"


@pytest.mark.parametrize(("done", "of", "share"), [(0, 1, 0), (3, 4, 0.75), (9, 4, 1), (-1, 4, 0), (1, 0, 0)])
def test_a_share_is_from_none_to_all(done: float, of: float, share: float) -> None:
    assert Progress(done, of).share == share


def test_two_who_ask_the_same_wait_for_one(jobs: Jobs) -> None:
    slow = Slow()
    first, second = jobs.submit("ann", "same", slow), jobs.submit("bob", "same", slow)
    slow.may_end.set()
    assert first is second
    assert (ended(first).result(), slow.runs) == ("found", 1)
    assert jobs.submit("cat", "same", slow) is first


def test_a_cancelled_job_ends_at_its_next_report_and_can_begin_anew(jobs: Jobs) -> None:
    slow = Slow()
    job = jobs.submit("ann", "slow", slow)
    until(lambda: job.state == "running")
    jobs.cancel("ann", job)
    assert job.cancelled
    assert ended(job).state == "cancelled"
    slow.may_end.set()
    again = jobs.submit("ann", "slow", slow)
    assert again is not job
    assert ended(again).result() == "found"


def test_one_who_cancels_takes_nothing_from_another(jobs: Jobs) -> None:
    slow = Slow()
    job = jobs.submit("ann", "same", slow)
    jobs.submit("bob", "same", slow)
    jobs.cancel("ann", job)
    assert jobs.find("ann", "same") is None
    assert jobs.find("bob", "same") is job
    slow.may_end.set()
    assert ended(job).result() == "found"


def test_a_job_that_waits_is_cancelled_without_ever_running(jobs: Jobs) -> None:
    first, second = Slow(), Slow()
    jobs.submit("ann", "first", first)
    waiting = jobs.submit("ann", "second", second)
    assert waiting.state == "waiting"
    jobs.cancel("ann", waiting)
    assert waiting.cancelled
    first.may_end.set()
    assert ended(waiting).state == "cancelled"
    assert second.runs == 0


def test_what_is_refused_is_told_to_the_owner_and_not_kept(jobs: Jobs) -> None:
    def refuse(handle: Handle) -> None:
        raise Refused("{what} is too long: shorten it", what="this")

    job = ended(jobs.submit("ann", "refused", refuse))
    with pytest.raises(Refused, match="this is too long: shorten it"):
        job.result()
    assert ended(jobs.submit("ann", "refused", lambda handle: 1)).result() == 1


def test_an_unforeseen_failure_is_a_sentence_too_and_the_worker_lives_on(jobs: Jobs) -> None:
    job = ended(jobs.submit("ann", "broken", lambda handle: 1 / 0))
    assert job.state == "failed"
    with pytest.raises(Refused, match=r"this could not be computed \(division by zero\): try again"):
        job.result()
    assert ended(jobs.submit("ann", "whole", lambda handle: 1)).result() == 1


def test_a_job_ends_when_its_owner_has_gone_for_good() -> None:
    present = {"ann"}
    jobs, slow = Jobs(there=present.__contains__, absent=0.05), Slow()
    job = jobs.submit("ann", "slow", slow)
    until(lambda: job.state == "running")
    time.sleep(0.1)
    assert job.state == "running"
    present.clear()
    assert ended(job).state == "cancelled"


def test_an_owner_who_is_back_in_time_keeps_the_job() -> None:
    present = {"ann"}
    jobs, slow = Jobs(there=present.__contains__, absent=PATIENCE), Slow()
    job = jobs.submit("ann", "slow", slow)
    present.clear()
    seen = slow.reports
    until(lambda: slow.reports > seen + 3)
    present.add("ann")
    slow.may_end.set()
    assert ended(job).result() == "found"


def test_what_has_ended_and_is_nobodys_is_dropped(jobs: Jobs) -> None:
    job = ended(jobs.submit("ann", "once", lambda handle: 1))
    assert jobs.find("ann", "once") is job
    jobs.forget("ann", job)
    assert jobs.find("ann", "once") is None
    assert jobs.submit("bob", "once", lambda handle: 2) is not job


def test_the_worker_gives_way(jobs: Jobs) -> None:
    import os

    job = jobs.submit("ann", "nice", lambda handle: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
    assert ended(job).result() > os.getpriority(os.PRIO_PROCESS, 0)


def test_at_the_end_of_the_process_the_one_that_runs_hears_of_it_and_the_others_never_begin(jobs: Jobs) -> None:
    slow, waiting = Slow(), Slow()
    running, later = jobs.submit("ann", "slow", slow), jobs.submit("ann", "waiting", waiting)
    until(lambda: slow.reports > 0)
    jobs.leave()
    assert running.state == "cancelled"
    assert ended(later).state == "cancelled"
    assert waiting.runs == 0


def test_the_end_of_the_process_does_not_wait_for_work_that_reports_nothing(jobs: Jobs) -> None:
    may_end = threading.Event()
    job = jobs.submit("ann", "deaf", lambda _handle: may_end.wait(PATIENCE))
    until(lambda: job.state == "running")
    jobs.leave(seconds=0.05)
    assert not job.finished.is_set()
    may_end.set()
    ended(job)
