import numpy as np
import pytest

from explorer.components.payload import Floats32
from explorer.components.stream.vector_sum import Strip
from explorer.findings.tokens.embedding import color_limit


def test_one_extreme_value_does_not_bleach_the_others() -> None:
    usual, extreme = np.linspace(-1, 1, 500, dtype=np.float32), np.full(1, 80, np.float32)
    assert color_limit([Strip("", "a", Floats32(usual)), Strip("", "b", Floats32(extreme))]) < 1.01


def test_vectors_of_nothing_but_zeros_have_a_scale_too() -> None:
    assert color_limit([Strip("", "a", Floats32(np.zeros(4)))]) == 1.0


def test_a_strip_of_several_vectors_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(2, 3\)"):
        Strip("", "a", Floats32(np.zeros((2, 3))))
