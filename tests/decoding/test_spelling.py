import pytest

from explorer.decoding.spelling import check_spelled
from explorer.errors import Refused
from tests.decoding.test_constrained import Few
from tests.findings.embedded import model


def test_choices_that_tokens_spell_are_fine() -> None:
    check_spelled(["yes", "no yes", "あno", ""], Few(), 5)
    check_spelled(["😀", "東京", "a\u0301"], model().tokenizer, model().shape.n_vocab)


@pytest.mark.parametrize(
    ("choice", "letter"), [("yes!", "!"), ("maybe", "m"), ("あい", "い"), ("ye", "y"), ("<end>", "<"), ("no  n", "n")]
)
def test_a_choice_that_no_tokens_spell_is_named_with_the_place_where_they_end(choice: str, letter: str) -> None:
    with pytest.raises(Refused) as caught:
        check_spelled(["yes", choice], Few(), 5)
    assert str(caught.value) == (
        f"{choice!r} cannot be written, since no token of this model goes on with {letter!r} there: choose other words"
    )
