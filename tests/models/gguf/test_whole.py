"""A folder is made whole or not at all, and once."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from explorer.errors import Refused
from explorer.models import converted as places
from explorer.models import fit
from explorer.models.catalogue import find
from explorer.models.gguf import convert as module
from explorer.models.gguf.convert import convert, converted
from tests.models.gguf.written import written


@pytest.fixture
def file(own_models: Path) -> Path:
    written(own_models / "tiny.gguf", "llama")
    return own_models / "tiny.gguf"


def made() -> list[str]:
    """Everything that lies where converted models do, of which the hidden is not whole."""
    place = places.cache() / "models"
    return sorted(os.listdir(place)) if place.is_dir() else []


def silent(done: int, of: int) -> None:
    """Says nothing."""


class Enough(BaseException):
    """Somebody cancels."""


def test_a_file_is_converted_once_and_again_when_it_has_changed(file: Path) -> None:
    first = converted(find("folder:tiny.gguf"))
    before = (first / "model.safetensors").stat()
    assert converted(find("folder:tiny.gguf")) == first
    assert (first / "model.safetensors").stat() == before
    os.utime(file, (1, 1))
    second = converted(find("folder:tiny.gguf"))
    assert second != first
    assert made() == [second.name]


def test_how_far_it_is_is_said_in_bytes(file: Path) -> None:
    told: list[tuple[int, int]] = []
    folder = converted(find("folder:tiny.gguf"), lambda done, of: told.append((done, of)))
    done, of = told[-1]
    assert told == sorted(told)
    assert told[0][0] == 0
    assert done < of < (folder / "model.safetensors").stat().st_size


def test_of_a_cancelled_conversion_nothing_is_left(file: Path) -> None:
    def cancel(done: int, of: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        converted(find("folder:tiny.gguf"), cancel)
    assert made() == []
    converted(find("folder:tiny.gguf"))


def test_on_a_full_disk_nothing_is_left(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(done: int, of: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(Refused, match=r"cannot be converted \(No space left on device\): make room on the disk"):
        converted(find("folder:tiny.gguf"), full)
    assert made() == []
    monkeypatch.setattr(shutil, "disk_usage", lambda place: type("Usage", (), {"free": 1000}))
    with pytest.raises(Refused, match=r"is 0\.0 GB, but only 0\.0 GB are free on the disk: make room"):
        converted(find("folder:tiny.gguf"))
    assert made() == []


def test_what_does_not_fit_into_memory_is_refused_before(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "free_bytes", lambda: 1000)
    with pytest.raises(Refused, match=r"takes 0\.0 GB of memory in float32, but at most 0\.0 GB may be taken now"):
        converted(find("folder:tiny.gguf"))
    assert made() == []


def test_what_a_killed_process_left_goes_with_the_next_conversion(file: Path) -> None:
    entry = find("folder:tiny.gguf")
    program = (
        "import os, pathlib\n"
        "from explorer.models.gguf.convert import convert\n"
        f"convert('a', pathlib.Path({str(file)!r}), pathlib.Path({entry.location!r}), 'float32', "
        "lambda done, of: done and os.kill(os.getpid(), 9))\n"
    )
    subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[3])
    (left,) = made()
    assert left.startswith(".making-")
    assert not Path(entry.location).exists()
    (places.cache() / "models" / ".making-of-something").mkdir()
    converted(entry)
    assert made() == [Path(entry.location).name]


def test_two_who_ask_at_once_convert_once(file: Path) -> None:
    entry, began = find("folder:tiny.gguf"), []

    def told(done: int, of: int) -> None:
        if done == 0:
            began.append(threading.get_ident())

    threads = [threading.Thread(target=converted, args=(entry, told)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(began) == 1
    assert made() == [Path(entry.location).name]


def test_another_process_may_be_sooner(file: Path) -> None:
    target = Path(find("folder:tiny.gguf").location)

    def told(done: int, of: int) -> None:
        target.mkdir(exist_ok=True)
        (target / "theirs").touch()

    convert("a", file, target, "float32", told)
    assert os.listdir(target) == ["theirs"]
    assert made() == [target.name]


def test_what_another_process_is_making_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = places.cache() / "models" / f".making-{module._process()}"
    monkeypatch.setattr(module, "_process", lambda: "1-2")
    theirs.mkdir(parents=True)
    converted(find("folder:tiny.gguf"))
    assert theirs.is_dir()


@pytest.mark.parametrize(
    ("platform", "expected"),
    [("linux", ".cache/llm-explorer"), ("darwin", "Library/Caches/llm-explorer"), ("win32", "L/llm-explorer/cache")],
)
def test_the_cache_lies_where_the_system_has_it(platform: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/somebody"))
    monkeypatch.setenv("LOCALAPPDATA", "/home/somebody/L")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert places.cache() == Path("/home/somebody") / expected
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert places.cache() == Path("/elsewhere/llm-explorer")
