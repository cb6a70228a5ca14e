"""A talk as its editor changes it: each function gives the talk with one thing done."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from explorer.decoding.sampling import Sampling
from explorer.errors import Refused
from explorer.session.here import LANGUAGES, Here
from explorer.session.link import KEPT, PACKED, to_params
from explorer.talks.talk import LONGEST, MOST_SCENES, VISITORS, Scene, Talk, Words, opened

RUN = ("model", "prompt", "chat", "picture", "generated", "step", *(field.name for field in fields(Sampling)))
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
    return _settled(talk, scenes)


def without(talk: Talk, n: int) -> Talk:
    return _settled(talk, talk.scenes[:n] + talk.scenes[n + 1 :])


def _settled(before: Talk, scenes: Sequence[Scene]) -> Talk:
    """With these scenes of it: one that went on with another's text, and no longer follows it, has that text itself."""
    old = {id(scene): _bringer(before.scenes, n) for n, scene in enumerate(before.scenes)}
    settled = [
        scene if (had := old[id(scene)]) is None or had is _bringer(scenes, n) else _with_run(scene, had)
        for n, scene in enumerate(scenes)
    ]
    return replace(before, scenes=tuple(settled))


def _bringer(scenes: Sequence[Scene], n: int) -> Scene | None:
    """The scene whose text is on screen at scene `n`."""
    earlier = reversed(scenes[: n + 1])
    return next((scene for scene in earlier if any(map(scene.begins_anew, LANGUAGES))), None)


def _with_run(scene: Scene, bringer: Scene) -> Scene:
    own = {lang: _run_of(params) | dict(scene.own.get(lang, {})) for lang, params in bringer.own.items()}
    return replace(scene, place=_run_of(bringer.place) | dict(scene.place), own=dict(scene.own) | own)


def _run_of(params: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in params.items() if name in RUN}


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
