"""How an audience gets in: a code to photograph, an address and five letters to type; and how many have come."""

from dataclasses import dataclass

from explorer.components.payload import Payload
from explorer.figures.qr import Code


@dataclass(frozen=True, kw_only=True)
class Labels:
    scan: str
    """What the picture is for."""
    address: str
    """What to open where it cannot be photographed."""
    code: str
    desk: str
    """The presenter's way to what waits."""


@dataclass(frozen=True, kw_only=True)
class RoomDoor(Payload):
    square: Code | None
    """Of the link; None where it is too long for one."""
    link: str
    """What the QR code says."""
    address: str
    """The app's own address, without the code."""
    code: str
    players: str
    """How many have come."""
    answered: str
    """How many of them have answered."""
    share: float
    """The same, 0..1."""
    desk: str
    """The address of the presenter's desk, without their key, which the tab has; "" where nothing waits there."""
    labels: Labels
