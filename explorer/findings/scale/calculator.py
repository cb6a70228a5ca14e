"""How large, how much text, how long: for a loss or a budget, also where the model is used much or text is short."""

from dataclasses import dataclass
from math import ceil

from explorer.errors import Refused
from explorer.findings.scale.names import days, law, nats
from explorer.scaling.laws import FLOP_PER_TOKEN, AdditiveLaw, Allocation
from explorer.scaling.published_laws import Processor, processors, published_speed, repeated
from explorer.scaling.repeated import RepeatedLaw
from explorer.scaling.spending import Cost, Task, cheapest, cost, gpu_days
from explorer.words import _, ngettext
from explorer.words.facts import sources_of
from explorer.words.numbers import big, scientific
from explorer.words.sentences import joined

LOSSES = tuple(round(1.85 + 0.05 * n, 2) for n in range(34))
FIRST_LOSS, FIRST_FLOP, FIRST_USED = 2.0, 1e22, 40
MONTH = 30
"""Days."""
LEAST = 0.02
"""Nats above the floor; what is nearer takes more than all computers together."""


@dataclass(frozen=True)
class Wish:
    """What the visitor asks for."""

    law: str
    flop: float | None
    """The budget; None where the loss is given."""
    loss: float | None
    served: float
    unique: float | None
    gpu: str
    used: float
    """The share of the processor's peak that is reached."""

    @property
    def processor(self) -> Processor:
        return processors()[self.gpu]


@dataclass(frozen=True)
class Plan:
    """A size and a text for a task, and what they cost."""

    task: Task
    chosen: Allocation
    cost: Cost


@dataclass(frozen=True)
class Plans:
    """Training alone; with use; with what text there is. None where nobody asked, and `short_of` where no size can."""

    loss: float
    plain: Plan
    served: Plan | None
    short: Plan | None
    short_of: bool


def plans(wish: Wish) -> Plans:
    """Refused where the loss lies at the floor of the law."""
    base = law(wish.law)
    loss = float(base.best(wish.flop)) if wish.flop is not None else (wish.loss or FIRST_LOSS)
    if loss < base.e + LEAST:
        raise Refused(
            "By {law} no model gets to a loss of {loss}, for its floor is {floor}: choose a higher loss.",
            law=base.source.named,
            loss=nats(loss),
            floor=nats(base.e),
        )
    used = _plan(base, Task(loss, wish.served)) if wish.served else None
    short = _plan(repeated(), Task(loss, wish.served, wish.unique)) if wish.unique else None
    plain = Allocation(*_best(base, loss))
    return Plans(loss, Plan(Task(loss), plain, cost(Task(loss), plain)), used, short, bool(wish.unique and not short))


def _best(base: AdditiveLaw, loss: float) -> tuple[float, float]:
    best = base.optimum(base.budget(loss))
    return float(best.parameters), float(best.tokens)


def _plan(of: AdditiveLaw | RepeatedLaw, task: Task) -> Plan | None:
    chosen = cheapest(of, task)
    return None if chosen is None else Plan(task, chosen, cost(task, chosen))


def repeats(wish: Wish) -> bool:
    """Whether the law says what it is worth to read a text again."""
    return law(wish.law) == repeated().law


def told(wish: Wish, found: Plans) -> str:
    """The size, the text and the time of training alone."""
    best, time = found.plain.chosen, gpu_days(found.plain.cost.training, wish.processor.peak.number, wish.used)
    said = _(
        "A loss of {loss} costs least with {n} parameters and {d} tokens: {c} operations, or {days} days of one {gpu} "
        "at {used} of its peak.",
        loss=nats(found.loss),
        n=big(best.parameters),
        d=big(best.tokens),
        c=scientific(found.plain.cost.training, 2),
        days=days(time),
        gpu=wish.processor.name,
        used=f"{100 * wish.used:.0f} %",
    )
    return joined(said, _a_month(time))


def _a_month(time: float) -> str:
    """How many processors do it in a month, where one takes longer."""
    many = ceil(time / MONTH)
    if many < 2:
        return ""
    return ngettext("{many} of them take a month.", "{many} of them take a month.", many, many=big(many))


def served_told(found: Plans) -> str:
    """How use moves the best size; "" where there is none."""
    if found.served is None:
        return ""
    best, plain = found.served.chosen, found.plain.chosen
    much = cost(found.served.task, plain).total
    return _(
        "To read and write {t} tokens with it as well, {n} parameters and {d} tokens are best: the training takes "
        "{times} times the compute, both together {less} less than with the size above.",
        t=big(found.served.task.served),
        n=big(best.parameters),
        d=big(best.tokens),
        times=f"{found.served.cost.training / found.plain.cost.training:.2g}",
        less=f"{100 * (1 - found.served.cost.total / much):.0f} %",
    )


def short_told(wish: Wish, found: Plans) -> str:
    """What a bounded text costs; "" where it is not bounded."""
    if wish.unique is None:
        return ""
    if found.short is None:
        return _("With only {u} different tokens no size gets so far, however often they are read.", u=big(wish.unique))
    best = found.short.chosen
    return _(
        "With only {u} different tokens, {n} parameters that read {d} tokens, each {epochs} times, take {times} times "
        "the compute of the training above.",
        u=big(wish.unique),
        n=big(best.parameters),
        d=big(best.tokens),
        epochs=f"{max(1.0, best.tokens / wish.unique):.2g}",
        times=f"{found.short.cost.training / found.plain.cost.training:.2g}",
    )


def reached() -> float:
    """The share of its processors' peak that a published training reached."""
    model, processor, speed = published_speed()
    assert model.parameters is not None
    return FLOP_PER_TOKEN * model.parameters.number * speed.number / processor.peak.number


def used_said() -> str:
    model, processor, speed = published_speed()
    return _(
        "In the training of {model} one {gpu} got through {speed} tokens a second: {share} of its peak ({cited}).",
        model=model.name,
        gpu=processor.name,
        speed=f"{speed.number:g}",
        share=f"{100 * reached():.0f} %",
        cited=speed.cited,
    )


def sources(wish: Wish) -> str:
    speed = published_speed()[2]
    short = (repeated(),) if repeats(wish) else ()
    return sources_of(law(wish.law), *short, wish.processor.peak, speed)
