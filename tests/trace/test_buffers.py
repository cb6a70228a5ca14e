import threading

import numpy as np
import pytest

from explorer.trace.buffers import Rows


def rows_of(n: int) -> Rows:
    """n rows that hold their own numbers."""
    stream = np.arange(n, dtype=np.float32).reshape(1, n, 1).repeat(2, -1)
    return Rows({"logits": stream, "stream": stream + 100}, filled=n)


def row(value: float) -> dict[str, np.ndarray]:
    return {"logits": np.full((1, 1, 2), value, np.float32), "stream": np.full((1, 1, 2), value + 100, np.float32)}


def test_the_first_rows_are_read_without_a_copy() -> None:
    logits = np.zeros((1, 5, 2), np.float32)
    assert np.shares_memory(Rows({"logits": logits}, 5).read("logits", 3), logits)


def test_full_rows_are_copied_into_larger_ones() -> None:
    full = rows_of(3)
    larger = full.room(3, 4, most=50)
    larger.add(3, row(3.0))
    assert larger is not full
    assert larger.read("logits", 4)[0, :, 0].tolist() == [0, 1, 2, 3]
    assert larger.whole("logits").shape[-2] == 50
    assert full.read("logits", 3)[0, :, 0].tolist() == [0, 1, 2]


def test_the_next_rows_go_to_the_first_who_asks_and_a_copy_to_the_second() -> None:
    shared = rows_of(3).room(3, 4, most=50)
    shared.add(3, row(3.0))
    first, second = shared.room(4, 5, most=50), shared.room(4, 5, most=50)
    first.add(4, row(4.0))
    second.add(4, row(40.0))
    assert first is shared
    assert first.read("stream", 5)[0, :, 0].tolist() == [100, 101, 102, 103, 104]
    assert second.read("stream", 5)[0, :, 0].tolist() == [100, 101, 102, 103, 140]


def test_rows_that_nobody_read_yet_are_in_the_copy() -> None:
    shared = rows_of(1).room(1, 2, most=50)
    shared.add(1, row(1.0))
    for position in range(2, 6):
        assert shared.room(position, position + 1, most=50) is shared
        shared.add(position, row(float(position)))
    forked = shared.room(4, 5, most=50)
    assert forked.read("logits", 4)[0, :, 0].tolist() == [0, 1, 2, 3]


def test_room_doubles_so_that_copying_stays_rare() -> None:
    rows, copies = rows_of(1), 0
    for position in range(1, 1000):
        larger = rows.room(position, position + 1, most=10**6)
        copies += larger is not rows
        rows = larger
        rows.add(position, row(float(position)))
    assert copies <= 6
    assert rows.read("logits", 1000)[0, :, 0].tolist() == list(range(1000))


def test_of_many_threads_one_gets_the_next_rows() -> None:
    shared = rows_of(3).room(3, 4, most=50)
    shared.add(3, row(3.0))
    found: list[Rows] = []
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        found.append(shared.room(4, 5, most=50))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len({id(rows) for rows in found}) == 8
    assert sum(rows is shared for rows in found) == 1


def test_only_known_names_are_in_it() -> None:
    rows = rows_of(2)
    assert "stream" in rows
    assert "other" not in rows
    with pytest.raises(KeyError):
        rows.read("other", 1)
