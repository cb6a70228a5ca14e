"""TOML text -> Talk. What is wrong with a file is said with its line. Nothing in it has power: texts stay texts, and
its places pass the same checks as any link."""

import tomllib
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, Self

from explorer.errors import Refused
from explorer.session.here import LANGUAGES, Here
from explorer.session.link import from_params
from explorer.talks.lines import Lines, Path
from explorer.talks.talk import (
    LONGEST,
    LONGEST_SLUG,
    MOST_MINUTES,
    MOST_PARTS,
    MOST_SCENES,
    VISITORS,
    Scene,
    Talk,
    Words,
    is_slug,
    lacking,
)
from explorer.talks.workshop import Question, Workshop
from explorer.words import N_

LONGEST_FILE = 200_000
"""Characters."""

Pages = Mapping[str, Collection[str]]
"""Page -> the views that it has, by their slugs."""

TALK = ("slug", "minutes", "title", "about", "scene")
SCENE = ("page", "place", "reveal", "title", "plain", "technical", "notes")
"""What may stand in a file, and in a scene of it."""

ASKED = ("ask", "hint")
"""And besides in a scene of a workshop."""


def read(text: str, pages: Pages) -> Talk:
    """The talk of a file. Refused with line and reason where it is none."""
    reader, data = Reader.of(text, pages, SCENE)
    return reader.talk(data)


def read_workshop(text: str, pages: Pages) -> Workshop:
    """The workshop of a file: a talk whose every scene says plainly what to do, and asks. Refused as a talk is."""
    reader, data = Reader.of(text, pages, SCENE + ASKED)
    return reader.workshop(data)


def _toml(text: str) -> tuple[dict[str, Any], Lines]:
    try:
        return tomllib.loads(text), Lines(text)
    except ValueError as error:  # also of a number with thousands of digits
        why, _at, where = str(error).rpartition(" (at ")
        line = where.removeprefix("line ").partition(",")[0]
        at = int(line) if line.isdigit() else text.count("\n") + 1
        raise Refused("Line {line}: this is no TOML ({why})", line=at, why=why or str(error)) from None
    except RecursionError:
        raise Refused("Line {line}: this is no TOML ({why})", line=1, why="nested too deeply") from None


class Reader:
    """Of one file: every method is given where it reads, so that it can say so."""

    def __init__(self, lines: Lines, pages: Pages, scene: tuple[str, ...]) -> None:
        """scene: the keys that a scene may have."""
        self.lines, self.pages, self.scene = lines, pages, scene

    @classmethod
    def of(cls, text: str, pages: Pages, scene: tuple[str, ...]) -> tuple[Self, dict[str, Any]]:
        """The reader of a file, and what TOML says of it."""
        if len(text) > LONGEST_FILE:
            raise Refused("The file has more than {most} characters: a talk needs fewer", most=f"{LONGEST_FILE:,}")
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        data, lines = _toml(text)
        return cls(lines, pages, scene), data

    def workshop(self, data: dict[str, Any]) -> Workshop:
        walk = self.talk(data)
        return Workshop(walk, tuple(self._question(scene, ("scene", n)) for n, scene in enumerate(data["scene"])))

    def _question(self, data: dict[str, Any], at: Path) -> Question:
        self._words(data, (*at, "plain"), must=True)
        return Question(self._words(data, (*at, "ask"), must=True), self._words(data, (*at, "hint")))

    def talk(self, data: dict[str, Any]) -> Talk:
        self._known(data, (), TALK)
        slug = self._text(data, ("slug",))
        if not is_slug(slug):
            why = N_("Line {line}: slug is {text}, but only small letters and hyphens fit, {most} at most")
            raise self._no(("slug",), why, text=slug[:40], most=LONGEST_SLUG)
        minutes = self._number(data, ("minutes",), least=1, most=MOST_MINUTES)
        scenes = data.get("scene")
        if not isinstance(scenes, list) or not all(isinstance(scene, dict) for scene in scenes) or not scenes:
            raise self._no(("scene",), N_("Line {line}: a talk needs scenes, each beginning with [[scene]]"))
        if len(scenes) > MOST_SCENES:
            raise self._no(
                ("scene", MOST_SCENES), N_("Line {line}: this scene is one too many, for {most} fit"), most=MOST_SCENES
            )
        made = tuple(self._scene(scene, ("scene", n)) for n, scene in enumerate(scenes))
        return Talk(slug, self._words(data, ("title",), must=True), self._words(data, ("about",)), minutes, made)

    def _scene(self, data: dict[str, Any], at: Path) -> Scene:
        self._known(data, at, self.scene)
        page = self._text(data, (*at, "page"))
        if page not in self.pages:
            raise self._no(
                (*at, "page"),
                N_("Line {line}: there is no page {page}, only {pages}"),
                page=page,
                pages=", ".join(self.pages),
            )
        place, own = self._places(data.get("place", {}), page, (*at, "place"))
        reveal = self._number(data, (*at, "reveal"), least=0, most=MOST_PARTS) if "reveal" in data else None
        texts = {name: self._words(data, (*at, name), must=name == "title") for name in SCENE[3:]}
        return Scene(page, place, own, reveal, **texts)

    def _places(self, data: Any, page: str, at: Path) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """What holds in both languages, and what in one."""
        shared = {key: value for key, value in data.items() if key not in LANGUAGES} if isinstance(data, dict) else data
        place = self._place(shared, at)
        own = {lang: self._place(data[lang], (*at, lang)) for lang in LANGUAGES if lang in data}
        self._view(place, page, at)
        for lang in LANGUAGES:
            self._view(own.get(lang, {}), page, (*at, lang))
            self._linked(place, own.get(lang, {}), at, lang)
        return place, {lang: params for lang, params in own.items() if params}

    def _place(self, data: Any, at: Path) -> dict[str, str]:
        if not isinstance(data, dict):
            raise self._no(at, N_("Line {line}: {name} must be a table, such as {name}.view = {view}"), view='"cut"')
        for name, value in data.items():
            number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
            if not number and not isinstance(value, str):
                raise self._no((*at, name), N_("Line {line}: {name} must be a text in quotation marks or a number"))
        return {name: str(value) for name, value in data.items()}

    def _view(self, params: Mapping[str, str], page: str, at: Path) -> None:
        view = params.get("view", "")
        if view and view not in self.pages[page]:
            raise self._no(
                (*at, "view"),
                N_("Line {line}: the page {page} has no view {view}, only {views}"),
                page=page,
                view=view[:40],
                views=", ".join(self.pages[page]),
            )

    def _linked(self, place: Mapping[str, str], own: Mapping[str, str], at: Path, lang: str) -> None:
        """Together they are what a link may say."""
        params = {**place, **own}
        ignored = from_params(params, Here(""))[1]
        for name in params:
            if name in VISITORS or name in ignored:
                where = (*at, lang, name) if name in own else (*at, name)
                raise self._no(where, N_("Line {line}: {name} = {text} makes no sense here"), text=params[name][:40])

    def _words(self, data: dict[str, Any], at: Path, *, must: bool = False) -> Words:
        """A text in both languages; where it may be missing, in both or none."""
        name = at[-1]
        given = data.get(str(name), {})
        if not isinstance(given, dict):
            raise self._no(at, N_("Line {line}: {name} needs its languages, {name}.en and {name}.ja"))
        self._known(given, at, ("en", "ja"))
        words = Words(**{lang: self._text(given, (*at, lang)) for lang in given})
        for lang in given:
            if len(words.said(lang)) > LONGEST[str(name)]:
                raise self._no(
                    (*at, lang),
                    N_("Line {line}: {name} is longer than {most} characters"),
                    most=LONGEST[str(name)],
                )
        if (missing := lacking(words)) or (must and not words):
            raise self._no(at, N_("Line {line}: {name}.{lang} is missing"), lang=missing or "en")
        return words

    def _known(self, data: Mapping[str, Any], at: Path, known: tuple[str, ...]) -> None:
        for key in data:
            if key not in known:
                raise self._no(
                    (*at, key), N_("Line {line}: {name} is not known here, only {known}"), known=", ".join(known)
                )

    def _text(self, data: Mapping[str, Any], at: Path) -> str:
        text = data.get(str(at[-1]))
        if text is None:
            raise self._no(at, N_("Line {line}: {name} is missing, a text in quotation marks"))
        if not isinstance(text, str):
            raise self._no(at, N_("Line {line}: {name} must be a text in quotation marks"))
        return text

    def _number(self, data: Mapping[str, Any], at: Path, *, least: int, most: int) -> int:
        number = data.get(str(at[-1]))
        if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
            raise self._no(
                at, N_("Line {line}: {name} must be a whole number from {least} to {most}"), least=least, most=most
            )
        return number

    def _no(self, at: Path, message: str, **values: object) -> Refused:
        key = ".".join(str(name) for name in at if isinstance(name, str) and name != "scene")[:60]
        refused = partial(Refused, message)  # which whoever gives it has marked as one
        return refused(**{"line": self.lines.of(at), "name": key, **values})
