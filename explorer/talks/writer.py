"""Talk -> TOML text, such that reading it gives the same talk."""

from collections.abc import Iterator, Mapping

from explorer.session.here import LANGUAGES
from explorer.talks.talk import Scene, Talk, Words

_ESCAPED = {'"': '\\"', "\\": "\\\\", "\t": "\\t"}


def write(talk: Talk) -> str:
    """Each key on a line of its own, so that a mistake is found by its line."""
    head = [f"slug = {_quoted(talk.slug)}", f"minutes = {talk.minutes}"]
    lines = [*head, *_words("title", talk.title), *_words("about", talk.about)]
    for scene in talk.scenes:
        lines += ["", "[[scene]]", *_scene(scene)]
    return "\n".join(lines) + "\n"


def _scene(scene: Scene) -> Iterator[str]:
    yield f"page = {_quoted(scene.page)}"
    yield from _params("place", scene.place)
    for lang in LANGUAGES:
        yield from _params(f"place.{lang}", scene.own.get(lang, {}))
    if scene.reveal is not None:
        yield f"reveal = {scene.reveal}"
    for name in ("title", "plain", "technical", "notes"):
        yield from _words(name, getattr(scene, name))


def _params(key: str, params: Mapping[str, str]) -> Iterator[str]:
    for name, text in params.items():
        yield f"{key}.{name} = {text if _is_number(name, text) else _quoted(text)}"


def _is_number(name: str, text: str) -> bool:
    """Whether it can stand without quotation marks and be the same text again."""
    return name != "prompt" and text.isascii() and text.isdigit() and str(int(text)) == text


def _words(key: str, words: Words) -> Iterator[str]:
    for lang in ("en", "ja"):
        if text := words.said(lang):
            yield f"{key}.{lang} = {_quoted(text)}"


def _quoted(text: str) -> str:
    """As TOML has it; a text of several lines stays one to read."""
    inside = "".join(map(_escaped, text))
    return f'"""\n{inside}"""' if "\n" in inside else f'"{inside}"'


def _escaped(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    if character != "\n" and (ord(character) < 32 or ord(character) == 127):
        return f"\\u{ord(character):04x}"
    return character
