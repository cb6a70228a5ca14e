"""Where the prompt is typed, and where one waits that no link can carry: the browser tab keeps it over a reload."""

from dataclasses import dataclass
from typing import Any, ClassVar

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import flag, text, texts

LONGEST = 1_000_000
"""Characters of a prompt that are taken from the browser at all."""


@dataclass(frozen=True, kw_only=True)
class PromptBox(Payload):
    """A text area of growing height."""

    picture: ClassVar[bool] = False

    prompt: str
    label: str
    placeholder: str
    button: str
    hint: str
    keep: dict[str, str] | None = None
    """What the tab is to keep of the run: its part of the parameters that the link has no room for. None: nothing."""
    wanted: bool = False
    """The link says that a tab has kept something: if it is this one, it is to be sent."""

    @event
    def prompt_run(self, sent: Any) -> str:
        """The text, when Enter or the button is pressed."""
        return text(sent, longest=LONGEST)

    @event
    def kept(self, sent: Any) -> dict[str, str]:
        """What this tab kept."""
        return texts(sent, longest=LONGEST)

    @event
    def nothing_kept(self, sent: Any) -> bool:
        """This tab has kept nothing: the link is somebody else's, or the tab is new."""
        if not flag(sent):
            raise Dropped("it is only sent when there is nothing")
        return True
