"""Where the visitor stands: one run and one selection inside it, as a value."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from explorer.decoding.sampling import Sampling
from explorer.engine.question import Question, Selection
from explorer.models.catalogue import DEFAULT
from explorer.pictures.drawing import Shown
from explorer.trace.edits import Edit, everywhere
from explorer.trace.logit_difference import Foil

LANGUAGES = ("ja", "en")
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Here:
    """The whole of it is in the URL, so a link restores what was on screen."""

    prompt: str
    lang: str = "en"
    theme: str | None = None
    """"light" or "dark" when the visitor chose one; None follows the browser."""
    model: str = DEFAULT
    """A name of the catalogue, never a path."""
    chat: bool = True
    """Whether a model that was taught to be talked to gets the prompt as a user's message."""
    sampling: Sampling = field(default_factory=Sampling)
    generated: tuple[int, ...] = ()
    """Every id generated so far, also those beyond `step`."""
    step: int = 0
    """How many of the generated ids are on screen: the scrubber."""
    edits: tuple[Edit, ...] = ()
    """What is changed inside the model while it reads."""
    picture: Shown | None = None
    """What a model that sees is shown, before the prompt."""
    position: int | None = None
    """The selected token; None is the last one."""
    token: int | None = None
    """The id that is asked about at the selected position; None is the likeliest there."""
    foil: Foil | None = None
    """What it is held against; None where nobody has chosen: the next likeliest."""
    view: str = ""
    """Which of its views a page shows; a page that has none of this name shows its first."""
    layer: int | None = None
    """None where nobody has chosen: the run says where it opens."""
    head: int | None = None
    """Of `layer`; chosen together with it."""
    stage: bool = False
    """Whether the page is a slide."""
    talk: str = ""
    """The talk of which a scene is on screen, by its slug."""
    workshop: str = ""
    """The workshop that is being worked through, by its slug: then nothing else is on screen."""
    room: str = ""
    """The code of the room in which that is done; "" for none."""
    scene: int = 0
    """Which one of the talk or the workshop, from 0."""
    tour: int = 0
    """Which step of the guided tour is on screen, from 1; 0 where nobody takes it."""

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES or self.theme not in (None, *THEMES):
            raise ValueError(f"lang {self.lang!r} is not in {LANGUAGES} or theme {self.theme!r} not in {THEMES}")
        if not 0 <= self.step <= len(self.generated):
            raise ValueError(f"step {self.step} lies outside the {len(self.generated)} generated tokens")

    @property
    def question(self) -> Question:
        told = (self.model, self.prompt, self.chat, self.generated, self.step, self.sampling, self.edits)
        return Question(*told, self.picture)

    @property
    def selection(self) -> Selection:
        return Selection(self.position, self.token, self.foil, self.layer, self.head)

    def changed(self, **fields: Any) -> Self:
        """A copy with other fields. A new prompt, model, picture or way of asking begins a run with nothing generated.

        Edits of positions belong to their prompt, all edits and the choice of a head to their model.
        """
        if {"prompt", "model", "chat", "picture"} & fields.keys():
            fields = {"generated": (), "step": 0, "position": None, "edits": everywhere(self.edits)} | fields
        if fields.get("model", self.model) != self.model:
            fields = {"layer": None, "head": None} | fields | {"edits": ()}
        if "position" in fields or (self.position is None and {"generated", "step"} & fields.keys()):
            # At another place it would be another question.
            fields = {"token": None, "foil": None} | fields
        return replace(self, **fields)

    def sampled(self, **fields: Any) -> Self:
        """A copy with other sampling settings."""
        return replace(self, sampling=replace(self.sampling, **fields))
