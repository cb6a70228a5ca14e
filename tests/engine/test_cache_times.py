"""The time of a token with the cache and without, measured length by length."""

import pytest

from explorer.engine import cache, cache_times
from explorer.engine.cache_times import Measured, key_of, known, lengths_for, measure
from explorer.engine.jobs import Cancelled
from tests.engine.test_replaced import Heard
from tests.models.tiny import N_CTX, shared


def test_each_length_is_timed_in_both_ways_and_can_be_looked_at_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    model = shared("gpt2")
    cache.forget(model.fingerprint)
    monkeypatch.setattr(cache_times, "LENGTHS", (4, 8, 16))
    with pytest.raises(Cancelled):
        measure(Heard(most=5), model)
    part = known(model)
    assert part is not None
    assert part.lengths == (4, 8)
    found = measure(Heard(1e9), model)
    assert found.lengths == (4, 8, 16)
    assert min(*found.cached, *found.anew) > 0
    assert known(model) == found
    key = key_of(model)
    assert isinstance(key, tuple)
    assert key[1] == model.fingerprint


def test_lengths_leave_room_for_what_is_timed() -> None:
    assert max(lengths_for(shared("gpt2"))) <= N_CTX - cache_times.REPEATS


def test_times_that_do_not_go_with_the_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="of one length"):
        Measured((1, 2), (0.1,), (0.1, 0.2))
