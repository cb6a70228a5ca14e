"""What is typed in the browser reaches Python as text, and nothing else does."""

from types import SimpleNamespace
from typing import Any

import pytest

from explorer.components.tokens import token_lab as lab
from explorer.components.tokens import two_texts as texts
from explorer.components.tokens import vocabulary_list as vocabulary
from explorer.text.token import Token


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What reaches the browser, and a way to say what the browser sends."""
    seen = SimpleNamespace(data={}, on={}, sent=None, heard=[])
    for component in (lab, texts, vocabulary):
        monkeypatch.setattr(component, "mount", lambda _name, *, key, data, on: seen.__dict__.update(data=data, on=on))
        monkeypatch.setattr(component, "triggered", lambda _key, _trigger: seen.sent)
    return seen


def test_a_character_of_several_tokens_is_one_group(mounted: SimpleNamespace) -> None:
    tokens = [Token(1, b"a", (0, 1)), Token(2, "東".encode()[:2], (1, 2)), Token(3, "東".encode()[2:], (1, 2))]
    lab.token_lab(
        "a東", tokens, key="k", counts=[], chosen="x", specials=(), labels={},
        on_text=mounted.heard.append, on_encoding=mounted.heard.append,
    )  # fmt: skip
    groups = mounted.data["groups"]
    assert [(group["text"], len(group["tokens"])) for group in groups] == [("", 1), ("東", 2)]
    mounted.sent = "b"
    mounted.on["text"]()
    assert mounted.heard == ["b"]


def test_more_tokens_than_a_screen_has_room_for_are_not_sent(mounted: SimpleNamespace) -> None:
    tokens = [Token(1, b"a", (i, i + 1)) for i in range(lab.MOST + 5)]
    lab.token_lab("", tokens, key="k", counts=[], chosen="x", specials=(), labels={}, on_text=print, on_encoding=print)
    assert len(mounted.data["groups"]) == lab.MOST


def test_only_the_two_boxes_are_heard(mounted: SimpleNamespace) -> None:
    box = texts.Text("en", "English", "", "")
    texts.two_texts([box], key="k", most=9, on_text=lambda name, text: mounted.heard.append((name, text)))
    mounted.sent = {"en": "hi", "fr": "salut", "ja": 3}
    mounted.on["text"]()
    assert mounted.heard == [("en", "hi")]


@pytest.mark.parametrize(("sent", "heard"), [(7, [7]), (-1, []), ("7", []), (None, [])])
def test_a_row_is_a_whole_number(mounted: SimpleNamespace, sent: Any, heard: list[int]) -> None:
    vocabulary.vocabulary_list(
        [], key="k", query="", version="v", start=0, total=0, selected=None, labels={},
        on_query=mounted.heard.append, on_start=mounted.heard.append, on_id=mounted.heard.append,
    )  # fmt: skip
    mounted.sent = sent
    for trigger in ("start", "id"):
        mounted.heard.clear()
        mounted.on[trigger]()
        assert mounted.heard == heard
