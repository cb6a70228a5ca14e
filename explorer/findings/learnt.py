"""What somebody can see once they have done what a step of the tour asked for: values of two runs, by name.

`then` is the run with which the step began, `now` the one on screen. Tokens are chips (`words/sentences.py`).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.prediction_depth import settled_from
from explorer.decoding.choice import choose
from explorer.decoding.pipeline import run as run_pipeline
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.decoding.choices import choices
from explorer.findings.features.readouts import readouts_of
from explorer.findings.token_names import told
from explorer.text.graphemes import together
from explorer.words.numbers import tokens
from explorer.words.sentences import chip

LONGEST = 12
"""Tokens of a written text that are repeated."""

Places = Mapping[str, str]


def of_prompts(then: Run, now: Run) -> Places:
    """The likeliest next token of either text."""
    before, share = _likeliest(then)
    after, other = _likeliest(now)
    return {"before": before, "share": share, "now": after, "other": other}


def of_text(then: Run, now: Run) -> Places:
    """The last of what was written since."""
    new = now.tokens[len(then.tokens) :][-LONGEST:]
    return {"text": chip(together(b"".join(token.data for token in new)).strip())}


def of_token(_then: Run, now: Run) -> Places:
    """The selected token's number, and how many tokens there are."""
    token = now.tokens[now.position]
    return {"token": chip(token.text), "id": f"{token.id:,}", "tokens": tokens(len(now.tokens))}


def of_head(_then: Run, now: Run) -> Places:
    """Where the selected token looks in the selected head, and what is likeliest next."""
    row = now.trace.pattern_row(now.layer, now.position)[now.head]
    most = int(row.argmax())
    likeliest, chance = _likeliest(now)
    return {
        "layer": str(now.layer + 1),
        "head": str(now.head + 1),
        "token": told(now.tokens, now.position),
        "other": told(now.tokens, most),
        "share": percent(float(row[most])),
        "next": likeliest,
        "chance": chance,
    }


def settled_at(run: Run) -> int:
    """From which layer on, counted from 1 (0 are the embeddings), the logit lens reads the selected token's answer."""
    return settled_from(_lens(run))


def of_lens(_then: Run, now: Run) -> Places:
    """From which layer on the answer is read, and what is read of the embedding."""
    ids = _lens(now)
    first, choice = now.texts_of([ids[0], ids[-1]])
    return {
        "token": told(now.tokens, now.position),
        "choice": chip(choice),
        "layer": str(settled_from(ids)),
        "n_layers": str(now.model.shape.n_layers),
        "first": chip(first),
    }


def of_heat(_then: Run, now: Run) -> Places:
    """The likeliest token's share without any setting and with these, and the effective numbers of choices."""
    raw, last = now.pipeline.stages[0], now.pipeline.stages[-1]
    best = int(raw.probs.argmax())
    return {
        "token": chip(now.texts_of([best])[0]),
        "share": percent(float(raw.probs[best])),
        "other": percent(float(now.pipeline.probs[best])),
        "few": choices(raw),
        "many": choices(last),
    }


def of_draw(_then: Run, now: Run) -> Places:
    """What the seed draws."""
    chosen = now.next_id
    share = percent(float(now.pipeline.probs[chosen]))
    return {"seed": str(now.question.sampling.seed), "token": chip(now.texts_of([chosen])[0]), "share": share}


def forced_at(then: Run, now: Run) -> int | None:
    """Where the first token since `then` stands that `now`'s own sampling would not have drawn there."""
    places = range(len(then.trace.ids), len(now.trace.ids))
    return next((at for at in places if _drawn(now, at)[1] != now.trace.ids[at]), None)


def of_forced(then: Run, now: Run) -> Places:
    """The token that was put on, and the one that would have been drawn."""
    at = forced_at(then, now)
    assert at is not None
    put, (probs, usual) = now.trace.ids[at], _drawn(now, at)
    texts = [chip(text) for text in now.texts_of([put, usual])]
    return {
        "token": texts[0],
        "share": percent(float(probs[put])),
        "usual": texts[1],
        "other": percent(float(probs[usual])),
    }


def _drawn(run: Run, at: int) -> tuple[NDArray[np.float32], int]:
    """(V,) the probabilities of what comes at this position, and what the seed draws there."""
    sampling, step = run.question.sampling, at - len(run.generation.prompt_ids)
    probs = run_pipeline(run.trace.logits[at - 1], run.trace.ids[:at], sampling).probs
    return probs, choose(probs, seed=sampling.seed, step=step)


def _likeliest(run: Run) -> tuple[str, str]:
    """The next token that has most, and how much; before any setting."""
    probs = run.pipeline.stages[0].probs
    best = int(np.argmax(probs))
    return chip(run.texts_of([best])[0]), percent(float(probs[best]))


def _lens(run: Run) -> np.ndarray:
    return readouts_of(run, (run.position,), (), tuned_lens=False).ids[:, 0, 0]
