"""The example prompts: of each model those in which it has something to show, and where on screen that is seen."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.models.catalogue import DEFAULT, in_precision
from explorer.pictures.picture import parse

FILE = Path(__file__).parents[1] / "assets" / "examples.toml"

PLACES = ("view", "layer", "head", "position", "token", "foil")
"""Fields of a visitor's place that an example may set."""


@dataclass(frozen=True)
class Example:
    """A prompt, and where to look."""

    lang: str
    """Of the prompt."""
    prompt: str
    shows: Mapping[str, str]
    """By the reader's language: why it is worth a look."""
    model: str = ""
    """The model that it was chosen for; "": for any that has none of its own."""
    chat: bool = True
    """Whether a chat model gets it as a message."""
    page: str = ""
    """The page on which it is seen; "": whichever is open."""
    place: Mapping[str, Any] = field(default_factory=dict)
    """What is selected there, by PLACES; layers, heads and positions count from 0."""
    picture: str = ""
    """What a model that sees is shown, in the text form of a link; "": nothing."""
    promise: Mapping[str, Any] = field(default_factory=dict)
    """What is to be seen, for the tests to hold it to: tests/promises.py says what each kind means."""

    def __post_init__(self) -> None:
        unknown = set(self.place) - set(PLACES)
        if unknown or not {"ja", "en"} <= set(self.shows):
            raise ValueError(f"the example {self.prompt!r} sets {unknown or 'too few captions'}")
        if self.picture and parse(self.picture) is None:
            raise ValueError(f"the example {self.prompt!r} has a picture that is none")
        if self.model and not self.promise:
            raise ValueError(f"the example {self.prompt!r} promises nothing of {self.model}")

    @property
    def fields(self) -> dict[str, Any]:
        """What it changes of a visitor's place."""
        shown = {"picture": parse(self.picture)} if self.picture else {}
        return {"prompt": self.prompt, "chat": self.chat, **shown, **self.place}


def examples(lang: str, model: str = DEFAULT) -> tuple[Example, ...]:
    """A model's examples in one language; the default model's first is the prompt that a visitor meets.

    The same model in another precision, or in a folder of that name, has the same ones.
    """
    name = in_precision(model, "float32").removeprefix("folder:")
    own = tuple(example for example in every() if example.model == name)
    offered = own or (example for example in every() if not example.model)
    return tuple(example for example in offered if example.lang == lang)


@lru_cache
def every() -> tuple[Example, ...]:
    """Of all models and languages, as the file has them."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))["example"]
    return tuple(_read(**one) for one in written)


def _read(ja: str, en: str, **rest: Any) -> Example:
    return Example(shows={"ja": ja, "en": en}, **rest)
