"""What is changed inside the model, in words."""

from collections.abc import Sequence

from explorer.trace.edits import Ablate, Edit, Patch, Show
from explorer.words import _
from explorer.words.literal import literal

NAMED = 6
"""Changes that are named; there may be hundreds."""


def changes(edits: Sequence[Edit]) -> str:
    """The line that stands on every page of an edited run."""
    said = " · ".join(map(change, edits[:NAMED])) + (" …" if len(edits) > NAMED else "")
    return _("Changed inside the model: {changes}", changes=said)


def change(edit: Edit) -> str:
    if isinstance(edit, Ablate):
        return _("layer {layer}, head {head} silenced", layer=edit.layer + 1, head=edit.head + 1)
    if isinstance(edit, Patch):
        return _("{name} replaced at token {position}", name=literal(edit.name), position=edit.position + 1)
    if isinstance(edit, Show):
        return _("a picture shown from token {position} on", position=edit.start + 1)
    scale = f"{edit.scale:g}".replace("-", "−")
    return _(
        "the stream before layer {layer} pushed along a direction, times {scale}", layer=edit.layer + 1, scale=scale
    )
