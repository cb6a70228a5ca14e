"""What an example of explorer/assets/examples.toml may promise, and how it is seen whether it holds.

Tokens are named as they are shown: `·ball` is a ball after a space.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from explorer.analysis.lens_readouts import lens_readouts
from explorer.analysis.prediction_depth import settled_from
from explorer.engine.runs import Run
from explorer.findings.context.wall import head_scores
from explorer.findings.gaps import guess, hidden
from explorer.models.model import Model
from explorer.session.here import Here
from explorer.words.examples import Example
from tests.findings.embedded import run_at

LONGEST = 24
"""Tokens that are written to see what an example leads to."""


def run_of_example(example: Example, model: Model, **fields: Any) -> Run:
    """The run that its card opens."""
    return run_at(Here("", example.lang, model=model.name).changed(**example.fields | fields), model)


def likely(run: Run, example: Example, words: dict[str, float]) -> None:
    """`likely = { "·ball" = 0.5 }`: at the selected position each of these tokens has at least that probability."""
    probs = _softmax(run.trace.logits[run.position])
    for word, least in words.items():
        assert probs[_id_of(run, word, probs)] >= least, word


def looks(run: Run, example: Example, at: str, least: float) -> None:
    """`looks = { at = "·Lily", least = 0.3 }`: of the selected head's row, this token has the most, and so much."""
    row = run.trace.pattern_row(run.layer, run.position)[run.head]
    most = int(row.argmax())
    assert run.tokens[most].text == at
    assert row[most] >= least


def induces(run: Run, example: Example, at: str, least: float) -> None:
    """`induces = { at = "·ball", least = 0.3 }`: it looks so, at what followed the same token before, and the selected
    head is named for it on the wall."""
    looks(run, example, at, least)
    most = int(run.trace.pattern_row(run.layer, run.position)[run.head].argmax())
    assert run.trace.ids[most - 1] == run.trace.ids[run.position]
    assert head_scores(run.trace).names[run.layer, run.head] == "induction"


def fills(run: Run, example: Example, words: dict[str, float]) -> None:
    """`fills = { "·girl" = 0.5 }`: where the selected token is hidden, each of these has at least that probability."""
    assert hidden(run) == run.position
    probs = _softmax(guess(run, run.position))
    for word, least in words.items():
        assert probs[_id_of(run, word, probs)] >= least, word


def writes(run: Run, example: Example, text: str) -> None:
    """`writes = { text = "…" }`: the likeliest token each time, the model goes on with this."""
    assert written(run).startswith(text), written(run)


def needs(run: Run, example: Example, text: str) -> None:
    """`needs = { text = "…" }`: it goes on with this, and after the prompt's last line alone it does not (few-shot)."""
    writes(run, example, text)
    alone = run_of_example(replace(example, prompt=example.prompt.splitlines()[-1]), run.model)
    assert not written(alone).startswith(text)


def forms(run: Run, example: Example, word: str, least: float, first_from: int, behind: int, until: int) -> None:
    """`forms = { word = "·Paris", least = 0.6, first_from = 28, behind = 100, until = 14 }`

    In the lens of the selected position this token ranks behind so many others up to one layer, is the likeliest from
    another on (layers are counted from 1, 0 are the embeddings), and has at least this probability in the end.
    """
    assert run.model.unembedding is not None
    id = _id_of(run, word, run.trace.logits[run.position])
    lens = lens_readouts(run.trace, run.model.unembedding, positions=[run.position], k=1, follow=[id])
    ranks = lens.ranks[:, 0, 0]
    assert (ranks[: until + 1] > behind).all(), ranks
    assert settled_from(ranks) == first_from, ranks
    assert ranks[-1] == 1
    assert lens.shares[-1, 0, 0] >= least


def splits(run: Run, example: Example, character: str) -> None:
    """`splits = { character = "😀" }`: it is more than one token."""
    assert sum(not token.whole for token in run.tokens) > 1
    assert character in run.model.tokenizer.decode(run.trace.ids)


PROMISES: dict[str, Callable[..., None]] = {
    "likely": likely,
    "looks": looks,
    "induces": induces,
    "fills": fills,
    "writes": writes,
    "needs": needs,
    "forms": forms,
    "splits": splits,
}


def written(run: Run, n: int = LONGEST) -> str:
    """What the model writes behind the run's text, the likeliest token each time."""
    growing, ids, start = run.growing(), list(run.trace.ids), len(run.trace.ids)
    while len(ids) - start < n:
        id = int(growing(ids).argmax())
        if id in run.model.ends:
            break
        ids.append(id)
    return run.model.tokenizer.decode(ids[start:])


def _id_of(run: Run, word: str, by: np.ndarray) -> int:
    """The likeliest token that is shown so."""
    for id in by.argsort()[::-1]:
        if run.texts_of([int(id)]) == [word]:
            return int(id)
    raise AssertionError(f"{run.model.name} has no token {word}")


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()
