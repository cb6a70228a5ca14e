"""Writing that has to fit: one of a list of texts, or a regular expression, with the mask at every step."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from explorer.components.probability.choice_steps import choice_steps
from explorer.decoding.constrained import Constraint, Step, of_choices, write
from explorer.decoding.spelling import check_spelled
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import count, percent
from explorer.session.sticky import sticky
from explorer.text.token import tokens_of
from explorer.views.sentence import sentence
from explorer.words import _, explain, language
from explorer.words.literal import literal
from explorer.words.sentences import chip

LENGTH = 48
ROWS = 6
CHOICES = {"en": " happy.\n sad.\n very tired.", "ja": "うれしい。\n悲しい。\nとても眠い。"}
PATTERN = {"en": r" (in|on) the [a-z]+( and the [a-z]+)?\.", "ja": r"[ぁ-ん]{2,6}(と|が)[ぁ-ん]{2,6}。"}

Written = tuple[tuple[Step, ...], bool]
"""The steps, and whether the whole pattern was written."""


def show(run: Run, *, choices: bool) -> None:
    try:
        pattern = _of_choices(run) if choices else _pattern()
        steps, complete = written(run, pattern)
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    if not steps:
        st.info(_("Nothing can be written here: the pattern is empty or the context is full."))
        return
    choice_steps(
        groups(run, steps), [_panel(run, one) for one in steps], key="guided_steps", labels=labels(), legend=legend()
    )
    sentence(finding(run, steps, complete), key="guided_finding", strong=True)


def _of_choices(run: Run) -> str:
    listed = _choices()
    pattern = of_choices(listed)
    check_spelled(listed, run.model.tokenizer, run.model.shape.n_vocab)
    return pattern


def _choices() -> list[str]:
    typed = sticky("guided_choices", CHOICES[language()])
    return st.text_area(_("The choices, one on each line"), "", height=110, **typed).split("\n")


def _pattern() -> str:
    typed = sticky("guided_pattern", PATTERN[language()])
    title = _("A regular expression for the whole continuation; a space at its beginning counts")
    return st.text_input(title, "", **typed)


def written(run: Run, pattern: str) -> Written:
    """Remembered; Refused where the pattern is none."""
    key = ("guided", run.model.name, run.trace.identity, run.question.sampling, pattern)
    return once(key, lambda: _write(run, pattern))


def _write(run: Run, pattern: str) -> Written:
    model = run.model
    constraint = Constraint(pattern, model.tokenizer, model.shape.n_vocab)
    n, ends = min(LENGTH, model.shape.n_ctx - len(run.trace.ids)), model.ends
    with st.spinner(_("Writing what fits…")):
        steps = tuple(write(run.growing(), run.trace.ids, constraint, run.question.sampling, n=n, ends=ends))
    return steps, constraint.complete


def labels() -> dict[str, str]:
    return {
        "strip": _("The text written under the constraint, token by token"),
        "a": _("by the model"),
        "b": _("with the mask and the settings"),
    }


def legend() -> dict[str, str]:
    return {"plain": _("the model had a choice"), "accepted": _("only this token fitted")}


def groups(run: Run, steps: Sequence[Step]) -> list[dict[str, Any]]:
    ids = run.trace.ids
    words = tokens_of((*ids, *(one.token for one in steps)), run.model.tokenizer)[len(ids) :]
    chips = [
        {
            "text": word.text,
            "title": word.text,
            "state": "accepted" if one.allowed.sum() == 1 else "plain",
            "panel": place,
            "row": None,
        }
        for place, (word, one) in enumerate(zip(words, steps, strict=True))
    ]
    return [{"note": "", "chips": chips}]


def _panel(run: Run, one: Step) -> dict[str, Any]:
    """The likeliest of what is allowed, and of what is forbidden."""
    allowed, forbidden = _likeliest(one.probs, one.allowed), _likeliest(one.probs, ~one.allowed)
    if one.token not in allowed:
        allowed[-1] = one.token
    ids = allowed + forbidden
    rows = [_row(one, id, word) for id, word in zip(ids, run.texts_of(ids), strict=True)]
    n = int(one.allowed.sum())
    return {
        "title": _(
            "{n} of {total} tokens fit; the model gave them {share}",
            n=count(n),
            total=count(one.allowed.size),
            share=percent(one.share),
        ),
        "rows": sorted(rows, key=lambda row: -row["a"]),
        "rest": "",
    }


def _likeliest(probs, among) -> list[int]:
    best = np.argsort(np.where(among, -probs, np.inf), kind="stable")[:ROWS]
    return [int(id) for id in best if among[id]]


def _row(one: Step, id: int, word: str) -> dict[str, Any]:
    before, after, fits = float(one.probs[id]), float(one.drawn_from[id]), bool(one.allowed[id])
    return {
        "text": word,
        "a": before,
        "b": after,
        "a_text": percent(before),
        "b_text": percent(after) if fits else "–",
        "note": "" if fits else _("does not fit"),
        "state": "chosen" if id == one.token else "" if fits else "removed",
    }


def finding(run: Run, steps: Sequence[Step], complete: bool) -> str:
    """What came out, whether it is whole, and how much the mask took from the model."""
    text = run.model.tokenizer.decode([one.token for one in steps if one.token not in run.model.ends])
    least = min(steps, key=lambda one: one.share)
    forced = sum(1 for one in steps if one.allowed.sum() == 1)
    said = (
        _("The model wrote {text}, which fits.", text=chip(text))
        if complete
        else _("The model wrote {text}, and there was no room to complete it.", text=chip(text))
    )
    cost = _(
        "At {forced} of {n} places only one token fitted; at the hardest, what fits had {share} of the model's own "
        "probability.",
        forced=forced,
        n=len(steps),
        share=percent(least.share),
    )
    return _("{first} {second}", first=said, second=cost)
