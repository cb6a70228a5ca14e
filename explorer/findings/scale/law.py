"""One point, a size and a text: what each law says of it, and what ten times the compute would buy."""

from dataclasses import dataclass

from explorer.findings.scale.names import LAWS, law, nats
from explorer.scaling.laws import PETAFLOP_DAY, AdditiveLaw, Allocation, JointLaw, PowerLaw
from explorer.scaling.published_laws import joint, power
from explorer.words import _
from explorer.words.facts import sources_of
from explorer.words.numbers import big, scientific
from explorer.words.sentences import joined

SIZE_FROM, SIZE_TO = 6, 13
TEXT_FROM, TEXT_TO = 8, 14
COMPUTE_FROM, COMPUTE_TO = 15, 28
"""Powers of ten between which the sliders go."""
FIRST = Allocation(2e11, 3e11)
"""About GPT-3's, so that the page opens on a famous disagreement."""


@dataclass(frozen=True)
class Said:
    """What one law says of the point."""

    name: str
    place: str
    link: str
    loss: float
    needs: str
    """Which of size, text and compute it asks for."""
    inside: bool
    """Whether it was fitted to runs of this size and this much text."""
    counts: str


def at_budget(parameters: float, flop: float) -> Allocation:
    """The point of a size on a line of equal compute."""
    return Allocation(parameters, flop / Allocation(parameters, 1.0).compute)


def said(point: Allocation) -> list[Said]:
    """By every law."""
    n, d, c = point.parameters, point.tokens, point.compute / PETAFLOP_DAY
    return [
        *(_said(law(slug), float(law(slug).loss(n, d)), "N, D", point) for slug in LAWS),
        _said(joint(), float(joint().loss(n, d)), "N, D", point),
        _said(power("kaplan-parameters"), float(power("kaplan-parameters").loss(n)), "N", point),
        _said(power("kaplan-tokens"), float(power("kaplan-tokens").loss(d)), "D", point),
        _said(power("kaplan-compute"), float(power("kaplan-compute").loss(c)), "C", point),
    ]


def _said(of: AdditiveLaw | JointLaw | PowerLaw, loss: float, needs: str, point: Allocation) -> Said:
    inside = of.runs.hold(point.parameters, point.tokens)
    return Said(of.source.named, of.at, of.source.link, loss, needs, inside, of.runs.counts)


def striking(chosen: AdditiveLaw, point: Allocation) -> str:
    """What ten times the compute buys at best, and what of the loss is beyond any compute."""
    now, then = float(chosen.best(point.compute)), float(chosen.best(10 * point.compute))
    return _(
        "Ten times the compute, spent in the best way, lowers the loss from {now} to {then}: {left} of what learning "
        "can still take away is left, and {floor} no model gets below.",
        now=nats(now),
        then=nats(then),
        left=f"{100 * 10**-chosen.gain:.0f} %",
        floor=nats(chosen.e),
    )


def better(chosen: AdditiveLaw, point: Allocation) -> str:
    """The point's own loss, and that of the best size for the same compute."""
    best = chosen.optimum(point.compute)
    own, least = float(chosen.loss(point.parameters, point.tokens)), float(chosen.best(point.compute))
    here = _(
        "{n} parameters and {d} tokens take {c} operations, for a loss of {loss}.",
        n=big(point.parameters),
        d=big(point.tokens),
        c=scientific(point.compute, 2),
        loss=nats(own),
    )
    if own - least < 0.005:
        return joined(here, _("No other size does better with them."))
    there = _(
        "As many operations bring {n} parameters and {d} tokens to {loss}.",
        n=big(best.parameters),
        d=big(best.tokens),
        loss=nats(least),
    )
    return joined(here, there)


def table(point: Allocation) -> str:
    """Markdown: every law's loss at the point."""
    head = (_("Law"), _("Asks for"), _("Loss, nats a token"), _("Parameters counted"), _("This point"))
    rows = [head, ("---",) * len(head), *(_row(one) for one in said(point))]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(one: Said) -> tuple[str, ...]:
    counted = {"all": _("all"), "without embeddings": _("without embeddings")}
    inside = _("among its runs") if one.inside else _("beyond its runs")
    name = f"[{one.name}, {one.place}]({one.link})"
    return name, one.needs, nats(one.loss), counted[one.counts], inside


def caveats() -> str:
    """Why the losses of the table are no measure of each other."""
    return joined(
        _(
            "N is the number of parameters, D of tokens, C of operations. Each paper counts its own tokenizer's tokens "
            "in a text of its own, so that the losses of two papers are no measure of each other; only how a law falls "
            "is."
        ),
        _(
            "Kaplan's joint law means a text that may be read several times; the others read each token once, and its "
            "constants are not those of the laws of one quantity."
        ),
    )


def sources() -> str:
    named = (*map(law, LAWS), joint(), power("kaplan-parameters"), power("kaplan-tokens"), power("kaplan-compute"))
    return sources_of(*named, law("hoffmann").runs, law("muennighoff").runs, joint().runs)
