"""How many cores a computation gets: one, and a long one all while nobody else computes."""

import os
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
import torch
from threadpoolctl import OpenBLASController, ThreadpoolController

from explorer.models import cores as module
from explorer.models.cores import LONG, Cores

MANY = 3


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    threads, variable = torch.get_num_threads(), os.environ.get("OPENBLAS_NUM_THREADS")
    blas = ThreadpoolController().select(user_api="blas")
    OpenBLASController.clear_controlling_thread(force=True)  # it may be the thread that has loaded a model
    with blas.limit(limits=MANY):
        torch.set_num_threads(MANY)
        yield
        OpenBLASController.clear_controlling_thread(force=True)
    torch.set_num_threads(threads)
    os.environ.pop("OPENBLAS_NUM_THREADS")
    if variable is not None:
        os.environ["OPENBLAS_NUM_THREADS"] = variable


def shared() -> Cores:
    cores = Cores()
    cores.share()
    return cores


def used() -> tuple[int, set[int]]:
    """By torch in this thread, and by numpy."""
    return torch.get_num_threads(), {library["num_threads"] for library in numpy_libraries()}


def numpy_libraries() -> list[dict]:
    return ThreadpoolController().select(user_api="blas").info()


def elsewhere(do: Callable[[], object]) -> Thread:
    thread = Thread(target=do)
    thread.start()
    return thread


def test_until_it_is_shared_the_libraries_do_as_they_like() -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = str(MANY)
    with Cores().given(LONG) as n:
        assert (n, used()) == (0, (MANY, {MANY}))


def test_a_new_thread_begins_with_one_core() -> None:
    shared()
    seen: list[tuple[int, set[int]]] = []
    elsewhere(lambda: seen.append(used())).join()
    assert seen == [(1, {1})]


def test_long_work_of_somebody_alone_has_all_cores_and_then_one_again() -> None:
    cores = shared()
    with cores.given(LONG) as n:
        assert (n, used()) == (MANY, (MANY, {MANY}))
    assert used() == (1, {1})


def test_short_work_has_one_core() -> None:
    with shared().given(LONG - 1) as n:
        assert (n, used()) == (1, (1, {1}))


def test_long_work_has_one_core_while_somebody_else_computes() -> None:
    cores, computing, done = shared(), Event(), Event()

    def compute() -> None:
        with cores.given(1):
            computing.set()
            done.wait(10)

    other = elsewhere(compute)
    computing.wait(10)
    with cores.given(LONG) as n:
        assert n == 1
    done.set()
    other.join()
    with cores.given(LONG) as n:
        assert n == MANY  # a thread that has ended computes no more


def test_somebody_who_comes_takes_the_other_cores_of_numpy_away() -> None:
    cores = shared()
    with cores.given(LONG):
        elsewhere(lambda: cores.given(1).__enter__()).join()
        assert used() == (MANY, {1})


def test_somebody_who_has_long_stopped_computing_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    cores, stay = shared(), Event()

    def compute() -> None:
        with cores.given(1):
            pass
        stay.wait(10)

    other = elsewhere(compute)
    while not cores._last:
        pass
    monkeypatch.setattr(module, "LATELY", -1.0)
    with cores.given(LONG) as n:
        assert n == MANY
    stay.set()
    other.join()


def test_an_error_in_a_computation_gives_the_cores_back() -> None:
    cores = shared()
    with pytest.raises(RuntimeError), cores.given(LONG):
        raise RuntimeError
    assert used() == (1, {1})


def test_what_lies_inside_keeps_the_number_of_what_is_around_it() -> None:
    cores = shared()
    with cores.given(1), cores.given(LONG) as n:
        assert (n, used()) == (1, (1, {1}))
    with cores.given(LONG) as n:
        assert n == MANY
