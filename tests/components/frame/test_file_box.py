"""A file that the browser sends: its name and its bytes, or it is dropped."""

import base64
from typing import Any

import pytest

from explorer.components.frame.file_box import FileBox
from explorer.components.payload import Dropped

BOX = FileBox(label="Open", accept=".zip", most=12, too_large="too large")


def test_a_file_is_its_name_and_its_bytes() -> None:
    sent = ["a.zip", base64.b64encode(b"abc").decode()]
    assert BOX.file(sent) == tuple(sent)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "a.zip",
        ["a.zip"],
        ["", ""],
        [3, ""],
        ["a.zip", "%%%%"],
        ["a.zip", base64.b64encode(b"x" * 13).decode()],
        ["a.zip", base64.b64encode(b"x" * 400).decode()],
    ],
)
def test_whatever_else_is_sent_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        BOX.file(sent)


def test_a_name_that_is_too_long_is_dropped() -> None:
    with pytest.raises(Dropped, match="no file with a name"):
        FileBox(label="Open", accept=".zip", most=1_000, too_large="").file(["a" * 201, ""])
