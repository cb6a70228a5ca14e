"""What is asked of a model, and where in the answer one looks: values that know no session and no screen."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.decoding.sampling import Sampling
from explorer.pictures.drawing import Shown
from explorer.text.prompt import Prompt
from explorer.trace.edits import Edit
from explorer.trace.logit_difference import Foil

if TYPE_CHECKING:
    from explorer.models.model import Model


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
    picture: Shown | None = None
    """What stands before the prompt, for a model that sees; to others it is nothing."""

    def read_by(self, model: "Model") -> Prompt:
        """The ids that a model reads before anything is generated, and which of them are the visitor's."""
        return model.prompt(self.prompt, chat=self.chat, picture=self.picture is not None)


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
