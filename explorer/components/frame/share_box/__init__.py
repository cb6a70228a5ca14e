"""The link to what is on screen: to be copied, read by a phone, or put into a page of one's own."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.components.payload import Payload
from explorer.figures.qr import Code


@dataclass(frozen=True)
class Labels:
    link: str
    copy: str
    copied: str
    code: str
    """Of the code, for those who do not see it."""
    embed: str
    """Above the lines that put the view into another page."""


@dataclass(frozen=True, kw_only=True)
class ShareBox(Payload):
    picture: ClassVar[bool] = False

    link: str
    embed: str
    """HTML, to be copied as it stands."""
    code: Code | None
    note: str
    """What is to be known of the link: why it has no code, or who can open it; or ""."""
    labels: Labels
