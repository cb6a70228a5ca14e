"""What is said and asked of a picture, in both languages: captions, and questions with their only answers."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

from explorer.pictures.picture import COLOURS, KINDS, Picture, Shape

LANGUAGES = ("en", "ja")

APART = 8
"""Pixels by which one shape must be farther left, or higher, than another to be called so."""

JAPANESE = {
    "circle": "丸", "square": "四角", "triangle": "三角", "star": "星",
    "red": "赤", "orange": "オレンジ", "yellow": "黄色", "green": "緑", "blue": "青", "purple": "紫",
    "small": "小さい", "large": "大きい",
}  # fmt: skip
ADJECTIVES = {
    "red": "赤い",
    "orange": "オレンジの",
    "yellow": "黄色い",
    "green": "緑の",
    "blue": "青い",
    "purple": "紫の",
}

FIELDS = {
    "en": (("top left", "top", "top right"), ("left", "centre", "right"), ("bottom left", "bottom", "bottom right")),
    "ja": (("左上", "上", "右上"), ("左", "中央", "右"), ("左下", "下", "右下")),
}
"""By row and column of the nine fields."""

DESCRIBE = {
    "en": ("Describe the picture.", "What is in the picture?"),
    "ja": ("絵を説明してください。", "絵に何がありますか？"),
}
"""What asks for a caption; the first is the one that is measured."""

YES = {"en": ("yes", "no"), "ja": ("はい", "いいえ")}
NUMBERS = {"en": ("none", "one", "two", "three", "four"), "ja": ("ありません", "一つ", "二つ", "三つ", "四つ")}


@dataclass(frozen=True)
class Asked:
    """A question about a picture, and its answer."""

    kind: str
    """caption, colour, shape, size, place, relation or count."""
    language: str
    question: str
    answer: str
    """As it follows the question: English begins with a space."""


def caption(picture: Picture, language: str) -> str:
    """Every shape with size, colour, kind and place, in the picture's order.

    >>> caption(Picture((Shape("star", "red", "small", 9, 9), Shape("circle", "blue", "large", 30, 60))), "en")
    'a small red star at the top left and a large blue circle at the bottom.'
    """
    if language == "ja":
        parts = [f"{FIELDS['ja'][s.cell[0]][s.cell[1]]}に{JAPANESE[s.size]}{_named(s, 'ja')}" for s in picture.shapes]
        return "、".join(parts) + "があります。"
    *others, last = [f"a {s.size} {_named(s, 'en')} {_at(s)}" for s in picture.shapes]
    return (", ".join(others) + " and " if others else "") + last + "."


def _at(shape: Shape) -> str:
    place = FIELDS["en"][shape.cell[0]][shape.cell[1]]
    return "in the centre" if place == "centre" else f"at the {place}"


def _named(shape: Shape, language: str) -> str:
    if language == "ja":
        return ADJECTIVES[shape.colour] + JAPANESE[shape.kind]
    return f"{shape.colour} {shape.kind}"


def described(picture: Picture, language: str, way: int = 0) -> Asked:
    """The request for a caption, and the caption."""
    said = caption(picture, language)
    return Asked("caption", language, DESCRIBE[language][way], said if language == "ja" else f" {said}")


def asked(picture: Picture, language: str, kind: str) -> list[Asked]:
    """All questions of a kind that this picture answers in one way only."""
    found = QUESTIONS[kind](picture, language)
    return [Asked(kind, language, q, answer if language == "ja" else f" {answer}") for q, answer in found]


def _word(name: str, language: str) -> str:
    return JAPANESE[name] if language == "ja" else name


def _called(picture: Picture, shape: Shape, language: str, *, without: str = "") -> Iterator[str]:
    """The names that this shape alone has: kind, colour, or both, but not the one to be found out."""
    same_kind = sum(s.kind == shape.kind for s in picture.shapes)
    same_colour = sum(s.colour == shape.colour for s in picture.shapes)
    both = sum(s.kind == shape.kind and s.colour == shape.colour for s in picture.shapes)
    if same_kind == 1 and without != "kind":
        yield _word(shape.kind, language)
    if same_colour == 1 and without != "colour":
        yield f"{ADJECTIVES[shape.colour]}形" if language == "ja" else f"{shape.colour} shape"
    if both == 1 and not without:
        yield _named(shape, language)


def _colour(picture: Picture, language: str) -> Iterator[tuple[str, str]]:
    ask = "{}は何色ですか？" if language == "ja" else "What colour is the {}?"
    for shape in picture.shapes:
        for name in _called(picture, shape, language, without="colour"):
            yield ask.format(name), _word(shape.colour, language)


def _kind(picture: Picture, language: str) -> Iterator[tuple[str, str]]:
    ask = "{}は何ですか？" if language == "ja" else "What is the {}?"
    for shape in picture.shapes:
        for name in _called(picture, shape, language, without="kind"):
            yield ask.format(name), _word(shape.kind, language)


def _size(picture: Picture, language: str) -> Iterator[tuple[str, str]]:
    ask = "{}は大きいですか、小さいですか？" if language == "ja" else "Is the {} small or large?"
    for shape in picture.shapes:
        for name in _called(picture, shape, language):
            yield ask.format(name), _word(shape.size, language)


def _place(picture: Picture, language: str) -> Iterator[tuple[str, str]]:
    ask = "{}はどこですか？" if language == "ja" else "Where is the {}?"
    for shape in picture.shapes:
        place = FIELDS["ja"][shape.cell[0]][shape.cell[1]] if language == "ja" else _at(shape)
        for name in _called(picture, shape, language):
            yield ask.format(name), place


RELATIONS = {
    "en": ("Is the {} to the left of the {}?", "Is the {} to the right of the {}?",
           "Is the {} above the {}?", "Is the {} below the {}?"),
    "ja": ("{}は{}の左ですか？", "{}は{}の右ですか？", "{}は{}の上ですか？", "{}は{}の下ですか？"),
}  # fmt: skip


def _relation(picture: Picture, language: str) -> Iterator[tuple[str, str]]:
    left, right, above, below = RELATIONS[language]
    for one, other in permutations(picture.shapes, 2):
        ways = ((left, other.x - one.x), (right, one.x - other.x), (above, other.y - one.y), (below, one.y - other.y))
        for first in _called(picture, one, language):
            for second in _called(picture, other, language):
                for ask, by in ways:
                    if abs(by) >= APART:
                        yield ask.format(first, second), YES[language][by < 0]


def _count(picture: Picture, language: str) -> Iterator[tuple[str, str]]:
    """Of all shapes, of each kind and colour, and of one kind and one colour that are not there."""
    numbers, japanese = NUMBERS[language], language == "ja"
    yield "形はいくつありますか？" if japanese else "How many shapes are there?", numbers[len(picture.shapes)]
    for known, of in ((KINDS, "kind"), (COLOURS, "colour")):
        n = Counter(getattr(shape, of) for shape in picture.shapes)
        missing = [name for name in known if not n[name]]
        odd = sum(shape.x + shape.y for shape in picture.shapes)
        for name in (*n, *missing[odd % len(missing) :][:1]) if missing else n:
            thing = (JAPANESE[name] if japanese else f"{name}s") if of == "kind" else _coloured(name, japanese)
            yield f"{thing}はいくつありますか？" if japanese else f"How many {thing} are there?", numbers[n[name]]


def _coloured(colour: str, japanese: bool) -> str:
    return f"{ADJECTIVES[colour]}形" if japanese else f"{colour} shapes"


QUESTIONS: dict[str, Callable[[Picture, str], Iterator[tuple[str, str]]]] = {
    "colour": _colour,
    "shape": _kind,
    "size": _size,
    "place": _place,
    "relation": _relation,
    "count": _count,
}
