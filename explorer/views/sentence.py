"""A computed sentence on the page."""

from explorer.components.mount import mount
from explorer.components.text.sentence import Sentence
from explorer.words.sentences import parts


def sentence(said: str, *, key: str, strong: bool = False) -> None:
    """Show what was computed; `strong` for the one that a page's picture ends with."""
    mount(key, Sentence(parts=parts(said), strong=strong))
