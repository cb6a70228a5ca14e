"""Runs of tiny random models of any architecture, as the pages would meet them."""

from explorer.decoding.generation import Generation
from explorer.engine.runs import Run
from explorer.session.here import Here
from explorer.text.token import Token
from tests.models.tiny import shared

IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5, 3)


def tiny_run(
    name: str, ids: tuple[int, ...] = IDS, *, layer: int = 0, head: int = 0, position: int | None = None
) -> Run:
    """Token 7 is written "7"."""
    model, place = shared(name), Here("tiny", layer=layer, head=head, position=position)
    tokens = tuple(Token(id, str(id).encode(), (at, at + 1)) for at, id in enumerate(ids))
    return Run(place.question, place.selection, model, tokens, Generation(ids, (), 0))
