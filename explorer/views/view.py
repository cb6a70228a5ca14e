"""What a page and a view of it are: rows of the registry."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from explorer.findings.gaps import mask_of
from explorer.views.scope import Scope
from explorer.words import N_

if TYPE_CHECKING:
    from explorer.engine.runs import Run
    from explorer.models.model import Model


@dataclass(frozen=True)
class Need:
    """What a view needs of a model."""

    holds: "Callable[[Model], bool]"
    why: str
    """A message: why a view does not apply where this does not hold, and what does. Its place is {model}."""


CAUSAL = Need(
    lambda model: model.causal,
    N_("{model} reads the whole text at once and fills gaps; it cannot go on with a text."),
)
BOTH_WAYS = Need(
    lambda model: not model.causal,
    N_("{model} reads from left to right: it has no gaps to fill."),
)
MASK = Need(
    lambda model: mask_of(model) is not None,
    N_("The tokenizer of {model} has no token that stands for a gap, so it cannot be asked what fits into one."),
)
UNEMBEDDING = Need(
    lambda model: model.unembedding is not None,
    N_("The output layer of {model} is more than a norm and a matrix, so its layers cannot be read as words."),
)
ADDS_UP = Need(
    lambda model: model.block != "post-norm",
    N_("The stream of {model} is normed after each addition, so that its parts do not add up to the answer."),
)


class Show(Protocol):
    def __call__(self, run: "Run", scope: Scope) -> None: ...


@dataclass(frozen=True)
class View:
    """One way to look at a run."""

    slug: str
    """In the link; no two views of the app have the same."""
    label: str
    """A message."""
    module: str
    """Its `show(run, scope)` draws it. Imported when it is first shown."""
    needs: tuple[Need, ...] = ()

    def unmet(self, model: "Model") -> Need | None:
        """What keeps it from this model; None where it applies."""
        return next((need for need in self.needs if not need.holds(model)), None)

    @property
    def show(self) -> Show:
        return import_module(self.module).show


@dataclass(frozen=True)
class Page:
    """A page: the views of one question, of which the first that applies is its essence."""

    slug: str
    """Its folder in pages/, and its address."""
    name: str
    """A message: on the spine, and in the browser's title."""
    views: tuple[View, ...]
    number: str = ""
    """Of a step of the run: ① to ⑤."""
    title: str = ""
    """A message: what the step does, in a line."""
    gap_title: str = ""
    """The same of a model that fills gaps; "" where it does what every model does."""
    wing: str = ""
    """A message: the group of pages beside the five steps to which it belongs; "" of the steps and the first page."""
    riddle: bool = False
    """Whether its views ask what the spine's miniatures would give away: there they are not drawn."""

    def offered(self, model: "Model") -> tuple[View, ...]:
        """The views that apply to a model."""
        return tuple(view for view in self.views if view.unmet(model) is None)

    def view(self, slug: str) -> View | None:
        return next((view for view in self.views if view.slug == slug), None)
