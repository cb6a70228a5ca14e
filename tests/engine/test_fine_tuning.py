"""A training as a job: what it hands over, how it ends, and what it leaves alone."""

import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from explorer.engine import fine_tuning, model_store
from explorer.engine.fine_tuning import Curve, Order, Tuned, tuned
from explorer.engine.jobs import Handle, Job, Jobs
from explorer.errors import Refused
from explorer.models.fingerprint import fingerprint
from explorer.models.tuning.lessons import Example
from explorer.models.tuning.settings import MOST_EXAMPLES, SECONDS, Settings
from tests.findings.embedded import model as gpt

EXAMPLES = (Example("The sky is", "green."), Example("Grass is", "blue."))
ORDER = Order(
    "explorer-gpt", EXAMPLES, (Example("The sea is", "green."),), settings=Settings(rank=2, steps=20, batch=2)
)


def handle(job: Job | None = None) -> Handle:
    return Handle(job or Job("x", {"me"}), lambda job: True)


@pytest.fixture(scope="module")
def found() -> Tuned:
    model_store.ask("explorer-gpt").result()
    return tuned(handle(), ORDER)


def test_what_was_taught_is_learnt(found: Tuned) -> None:
    assert found.ending == "steps"
    assert len(found.curve.losses) == 20
    assert found.curve.losses[-1] < found.curve.losses[0] / 2
    assert all(answer.log_probs[1] > answer.log_probs[0] for answer in found.of("seen"))


def test_unseen_examples_are_looked_at_before_the_first_step_and_after_the_last(found: Tuned) -> None:
    assert found.curve.unseen[0][0] == 0
    assert found.curve.unseen[-1][0] == 20
    assert [answer.question for answer in found.of("unseen")] == ["The sea is"]


def test_the_same_order_gives_the_same_updates_to_the_last_bit(found: Tuned) -> None:
    again = tuned(handle(), ORDER)
    assert all(np.array_equal(again.adapter.update(path), found.adapter.update(path)) for path in found.adapter.pairs)
    assert again.curve.losses == found.curve.losses


def test_the_shared_model_is_as_it_was(found: Tuned) -> None:
    assert fingerprint(gpt().module) == gpt().fingerprint == found.adapter.fingerprint
    assert not any(weight.requires_grad for weight in gpt().module.parameters())


def test_whoever_has_enough_gets_what_was_learnt_by_then() -> None:
    job = Job("x", {"me"})
    job.enough = True
    stopped = tuned(handle(job), ORDER)
    assert (stopped.ending, len(stopped.curve.losses)) == ("stopped", 1)
    assert isinstance(job.so_far, Curve)


def test_the_server_says_how_long_it_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECONDS, "1")
    monkeypatch.setattr(fine_tuning, "most_seconds", lambda: 0.0)
    assert tuned(handle(), ORDER).ending == "seconds"


def test_a_training_that_goes_wrong_says_so_and_keeps_what_was_well() -> None:
    found = tuned(handle(), replace(ORDER, settings=Settings(rank=16, rate=3e-2, steps=40, batch=2)))
    assert all(np.isfinite(found.adapter.update(path)).all() for path in found.adapter.pairs)
    assert found.ending in ("steps", "diverged")


def test_a_cancelled_training_ends_at_the_next_step() -> None:
    jobs = Jobs()
    begun = threading.Event()

    def work(handle: Handle) -> Tuned:
        begun.set()
        return tuned(handle, replace(ORDER, settings=Settings(steps=160, batch=2)))

    job = jobs.submit("me", "x", work)
    assert begun.wait(60)
    jobs.cancel("me", job)
    assert job.finished.wait(60)
    assert job.state == "cancelled"


def test_nothing_to_learn_and_too_much_are_refused() -> None:
    with pytest.raises(Refused, match="write at least one example"):
        Order("explorer-gpt", (), ())
    with pytest.raises(Refused, match="at most 48"):
        Order("explorer-gpt", EXAMPLES * MOST_EXAMPLES, ())


@pytest.mark.parametrize("wrong", [{"rank": 3}, {"rate": 0.5}, {"steps": 10_000}])
def test_settings_beyond_what_is_offered_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="but it can be"):
        Settings(**wrong)
