"""The work of a training's process, here in this one: what it writes, and what is left when it cannot write."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.models.training import folder as files
from explorer.models.training import worker
from explorer.models.training.export import model_files
from explorer.models.training.folder import Pause
from explorer.models.training.order import Order

TOY = Order(text="grammar", n_layers=1, n_heads=2, d_model=16, n_ctx=16, batch=4, steps=24)


class Wishes(worker.Wishes):
    """As if the app had said it: `pause` after so many looks at it."""

    def __init__(self, after: int | None = None, *, stop: bool = False, why: Pause = "asked") -> None:
        self._left, self.stop = after, stop
        self._why: Pause = why

    @property
    def pause(self) -> Pause | None:  # pyright: ignore[reportIncompatibleVariableOverride]
        if self._left is None:
            return None
        self._left -= 1
        return None if self._left >= 0 else self._why


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files.begin(tmp_path / "run", TOY)
    return tmp_path / "run"


def test_a_whole_training_leaves_everything(folder: Path) -> None:
    assert worker.worked(folder, Wishes()) == 0
    known = files.progress_in(folder)
    assert (known.ending, known.step, files.checkpoint_in(folder)[0]) == ("steps", 24, 24)
    assert len(files.losses_in(folder)) == 24
    assert set(known.looks) == worker.looks(24) == {step for step, _ in known.held_out}
    for step in known.looks:
        assert np.load(files.look_at(folder, step)).shape == (1, 2, 16, 16)
    assert "".join(known.watched) == "the quick fox sees the small cow ."[:16] or len(known.watched) == 16
    assert not list(folder.glob(".*.partial"))


def test_a_paused_one_goes_on_to_the_same_end(folder: Path, tmp_path: Path) -> None:
    worker.worked(folder, Wishes(after=9))
    known = files.progress_in(folder)
    assert (known.pause, known.ending) == ("asked", None)
    assert 0 < known.step < 24
    assert files.checkpoint_in(folder)[0] == known.step
    worker.worked(folder, Wishes())
    files.begin(tmp_path / "whole", TOY)
    worker.worked(tmp_path / "whole", Wishes())
    assert np.array_equal(files.losses_in(folder), files.losses_in(tmp_path / "whole"))
    for name in ("held_out", "samples", "looks"):
        assert getattr(files.progress_in(folder), name) == getattr(files.progress_in(tmp_path / "whole"), name)
    assert model_files(folder) == model_files(tmp_path / "whole")


def test_what_came_after_the_last_checkpoint_comes_again(folder: Path) -> None:
    worker.worked(folder, Wishes(after=9))
    step = files.checkpoint_in(folder)[0]
    before = files.losses_in(folder)
    with (folder / files.LOSSES).open("ab") as opened:
        opened.write(np.array([9.0, 9.0, 9.0], "<f4").tobytes() + b"\0")  # killed in the middle of a number
    (folder / ".checkpoint-11.safetensors.partial").write_bytes(b"half")
    worker.worked(folder, Wishes())
    losses = files.losses_in(folder)
    assert len(losses) == 24
    assert np.array_equal(losses[:step], before)
    assert losses.max() < 9
    assert not list(folder.glob(".*.partial"))


def test_stopped_is_an_ending_with_what_there_is(folder: Path) -> None:
    worker.worked(folder, Wishes(stop=True))
    known = files.progress_in(folder)
    assert (known.ending, known.step, files.checkpoint_in(folder)[0]) == ("stopped", 1, 1)


def test_its_time_is_an_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_TRAINING_SECONDS", "1")
    order = Order(**{**vars(TOY), "steps": 20_000, "seconds": 0.05})
    files.begin(tmp_path / "run", order)
    worker.worked(tmp_path / "run", Wishes())
    known = files.progress_in(tmp_path / "run")
    assert known.ending == "seconds"
    assert 0 < known.step < 20_000


def full(calls: int) -> Callable[..., Any]:
    """Writing that finds the disk full after so many files."""
    store, left = Path.write_bytes, [calls]

    def write_bytes(path: Path, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            store(path, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return store(path, data)

    return write_bytes


def test_a_full_disk_leaves_the_last_whole_checkpoint_and_nothing_half(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.worked(folder, Wishes(after=9))
    kept, whole = files.checkpoint_in(folder)[0], model_files(folder)
    for calls in (0, 1, 3, 5):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", full(calls))
            assert worker.worked(folder, Wishes()) == files.DISK
        assert files.checkpoint_in(folder)[0] == kept
        assert model_files(folder) == whole
        assert not list(folder.glob(".*.partial"))
    assert worker.worked(folder, Wishes()) == 0
    assert files.progress_in(folder).ending == "steps"


def test_a_checkpoint_that_cannot_be_written_leaves_the_one_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.worked(folder, Wishes(after=9))
    kept, whole = files.checkpoint_in(folder)[0], model_files(folder)

    def save_file(state: object, path: Path, words: object) -> None:
        path.write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(worker, "save_file", save_file)
        assert worker.worked(folder, Wishes()) == files.DISK
    assert files.checkpoint_in(folder)[0] == kept
    assert model_files(folder) == whole


def test_a_loss_that_is_no_number_is_said_and_what_was_kept_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.worked(folder, Wishes(after=9))
    kept = files.checkpoint_in(folder)[0]

    def advance(training: object) -> float:
        raise worker.Diverged

    monkeypatch.setattr(worker.Training, "advance", advance)
    worker.worked(folder, Wishes())
    assert files.progress_in(folder).ending == "diverged"
    assert files.checkpoint_in(folder)[0] == kept


def test_looks_are_dense_at_first_and_hold_both_ends() -> None:
    assert {0, 1, 2, 4, 8, 16, 32, 50, 1000} <= worker.looks(1000)
    assert len(worker.looks(20_000)) < 32
    assert worker.looks(1) == {0, 1}
