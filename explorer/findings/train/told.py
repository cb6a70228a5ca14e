"""What happened in a training, in a sentence, and the rule by which it is said."""

from explorer.engine.training_start import Guesses
from explorer.figures.numbers import count
from explorer.findings.train.verdict import FEWEST, MARGIN, Kind, Verdict
from explorer.words import _, ngettext
from explorer.words.sentences import joined


def what_happened(judged: Verdict, guesses: Guesses) -> str:
    return {
        "too short": _too_short,
        "burst": lambda: _burst(judged),
        "no better": lambda: _no_better(judged, guesses),
        "by heart": lambda: _by_heart(judged),
        "stalled": lambda: _stalled(judged, guesses.unigram),
        "still learning": lambda: _still_learning(judged, guesses.unigram),
    }[judged.kind]()


def _by_heart(judged: Verdict) -> str:
    step, lowest = judged.lowest
    return _(
        "It learned by heart: from step {step} on, the held-out loss rose by {rose}, from {lowest} to {last}, while "
        "the loss on what it learns from fell by another {fell}.",
        step=count(step),
        rose=nats(judged.rose),
        lowest=nats(lowest),
        last=nats(judged.last),
        fell=nats(judged.seen_fell),
    )


def _burst(judged: Verdict) -> str:
    return _(
        "The loss burst: it became so large that it is no number any more. Its last held-out value was {last}, its "
        "lowest {lowest} at step {step}.",
        last=nats(judged.last),
        lowest=nats(judged.lowest[1]),
        step=count(judged.lowest[0]),
    )


def _no_better(judged: Verdict, guesses: Guesses) -> str:
    if judged.last >= guesses.uniform:
        return _(
            "It got nowhere: after the last step the held-out loss is {last}, worse than guessing blindly ({uniform}).",
            last=nats(judged.last),
            uniform=nats(guesses.uniform),
        )
    return _(
        "It got nowhere: the held-out loss ends at {last}, and the tokens' frequencies alone, with no context at all, "
        "cost {unigram}.",
        last=nats(judged.last),
        unigram=nats(guesses.unigram),
    )


def _stalled(judged: Verdict, unigram: float) -> str:
    return _(
        "It has stalled: over the last third of the steps the held-out loss moved from {before} to {last}. That is "
        "{below} below what the tokens' frequencies alone cost.",
        before=nats(judged.last + judged.late_fall),
        last=nats(judged.last),
        below=nats(unigram - judged.last),
    )


def _still_learning(judged: Verdict, unigram: float) -> str:
    return _(
        "It was still learning when it ended: the held-out loss fell from {first} to {last}, {below} below what the "
        "tokens' frequencies alone cost, and by {late} over the last third of the steps.",
        first=nats(judged.first),
        last=nats(judged.last),
        below=nats(unigram - judged.last),
        late=nats(judged.late_fall),
    )


def _too_short() -> str:
    return ngettext(
        "With fewer than {n} step nothing is said of it.", "With fewer than {n} steps nothing is said of it.", FEWEST
    )


def rule(kind: Kind) -> str:
    """By what it is said; "" where there is nothing to state."""
    rules = {
        "by heart": _(
            "Said where the held-out loss ends at least {margin} nats above its lowest, and the other loss has "
            "fallen by as much since.",
            margin=MARGIN,
        ),
        "no better": _(
            "Said where, after {n} steps or more, it ends less than {margin} nats below the line of frequencies.",
            n=FEWEST,
            margin=MARGIN,
        ),
        "stalled": _(
            "Said where the held-out loss falls by less than {margin} nats over the last third of the steps.",
            margin=MARGIN,
        ),
        "still learning": _(
            "Said where the held-out loss falls by {margin} nats or more over the last third of the steps.",
            margin=MARGIN,
        ),
    }
    return rules.get(kind, "")


def nats(loss: float) -> str:
    """
    >>> nats(2.345)
    '2.35'
    """
    return f"{loss:.2f}"


def as_wished(judged: Verdict, wished: tuple[Kind, ...]) -> str:
    """Whether a preset did what it is there to show; said only where it did not."""
    if not wished or judged.kind in wished or judged.kind == "too short":
        return ""
    return _("This is not what the preset is there to show: here it came out otherwise.")


def all_of_it(judged: Verdict, guesses: Guesses, wished: tuple[Kind, ...]) -> str:
    return joined(what_happened(judged, guesses), as_wished(judged, wished))
