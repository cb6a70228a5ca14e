"""One cache: computed once for all who ask, bounded in bytes over everything, forgotten by model."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pytest

from explorer.engine.cache import AN_ENTRY, Cache

LARGE = 1_000_000


def block(n: int = LARGE) -> np.ndarray:
    return np.zeros(n, dtype=np.uint8)


@pytest.fixture
def cache() -> Cache:
    return Cache(most=10 * LARGE)


class Counted:
    """Makes a value slowly and counts how often."""

    def __init__(self, make: Callable[[], object] = object) -> None:
        self.times, self._make, self._lock = 0, make, threading.Lock()

    def __call__(self) -> object:
        with self._lock:
            self.times += 1
        time.sleep(0.05)
        return self._make()


def test_ten_who_ask_the_same_wait_for_one_computation(cache: Cache) -> None:
    counted, together = Counted(), threading.Barrier(10)

    def ask(_n: int) -> object:
        together.wait()
        return cache.once("key", counted)

    with ThreadPoolExecutor(10) as threads:
        found = list(threads.map(ask, range(10)))
    assert counted.times == 1
    assert len(set(map(id, found))) == 1


def test_another_key_is_not_waited_for(cache: Cache) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert may_end.wait(30)
        return "slow"

    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(cache.once, "slow", slow)
        assert begun.wait(30)
        assert cache.once("quick", lambda: "quick") == "quick"
        may_end.set()
        assert future.result() == "slow"


def test_none_is_a_value_too(cache: Cache) -> None:
    counted = Counted(lambda: None)
    assert [cache.once("key", counted) for _ in range(2)] == [None, None]
    assert counted.times == 1


def failing() -> object:
    raise ValueError("this cannot be")


def test_an_exception_reaches_all_who_wait_and_is_not_kept(cache: Cache) -> None:
    counted, together = Counted(failing), threading.Barrier(4)

    def ask(_n: int) -> str:
        together.wait()
        with pytest.raises(ValueError, match="this cannot be"):
            cache.once("key", counted)
        return "told"

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(4))) == ["told"] * 4
    assert counted.times == 1
    assert cache.once("key", lambda: "now") == "now"


class Stopped(BaseException):
    """As Streamlit ends a script."""


def test_one_who_is_called_away_does_not_take_the_others_along(cache: Cache) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def away() -> object:
        begun.set()
        assert may_end.wait(30)
        raise Stopped

    def leave() -> str:
        with pytest.raises(Stopped):
            cache.once("key", away)
        return "left"

    with ThreadPoolExecutor(2) as threads:
        leaver = threads.submit(leave)
        assert begun.wait(30)
        waiter = threads.submit(cache.once, "key", lambda: "made by the next")
        time.sleep(0.05)
        may_end.set()
        assert (leaver.result(), waiter.result()) == ("left", "made by the next")


def test_what_is_made_may_ask_for_other_keys(cache: Cache) -> None:
    def longer(n: int) -> int:
        return 1 + cache.once(n - 1, lambda: longer(n - 1)) if n else 0

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda n: cache.once(n, lambda: longer(n)), [50, 49, 30, 50, 10, 29, 50, 1])) == [
            50, 49, 30, 50, 10, 29, 50, 1,
        ]  # fmt: skip


def test_what_needs_itself_is_an_error_and_no_endless_wait(cache: Cache) -> None:
    with pytest.raises(RuntimeError, match="needs itself"):
        cache.once("a", lambda: cache.once("b", lambda: cache.once("a", object)))


def test_what_two_threads_need_of_each_other_is_an_error_and_no_endless_wait(cache: Cache) -> None:
    together = threading.Barrier(2)

    def needing(other: str) -> Callable[[], object]:
        def make() -> object:
            together.wait()
            return cache.once(other, object)

        return make

    with ThreadPoolExecutor(2) as threads:
        futures = [threads.submit(cache.once, key, needing(other)) for key, other in ("ab", "ba")]
        errors = [future.exception(30) for future in futures]
    assert any(isinstance(error, RuntimeError) for error in errors)


def test_what_was_used_longest_ago_goes_first(cache: Cache) -> None:
    for n in range(9):
        cache.put(n, block())
    assert cache.peek(0) is not None
    cache.put(9, block())
    assert [cache.peek(n) is not None for n in (0, 1, 2, 9)] == [True, False, True, True]


def test_the_bound_is_over_everything_in_bytes(cache: Cache) -> None:
    for n in range(100):
        cache.once(("small", n), lambda n=n: block(n))
    small = cache.bytes
    assert 100 * AN_ENTRY <= small < LARGE
    for n in range(30):
        cache.put(("large", n), (block(), "text", {"more": [block()]}))
        assert cache.bytes <= 10 * LARGE
    assert len(cache) == 4


def test_the_last_one_stays_however_large_it_is(cache: Cache) -> None:
    cache.put("before", block())
    cache.put("whole", block(20 * LARGE))
    assert cache.peek("whole") is not None
    for n in range(30):
        cache.put(n, block())
    assert cache.bytes <= 10 * LARGE
    assert cache.peek("whole") is None


def test_what_is_larger_than_the_bound_has_the_bound_beside_it_until_another_comes(cache: Cache) -> None:
    cache.put("whole", block(20 * LARGE))
    for n in range(9):
        cache.put(n, block())
    assert all(cache.peek(key) is not None for key in ("whole", *range(9)))
    cache.put("another", block(15 * LARGE))
    assert cache.peek("whole") is None
    assert cache.peek("another") is not None
    assert cache.bytes <= 25 * LARGE


def test_memory_that_two_values_share_is_weighed_once(cache: Cache) -> None:
    whole = block(4 * LARGE)
    for n in range(9):
        cache.put(n, whole[n:])
    assert len(cache) == 9
    assert 4 * LARGE < cache.bytes < 4.1 * LARGE
    cache.put(9, block(7 * LARGE))
    assert len(cache) == 1
    assert cache.bytes < 7.1 * LARGE


@dataclass
class Lazy:
    """It computes more of itself later."""

    arrays: list[np.ndarray] = field(default_factory=list)

    def held(self) -> list[np.ndarray]:
        return self.arrays


def test_a_value_that_grows_is_weighed_again_when_it_is_used(cache: Cache) -> None:
    lazy = Lazy()
    cache.put("other", block())
    cache.put("lazy", lazy)
    light = cache.bytes
    lazy.arrays += [block(5 * LARGE), block(4 * LARGE), block(LARGE // 2)]
    assert cache.bytes == light
    assert cache.once("lazy", object) is lazy
    assert cache.bytes > 9 * LARGE
    assert cache.peek("other") is None


def test_forgetting_a_model_forgets_what_is_about_it_alone(cache: Cache) -> None:
    for fingerprint in ("aa", "bb"):
        cache.put(("trace", fingerprint, (1, 2)), 1)
        cache.put(("lens", ("trace", fingerprint, (1, 2)), 3), 2)
    cache.forget("aa")
    assert cache.peek(("trace", "aa", (1, 2))) is None
    assert cache.peek(("lens", ("trace", "aa", (1, 2)), 3)) is None
    assert cache.peek(("lens", ("trace", "bb", (1, 2)), 3)) == 2


def test_what_is_being_made_while_it_is_forgotten_is_not_kept(cache: Cache) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert may_end.wait(30)
        return "old"

    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(cache.once, ("trace", "aa"), slow)
        assert begun.wait(30)
        cache.forget("aa")
        assert cache.once(("trace", "aa"), lambda: "new") == "new"
        may_end.set()
        assert future.result() == "old"
    assert cache.once(("trace", "aa"), lambda: "again") == "new"


def test_many_threads_and_keys_leave_the_sums_right() -> None:
    cache = Cache(most=50_000)

    def work(seed: int) -> bool:
        rng = np.random.default_rng(seed)
        for n in rng.integers(0, 60, 300).tolist():
            if cache.once(n, lambda n=n: np.full(n * 100, n, dtype=np.uint8)).sum() != np.uint64(n * n * 100):
                return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(8)))
    assert cache.bytes <= 50_000
    for n in range(60):
        cache.forget(n)
    assert (len(cache), cache.bytes) == (0, 0)
