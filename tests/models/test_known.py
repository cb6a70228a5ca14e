"""Ids that a model has no row for are refused, and no others."""

import pytest

from explorer.errors import Refused
from explorer.models.known import check_known
from tests.models.tiny import N_VOCAB, shared


def test_the_first_and_the_last_id_are_known() -> None:
    check_known(shared("gpt2"), (0, N_VOCAB - 1))
    check_known(shared("gpt2"), ())


@pytest.mark.parametrize("id", [-1, N_VOCAB])
def test_an_id_outside_the_table_is_refused(id: int) -> None:
    with pytest.raises(
        Refused, match=f"has no token {id}, only 0 to {N_VOCAB - 1}: tokens were added to its tokenizer"
    ):
        check_known(shared("gpt2"), (0, id))
