"""A score that is none is not drawn."""

import pytest

from explorer.components.text.translations import Bar


@pytest.mark.parametrize("value", [-0.1, 100.1, float("nan")])
def test_a_score_goes_from_0_to_100(value: float) -> None:
    with pytest.raises(ValueError, match="goes from 0 to 100"):
        Bar("BLEU", value)
