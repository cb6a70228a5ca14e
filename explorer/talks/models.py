"""The models that a talk's scenes ask for, and why one of them cannot be had here."""

from collections.abc import Iterator

from explorer.errors import Refused
from explorer.models import catalogue
from explorer.session.here import LANGUAGES
from explorer.talks.talk import Talk


def named(talk: Talk) -> list[str]:
    """Each once, in the order of the scenes."""
    return list(dict.fromkeys(_models(talk)))


def missing(talk: Talk) -> Refused | None:
    """What the first of them that is not here says; None where all are."""
    for name in named(talk):
        try:
            catalogue.find(name)
        except Refused as refused:
            return refused
    return None


def _models(talk: Talk) -> Iterator[str]:
    for scene in talk.scenes:
        for lang in LANGUAGES:
            if model := scene.params(lang).get("model"):
                yield model
