"""A button that lets the visitor give a file, in their own language; the browser sends its bytes."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any, ClassVar

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import row, text

LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True)
class FileBox(Payload):
    picture: ClassVar[bool] = False

    label: str
    accept: str
    """Of file names, as in ".zip"."""
    most: int
    """Bytes."""
    too_large: str
    """What is said of a larger one, which is not sent."""

    @event
    def file(self, sent: Any) -> tuple[str, str]:
        """A file that the visitor chose: its name, and its bytes in base64."""
        name, data = (text(one, longest=4 * (self.most // 3 + 1) + 1) for one in row(sent, 2))
        if not 0 < len(name) <= LONGEST_NAME:
            raise Dropped("this is no file with a name")
        try:
            n = len(base64.b64decode(data, validate=True))
        except (binascii.Error, ValueError) as error:
            raise Dropped("this is no base64") from error
        if n > self.most:
            raise Dropped(f"more than {self.most} bytes were sent")
        return name, data
