"""A thousand draws: what the same probabilities give, drawn from again and again."""

import numpy as np
from numpy.typing import NDArray

from explorer.components.payload import Packed
from explorer.components.probability.goodness_of_fit import GoodnessOfFit, Labels, Outcome
from explorer.decoding.choice import choose_each, draws
from explorer.decoding.comparisons import rank_of
from explorer.decoding.goodness_of_fit import ChiSquare, chi_square
from explorer.decoding.top import likeliest
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.words import _, ngettext
from explorer.words.sentences import chip

DRAWS = 1_000
ROWS = 14
USUAL = 0.05
"""A p-value below this is called unusual."""


def thousand_draws(run: Run, drawn: NDArray[np.int64]) -> GoodnessOfFit:
    """How often each token came among the ids `drawn`, beside what was to be expected."""
    outcomes, places = outcomes_of(run, drawn)
    return GoodnessOfFit(outcomes=tuple(outcomes), drawn=Packed(places.astype(np.uint8)), labels=_labels())


def drawn_of(run: Run) -> NDArray[np.int64]:
    """(DRAWS,) ids; the first is the token that this run draws."""
    numbers = draws(seed=run.question.sampling.seed, step=run.generation.step, n=DRAWS)
    return choose_each(run.pipeline.probs, numbers)


def outcomes_of(run: Run, drawn: NDArray[np.int64]) -> tuple[list[Outcome], NDArray[np.int64]]:
    """The likeliest tokens and all the others as one, and for each draw which of these it is."""
    probs = run.pipeline.probs
    best = likeliest(probs, ROWS)
    shares = probs[best] / probs.sum(dtype=np.float64)
    texts = run.texts_of(best)
    outcomes = [Outcome(text, float(share), rest=False) for text, share in zip(texts, shares, strict=True)]
    place = np.full(probs.size, len(best))
    place[best] = np.arange(len(best))
    rest = max(0.0, 1 - float(shares.sum()))
    if int((probs > 0).sum()) > len(best):
        outcomes.append(Outcome(_("everything else"), rest, rest=True))
    return outcomes, place[drawn]


def judged(run: Run, drawn: NDArray[np.int64]) -> str:
    """Whether the draws follow the probabilities."""
    return verdict(chi_square(run.pipeline.probs, drawn))


def verdict(found: ChiSquare | None) -> str:
    """What Pearson's test says, in words."""
    if found is None:
        return _("Only one token is likely enough to be counted, so that there is nothing to compare.")
    numbers = _(
        "χ² = {statistic} with {freedom} degrees of freedom, p = {p}",
        statistic=f"{found.statistic:.1f}",
        freedom=count(found.freedom),
        p=f"{found.p:.2g}" if found.p >= 0.001 else "< 0.001",
    )
    if found.p < USUAL:
        return _(
            "The counts are farther from the probabilities than usual: by chance alone, {n} would be so far. Of "
            "twenty seeds, about one looks like this. ({numbers})",
            n=_of_a_hundred(found.p),
            numbers=numbers,
        )
    return _(
        "The counts agree with the probabilities: by chance alone, {n} would be at least as far off. ({numbers})",
        n=_of_a_hundred(found.p),
        numbers=numbers,
    )


def _of_a_hundred(p: float) -> str:
    """How many repetitions, as people say it."""
    if p >= 0.01:
        return _("{n} of 100 such trials", n=round(100 * p))
    return _("{n} of 1,000 such trials", n=round(1000 * p)) if p >= 0.001 else _("less than 1 of 1,000 such trials")


def variety(run: Run, drawn: NDArray[np.int64]) -> str:
    """How many tokens came, and the least likely of them."""
    ids, counts = np.unique(drawn, return_counts=True)
    rarest = int(ids[run.pipeline.probs[ids].argmin()])
    came = ngettext(
        "In {draws} draws {count} token came.",
        "In {draws} draws {count} different tokens came, {once} of them only once.",
        ids.size,
        draws=count(DRAWS),
        count=count(ids.size),
        once=count(int((counts == 1).sum())),
    )
    if ids.size == 1:
        return came
    least = _(
        "The least likely that came is {token}, rank {rank} with {share}.",
        token=chip(run.texts_of([rarest])[0]),
        rank=count(rank_of(run.pipeline.probs, rarest)),
        share=percent(float(run.pipeline.probs[rarest])),
    )
    return _("{sentence} {another}", sentence=came, another=least)


def _labels() -> Labels:
    return Labels(
        trial=_("How often each token came, beside what was to be expected"),
        play=_("Draw"),
        pause=_("Pause"),
        scrub=_("How many draws are counted"),
        of=_("{n} of {all} draws", n="{n}", all="{all}"),
        count=_("came"),
        expected=_("expected"),
        band=_("two standard deviations around it, where about 95 of 100 counts lie"),
        outside=_("outside of them"),
        again=_("Another seed"),
    )
