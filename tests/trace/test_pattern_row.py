import numpy as np
import pytest

from explorer.trace import trace
from tests.models.tiny import CAUSAL, MASKED, N_LAYERS, shared

IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5)


@pytest.mark.parametrize("name", CAUSAL + MASKED)
def test_a_row_of_the_pattern_is_that_row_of_the_whole(name: str) -> None:
    ran = trace(shared(name), IDS)
    for layer in range(N_LAYERS):
        for position in (0, 6, 8):
            np.testing.assert_allclose(
                ran.pattern_row(layer, position), ran.pattern(layer)[:, position], rtol=1e-5, atol=1e-7
            )
