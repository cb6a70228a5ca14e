"""Neurons as signed bars, each with the tokens that it pushes up and down."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount


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


def neuron_bars(neurons: Sequence[Neuron], *, key: str, labels: Mapping[str, str]) -> None:
    """One row a neuron, in the order given."""
    mount("neuron_bars", key=key, data={"neurons": [asdict(neuron) for neuron in neurons], "labels": dict(labels)})
