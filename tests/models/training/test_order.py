"""What can be trained is said in a value, and what cannot is refused in a sentence."""

from typing import Any

import pytest

from explorer.errors import Refused
from explorer.models.training.order import HEADS, LONGEST_TEXT, WIDTHS, Order
from explorer.models.training.texts import TEXTS


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_that_comes_along_can_be_learnt_from_in_both_cuts(text: str) -> None:
    assert len(Order(text=text).used) > 40_000
    assert Order(text=text, cut="bpe").used == Order(text=text).used


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"n_layers": 5}, "n_layers is 5, but it can be"),
        ({"rate": 1.0}, "rate is 1.0, but it can be"),
        ({"cut": "words"}, "cut is 'words', but it can be characters, bpe"),
        ({"d_model": 2**20}, "d_model is 1048576, but it can be"),
        ({"n_heads": True, "n_layers": "2"}, "but it can be"),
        ({"n_ctx": 256, "batch": 64}, "choose a smaller batch or a shorter context"),
        ({"steps": 0}, "choose 1 to"),
        ({"steps": 10**9}, "choose 1 to"),
        ({"text": "../../etc/passwd"}, "there is no text '../../etc/passwd' here"),
        ({"text": "", "pasted": "too short"}, "too short to learn from"),
        ({"text": "", "pasted": "x" * (LONGEST_TEXT + 1)}, "is too long"),
        ({"text": "", "pasted": "a\ud800" * 200}, "half a character"),
        ({"characters": 10}, "too short to learn from"),
    ],
)
def test_what_cannot_be_done_is_refused(values: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        Order(**values)


def test_any_heads_share_any_width() -> None:
    assert not any(width % heads for width in WIDTHS for heads in HEADS)


def test_an_order_survives_its_file_and_nothing_else_does() -> None:
    order = Order(text="", pasted="日本語のテキスト。" * 40, cut="bpe", n_layers=3, seed=7)
    assert Order.from_json(order.to_json()) == order
    for broken in ("[]", "{", '{"steps": 5, "shell": "rm"}'):
        with pytest.raises(ValueError, match=r"order|Expecting|unexpected"):
            Order.from_json(broken)


def test_the_server_says_how_long_it_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_TRAINING_SECONDS", "30")
    assert Order().most_seconds == 30
    assert Order(seconds=5).most_seconds == 5
    assert Order(seconds=500).most_seconds == 30
    monkeypatch.setenv("EXPLORER_TRAINING_SECONDS", "soon")
    assert Order().most_seconds == 600
