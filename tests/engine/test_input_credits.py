"""Integrated gradients as a job: what it tells, how it ends early, and that nobody waits for it twice."""

import numpy as np
import pytest

from explorer.engine import cache
from explorer.engine.input_credits import credits_of, key_of, known, light
from explorer.engine.jobs import Cancelled, Handle, Jobs
from explorer.trace.gradients import Question, integrated_gradients
from tests.models.tiny import shared

IDS = (3, 1, 4, 1, 5)


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    cache.forget("gpt2")


def test_the_job_gives_what_the_function_gives_and_keeps_it() -> None:
    model, question = shared("gpt2"), Question(IDS, 4, 11, 12)
    assert known(model, question) is None
    jobs = Jobs()
    job = jobs.submit("ann", key_of(model, question), credits_of, model, question)
    assert job.finished.wait(30)
    expected = integrated_gradients(model, question)
    np.testing.assert_allclose(job.result().scores, expected.scores, atol=1e-6)
    assert known(model, question) is job.result()
    assert expected.sums is not None
    assert (job.progress.done, job.progress.of) == (expected.sums.points, expected.sums.points)
    assert job.progress.message == "Gradients at point {done} of {of}: more where they do not add up"


def test_another_question_is_not_known_by_it() -> None:
    model = shared("gpt2")
    keys = {key_of(model, Question(IDS, 4, 11, foil)) for foil in (12, 13, "nothing", "average")}
    assert len(keys | {key_of(model, Question(IDS, 3, 11, 12))}) == 5


class Impatient(Handle):
    """Wants no more than four points."""

    def __init__(self) -> None:
        self.heard: list[float] = []

    def report(self, done: float, of: float, message: str = "", /, **values: object) -> None:
        self.heard.append(done)
        if done >= 4:
            raise Cancelled


def test_a_cancelled_job_ends_after_the_next_few_points(monkeypatch: pytest.MonkeyPatch) -> None:
    model, question, handle = shared("gpt2"), Question(IDS, 4, 13, 14), Impatient()
    monkeypatch.setattr("explorer.trace.gradients.ROWS", 2 * len(IDS))
    with pytest.raises(Cancelled):
        credits_of(handle, model, question)
    assert handle.heard == [2, 4]
    assert known(model, question) is None


def test_work_is_light_up_to_so_many_tokens_times_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    model, question = shared("gpt2"), Question(IDS, 4, 11)
    monkeypatch.setattr("explorer.engine.input_credits.AT_ONCE", len(IDS) * model.n_parameters)
    assert light(model, question)
    assert not light(model, Question((*IDS, 9), 4, 11))
