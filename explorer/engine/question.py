"""What is asked of a model, and where in the answer one looks: values that know no session and no screen."""

from dataclasses import dataclass, field

from explorer.decoding.sampling import Sampling
from explorer.trace.edits import Edit
from explorer.trace.logit_difference import Foil


@dataclass(frozen=True)
class Question:
    """Which run it is: the same question has the same answer, whoever asks."""

    model: str
    """A name of the catalogue, never a path."""
    prompt: str
    chat: bool = True
    """Whether a model that was taught to be talked to gets the prompt as a user's message."""
    generated: tuple[int, ...] = ()
    """Every id generated so far, also those beyond `step`."""
    step: int = 0
    """How many of the generated ids belong to the run."""
    sampling: Sampling = field(default_factory=Sampling)
    edits: tuple[Edit, ...] = ()
    """Changes made inside the forward pass."""


@dataclass(frozen=True)
class Selection:
    """Where in a run one looks."""

    position: int | None = None
    """The selected token; None is the last one."""
    token: int | None = None
    """The id that is asked about at the selected position; None is the likeliest there."""
    foil: Foil | None = None
    """What it is held against; None where nobody has chosen: the next likeliest."""
    layer: int | None = None
    """None where nobody has chosen: the run says where it opens."""
    head: int | None = None
