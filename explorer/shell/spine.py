"""The spine of a run: five nodes, each with a miniature of real data, and the scrubber."""

from explorer.components.frame.spine import Minis, Node, Scrubber, ScrubberLabels, Spine
from explorer.components.mount import mount
from explorer.engine import model_store
from explorer.engine.memory import most_tokens
from explorer.engine.runs import Run
from explorer.findings.miniatures import miniatures
from explorer.session import player, state
from explorer.session.here import Here
from explorer.shell.first_paint import recorded
from explorer.views import registry
from explorer.views.registry import STEPS
from explorer.words import _, explain, translated


def show_spine(here: Here, run: Run | None, page: str) -> None:
    """Draw it on `page`; without a run it is navigation alone, or a recorded one while the model is loaded."""
    mount(
        "spine",
        spine(here, run, page),
        page=state.go,
        step=_rewind,
        next=lambda _sent: player.step(),
    )


def spine(here: Here, run: Run | None, page: str) -> Spine:
    record = recorded(here) if run is None and not model_store.there(here.model) else None
    secret = registry.page(page).riddle
    note = _("A recorded run of this prompt; the model itself is being loaded.") if record else ""
    return Spine(
        nodes=nodes(gaps=run is not None and not run.model.causal),
        minis=Minis() if secret else miniatures(run) if run else record or Minis(),
        here=page,
        label=_("The five steps of this run"),
        note=_limits(run) if run else note,
        scrubber=scrubber(run) if run and run.model.causal else None,
    )


def nodes(*, gaps: bool = False) -> tuple[Node, ...]:
    """`gaps`: of a model that fills them."""
    titles = {step: step.gap_title if gaps and step.gap_title else step.title for step in STEPS}
    return tuple(Node(step.slug, step.number, translated(step.name), translated(titles[step])) for step in STEPS)


def scrubber(run: Run) -> Scrubber:
    step, steps = run.generation.step, len(run.generation.generated)
    return Scrubber(
        step,
        steps,
        full=len(run.trace.ids) >= most_tokens(run.model.shape),
        labels=ScrubberLabels(
            first=_("Back to the prompt"),
            back=_("One step back"),
            forward=_("One step forward"),
            scrub=_("Generation step"),
            count=_("step {step} of {steps}", step=step, steps=steps),
            next=_("Next token"),
            next_title=_("Choose the next token with the current settings and append it"),
        ),
    )


def _limits(run: Run) -> str:
    """What this model cannot show, or ""."""
    limits = run.model.limits
    return f"{run.model.name}: " + " · ".join(map(explain, limits)) if limits else ""


def _rewind(step: int) -> None:
    player.pause()
    # The text may have become shorter since the scrubber was drawn.
    state.change(step=min(step, len(state.current().generated)), position=None)
