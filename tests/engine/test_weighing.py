"""What values weigh: near enough what they take, and shared memory once."""

from dataclasses import dataclass

import numpy as np
import pytest

from explorer.engine.weighing import buffer_of, parts_of
from tests.models.tiny import shared

BLOCK = np.zeros(100_000, dtype=np.float32)


@dataclass(frozen=True)
class Nested:
    text: str
    arrays: tuple[np.ndarray, ...]


@dataclass(frozen=True, slots=True)
class Slotted:
    array: np.ndarray


def weight(value: object) -> int:
    return sum(parts_of(value).values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (BLOCK, 400_000),
        (BLOCK[::2], 400_000),
        (BLOCK.reshape(100, 1000).T, 400_000),
        ([BLOCK, BLOCK[5:]], 400_000),
        ({"a": BLOCK, "b": BLOCK.copy()}, 800_000),
        (Nested("x" * 50_000, (BLOCK, BLOCK)), 450_000),
        (Slotted(BLOCK), 400_000),
        ("x" * 100_000, 100_000),
        (tuple(range(100_000)), 800_000),
        (tuple((n, n + 1) for n in range(300, 10_300)), 1_200_000),
    ],
)
def test_a_value_weighs_what_it_holds(value: object, expected: int) -> None:
    assert weight(value) == pytest.approx(expected, rel=0.15, abs=2_000)


def test_a_model_weighs_nothing_for_the_model_store_bounds_models() -> None:
    assert weight((shared("gpt2"),)) < 1_000


def test_what_holds_itself_is_weighed_once() -> None:
    around: list[object] = [BLOCK]
    around.append(around)
    assert weight(around) == pytest.approx(400_000, rel=0.01)


def test_views_of_one_array_have_one_address() -> None:
    assert buffer_of(BLOCK[7:]) == buffer_of(BLOCK)
    assert buffer_of(BLOCK.copy()).keys() != buffer_of(BLOCK).keys()
