"""The chat template of the model on screen, if it was made to be talked to."""

from functools import lru_cache
from pathlib import Path

from explorer.errors import Refused
from explorer.models.catalogue import find
from explorer.text.chat import ChatTemplate, chat_template
from explorer.ui.words import _


@lru_cache(maxsize=16)
def template_of(model: str) -> ChatTemplate | None:
    """`model`: its name in the catalogue; it is loaded already."""
    entry = find(model)
    if entry.kind != "hub":
        return chat_template(Path(entry.location))
    from explorer.models.hub import fetched

    return chat_template(fetched(entry))


def conversation(said: str) -> list[dict[str, str]]:
    """What a program would send when somebody says this first."""
    return [{"role": "system", "content": _("You are a helpful assistant.")}, {"role": "user", "content": said}]


def chat_text(template: ChatTemplate, said: str) -> str:
    """The text that the model is given; some templates have no place for a system message. Refused where none fits."""
    try:
        return template.text_of(conversation(said))
    except Refused:
        return template.text_of(conversation(said)[1:])
