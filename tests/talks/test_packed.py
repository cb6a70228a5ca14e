"""A talk that came from a link is the one that was sent, or is refused."""

import base64
import random
import string
import zlib

import pytest

from explorer.errors import Refused
from explorer.talks.packed import MOST_BYTES, packed, unpacked
from explorer.talks.talk import Scene, Talk, Words
from explorer.views.registry import PLACES

TALK = Talk("mine", Words("Mine", "私の"), scenes=(Scene("context", {"view": "head"}, title=Words("Look", "見る")),))


def letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(data)).decode()


def test_a_talk_comes_through_a_link() -> None:
    sent = packed(TALK)
    assert set(sent) <= set(string.ascii_letters + string.digits + "-_")
    assert unpacked(sent, PLACES) == TALK


@pytest.mark.parametrize(
    "sent",
    ["", "x", "あ", "a b", packed(TALK)[:-9], letters(b"\xff\xfe"), letters(b" " * (MOST_BYTES + 1))],
)
def test_what_is_no_talk_is_refused(sent: str) -> None:
    with pytest.raises(Refused, match="link's talk cannot be read"):
        unpacked(sent, PLACES)


def test_a_bad_talk_in_a_link_gets_its_line() -> None:
    with pytest.raises(Refused, match="Line 1: attic is not known"):
        unpacked(letters(b"attic = 1"), PLACES)


def test_a_talk_that_is_too_long_for_a_link_is_refused() -> None:
    def noise(n: int) -> str:
        return "".join(random.Random(n).choices(string.printable, k=1_000))

    scenes = tuple(Scene("home", {"prompt": noise(n)}) for n in range(20))
    with pytest.raises(Refused, match="give its file instead"):
        packed(Talk("mine", Words("a", "a"), scenes=scenes))
