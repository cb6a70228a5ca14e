"""A path has a bar a token but the first, and its tokens can be chosen."""

import pytest

from explorer.components.payload import Dropped
from explorer.components.text.surprisal_path import Labels, SurprisalPath


def path(bits: tuple[float, ...], places: tuple[int, ...] = (0, 1)) -> SurprisalPath:
    return SurprisalPath(
        bits=bits, entropies=(1.0, 2.0), texts=("a", "b"), places=places, n_prompt=1, selected=None,
        labels=Labels("s", "e", "b", "n"), alt="",
    )  # fmt: skip


def test_numbers_that_do_not_go_with_the_tokens_are_refused() -> None:
    with pytest.raises(ValueError, match="do not go with 2 tokens"):
        path((1.0, 2.0))


def test_a_token_can_be_chosen_and_nothing_beyond() -> None:
    assert path((1.0,)).position(1) == 1
    for sent in (2, -1, None, 0.5):
        with pytest.raises(Dropped):
            path((1.0,)).position(sent)


@pytest.mark.parametrize("places", [(1, 0), (0, 2), (1, 1)])
def test_places_that_are_none_of_the_tokens_in_order_are_refused(places: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="are not places of 2 tokens"):
        path((1.0,), places)
