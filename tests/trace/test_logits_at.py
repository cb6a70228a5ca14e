"""Several texts read together say what each says by itself."""

import numpy as np
import pytest

from explorer.trace import run
from explorer.trace.edits import Ablate
from explorer.trace.run import logits, logits_at
from tests.models.tiny import shared

TEXTS = ((3, 1, 4, 1, 5), (9, 2, 6, 5, 3), (5, 8, 9, 7, 9))
PLACES = ((0, 4), (1, 2), (3, 3))


@pytest.mark.parametrize("name", ["gpt2", "llama", "bert"])
@pytest.mark.parametrize("edits", [(), (Ablate(1, 2),)], ids=["as it is", "edited"])
@pytest.mark.parametrize("most", [1, 700, 10**6])
def test_each_is_read_as_if_it_were_alone(
    name: str, edits: tuple[Ablate, ...], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "AT_ONCE", most)
    model = shared(name)
    found = logits_at(model, TEXTS, PLACES, edits)
    for rows, text, places in zip(found, TEXTS, PLACES, strict=True):
        np.testing.assert_allclose(rows, logits(model, text, edits)[list(places)], atol=2e-5, rtol=1e-5)


def test_texts_of_two_lengths_are_not_read_together() -> None:
    for texts, places in (((1, 2), (1,)), ((0,), (0,))), (((1,), (2,)), ((0,),)), (((1,), (2,)), ((0,), (0, 0))):
        with pytest.raises(ValueError, match="texts of one length"):
            logits_at(shared("gpt2"), texts, places)


def test_of_no_texts_nothing_is_said() -> None:
    assert logits_at(shared("gpt2"), (), ()).size == 0
