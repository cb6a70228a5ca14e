"""Trainings of a server: whose they are, whose turn it is, and what becomes of them whatever happens."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from explorer.engine import training_room
from explorer.engine import trainings as module
from explorer.engine.training_process import Process, lives
from explorer.engine.training_progress import Progress
from explorer.engine.trainings import MOST, MOST_AT_ONCE, Trainings
from explorer.errors import Refused
from explorer.models.training import folder as files
from explorer.models.training.folder import Written
from explorer.models.training.order import Order

TOY = Order(text="grammar", n_layers=1, n_heads=2, d_model=16, n_ctx=16, batch=4, steps=40)
LONG = replace(TOY, steps=20_000)
PATIENCE = 200.0


class Pretended(Process):
    """A process that does nothing but hear."""

    ids = iter(range(2**22 + 1, 2**22 + 10_000))  # above all that a system gives

    def __init__(self, folder: Path) -> None:
        self.folder, self.status, self.heard = folder, None, list[str]()
        self._id = next(self.ids)

    @property
    def id(self) -> int:
        return self._id

    def over(self) -> int | None:
        return self.status

    def kill(self) -> None:
        self.status = -9

    def close(self) -> None:
        pass

    def _tell(self, line: str) -> None:
        self.heard.append(line)

    def end(self, status: int = 0, **written: object) -> None:
        """It writes this, and a checkpoint, and ends."""
        known = replace(Written(), process=self.id, **written)  # pyright: ignore[reportArgumentType]
        files.write_progress(self.folder, known)
        if known.step:
            files.write_checkpoint(self.folder, known.step, Path.touch)
        self.status = status


class Begun:
    """The pretended processes, in their order."""

    def __init__(self) -> None:
        self.all: list[Pretended] = []

    def __call__(self, folder: Path) -> Pretended:
        self.all.append(Pretended(folder))
        return self.all[-1]


@pytest.fixture
def begun() -> Begun:
    return Begun()


@pytest.fixture
def store(tmp_path: Path, begun: Begun, monkeypatch: pytest.MonkeyPatch) -> Trainings:
    monkeypatch.setattr(module, "TICK", 0.01)
    return Trainings(lambda: tmp_path / "trainings", process=begun)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Trainings]:
    """With processes of their own, which end with the test."""
    store = Trainings(lambda: tmp_path / "trainings")
    yield store
    for key in store.keys("me"):
        store.cancel("me", key)


def until(there: Callable[[], bool], patience: float = 10.0) -> None:
    end = time.monotonic() + patience
    while not there():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def reached(store: Trainings, key: str, wanted: Callable[[Progress], bool]) -> Progress:
    until(lambda: wanted(store.progress("me", key)), PATIENCE)
    return store.progress("me", key)


def test_one_computes_and_the_others_wait_for_their_turn(store: Trainings, begun: Begun) -> None:
    first, second = store.begin("a", TOY), store.begin("b", TOY)
    third = store.begin("a", TOY)
    states = [store.progress(owner, key) for owner, key in (("a", first), ("b", second), ("a", third))]
    assert [(one.state, one.place) for one in states] == [("running", 0), ("waiting", 1), ("waiting", 2)]
    begun.all[0].end(step=40, ending="steps")
    until(lambda: store.progress("b", second).state == "running")
    assert store.progress("a", first).state == "ended"
    assert store.progress("a", third).place == 1


def test_the_server_says_how_many_compute_at_once(
    store: Trainings, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLORER_TRAINING_PROCESSES", "2")
    store.begin("a", TOY)
    store.begin("b", TOY)
    assert len(begun.all) == 2
    monkeypatch.setenv("EXPLORER_TRAINING_PROCESSES", "0")
    with pytest.raises(Refused, match="this server trains no models"):
        store.begin("c", TOY)


def test_nobody_reaches_what_is_not_theirs(store: Trainings) -> None:
    key = store.begin("a", TOY)
    assert store.keys("b") == ()
    for ask in (store.progress, store.pause, store.resume, store.stop, store.cancel, store.checkpoint):
        with pytest.raises(Refused, match="somebody else's"):
            ask("b", key)
    with pytest.raises(Refused, match="somebody else's"):
        store.attention("b", key, 0)
    assert store.progress("a", key).state == "running"


@pytest.mark.parametrize("key", ["", "x", "../..", "/etc", "a\0b", "\ud800", "%2e%2e"])
def test_a_key_from_a_link_is_looked_up_and_never_becomes_a_path(store: Trainings, key: str, tmp_path: Path) -> None:
    store.begin("a", TOY)
    before = sorted(tmp_path.rglob("*"))
    assert not store.adopt("b", key)
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(Refused):
        store.progress("b", key)


def test_keys_cannot_be_guessed_and_folders_do_not_show_them(store: Trainings, tmp_path: Path) -> None:
    key = store.begin("a", TOY)
    assert len(key) >= 22
    assert key not in str(list(tmp_path.rglob("*")))
    assert oct((tmp_path / "trainings").stat().st_mode)[-3:] == "700"


def test_whoever_has_the_key_comes_back_to_it(store: Trainings) -> None:
    key = store.begin("a", TOY)
    assert store.adopt("b", key)
    assert store.keys("b") == (key,)
    store.cancel("a", key)
    assert store.progress("b", key).state == "running"


def test_a_pause_makes_room_and_going_on_waits_for_its_turn(store: Trainings, begun: Begun) -> None:
    first, second = store.begin("a", TOY), store.begin("b", TOY)
    store.pause("a", first)
    assert begun.all[0].heard == ["pause asked"]
    begun.all[0].end(step=5, pause="asked")
    until(lambda: store.progress("b", second).state == "running")
    paused = store.progress("a", first)
    assert (paused.state, paused.why, paused.kept) == ("paused", None, 5)
    store.resume("a", first)
    assert (store.progress("a", first).state, store.progress("a", first).place) == ("waiting", 1)


def test_going_on_before_it_has_paused_is_going_on(store: Trainings, begun: Begun) -> None:
    key = store.begin("a", TOY)
    store.pause("a", key)
    store.resume("a", key)
    begun.all[0].end(step=5, pause="asked")
    until(lambda: len(begun.all) == 2)
    assert store.progress("a", key).state == "running"


def test_stopping_one_that_does_not_compute_keeps_what_there_is(store: Trainings, begun: Begun) -> None:
    key = store.begin("a", TOY)
    store.pause("a", key)
    begun.all[0].end(step=5, pause="asked", held_out=((0, 3.0), (5, 2.0)))
    until(lambda: store.progress("a", key).state == "paused")
    store.stop("a", key)
    ended = store.progress("a", key)
    assert (ended.state, ended.ending, ended.step, ended.can_be_kept) == ("ended", "stopped", 5, True)
    store.resume("a", key)
    assert store.progress("a", key).state == "ended"


def test_one_that_was_ended_from_outside_says_what_is_lost(store: Trainings, begun: Begun) -> None:
    key = store.begin("a", TOY)
    begun.all[0].end(status=-9, step=7)
    files.write_progress(begun.all[0].folder, Written(process=begun.all[0].id, step=9))
    until(lambda: store.progress("a", key).state == "paused")
    assert str(store.progress("a", key).why) == (
        "its process was ended from outside at step 9, and what came after step 7 is lost: go on from there"
    )


def test_a_full_disk_is_said_in_a_sentence(store: Trainings, begun: Begun, monkeypatch: pytest.MonkeyPatch) -> None:
    key = store.begin("a", TOY)
    begun.all[0].end(status=files.DISK, step=7)
    until(lambda: store.progress("a", key).state == "paused")
    assert "the disk is full, so the training stopped at step 7" in str(store.progress("a", key).why)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: _Usage)
    with pytest.raises(Refused, match="No space left on device"):
        store.begin("b", TOY)
    assert store.keys("b") == ()


class _Usage:
    free = 1_000


def test_one_whose_owner_has_gone_pauses_after_a_while(
    tmp_path: Path, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TICK", 0.01)
    store = Trainings(lambda: tmp_path, absent=0.1, process=begun)
    key, waiting = store.begin("a", TOY), store.begin("a", TOY)
    time.sleep(0.3)
    assert begun.all[0].heard == []
    store.there = lambda owner: False
    until(lambda: begun.all[0].heard[:1] == ["pause absent"])
    begun.all[0].end(step=5, pause="absent")
    until(lambda: store.progress("a", key).state == "paused")
    assert "nobody was here any more" in str(store.progress("a", key).why)
    until(lambda: store.progress("a", waiting).state == "paused")
    assert len(begun.all) == 1


def test_one_owner_has_so_many_and_no_more(store: Trainings, begun: Begun) -> None:
    keys = [store.begin("a", TOY) for _ in range(MOST_AT_ONCE)]
    with pytest.raises(Refused, match="go on or wait already"):
        store.begin("a", TOY)
    for key in keys:
        store.pause("a", key)
    while len(store.keys("a")) < MOST:
        key = store.begin("a", TOY)
        store.pause("a", key)
    begun.all[0].end(step=1, pause="asked")
    until(lambda: store.progress("a", keys[0]).state == "paused")
    with pytest.raises(Refused, match="throw one away first"):
        store.begin("a", TOY)
    store.cancel("a", keys[0])
    store.begin("a", TOY)


def test_a_model_beyond_the_server_s_bound_is_refused(store: Trainings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_TRAINING_PARAMETERS", "5000")
    with pytest.raises(Refused, match="too large to be trained here, at most 5,000"):
        store.begin("a", Order())
    monkeypatch.delenv("EXPLORER_TRAINING_PARAMETERS")
    with pytest.raises(Refused, match="a step of 32 × 256 tokens takes too long"):
        store.begin("a", Order(n_layers=6, d_model=256, n_ctx=256))
    monkeypatch.setattr(training_room, "free_bytes", lambda: 1000)
    with pytest.raises(Refused, match="no memory left"):
        store.begin("a", TOY)


def test_cancelled_it_leaves_nothing(store: Trainings, begun: Begun, tmp_path: Path) -> None:
    key = store.begin("a", TOY)
    store.cancel("a", key)
    assert begun.all[0].status == -9
    assert not list((tmp_path / "trainings").iterdir())
    assert not store.adopt("a", key)


def test_old_folders_go_and_so_do_the_oldest_of_too_many(
    store: Trainings, begun: Begun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [store.begin(owner, TOY) for owner in "abc"]
    store.pause("b", keys[1])
    store.pause("c", keys[2])
    folders = {key: store._folder(key) for key in keys}
    old = time.time() - 8 * 86_400
    for key in keys[:2]:
        os.utime(folders[key] / files.ORDER, (old, old))
    store.there = lambda owner: False
    store.tidy()
    assert [folder.exists() for folder in folders.values()] == [True, False, True]  # the first one computes
    (folders[keys[2]] / "large").write_bytes(bytes(11_000_000))
    monkeypatch.setenv("EXPLORER_TRAINING_MEGABYTES", "10")
    store.there = lambda owner: True
    store.tidy()
    assert folders[keys[2]].exists()  # its owner is there
    store.there = lambda owner: False
    store.tidy()
    assert not folders[keys[2]].exists()


def test_a_training_in_a_process_of_its_own_from_beginning_to_end(real: Trainings) -> None:
    key = real.begin("me", TOY)
    ended = reached(real, key, lambda one: one.state == "ended")
    assert (ended.ending, ended.step, ended.kept) == ("steps", 40, 40)
    assert ended.losses[-5:].mean() < ended.losses[0] - 0.2
    assert ended.held_out[-1][1] < ended.held_out[0][1]
    assert ended.n_parameters > 0
    pattern = real.attention("me", key, 40).astype(np.float32)
    assert pattern.shape == (1, 2, len(ended.watched), len(ended.watched))
    np.testing.assert_allclose(pattern.sum(-1), 1, atol=2e-3)
    with pytest.raises(ValueError, match="nobody looked"):
        real.attention("me", key, 39)
    again = real.begin("me", TOY)
    assert np.array_equal(reached(real, again, lambda one: one.state == "ended").losses, ended.losses)


def test_killed_in_the_middle_it_goes_on_from_its_last_checkpoint(real: Trainings) -> None:
    key = real.begin("me", LONG)
    running = reached(real, key, lambda one: one.kept > 0)
    os.kill(files.progress_in(real.checkpoint("me", key)).process, signal.SIGKILL)
    broken = reached(real, key, lambda one: one.state == "paused")
    assert f"what came after step {broken.kept} is lost" in str(broken.why)
    assert broken.kept >= running.kept
    real.resume("me", key)
    on = reached(real, key, lambda one: one.step > broken.kept + 5)
    assert on.state == "running"
    real.stop("me", key)
    ended = reached(real, key, lambda one: one.state == "ended")
    assert (ended.ending, ended.kept) == ("stopped", ended.step)
    assert len(ended.losses) == ended.step


SERVER = """
import sys, time
from pathlib import Path
from explorer.engine.trainings import Trainings
from explorer.models.training.order import Order
store = Trainings(lambda: Path(sys.argv[1]))
key = store.begin("me", Order.from_json(sys.argv[2]))
while not store.progress("me", key).kept:
    time.sleep(0.1)
print(key, flush=True)
time.sleep(600)
"""


def test_when_the_server_is_killed_it_writes_itself_down_and_the_next_server_goes_on_with_it(real: Trainings) -> None:
    root = real._root()
    command = [sys.executable, "-c", SERVER, str(root), LONG.to_json()]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(module.__file__).parents[2])
    assert server.stdout is not None
    key = server.stdout.readline().strip()
    server.kill()
    server.wait()
    server.stdout.close()
    assert real.adopt("me", key)
    folder = real._folder(key)
    until(lambda: not lives(files.progress_in(folder).process, folder), PATIENCE)
    paused = real.progress("me", key)
    assert (paused.state, paused.kept) == ("paused", paused.step)
    assert f"the server was ended, and the training with it, at step {paused.step}" in str(paused.why)
    real.resume("me", key)
    assert reached(real, key, lambda one: one.step > paused.step).state == "running"
