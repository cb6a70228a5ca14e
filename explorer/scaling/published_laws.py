"""The published laws, out of assets/scaling_laws.toml: every constant has its source.

additive("besiroglu").e      1.8172
frontier("kaplan").exponent  0.73
sized()                      models as points: parameters, tokens and operations, as far as published
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from explorer.scaling import families
from explorer.scaling.counted import Embeddings
from explorer.scaling.facts import Fact, Source
from explorer.scaling.laws import AdditiveLaw, Frontier, JointLaw, PowerLaw, Runs, compute
from explorer.scaling.repeated import RepeatedLaw

FILE = Path(__file__).parents[1] / "assets" / "scaling_laws.toml"

RELATIVES = (
    *("bert-base", "bert-large", "gpt-2", "gpt-3", "chinchilla", "palm", "llama-65b", "llama-2-70b", "llama-3-8b"),
    *("llama-31-405b", "smollm2-135m", "smollm2-1b7", "smollm3", "gpt-4"),
)
"""Of families.toml, those that stand beside the laws."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A model as a point; None is what was not published."""

    slug: str
    name: str
    parameters: Fact | None
    tokens: Fact | None
    """Of its training; words and bytes are no tokens."""
    operations: Fact | None
    """As published, or 6 N D."""
    estimated: bool
    """Whether the operations are 6 N D."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change that moved the exponent of the best size (Porian et al. 2024)."""

    change: str
    exponent: float
    parameters: float
    """The best size at the compute of Chinchilla, were the fit drawn on to there."""


@dataclass(frozen=True, slots=True)
class Processor:
    """What trains a model."""

    slug: str
    name: str
    peak: Fact
    """Operations a second."""


@cache
def power(slug: str) -> PowerLaw:
    return PowerLaw(**_cited("power", slug))


@cache
def joint(slug: str = "kaplan") -> JointLaw:
    return JointLaw(**_cited("joint", slug))


@cache
def additive(slug: str) -> AdditiveLaw:
    return AdditiveLaw(**_cited("additive", slug))


@cache
def frontier(slug: str) -> Frontier:
    return Frontier(**_cited("frontier", slug))


@cache
def repeated(slug: str = "muennighoff") -> RepeatedLaw:
    about = _written()["repeated"][slug]
    return RepeatedLaw(
        additive(about["law"]), about["tokens"], about["parameters"], source(about["source"]), about["at"]
    )


@cache
def embeddings() -> Embeddings:
    about = _written()["embeddings"]
    return Embeddings(about["omega"], source(about["source"]), about["at"])


@cache
def steps() -> tuple[tuple[Step, ...], Fact]:
    """From Kaplan's way to train to Hoffmann's; and where that stands, as the last exponent with its source."""
    about = _written()["steps_source"]
    done = tuple(Step(**step) for step in _written()["steps"])
    return done, Fact(done[-1].exponent, "", source(about["source"]), about["at"])


@cache
def processors() -> dict[str, Processor]:
    return {slug: _processor(slug, **about) for slug, about in _written()["gpu"].items()}


@cache
def published_speed() -> tuple[Sized, Processor, Fact]:
    """A model in training, on which processor, and the tokens a second that one of them got through."""
    about = _written()["speed"]
    speed = Fact(about["tokens"], "tokens", source(about["source"]), about["at"])
    return of(about["model"]), processors()[about["gpu"]], speed


@cache
def sized() -> tuple[Sized, ...]:
    """All models that stand beside the laws."""
    ours = (_sized(slug, **about) for slug, about in _written()["model"].items())
    return (*(_relative(slug) for slug in RELATIVES), *ours)


def of(slug: str) -> Sized:
    """ValueError where there is none."""
    for one in sized():
        if one.slug == slug:
            return one
    raise ValueError(f"there is no model {slug!r} beside the laws")


def source(slug: str) -> Source:
    """Of this file, or of the families'. ValueError where there is none."""
    own = _written()["source"]
    if slug in own:
        return Source(slug, **own[slug])
    if slug in families.sources():
        return families.sources()[slug]
    raise ValueError(f"there is no source {slug!r} in {FILE.name} nor in {families.FILE.name}")


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _cited(table: str, slug: str) -> dict[str, Any]:
    if slug not in _written()[table]:
        raise ValueError(f"there is no {table} law {slug!r} in {FILE.name}")
    about = dict(_written()[table][slug])
    return {**about, "slug": slug, "source": source(about["source"]), "runs": _runs(about["runs"])}


@cache
def _runs(slug: str) -> Runs:
    about = _written()["runs"][slug]
    low_high = {name: tuple(about[name]) for name in ("parameters", "tokens")}
    return Runs(**low_high, counts=about["counts"], source=source(about["source"]), at=about["at"])


def _processor(slug: str, *, name: str, peak: float, **place: str) -> Processor:
    return Processor(slug, name, Fact(peak, "flop/s", source(place["source"]), place["at"]))


def _sized(slug: str, *, name: str, **about: Any) -> Sized:
    units = {"parameters": "parameters", "data": "tokens", "compute": "flop"}
    given = {
        figure: Fact(about[figure]["value"], unit, source(about["source"]), about[figure]["at"])
        for figure, unit in units.items()
        if figure in about
    }
    return _completed(slug, name, given)


def _relative(slug: str) -> Sized:
    one = families.relative(slug)
    return _completed(slug, one.name, one.figures)


def _completed(slug: str, name: str, figures: Mapping[str, Fact]) -> Sized:
    parameters, tokens, operations = (figures.get(figure) for figure in ("parameters", "data", "compute"))
    if tokens is not None and tokens.unit != "tokens":
        tokens = None
    estimated = operations is None and parameters is not None and tokens is not None
    if operations is None and parameters is not None and tokens is not None:
        flop = float(compute(parameters.number, tokens.number))
        operations = Fact(flop, "flop", parameters.source, tokens.at)
    return Sized(slug, name, parameters, tokens, operations, estimated)
