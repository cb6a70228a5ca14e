"""Contrastive decoding on the run: what the large model prefers most over a smaller one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from explorer.components.probability.choice_steps import choice_steps
from explorer.decoding.contrastive import ALPHA, Contrast, write
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import count, percent
from explorer.session.sticky import sticky
from explorer.text.token import tokens_of
from explorer.views.output import drafts
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal
from explorer.words.sentences import chip

LENGTH = 24
ROWS = 8
ALPHAS = (0.01, 0.03, 0.1, 0.3, 1.0)


def show(run: Run) -> None:
    left, middle, _rest = st.columns([2, 1, 1], vertical_alignment="bottom")
    with left:
        amateur = drafts.pick(run, _("Amateur"))
    if amateur is None:
        return
    alpha = middle.selectbox(
        _("Plausibility threshold"),
        ALPHAS,
        format_func=lambda value: _("{share} of the likeliest", share=percent(value)),
        help=_("Tokens that the expert finds less likely than this share of its likeliest cannot be chosen."),
        **sticky("contrast_alpha", ALPHA),
    )
    try:
        made = _made(run, amateur, alpha)
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    choice_steps(
        groups(run, made), [_panel(run, one) for one in made], key="contrast_steps", labels=labels(), legend=legend()
    )
    sentence(finding(run, made), key="contrast_finding", strong=True)


def _made(run: Run, amateur: str, alpha: float) -> tuple[Contrast, ...]:
    key = ("contrasts", run.model.name, run.trace.identity, amateur, alpha)
    return once(key, lambda: _contrasted(run, amateur, alpha))


def _contrasted(run: Run, amateur: str, alpha: float) -> tuple[Contrast, ...]:
    n = min(LENGTH, run.model.shape.n_ctx - len(run.trace.ids))
    with st.spinner(_("Writing {n} tokens with expert and amateur…", n=n)):
        small = drafts.reader(run, amateur)
        made = write(run.growing(), small, run.trace.ids, n=n, ends=run.model.ends, alpha=alpha)
        return tuple(made)


def labels() -> dict[str, str]:
    return {
        "strip": _("The text written by contrast, token by token"),
        "a": _("amateur"),
        "b": _("expert"),
    }


def legend() -> dict[str, str]:
    return {"plain": _("also the likeliest for the expert alone"), "own": _("chosen by the contrast")}


def groups(run: Run, made: Sequence[Contrast]) -> list[dict[str, Any]]:
    chosen = [one.chosen for one in made]
    words = tokens_of((*run.trace.ids, *chosen), run.model.tokenizer)[len(run.trace.ids) :]
    chips = [
        {
            "text": word.text,
            "title": word.text,
            "state": "plain" if one.chosen == int(one.expert.argmax()) else "own",
            "panel": place,
            "row": None,
        }
        for place, (word, one) in enumerate(zip(words, made, strict=True))
    ]
    return [{"note": "", "chips": chips}]


def _panel(run: Run, one: Contrast) -> dict[str, Any]:
    """The best by contrast, then the expert's likeliest of what was cut."""
    scores = one.scores
    plausible = [int(i) for i in np.argsort(-scores, kind="stable")[:ROWS] if one.plausible[i]]
    cut = np.argsort(np.where(one.plausible, np.inf, -one.expert), kind="stable")
    ids = plausible + [int(i) for i in cut[:2] if not one.plausible[i]]
    words = run.texts_of(ids)
    n = int(one.plausible.sum())
    return {
        "title": _("Expert minus amateur, {n} plausible tokens", n=count(n)),
        "rows": [_row(one, id, word) for id, word in zip(ids, words, strict=True)],
        "rest": "",
    }


def _row(one: Contrast, id: int, word: str) -> dict[str, Any]:
    expert, amateur = float(np.exp(one.expert[id])), float(np.exp(one.amateur[id]))
    score = float(one.expert[id] - one.amateur[id]) / np.log(2)
    note = _("{score} bits", score=f"{score:+.1f}") if one.plausible[id] else _("not plausible for the expert")
    return {
        "text": word,
        "a": amateur,
        "b": expert,
        "a_text": percent(amateur),
        "b_text": percent(expert),
        "note": note,
        "state": "chosen" if id == one.chosen else "" if one.plausible[id] else "removed",
    }


def finding(run: Run, made: Sequence[Contrast]) -> str:
    """How often the contrast chose something else, and where it differed most."""
    other = [one for one in made if one.chosen != int(one.expert.argmax())]
    numbers = {"n": len(made), "other": len(other)}
    if not other:
        return _("At all {n} places the contrast chose what the expert alone finds likeliest.", **numbers)
    one = other[0]
    words = run.texts_of([one.chosen, int(one.expert.argmax())])
    return _(
        "At {other} of {n} places the contrast chose another token than the expert's likeliest; first {chosen} instead "
        "of {greedy}, on which the amateur agrees more.",
        chosen=chip(words[0]),
        greedy=chip(words[1]),
        **numbers,
    )
