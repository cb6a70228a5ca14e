"""Who stands in the family tree: the relatives of the data file, and the models that run here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from explorer.engine.runs import Run
from explorer.models.catalogue import EMBEDDED, TRANSLATORS, in_precision
from explorer.scaling.card import size_of
from explorer.scaling.facts import HERE, Fact
from explorer.scaling.families import Relative, relatives
from explorer.scaling.sizes import QUANTITIES, Size


@dataclass(frozen=True)
class Descent:
    """What one of our own models is, and of whom."""

    kind: str
    objective: str
    parents: Mapping[str, str]


OWN = {
    "explorer-gpt": Descent("decoder", "next token", {"gpt-2": "design"}),
    "explorer-chat": Descent("decoder", "human feedback", {"explorer-gpt": "weights", "chatgpt": "idea"}),
    "explorer-bert": Descent("encoder", "gaps", {"bert-base": "design", "roberta-large": "idea"}),
    "explorer-translator": Descent("encoder-decoder", "translation", {"transformer-base": "design"}),
    "explorer-vision": Descent("decoder", "answers about pictures", {"llava": "design"}),
}
"""The models that come with the app, those that are here."""


@dataclass(frozen=True)
class Member:
    """One model in the tree."""

    slug: str
    name: str
    kind: str
    objective: str
    figures: Mapping[str, Fact]
    parents: Mapping[str, str] = field(default_factory=dict)
    relative: Relative | None = None
    """What the data file says; None of a model that runs here and stands in no paper."""
    now: bool = False
    """Whether it is the model on screen."""


def members(run: Run) -> tuple[Member, ...]:
    """Relatives, oldest first, then the models of this app, then the visitor's own where it is none of them."""
    plain = in_precision(run.model.name, "float32")
    known = tuple(_of_paper(one, now=one.name == plain) for one in relatives())
    here = tuple(
        _of_here(entry.name, OWN[entry.name], size_of(entry.name, Path(entry.location)), now=entry.name == plain)
        for entry in (*EMBEDDED, *TRANSLATORS)
        if entry.name in OWN
    )
    on_screen = any(member.now for member in (*known, *here))
    return (*known, *here) if on_screen else (*known, *here, _brought(run))


def now(everybody: tuple[Member, ...]) -> Member:
    """The one on screen."""
    return next(member for member in everybody if member.now)


def _of_paper(one: Relative, *, now: bool) -> Member:
    return Member(one.slug, one.name, one.kind, one.objective, one.figures, one.parents, one, now)


def _of_here(name: str, of: Descent, size: Size, *, now: bool) -> Member:
    return Member(name, name, of.kind, of.objective, _figures(size), of.parents, now=now)


def _brought(run: Run) -> Member:
    """A folder's or the Hub's model: what can be counted in it."""
    model, name = run.model, run.model.name.removeprefix("folder:")
    kind, objective = ("decoder", "next token") if model.causal else ("encoder", "gaps")
    figures = {
        "parameters": Fact(model.n_parameters, "parameters", HERE),
        "context": Fact(model.shape.n_ctx, "tokens", HERE),
    }
    return Member(name, name, kind, objective, figures, now=True)


def _figures(size: Size) -> dict[str, Fact]:
    found = {quantity: getattr(size, quantity) for quantity in QUANTITIES}
    return {quantity: fact for quantity, fact in found.items() if fact is not None}
