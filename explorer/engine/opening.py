"""Where a run is looked at before anybody has chosen a layer or a head."""

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.analysis.clearest_head import clearest_head
from explorer.decoding.sampling import Sampling
from explorer.engine.cache import once
from explorer.models.catalogue import comes_along

if TYPE_CHECKING:
    from explorer.engine.runs import Run

CURATED = (7, 0)
"""(layer, head) for the embedded models: the head of explorer-gpt that shows most on its examples: “She” looks at
“Lily”."""

Head = tuple[int, int]
"""(layer, head)"""


def opening_head(run: "Run", layer: int | None = None) -> Head:
    """The head whose look is clearest in the prompt, by what its last token looks at; or the clearest of one layer.

    Generating changes nothing in it, so that one head is watched while a text grows.
    """
    shape = run.model.shape
    if opens_curated(run):
        return min(CURATED[0] if layer is None else layer, shape.n_layers - 1), min(CURATED[1], shape.n_heads - 1)
    layers = range(shape.n_layers) if layer is None else range(layer, layer + 1)
    asked = replace(run.question, generated=(), step=0, sampling=Sampling())
    key = ("opening head", run.model.fingerprint, asked, layer)
    return once(key, lambda: _clearest(run, layers))


def opening_layer(run: "Run") -> int:
    """The layer for what is read off the stream: the last one, where the model's own prediction stands."""
    return opening_head(run)[0] if opens_curated(run) else run.model.shape.n_layers - 1


def opens_curated(run: "Run") -> bool:
    """Whether it is one of the embedded models, whose opening was chosen by hand; at every step of its training."""
    return comes_along(run.question.model)


def _clearest(run: "Run", layers: range) -> Head:
    ids, own = run.generation.prompt_ids, _own(run)
    # What is generated is not looked at; an encoder looks both ways, and generates nothing.
    trace = run.trace.prefix(len(ids)) if run.trace.causal else run.trace
    query = len(ids) - 1 if run.trace.causal or not own else own[-1]
    return clearest_head(trace, query=query, keys=own, layers=layers) or (layers[-1], 0)


def _own(run: "Run") -> range:
    """The places of what somebody typed; the marks of a chat's turns say nothing about it."""
    prompt = run.question.read_by(run.model)
    return prompt.own if prompt.ids == run.generation.prompt_ids else range(len(run.generation.prompt_ids))
