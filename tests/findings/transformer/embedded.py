"""The translator that comes along, and sentences for it."""

from functools import cache

from explorer.findings.transformer.script import direction_for
from explorer.findings.transformer.translation import Asked, asked
from explorer.models.catalogue import find
from explorer.models.two_stacks.loader import load
from explorer.models.two_stacks.model import Seq2Seq

ENGLISH, JAPANESE = "She is reading a book in the library.", "彼は昨日バスで学校へ行った。"


@cache
def translator() -> Seq2Seq:
    return load(find("explorer-translator"))


def asking(text: str = ENGLISH) -> Asked:
    direction = direction_for(text, translator().directions)
    assert direction is not None
    return asked(translator(), text, direction)
