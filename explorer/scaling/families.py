"""The Transformer's relatives and single facts of papers, out of assets/families.toml: every figure has its source.

    fact("bert.words").number                       3.3e9, to compute with
    relative("gpt-3").figures["parameters"].number  1.75e11
    relative("gpt-3").shape.kv_width                12288: keys of one layer and token
    relative("gpt-4").figures.get("parameters")     None: not published

In words, with their sources, facts stand through `words.facts`: `told("bert.words")` is "3.3 billion words".
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from explorer.scaling.facts import Fact, Source

FILE = Path(__file__).parents[1] / "assets" / "families.toml"

KINDS = ("encoder-decoder", "encoder", "decoder")
OBJECTIVES = (
    *("translation", "next token", "gaps", "gaps and next sentence", "spans", "human feedback"),
    *("picture classes", "pairs", "answers about pictures", "speech to text"),
)
TIES = ("weights", "design", "idea")
"""How a relative descends: it began with a parent's weights, is built like it, or took up an idea."""
READS = ("text", "pictures", "speech")
FIGURES = {
    "parameters": "parameters",
    "active": "parameters",
    "data": None,
    "compute": "flop",
    "context": "tokens",
    "vocabulary": "tokens",
    "tokenizer": "",
    "positions": "",
    "norm": "",
}
"""What may be known of a relative -> its unit; None where each says its own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A Transformer's public shape; None is a number that was not published."""

    layers: int
    width: int
    heads: int
    source: Source
    at: str
    mlp: int | None = None
    """The width inside a layer's MLP, of one expert where there are several."""
    kv_heads: int | None = None
    """Heads that have keys and values of their own; None: all."""
    head_width: int | None = None
    """None: the width divided among the heads."""
    window: int | None = None
    """Tokens that layers with a sliding window look back."""
    experts: int | None = None
    chosen: int | None = None
    """Experts of a layer that a token is given to."""
    tied: bool = False
    """Whether the output layer is the table of tokens."""
    like: str = ""
    """The class of transformers that is built so."""

    @property
    def d_head(self) -> int:
        return self.head_width or self.width // self.heads

    @property
    def kv_width(self) -> int:
        """Numbers in the keys of one layer and token, and as many in the values."""
        return (self.kv_heads or self.heads) * self.d_head


@dataclass(frozen=True)
class Relative:
    """One model of the family."""

    slug: str
    name: str
    date: str
    """Year and month of its publication: 2017-06."""
    maker: str
    kind: str
    objective: str
    source: Source
    parents: Mapping[str, str] = field(default_factory=dict)
    """Slug -> one of TIES."""
    reads: tuple[str, ...] = ("text",)
    open: bool = False
    """Whether its weights were published."""
    figures: Mapping[str, Fact] = field(default_factory=dict)
    """By FIGURES; what is missing was not published."""
    shape: Shape | None = None

    def __post_init__(self) -> None:
        known = self.kind in KINDS and self.objective in OBJECTIVES
        if not known or set(self.parents.values()) - set(TIES) or set(self.reads) - set(READS):
            raise ValueError(f"{self.slug} has a kind, an objective, a tie or something that it reads which is unknown")
        for name, figure in self.figures.items():
            if figure.unit != (FIGURES[name] if FIGURES[name] is not None else figure.unit):
                raise ValueError(f"{name} of {self.slug} is in {figure.unit!r}, not in {FIGURES[name]!r}")
        if not re.fullmatch("20[0-9]{2}-(0[1-9]|1[0-2])", self.date):
            raise ValueError(f"the date of {self.slug} is a year and a month such as 2017-06, not {self.date!r}")

    @property
    def year(self) -> int:
        return int(self.date[:4])

    @property
    def time(self) -> float:
        """Its date as a number of years: the middle of its month."""
        return self.year + (int(self.date[5:]) - 0.5) / 12


@cache
def relatives() -> tuple[Relative, ...]:
    """All of them, oldest first; parents before their children."""
    written = _written()["relative"]
    return tuple(sorted((_relative(slug, **about) for slug, about in written.items()), key=lambda one: one.date))


def relative(slug: str) -> Relative:
    """ValueError where there is none."""
    for one in relatives():
        if one.slug == slug:
            return one
    raise ValueError(f"there is no relative {slug!r} in {FILE.name}")


@cache
def fact(key: str) -> Fact:
    """A single fact by its page and name: "bert.words". ValueError where there is none."""
    page, _, name = key.partition(".")
    about = _written()["fact"].get(page, {}).get(name)
    if about is None:
        raise ValueError(f"there is no fact {key!r} in {FILE.name}")
    return _fact(about)


def keys() -> tuple[str, ...]:
    """Of all single facts."""
    return tuple(f"{page}.{name}" for page, facts in _written()["fact"].items() for name in facts)


@cache
def sources() -> dict[str, Source]:
    return {slug: Source(slug, **about) for slug, about in _written()["source"].items()}


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _relative(slug: str, *, source: str, **about: Any) -> Relative:
    found = {name: _fact({"source": source, **about.pop(name)}, FIGURES[name]) for name in FIGURES if name in about}
    shape = _shape({"source": source, **about.pop("shape")}) if "shape" in about else None
    reads = tuple(about.pop("reads", ("text",)))
    return Relative(slug, source=_source(source), figures=found, shape=shape, reads=reads, **about)


def _fact(about: Mapping[str, Any], unit: str | None = None) -> Fact:
    return Fact(about["value"], about.get("unit", unit), _source(about["source"]), about["at"])


def _shape(about: Mapping[str, Any]) -> Shape:
    return Shape(**{**about, "source": _source(about["source"])})


def _source(slug: str) -> Source:
    if slug not in sources():
        raise ValueError(f"there is no source {slug!r} in {FILE.name}")
    return sources()[slug]
