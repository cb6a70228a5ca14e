"""Whether the model is right as often as it says, on text that it was not trained on."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.calibration import FEWEST, TEMPERATURES, Guesses, Reliability, guesses
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.figures.numbers import count, percent
from explorer.figures.reliability_bars import BinLabels
from explorer.findings.output.progress import Progress, unseen
from explorer.findings.output.reading import ids_of, window_of
from explorer.models.catalogue import comes_along
from explorer.models.model import Model
from explorer.trace.edits import Edit
from explorer.words import _
from explorer.words.sentences import apart, joined

HELD_OUT = Path(__file__).parents[2] / "assets" / "held_out"
LANGUAGES = ("en", "ja")


def guesses_on(
    model: Model, languages: tuple[str, ...], edits: tuple[Edit, ...] = (), progress: Progress = unseen
) -> Guesses:
    """Of all the held-out texts asked for; each is measured once. Refused where the model cannot read one."""
    measured = [_measured(model, language, edits, progress) for language in languages]
    return measured[0] if len(measured) == 1 else measured[0].joined(measured[1])


def _measured(model: Model, language: str, edits: tuple[Edit, ...], progress: Progress) -> Guesses:
    key = ("calibration", model.name, model.fingerprint, language, edits)
    return once(key, lambda: _measure(model, language, edits, progress))


def _measure(model: Model, language: str, edits: tuple[Edit, ...], progress: Progress) -> Guesses:
    def logits(part: Sequence[int]) -> NDArray[np.float32]:
        return engine.logits(model.fingerprint, tuple(part), edits)

    ids = ids_of(model, held_out(language))
    with progress(_("Guessing each of {n} held-out tokens…", n=count(len(ids)))) as tell:
        return guesses(logits, ids, size=window_of(model), told=tell)


@cache
def held_out(language: str) -> str:
    return (HELD_OUT / f"{language}.txt").read_text(encoding="utf-8")


def labels() -> BinLabels:
    return BinLabels(
        confidence=_("probability of the first guess"),
        accuracy=_("how often it was right"),
        ideal=_("as it should be"),
        guesses=_("guesses"),
    )


def answer(bins: Reliability) -> str:
    """Is 80 % right 80 % of the time? Of the fullest bin that is surer than a half, else of the fullest of all."""
    sure = np.where(np.arange(len(bins.n)) >= len(bins.n) // 2, bins.n, 0)
    place = int(sure.argmax()) if sure.max() >= FEWEST else int(bins.n.argmax())
    said, came = bins.confidence[place], bins.accuracy[place]
    numbers = {"said": percent(float(said)), "came": percent(float(came)), "n": count(int(bins.n[place]))}
    if bins.n[place] < FEWEST:
        return _(
            "No bin has {least} guesses: too few to tell whether the model is right as often as it says.", least=FEWEST
        )
    if bins.low[place] <= said <= bins.high[place]:
        return _(
            "Where the model gave its first guess about {said}, it was right {came} of {n} times: as it said.",
            **numbers,
        )
    if came < said:
        return _(
            "Where the model gave its first guess about {said}, it was right only {came} of {n} times: too sure.",
            **numbers,
        )
    return _(
        "Where the model gave its first guess about {said}, it was right {came} of {n} times: not sure enough.",
        **numbers,
    )


def spoken(bins: Reliability) -> str:
    """The bars for those who do not see them, each with its guesses."""
    told = (
        _(
            "said {said}, right {came} of {n}",
            said=percent(float(bins.confidence[place])),
            came=percent(float(bins.accuracy[place])),
            n=count(int(bins.n[place])),
        )
        for place in np.flatnonzero(bins.n)
    )
    return _("From the least sure guesses to the surest: {bins}.", bins=apart(*told))


def score(guessed: Guesses, bins: Reliability, row: int) -> str:
    return _(
        "Over {n} guesses it was right {right} of the time and said {said} on average. The expected calibration error "
        "is {error} percentage points, where a model that is right just as often as it says would have about {chance} "
        "by chance; each token cost {bits} bits.",
        chance=f"{100 * bins.by_chance:.1f}",
        n=count(len(guessed.right)),
        right=percent(float(guessed.right.mean())),
        said=percent(float(guessed.confidence[row].mean())),
        error=f"{100 * bins.error:.1f}",
        bits=f"{guessed.surprisal[row].mean():.2f}",
    )


def best(guessed: Guesses) -> str:
    """The temperature at which the text costs least."""
    place = int(guessed.surprisal.mean(1).argmin())
    if TEMPERATURES[place] == 1:
        return _("Of these temperatures, 1 predicts the text best: changing it would not help.")
    return _(
        "Of these temperatures, {temperature} predicts the text best ({bits} bits a token).",
        temperature=f"{TEMPERATURES[place]:g}",
        bits=f"{guessed.surprisal[place].mean():.2f}",
    )


def source(model: Model) -> str:
    """What the texts are, and whether the model has met them."""
    works = _("Passages of public-domain works by Doyle, Twain, Stevenson, Miyazawa, Akutagawa and Terada.")
    if comes_along(model.name):
        return joined(works, _("They were held out of this model's training."))
    return joined(works, _("Whether this model has met them in its training is not known here."))
