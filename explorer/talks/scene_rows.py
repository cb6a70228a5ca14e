"""A talk's scenes as its editor lists them."""

from collections.abc import Callable

from explorer.components.text.scene_list import Labels, SceneList, SceneRow
from explorer.session.here import LANGUAGES
from explorer.talks.talk import Scene, Talk
from explorer.words import _, language


def scene_rows(talk: Talk, now: int, where: Callable[[Scene], str]) -> SceneList:
    """`where` names a scene's page and view; `now` is the one that is edited."""
    labels = Labels(
        scenes=_("Scenes"),
        up=_("Move up"),
        down=_("Move down"),
        delete=_("Delete"),
        goes_on=_("goes on with the text on screen"),
    )
    return SceneList(scenes=tuple(_row(scene, where(scene)) for scene in talk.scenes), now=now, labels=labels)


def _row(scene: Scene, where: str) -> SceneRow:
    lang = language()
    prompt = scene.params(lang).get("prompt", "")
    return SceneRow(scene.title.filled().said(lang), where, " ".join(prompt.split()), _lacks(scene))


def _lacks(scene: Scene) -> str:
    """The first thing that is still to be written."""
    if not scene.title:
        return _("No title yet: this scene is named by its number")
    texts = (scene.title, scene.plain, scene.technical, scene.notes)
    missing = {lang for words in texts if words for lang in LANGUAGES if not words.said(lang)}
    if "ja" in missing:
        return _("Some of it is not in Japanese: what is written in English stands there, too")
    return _("Some of it is not in English: what is written in Japanese stands there, too") if missing else ""
