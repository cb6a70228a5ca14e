"""The calibration curve of the model on screen, on text that it was not trained on."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.calibration import FEWEST, TEMPERATURES, Guesses, Reliability, guesses, reliability
from explorer.components.frame.theme import shown
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import count, percent
from explorer.figures.palette import palette
from explorer.figures.reliability_bars import BinLabels, Bins, reliability_bars
from explorer.models.catalogue import EMBEDDED
from explorer.models.model import Model
from explorer.session.sticky import sticky
from explorer.trace.edits import Edit, everywhere
from explorer.views.output.own_text import ids_of, window_of
from explorer.views.output.progress import progress
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal

HELD_OUT = Path(__file__).parents[2] / "assets" / "held_out"
LANGUAGES = ("en", "ja")
BARE = {"displayModeBar": False}


def show(run: Run) -> None:
    text, temperature = _settings()
    try:
        found = guesses_on(run.model, LANGUAGES if text == "both" else (text,), everywhere(run.question.edits))
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    row = TEMPERATURES.index(temperature)
    bins = reliability(found.confidence[row], found.right)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _figure(bins)
    with right:
        sentence(answer(bins), key="calibration_answer", strong=True)
        sentence(_score(found, bins, row), key="calibration_score")
        sentence(_best(found), key="calibration_best")
        st.caption(_source(run.model))


def _settings() -> tuple[str, float]:
    left, right = st.columns(2, gap="medium")
    names = {"both": _("both languages"), "en": _("English"), "ja": _("Japanese")}
    text = left.segmented_control(
        _("Text"), list(names), required=True, format_func=names.__getitem__, **sticky("calibration_text", "both")
    )
    temperature = right.select_slider(
        _("Temperature"),
        TEMPERATURES,
        help=_("Below 1 the model speaks more surely than it was trained to, above 1 less; its first guess stays."),
        **sticky("calibration_temperature", 1.0),
    )
    return text or "both", temperature


def _figure(bins: Reliability) -> None:
    labels = BinLabels(
        confidence=_("probability of the first guess"),
        accuracy=_("how often it was right"),
        ideal=_("as it should be"),
        guesses=_("guesses"),
    )
    drawn = Bins(bins.n, bins.confidence, bins.accuracy, bins.low, bins.high)
    st.plotly_chart(
        reliability_bars(drawn, labels, palette(shown())),
        key="calibration_figure",
        config=BARE,
        alt=_("How often the model's first guess was right, by how probable the model found it"),
    )


def guesses_on(model: Model, languages: tuple[str, ...], edits: tuple[Edit, ...] = ()) -> Guesses:
    """Of all the held-out texts asked for; each is measured once."""
    found = [_measured(model, language, edits) for language in languages]
    return found[0] if len(found) == 1 else found[0].joined(found[1])


def _measured(model: Model, language: str, edits: tuple[Edit, ...]) -> Guesses:
    key = ("calibration", model.name, model.fingerprint, language, edits)
    return once(key, lambda: _measure(model, language, edits))


def _measure(model: Model, language: str, edits: tuple[Edit, ...]) -> Guesses:
    def logits(part: Sequence[int]) -> NDArray[np.float32]:
        return engine.logits(model.fingerprint, tuple(part), edits)

    ids = ids_of(model, held_out(language))
    said = _("Guessing each of {n} held-out tokens…", n=count(len(ids)))
    with progress(said) as told:
        return guesses(logits, ids, size=window_of(model), told=told)


@cache
def held_out(language: str) -> str:
    return (HELD_OUT / f"{language}.txt").read_text(encoding="utf-8")


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


def _score(found: Guesses, bins: Reliability, row: int) -> str:
    return _(
        "Over {n} guesses it was right {right} of the time and said {said} on average. The expected calibration error "
        "is {error} percentage points, where a model that is right just as often as it says would have about {chance} "
        "by chance; each token cost {bits} bits.",
        chance=f"{100 * bins.by_chance:.1f}",
        n=count(len(found.right)),
        right=percent(float(found.right.mean())),
        said=percent(float(found.confidence[row].mean())),
        error=f"{100 * bins.error:.1f}",
        bits=f"{found.surprisal[row].mean():.2f}",
    )


def _best(found: Guesses) -> str:
    """The temperature at which the text costs least."""
    best = int(found.surprisal.mean(1).argmin())
    if TEMPERATURES[best] == 1:
        return _("Of these temperatures, 1 predicts the text best: changing it would not help.")
    return _(
        "Of these temperatures, {temperature} predicts the text best ({bits} bits a token).",
        temperature=f"{TEMPERATURES[best]:g}",
        bits=f"{found.surprisal[best].mean():.2f}",
    )


def _source(model: Model) -> str:
    works = _("Passages of public-domain works by Doyle, Twain, Stevenson, Miyazawa, Akutagawa and Terada.")
    if any(entry.name == model.name for entry in EMBEDDED):
        return _("{first} {second}", first=works, second=_("They were held out of this model's training."))
    unknown = _("Whether this model has met them in its training is not known here.")
    return _("{first} {second}", first=works, second=unknown)
