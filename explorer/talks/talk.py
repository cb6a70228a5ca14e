"""A talk as a value: scenes in their order, each a place in the app, and the words for it in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from explorer.session.here import LANGUAGES, Here
from explorer.session.link import DESK, KEPT, PACKED, ROOM, SHARED, from_params

LONGEST = {
    "title": 120,
    "about": 300,
    "plain": 600,
    "technical": 1_200,
    "notes": 2_000,
    "ask": 600,
    "hint": 400,
    "learnt": 400,
}
"""Characters of each of its texts."""

MOST_SCENES = 60
MOST_MINUTES = 600
MOST_PARTS = 99
"""Parts of a picture that can be shown first."""

VISITORS = ("lang", "theme", "stage", "talk", "workshop", "scene", "tour", KEPT, PACKED, SHARED, ROOM, DESK)
"""Parameters of a link that belong to whoever watches, and to no talk."""

SLUG = re.compile("[a-z]+(?:-[a-z]+)*")
LONGEST_SLUG = 24


@dataclass(frozen=True)
class Words:
    """One text in both languages. Plain text: nothing in it is markup."""

    en: str = ""
    ja: str = ""

    def said(self, lang: str) -> str:
        return self.ja if lang == "ja" else self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.ja)

    def filled(self) -> Self:
        """What is written in one language alone stands for the other, too."""
        return replace(self, en=self.en or self.ja, ja=self.ja or self.en)


@dataclass(frozen=True)
class Scene:
    """What is on screen, and what is said to it."""

    page: str
    """A page's slug."""
    place: Mapping[str, str] = field(default_factory=dict)
    """Parameters as a link has them. Without a prompt the scene goes on with the text on screen, whoever typed it."""
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language -> parameters that are there in that language alone, such as its prompt."""
    reveal: int | None = None
    """How many parts of the picture are there at first, one more at each step; None: all of it."""
    title: Words = field(default_factory=Words)
    plain: Words = field(default_factory=Words)
    technical: Words = field(default_factory=Words)
    notes: Words = field(default_factory=Words)
    """For the presenter alone."""

    def params(self, lang: str) -> dict[str, str]:
        """Of its place, in one language."""
        return {**self.place, **self.own.get(lang, {})}

    def begins_anew(self, lang: str) -> bool:
        """Whether it brings a text of its own; else it goes on with the one on screen."""
        return "prompt" in self.params(lang)

    def filled(self) -> Self:
        """With each of its texts in both languages."""
        texts = ("title", "plain", "technical", "notes")
        return replace(self, **{name: getattr(self, name).filled() for name in texts})


@dataclass(frozen=True)
class Talk:
    slug: str
    """In the link."""
    title: Words
    about: Words = field(default_factory=Words)
    """For whom it is, in a sentence."""
    minutes: int = 10
    scenes: tuple[Scene, ...] = ()

    def __post_init__(self) -> None:
        if not is_slug(self.slug):
            raise ValueError(f"{self.slug[:60]!r} is not a slug: small letters and single hyphens")
        if not 1 <= self.minutes <= MOST_MINUTES or len(self.scenes) > MOST_SCENES:
            raise ValueError(f"{self.minutes} minutes with {len(self.scenes)} scenes is out of bounds")

    def filled(self) -> Self:
        """With each of its texts in both languages, so that it can be read again; a scene without a title gets its
        number."""
        scenes = (scene.filled() for scene in self.scenes)
        named = (s if s.title else replace(s, title=Words(str(n), str(n))) for n, s in enumerate(scenes, start=1))
        return replace(
            self, title=self.title.filled() or Words("–", "–"), about=self.about.filled(), scenes=tuple(named)
        )


def is_slug(text: str) -> bool:
    return len(text) <= LONGEST_SLUG and SLUG.fullmatch(text) is not None


def opened(talk: Talk, n: int, default: Here) -> Here:
    """The place of scene `n`, counted from 0, for whoever opens it from outside: with the text that the scenes before
    it brought along. `default` is where a bare address leads, in the visitor's language and theme."""
    here = default
    for scene in talk.scenes[: n + 1]:
        here = moved(scene, here, default)
    return here


def moved(scene: Scene, here: Here, default: Here) -> Here:
    """The place to which a presenter moves on from `here`.

    A scene with a prompt of its own begins anew. Another keeps model, text and what was written, also where somebody
    has typed another text in the meantime; what was selected and changed for the scene before is let go.
    """
    params = scene.params(default.lang)
    if not scene.begins_anew(default.lang):
        default = here.changed(view="", edits=(), layer=None, head=None, position=None)
    return from_params(params, default)[0]


def lacking(words: Words) -> str | None:
    """The language that a half-written text lacks; None where both are there, or none."""
    missing = [lang for lang in LANGUAGES if not words.said(lang).strip()]
    return missing[0] if len(missing) == 1 else None
