"""A training in sentences: before it begins, while it goes on, and when it has ended."""

from explorer.engine.training_start import guesses
from explorer.engine.trainings import Progress
from explorer.figures.numbers import count
from explorer.findings.train import curves, told
from explorer.findings.train.presets import Preset, of_order
from explorer.findings.train.told import nats
from explorer.findings.train.verdict import MARGIN, Verdict, verdict
from explorer.models.training.estimate import Estimate
from explorer.words import _, ngettext, translated
from explorer.words.numbers import big
from explorer.words.sentences import joined


def at_the_start(start: Progress) -> str:
    """Of a model that has learnt nothing."""
    return _(
        "Here is a model of {n} parameters that has learned nothing yet: each token of a text it has not seen costs it "
        "{loss} nats, and guessing blindly among {n_vocab} tokens costs {blind}.",
        n=big(start.n_parameters),
        loss=nats(start.held_out[0][1]),
        n_vocab=count(start.n_vocab),
        blind=nats(guesses(start.order).uniform),
    )


def before(estimate: Estimate, steps: int, preset: Preset | None) -> str:
    """What to watch, how long it takes, and how often it reads the text."""
    takes = ngettext(
        "About {seconds} s for {n} step on this server; each token of the text is read {rounds} times.",
        "About {seconds} s for {n} steps on this server; each token of the text is read {rounds} times.",
        steps,
        seconds=f"{estimate.seconds:.0f}",
        rounds=_rounds(estimate.rounds),
    )
    return joined(what_to_watch(preset), takes)


def _rounds(rounds: float) -> str:
    return f"{rounds:.0f}" if rounds >= 10 else f"{rounds:.1f}"


def what_to_watch(preset: Preset | None) -> str:
    return translated(preset.watch) if preset else ""


def while_it_learns(progress: Progress, key: str) -> str:
    """What to watch, and the way back. key: as it is to be shown."""
    return joined(what_to_watch(of_order(progress.order)), way_back(key))


def way_back(key: str) -> str:
    return _(
        "Its key is {key}: with it you come back to it after this tab is closed or the server is restarted.", key=key
    )


def so_far(progress: Progress) -> str:
    """While it learns."""
    if progress.state == "waiting":
        return _("It waits for its turn: place {n} in the queue.", n=progress.place)
    if not progress.held_out:
        return _("Its process is being started.")
    step, loss = progress.held_out[-1]
    before = guesses(progress.order).unigram - loss
    said = _("After step {step} the held-out loss is {loss}:", step=count(step), loss=nats(loss))
    if before <= 0:
        return joined(said, _("it does not know yet how frequent each token is."))
    return joined(said, _("{below} below what the frequencies alone cost, so it uses context.", below=nats(before)))


def bar(progress: Progress) -> str:
    """Beside the bar: step, time left, pace."""
    said = _("Step {step} of {steps}", step=count(progress.step), steps=count(progress.order.steps))
    if progress.seconds_left is None or not progress.step:
        return said
    left = _("about {n} s left", n=f"{progress.seconds_left:.0f}")
    pace = _("{n} tokens a second", n=big(progress.tokens_a_second))
    return " · ".join((said, left, pace))


def judged(progress: Progress) -> Verdict | None:
    """By its losses; None before there are any."""
    seen = curves.seen(progress.losses, progress.order.steps)
    return verdict(seen, progress.held_out, guesses(progress.order).unigram, burst=progress.ending == "diverged")


def afterwards(progress: Progress) -> str:
    """What happened."""
    found = judged(progress)
    if found is None:
        return _("It ended before there was anything to judge it by.")
    preset = of_order(progress.order)
    wished = preset.wished if preset and progress.ending != "stopped" else ()
    return told.all_of_it(found, guesses(progress.order), wished)


def turn(progress: Progress) -> tuple[int, float] | None:
    """Where the held-out loss was lowest, where it has risen since."""
    found = judged(progress)
    return found.lowest if found and found.rose >= MARGIN else None


def behind_it(progress: Progress) -> str:
    """The rule by which it is said, and how it went."""
    found = judged(progress)
    return joined(told.rule(found.kind) if found else "", how_it_went(progress))


def how_it_went(progress: Progress) -> str:
    """Steps, seconds, compute, and why it ended."""
    said = ngettext(
        "{n} step in {seconds} s, {pace} tokens a second, {parameters} parameters.",
        "{n} steps in {seconds} s, {pace} tokens a second, {parameters} parameters.",
        progress.step,
        seconds=f"{progress.seconds:.0f}",
        pace=big(progress.tokens_a_second),
        parameters=count(progress.n_parameters),
    )
    return joined(said, _ended(progress))


def _ended(progress: Progress) -> str:
    return {
        "seconds": _("It ended there because this server gives a training no more time."),
        "stopped": _("You ended it there."),
        "diverged": _("It ended because the loss was no number any more."),
    }.get(progress.ending or "", "")
