"""Two maps of the same patches, compared by rank and by what lies on what is named."""

import numpy as np
import pytest

from explorer.analysis.occlusion import DEPENDS, compared


def test_shares_lie_between_none_and_all_and_what_is_gained_is_no_loss() -> None:
    attention, drops = np.full(64, 1 / 64), np.zeros(64)
    drops[[3, 4]], drops[5] = 0.5, -9.0
    found = compared(attention, drops, 2.0, (3, 5))
    assert (found.attention, found.occlusion, found.area) == (pytest.approx(2 / 64), 0.5, 2 / 64)
    nothing = compared(attention, -np.ones(64), 2.0, (3,))
    assert nothing.occlusion == 0
    assert not nothing.checked


def test_a_word_that_the_picture_hardly_changes_is_not_compared() -> None:
    attention = np.arange(64) / 2016
    drops = np.zeros(64)
    drops[7] = 1.0
    assert compared(attention, drops, 3.0, ()).checked
    assert compared(attention, drops, -3.0, ()).checked
    assert not compared(attention, drops, DEPENDS / 2, ()).checked
    assert not compared(attention, drops * DEPENDS / 2, 3.0, ()).checked
    assert not compared(np.full(64, 1 / 64), drops, 3.0, ()).checked
