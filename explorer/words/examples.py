"""The example prompts, chosen where the embedded model is really good."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "assets" / "examples.toml"


@dataclass(frozen=True)
class Example:
    lang: str
    prompt: str
    shows: str
    """Why it is worth a look, in the example's own language."""


@lru_cache
def examples(lang: str) -> tuple[Example, ...]:
    """The examples of one language; the first is the prompt a visitor meets."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Example(lang, **example) for example in written[lang])
