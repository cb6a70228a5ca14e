"""A talk begins: the session moves to a scene's place."""

from dataclasses import replace

from explorer.session import state
from explorer.talks.talk import Talk, opened
from explorer.views.talks import kept


def start(talk: Talk, n: int) -> None:
    """At scene `n`, counted from 0, as a slide."""
    here = state.current()
    default = replace(state.default(here.lang), theme=here.theme)
    place = opened(talk, n, default)
    state.move(replace(place, stage=True, talk=talk.slug, scene=n))
    state.go(talk.scenes[n].page)
