"""What the player's buttons say of a text being written."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.components.text.player import Can, Chosen, Labels, Player, Speed
from explorer.decoding.generation import Ending
from explorer.engine.memory import most_tokens
from explorer.engine.runs import Run
from explorer.words import _, ngettext


@dataclass(frozen=True)
class Playing:
    """What the session knows of the player."""

    amounts: tuple[int, ...]
    """Tokens that one press of play may bring."""
    speeds: tuple[str, ...]
    amount: int
    speed: str
    going: tuple[int, int] | None
    """From which step to which it plays; None where the text stands still."""
    back: bool
    """Whether there is something that cancel would bring back."""
    ending: Ending | None
    """Why nothing comes after the run's last token."""


def buttons(run: Run, now: Playing) -> Player:
    step, more = run.generation.step > 0, now.ending is None
    return Player(
        playing=now.going is not None,
        can=Can(rewind=step, back=step, play=more, step=more, cancel=now.back),
        labels=_labels(),
        amounts=now.amounts,
        speeds=tuple(Speed(speed, _speeds()[speed]) for speed in now.speeds),
        chosen=Chosen(now.amount, now.speed, run.question.sampling.seed),
        status=_status(run, now),
        progress=_progress(run, now),
    )


def _labels() -> Labels:
    return Labels(
        rewind=_("Rewind to the prompt"),
        back=_("One token back"),
        play=_("Play"),
        play_title=_("Let the model go on with the text"),
        pause=_("Pause"),
        step=_("One token on"),
        cancel=_("Cancel: back to where you pressed play or changed a token"),
        amount=_("tokens"),
        speed=_("speed"),
        seed=_("seed"),
    )


def _speeds() -> Mapping[str, str]:
    return {"slow": _("slow"), "steady": _("steady"), "fast": _("fast")}


def _status(run: Run, now: Playing) -> str:
    step, steps = run.generation.step, len(run.generation.generated)
    if now.going:
        began, until = now.going
        return _("Writing token {n} of {most}", n=step - began, most=until - began)
    if now.ending is not None:
        return _endings(run)[now.ending]
    if step < steps:
        return _("At token {step} of {steps}", step=step, steps=steps)
    if step:
        return ngettext("{n} token written", "{n} tokens written", step)
    return _("Press play: the model goes on with your text")


def _endings(run: Run) -> Mapping[Ending, str]:
    return {
        "end": _("The model has ended its text here"),
        "n_ctx": _(
            "The context is full: {model} reads at most {n_ctx} tokens",
            model=run.model.name,
            n_ctx=most_tokens(run.model.shape),
        ),
    }


def _progress(run: Run, now: Playing) -> float:
    step, steps = run.generation.step, len(run.generation.generated)
    if now.going:
        began, until = now.going
        return (step - began) / max(1, until - began)
    return step / steps if steps else 0.0
