"""Neurons as signed bars, each with the tokens that it pushes up and down."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Neuron:
    index: int
    """Its row in the MLP's output weights."""
    value: float
    """Its activation; a negative one turns its output round."""
    words: tuple[str, ...]
    """The tokens whose logits it raises most, at this sign; none where that cannot be read off."""
    lowered: tuple[str, ...] = ()
    """Those that it lowers most."""
    part: float | None = None
    """What it adds to the logit that is asked about."""
    layer: int | None = None
    """Where it stands, if they are not all of one layer."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    table: str
    """What it is."""
    neuron: str
    place: str
    """A neuron's name among those of several layers, with places {layer} and {neuron}."""
    activation: str
    pushes: str
    lowers: str
    part: str
    """Empty where no logit is asked about."""


@dataclass(frozen=True, kw_only=True)
class NeuronBars(Payload):
    neurons: tuple[Neuron, ...]
    """One a row, in this order."""
    labels: Labels
