"""The playing of a talk: which of its scenes is on screen, and the way to another."""

from dataclasses import replace

from explorer.session import state
from explorer.session.here import Here
from explorer.talks.talk import Scene, Talk, moved, opened
from explorer.views.talks.kept import find


def playing(here: Here) -> Talk | None:
    """The talk that is being given; None where there is none of that name in this visit."""
    found = find(here.talk) if here.talk else None
    talk = found.filled() if found else None
    return talk if talk and here.scene < len(talk.scenes) else None


def scene_of(here: Here, page: str) -> Scene | None:
    """The scene on screen; None where somebody has turned to another page meanwhile."""
    talk = playing(here)
    scene = talk.scenes[here.scene] if talk else None
    return scene if scene and scene.page == page else None


def turn_to(talk: Talk, n: int) -> None:
    """Go on to that scene, or back to it, with the text that is on screen where it has none of its own."""
    here = state.current()
    _open(talk, n, moved(talk.scenes[n], here, _bare(here)))


def begin(talk: Talk, n: int) -> None:
    """From outside, as a slide: with the text that the scenes before it brought along."""
    _open(talk, n, opened(talk, n, _bare(state.current())))


def open_link(here: Here, page: str) -> None:
    """A link that names a scene, and nothing besides, opens it."""
    talk = playing(here)
    if (
        not state.arrived()
        or talk is None
        or replace(_bare(here), talk=here.talk, scene=here.scene, stage=here.stage) != here
    ):
        return
    _open(talk, here.scene, replace(opened(talk, here.scene, _bare(here)), stage=here.stage))


def _open(talk: Talk, n: int, place: Here) -> None:
    state.move(replace(place, talk=talk.slug, scene=n))
    state.go(talk.scenes[n].page)


def _bare(here: Here) -> Here:
    """Where this visitor's bare address leads, on the stage."""
    return replace(state.bare(here), stage=True)
