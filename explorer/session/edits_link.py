"""Edits <-> the text of a link's parameter: each a letter and its numbers, `a3.5` for layer 3's head 5 silenced.

The many numbers of a patch or of a direction fit into no link: they last as long as the visit, and a link that should
carry them says so when it is opened, for without them it would show another run.
"""

import re
from collections.abc import Sequence

from explorer.trace.edits import Ablate, Edit

MOST = 256
"""Edits that a link may carry."""

NOT_CARRIED = "visit"
"""What stands for edits that no link can carry; whoever opens it is told that they were left out."""

_ABLATE = re.compile(r"a(\d{1,3})\.(\d{1,3})", re.ASCII)


def carried(edits: Sequence[Edit]) -> bool:
    """Whether a link can say them all."""
    return len(edits) <= MOST and all(isinstance(edit, Ablate) for edit in edits)


def write_edits(edits: Sequence[Edit]) -> str:
    """
    >>> write_edits([Ablate(3, 5), Ablate(4, 0)])
    'a3.5_a4.0'
    """
    if not carried(edits):
        return NOT_CARRIED
    return "_".join(f"a{edit.layer}.{edit.head}" for edit in edits if isinstance(edit, Ablate))


def read_edits(text: str) -> tuple[Edit, ...]:
    """The reverse; ValueError where it is not that."""
    found = [_ABLATE.fullmatch(word) for word in text.split("_", MOST + 1)]
    if len(found) > MOST or None in found:
        raise ValueError(f"not a list of edits: {text[:40]!r}")
    return tuple(Ablate(int(one[1]), int(one[2])) for one in found if one is not None)
