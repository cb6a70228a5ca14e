"""The heads that carry the examples into the answer, as a board and in words."""

from typing import TYPE_CHECKING

from explorer.components.attention.score_grids import Grid, Labels, ScoreGrids
from explorer.components.payload import Floats32
from explorer.figures.numbers import percent
from explorer.findings.gpt3.shots.carriers import Carriers, Silenced, shown
from explorer.findings.gpt3.shots.curve import Score
from explorer.findings.gpt3.shots.tasks import Task
from explorer.findings.spoken import grids_spoken
from explorer.words import _, ngettext
from explorer.words.sentences import joined

if TYPE_CHECKING:
    from explorer.models.model import Model

KS = (1, 2, 4, 8, 16, 32)
SHARE = 1 / 16
"""Of all heads are silenced at first."""


def offered(model: "Model") -> tuple[int, ...]:
    """How many heads can be silenced: at most a quarter."""
    n = model.shape.n_layers * model.shape.n_heads
    return tuple(k for k in KS if 4 * k <= n) or (1,)


def usual(model: "Model") -> int:
    n = model.shape.n_layers * model.shape.n_heads
    return max((k for k in offered(model) if k <= SHARE * n), default=1)


def board(found: Carriers) -> ScoreGrids:
    n_layers, n_heads = found.scores.shape
    note = _(
        "How much of the last token's attention goes to what came after the same token before. A head that looks at "
        "all tokens alike gives it {chance}.",
        chance=percent(found.chance),
    )
    grids = (Grid(_("looks back"), note, Floats32(found.scores)),)
    return ScoreGrids(
        grids=grids,
        spoken=grids_spoken(grids),
        layers=n_layers,
        heads=n_heads,
        selected=found.top(1)[0],
        marks=("",) * (n_layers * n_heads),
        labels=Labels(
            grids=_("Scores of all heads: a row is a layer, a column a head. A click or the arrow keys choose one."),
            head=_("Layer {layer}, head {head}", layer="{layer}", head="{head}"),
            best=_("Highest:"),
        ),
    )


def what_silenced(found: Silenced, task: Task) -> str:
    """Accuracy and probability with and without the heads, and against others."""
    worst, best = (pick(one.right for one in found.random) for pick in (min, max))
    heads = ngettext(
        "Examples in the prompt: {shown}. With all heads {intact} of {asked} are right. Without the {k} "
        "head that looks most at the examples' answers it is {top}; without as many others, drawn at random {draws} "
        "times, {worst} to {best}.",
        "Examples in the prompt: {shown}. With all heads {intact} of {asked} are right. Without the {k} "
        "heads that look most at the examples' answers it is {top}; without as many others, drawn at random {draws} "
        "times, {worst} to {best}.",
        found.k,
        k=found.k,
        asked=found.intact.asked,
        intact=found.intact.right,
        top=found.top.right,
        draws=len(found.random),
        worst=worst,
        best=best,
        shown=shown(task),
    )
    return joined(heads, _likelihood(found), _verdict(found, worst))


def _likelihood(found: Silenced) -> str:
    exact, likely = ([getattr(one, name) for one in found.random] for name in ("exact", "probability"))
    return _(
        "Letter for letter it writes {exact} with all heads, {few} without these, and {least} to {most} without the "
        "others; the right answer's probability (its geometric mean) is {intact}, {top}, and {low} to {high}.",
        exact=found.intact.exact,
        few=found.top.exact,
        least=min(exact),
        most=max(exact),
        intact=percent(found.intact.probability),
        top=percent(found.top.probability),
        low=percent(min(likely)),
        high=percent(max(likely)),
    )


def _verdict(found: Silenced, worst: int) -> str:
    """By what is right: outside the interval of all heads it has fallen, and beneath each of the others, because of
    these heads."""
    if not learned(found.intact):
        return _("There is little here that they could carry: with all heads hardly anything is right.")
    low, _high = found.intact.interval
    if found.top.share >= low:
        return _("So on this task these heads are not what the right answers rest on: the model does without them.")
    if found.top.right >= worst:
        return _("It falls without them; but without one of the other sets as well, so that it rests on more heads.")
    if found.top.right <= found.intact.right / 2:
        return _("So these heads carry most of it, and others do not in their place.")
    return _("So these heads carry a part of it, more than as many others do.")


def learned(score: Score) -> bool:
    return score.share >= LEARNED


LEARNED = 0.3
"""The share of right answers from which on there is something to be carried."""
