"""A talk as its editor changes it: each function gives the talk with one thing done."""

from dataclasses import replace

from explorer.errors import Refused
from explorer.session.here import Here
from explorer.session.link import KEPT, PACKED, to_params
from explorer.talks.talk import LONGEST, MOST_SCENES, VISITORS, Scene, Talk, Words, opened

RUN = ("model", "prompt", "chat", "picture")
"""What a scene leaves out that goes on with the text on screen."""


def recorded(talk: Talk, page: str, here: Here, title: Words) -> Talk:
    """With what is on screen as its last scene. Refused where no link can say it, or where no more scenes fit.

    A scene with the text of the one before goes on with it, so that whoever presents may type another.
    """
    if len(talk.scenes) >= MOST_SCENES:
        raise Refused("A talk has at most {most} scenes: delete one to record another", most=MOST_SCENES)
    params = to_params(here, Here(""))
    if KEPT in params or PACKED in params:
        raise Refused("This text is too long for a scene: shorten it and record again")
    if params.get("edits") == "visit":
        raise Refused("A scene can silence heads, but keep no other change inside the model: remove it first")
    place = {name: text for name, text in params.items() if name not in VISITORS}
    place.setdefault("prompt", "")
    if talk.scenes and _same_run(here, opened(talk, len(talk.scenes) - 1, Here("", lang=here.lang))):
        place = {name: text for name, text in place.items() if name not in RUN}
    return replace(talk, scenes=(*talk.scenes, Scene(page, place, title=title)))


def _same_run(here: Here, before: Here) -> bool:
    def run(one: Here) -> tuple[object, ...]:
        return one.model, one.prompt, one.chat, one.picture, one.generated, one.step, one.sampling

    return run(here) == run(before)


def exchanged(talk: Talk, n: int, other: int) -> Talk:
    """With two scenes in each other's place."""
    scenes = list(talk.scenes)
    scenes[n], scenes[other] = scenes[other], scenes[n]
    return replace(talk, scenes=tuple(scenes))


def without(talk: Talk, n: int) -> Talk:
    return replace(talk, scenes=talk.scenes[:n] + talk.scenes[n + 1 :])


def revealing(talk: Talk, n: int, parts: int | None) -> Talk:
    """With so many parts of a scene's picture shown first; None: all."""
    return _with(talk, n, replace(talk.scenes[n], reveal=parts))


def worded(talk: Talk, n: int | None, name: str, lang: str, text: str) -> Talk:
    """With one of its texts, or of scene `n`'s, in one language."""
    owner = talk if n is None else talk.scenes[n]
    words = replace(getattr(owner, name), **{lang: text.strip()[: LONGEST[name]]})
    changed = replace(owner, **{name: words})
    return changed if isinstance(changed, Talk) else _with(talk, n or 0, changed)


def _with(talk: Talk, n: int, scene: Scene) -> Talk:
    return replace(talk, scenes=(*talk.scenes[:n], scene, *talk.scenes[n + 1 :]))


def lasting(talk: Talk, minutes: int) -> Talk:
    return replace(talk, minutes=minutes)
