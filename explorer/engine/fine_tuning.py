"""A training of some seconds, as a job: updates beside a copy of a model, what it answers then, and what it forgot.

What is handed back is a value: the updates, not a model. Everything is measured by asking two models, the one on screen
and the same with the updates added, in the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from explorer.engine import model_store
from explorer.engine.answers import answered, bits_per_byte, log_prob
from explorer.errors import Refused
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.lessons import Example, lessons
from explorer.models.tuning.settings import MOST_EXAMPLES, Settings, most_seconds

if TYPE_CHECKING:
    from collections.abc import Hashable
    from types import ModuleType

    from explorer.engine.jobs import Handle
    from explorer.models.model import Model

EVERY = 4
"""Steps from one look at the unseen examples to the next."""

Ending = Literal["steps", "seconds", "stopped", "diverged"]
Kind = Literal["seen", "unseen", "other"]


@dataclass(frozen=True)
class Order:
    """What is to be taught, and what is to be asked before and after. A value, by which a job is known."""

    model: str
    """The name of the model that a copy is made of."""
    examples: tuple[Example, ...]
    """What it learns from."""
    unseen: tuple[Example, ...]
    """Of the same kind, and never learnt from."""
    others: tuple[Example, ...] = ()
    """What it knew before, of other kinds, with its answers."""
    passages: tuple[tuple[str, str], ...] = ()
    """Held-out texts by what they are called."""
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        if not self.examples:
            raise Refused("there is nothing to learn from: write at least one example")
        if len(self.examples) > MOST_EXAMPLES:
            raise Refused(
                "a list of {n} examples is too long: at most {most} are taught here",
                n=len(self.examples),
                most=MOST_EXAMPLES,
            )


@dataclass(frozen=True)
class Curve:
    """Losses in nats a token, of the answers alone."""

    losses: tuple[float, ...] = ()
    """Of each step's batch, before the step."""
    unseen: tuple[tuple[int, float], ...] = ()
    """After so many steps, of all the unseen examples."""
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if any(not 0 <= n <= len(self.losses) for n, _ in self.unseen):
            raise ValueError("the unseen examples were looked at after a step that was not taken")


@dataclass(frozen=True)
class Answer:
    """One question before and after."""

    question: str
    wished: str
    kind: Kind
    texts: tuple[str, str]
    """What it writes, always the likeliest token."""
    log_probs: tuple[float, float]
    """Natural logarithm of the probability of the wished answer, as a whole."""

    def right(self, when: int) -> bool:
        """Whether what it writes is what was wished; when: 0 before, 1 after."""
        return self.texts[when].strip() == self.wished.strip()


@dataclass(frozen=True)
class Passage:
    """A held-out text before and after."""

    name: str
    bits: tuple[float, float]
    """Bits per byte."""


@dataclass(frozen=True, eq=False)
class Tuned:
    """What a training gave."""

    order: Order
    adapter: Adapter
    curve: Curve
    ending: Ending
    n_all: int
    """Parameters of the model."""
    answers: tuple[Answer, ...]
    passages: tuple[Passage, ...]

    def of(self, kind: str) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.kind == kind)


def key_of(owner: str, order: Order) -> "Hashable":
    """By owner: what one visitor has typed is nobody else's."""
    return "fine-tuning", owner, order


def tuned(handle: "Handle", order: Order) -> Tuned:
    """A job: it says how far it is after each step, hands over the curve so far, and can be told that it is enough."""
    model = model_store.ask(order.model).result()
    lora = _torch("lora")
    model_store.imported("peft")  # by the thread that imports such things, not by this one
    handle.report(0, order.settings.steps, "Making a copy of {model}", model=model.name)
    module = lora.adapted(model, order.settings)
    curve, ending = _learnt(handle, module, model, order)
    adapter = lora.adapter_of(module, model, order.settings)
    del module
    handle.report(1, 1, "Asking the same again, before and after")
    after = lora.merged(model, adapter, model.name)
    answers = tuple(_asked(handle, (model, after), *one) for one in _questions(order))
    passages = tuple(
        Passage(name, (bits_per_byte(model, text), bits_per_byte(after, text))) for name, text in order.passages
    )
    return Tuned(order, adapter, curve, ending, model.n_parameters, answers, passages)


def _learnt(handle: "Handle", module: object, model: "Model", order: Order) -> tuple[Curve, Ending]:
    losses, steps = _torch("losses"), _torch("steps")
    seen, unseen = lessons(model, order.examples), lessons(model, order.unseen)
    of, most = order.settings.steps, most_seconds()
    curve = _looked(Curve(), module, unseen)
    try:
        for step in steps.steps(module, seen, lambda batch: losses.answer_loss(module, batch), order.settings):
            curve = replace(curve, losses=(*curve.losses, step.loss), seconds=step.seconds)
            if step.n % EVERY == 0 or step.n == of:
                curve = _looked(curve, module, unseen)
            handle.hand_over(curve)
            handle.report(step.n, of, "Step {n} of {of}: loss {loss}", n=step.n, of=of, loss=f"{step.loss:.2f}")
            if handle.enough:
                return _looked(curve, module, unseen), "stopped"
            if step.seconds > most:
                return _looked(curve, module, unseen), "seconds"
    except steps.Diverged:
        return curve, "diverged"
    return curve, "steps"


def _looked(curve: Curve, module: object, unseen: Sequence[object]) -> Curve:
    """With the loss of the unseen examples as it is now."""
    n = len(curve.losses)
    if not unseen or (curve.unseen and curve.unseen[-1][0] == n):
        return curve
    return replace(curve, unseen=(*curve.unseen, (n, _torch("answers").nats_a_token(module, unseen))))


def _questions(order: Order) -> list[tuple[Example, Kind]]:
    kinds: tuple[tuple[Kind, tuple[Example, ...]], ...] = (
        ("unseen", order.unseen),
        ("seen", order.examples[:SEEN]),
        ("other", order.others),
    )
    return [(example, kind) for kind, examples in kinds for example in examples]


SEEN = 6
"""Examples that it has learnt from and is asked again."""


def _asked(handle: "Handle", both: "tuple[Model, Model]", example: Example, kind: Kind) -> Answer:
    handle.report(1, 1, "Asking the same again, before and after")
    texts, logs = zip(*((answered(model, example.question), log_prob(model, example)) for model in both), strict=True)
    return Answer(example.question, example.answer, kind, texts, logs)


def _torch(module: str) -> "ModuleType":
    """A part of the training, which needs torch."""
    return model_store.imported(f"explorer.models.tuning.{module}")
