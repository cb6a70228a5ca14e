"""A file that the browser sends: its name and its bytes, or it is dropped."""

import base64
from typing import Any

import pytest

from explorer.components.frame.file_box import File, FileBox
from explorer.components.payload import Dropped

BOX = FileBox(label="Open", accept=".zip", most=12, too_large="too large")


def test_a_file_is_its_name_and_its_bytes() -> None:
    assert BOX.file({"name": "a.zip", "data": base64.b64encode(b"abc").decode()}) == File("a.zip", b"abc")


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "a.zip",
        {"name": "a.zip"},
        {"name": "", "data": ""},
        {"name": 3, "data": ""},
        {"name": "a" * 201, "data": ""},
        {"name": "a.zip", "data": "%%%%"},
        {"name": "a.zip", "data": base64.b64encode(b"x" * 40).decode()},
    ],
)
def test_whatever_else_is_sent_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        BOX.file(sent)
