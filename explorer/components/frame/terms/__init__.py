"""What the words mean that newcomers do not know: the page's one tooltip, and the marks in what components say."""

from dataclasses import dataclass
from typing import Any, ClassVar

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of


@dataclass(frozen=True)
class Told:
    """Of one term."""

    says: str
    """Its one sentence."""
    seen: str
    """Where it can be seen: the page and the view."""
    href: str
    """That view's address with this very run, for those who open it in a tab of its own."""


@dataclass(frozen=True, kw_only=True)
class Terms(Payload):
    picture: ClassVar[bool] = False

    told: dict[str, Told]
    """By the term's slug."""
    spellings: dict[str, str]
    """In lower case -> the term's slug."""
    pattern: str
    """A regular expression that finds any of them."""

    @event
    def lead(self, sent: Any) -> str:
        """The slug of a term whose view somebody wants to see."""
        return one_of(sent, list(self.told))
