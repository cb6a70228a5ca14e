"""A model tuned on picks between two answers (DPO), as a job; and the answers that it gives two by two.

The reference is the copy before its first step, when its updates are zero: its log-probabilities are taken once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import exp
from typing import TYPE_CHECKING, Any

from explorer.decoding.sampling import Sampling
from explorer.engine import model_store
from explorer.engine.answers import answered
from explorer.engine.fine_tuning import EVERY, Ending
from explorer.errors import Refused
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.lessons import Example, Lesson, lesson
from explorer.models.tuning.settings import BETAS, MOST_EXAMPLES, Settings, most_seconds

if TYPE_CHECKING:
    from collections.abc import Hashable

    from explorer.engine.jobs import Handle
    from explorer.models.model import Model

TEMPERATURE = 1.2
"""At which two answers of one model differ."""

TRIES = 6
"""Seeds that are tried until they do."""


@dataclass(frozen=True)
class Pair:
    """Two answers to one question, the better one first; of a pair that nobody has picked from, any order."""

    question: str
    chosen: str
    rejected: str

    @property
    def examples(self) -> tuple[Example, Example]:
        return Example(self.question, self.chosen), Example(self.question, self.rejected)


@dataclass(frozen=True)
class Wish:
    """What is preferred, and what is only asked about. A value, by which a job is known."""

    model: str
    picked: tuple[Pair, ...]
    others: tuple[Pair, ...] = ()
    """Never learnt from; the one that is thought better first."""
    beta: float = 0.1
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        if not self.picked:
            raise Refused("there is nothing to learn from: pick the better answer of at least one pair")
        if len(self.picked) > MOST_EXAMPLES:
            raise Refused(
                "a list of {n} examples is too long: at most {most} are taught here",
                n=len(self.picked),
                most=MOST_EXAMPLES,
            )
        if self.beta not in BETAS:
            raise Refused(
                "{name} is {value}, but it can be {values}",
                name="beta",
                value=self.beta,
                values=", ".join(map(str, BETAS)),
            )


@dataclass(frozen=True)
class Margins:
    """After some steps, of each pair: β times by how much more the better answer gained than the other, in nats.

    It is the difference of the implicit rewards; σ of it is the probability that the better one is preferred.
    """

    picked: tuple[float, ...]
    others: tuple[float, ...]
    losses: tuple[float, ...] = ()
    """Of each step, before it."""
    seconds: float = 0.0


@dataclass(frozen=True, eq=False)
class Preferred:
    """What a tuning on picks gave."""

    wish: Wish
    adapter: Adapter
    margins: Margins
    ending: Ending
    n_all: int
    """Parameters of the model."""
    texts: tuple[tuple[str, str, str], ...]
    """A question, and what was answered to it before and after, the likeliest token each time."""


def preferred(margin: float) -> float:
    """The probability that the better answer is preferred (Bradley and Terry).

    >>> preferred(0.0)
    0.5
    """
    return 1 / (1 + exp(-margin)) if margin > -700 else 0.0


def key_of(owner: str, wish: Wish) -> "Hashable":
    return "preferences", owner, wish


def tuned(handle: "Handle", wish: Wish) -> Preferred:
    """A job, as fine_tuning.tuned."""
    model = model_store.ask(wish.model).result()
    lora = model_store.imported("explorer.models.tuning.lora")
    model_store.imported("peft")
    handle.report(0, wish.settings.steps, "Making a copy of {model}", model=model.name)
    module = lora.adapted(model, wish.settings)
    margins, ending = _learnt(handle, module, model, wish)
    adapter = lora.adapter_of(module, model, wish.settings)
    del module
    after = lora.merged(model, adapter, model.name)
    questions = dict.fromkeys(pair.question for pair in (*wish.picked, *wish.others))
    texts = []
    for done, question in enumerate(questions):
        handle.report(done, len(questions), "Asking the same again, before and after")
        texts.append((question, answered(model, question), answered(after, question)))
    return Preferred(wish, adapter, margins, ending, model.n_parameters, tuple(texts))


@dataclass(frozen=True)
class _Read:
    """A pair as ids, and what the reference thinks of both answers."""

    lessons: tuple[Lesson, Lesson]
    reference: tuple[float, float]


def _learnt(handle: "Handle", module: Any, model: "Model", wish: Wish) -> tuple[Margins, Ending]:
    steps, losses = (model_store.imported(f"explorer.models.tuning.{one}") for one in ("steps", "losses"))
    picked, others = (_read(module, model, pairs) for pairs in (wish.picked, wish.others))
    of, most = wish.settings.steps, most_seconds()
    so_far = Margins((0.0,) * len(picked), (0.0,) * len(others))

    def loss_of(batch: Sequence[_Read]) -> Any:
        return losses.preference_loss(
            module, [one.lessons for one in batch], [one.reference for one in batch], beta=wish.beta
        )

    try:
        for step in steps.steps(module, picked, loss_of, wish.settings):
            so_far = replace(so_far, losses=(*so_far.losses, step.loss), seconds=step.seconds)
            end = handle.enough or step.seconds > most or step.n == of
            if step.n % EVERY == 0 or end:
                found = (_margins(module, pairs, wish.beta) for pairs in (picked, others))
                so_far = replace(so_far, **dict(zip(("picked", "others"), found, strict=True)))
            handle.hand_over(so_far)
            handle.report(step.n, of, "Step {n} of {of}: loss {loss}", n=step.n, of=of, loss=f"{step.loss:.2f}")
            if handle.enough:
                return so_far, "stopped"
            if step.seconds > most:
                return so_far, "seconds"
    except steps.Diverged:
        return so_far, "diverged"
    return so_far, "steps"


def _read(module: Any, model: "Model", pairs: Sequence[Pair]) -> tuple[_Read, ...]:
    both = [tuple(lesson(model, example) for example in pair.examples) for pair in pairs]
    logs = _logs(module, [one for two in both for one in two])
    return tuple(_Read((two[0], two[1]), (logs[2 * n], logs[2 * n + 1])) for n, two in enumerate(both))


def _margins(module: Any, pairs: Sequence[_Read], beta: float) -> tuple[float, ...]:
    logs = _logs(module, [one for pair in pairs for one in pair.lessons])
    gains = [(logs[2 * n] - pair.reference[0], logs[2 * n + 1] - pair.reference[1]) for n, pair in enumerate(pairs)]
    return tuple(beta * (chosen - rejected) for chosen, rejected in gains)


def _logs(module: Any, lessons: Sequence[Lesson]) -> list[float]:
    answers = model_store.imported("explorer.models.tuning.answers")
    return answers.log_probs_of(module, lessons)


def sampled(handle: "Handle", model: str, questions: tuple[str, ...], seed: int) -> tuple[Pair, ...]:
    """A job: of each question two answers of the model's own that differ; a question with one answer is left out."""
    read = model_store.ask(model).result()
    found = []
    for done, question in enumerate(questions):
        handle.report(done, len(questions), "Answer {n} of {of}", n=done + 1, of=len(questions))
        found.append(two_answers(read, question, seed))
    return tuple(pair for pair in found if pair is not None)


def two_answers(model: "Model", question: str, seed: int) -> Pair | None:
    """Drawn with the first seeds that give two; None where all give one."""
    texts: dict[str, None] = {}
    for one in range(seed, seed + TRIES):
        text = answered(model, question, Sampling(temperature=TEMPERATURE, top_p=0.95, seed=one))
        if text.strip():
            texts.setdefault(text)
        if len(texts) == 2:
            return Pair(question, *texts)
    return None
