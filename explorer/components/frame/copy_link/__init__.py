"""A button that copies an address of this app."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True, kw_only=True)
class CopyLink(Payload):
    href: str
    """A page and its parameters; the browser puts its own address before it."""
    label: str
    copied: str
