"""What a model answers to one prompt: the likeliest of the task's answers, and what it writes by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import log_probs

if TYPE_CHECKING:
    from explorer.findings.gpt3.shots.prompts import Shot
    from explorer.models.model import Model

Ids = tuple[int, ...]
Rows = Callable[[Sequence[int], int], NDArray[np.float32]]
"""(ids, n) -> (n, V) logits after each of the last n ids."""

LONGEST = 12
"""Tokens that are written at most where the answer does not end."""


@dataclass(frozen=True)
class Answered:
    likeliest: str
    """Of the task's answers the one whose tokens have the highest probability together."""
    written: str
    """The greedy continuation, up to the end of its line."""
    log_prob: float
    """Natural logarithm of the right answer's probability."""
    right: bool
    exact: bool
    """Whether what was written is the answer, letter for letter."""


def ids_of(model: "Model", shot: "Shot") -> Ids:
    return model.prompt(shot.text).ids


def answer_ids(model: "Model", shot: "Shot", answer: str) -> Ids:
    """The tokens of an answer after the prompt."""
    before, whole = ids_of(model, shot), model.prompt(f"{shot.text} {answer}").ids
    cut = len(before)
    while whole[:cut] != before[:cut]:  # a tokenizer that joins the arrow with what follows it
        cut -= 1
    return whole[cut:]


def fits(model: "Model", shot: "Shot") -> bool:
    """Whether the model can read the prompt, with room for an answer."""
    return len(ids_of(model, shot)) + LONGEST <= model.shape.n_ctx


def answered(model: "Model", rows: Rows, shot: "Shot", answers: Sequence[str]) -> Answered:
    """`rows`: of one text that grows."""
    ids = ids_of(model, shot)
    first = log_probs(rows(ids, 1)[0])
    choices = {answer: answer_ids(model, shot, answer) for answer in dict.fromkeys((shot.answer, *answers))}
    likeliest = _likeliest(rows, ids, choices, first)
    written = _written(model, rows, ids, shot.answer, first)
    found = _log_prob(rows, ids, choices[shot.answer], first)
    return Answered(likeliest, written, found, likeliest == shot.answer, written == shot.answer)


def _likeliest(rows: Rows, ids: Ids, choices: Mapping[str, Ids], first: NDArray[np.floating]) -> str:
    """Exactly: an answer whose first token is less likely than a whole one cannot win, and is not read on."""
    ranked = sorted(choices, key=lambda answer: (-first[choices[answer][0]], answer))
    best, most = ranked[0], -np.inf
    for answer in ranked:
        if first[choices[answer][0]] <= most:
            break
        found = _log_prob(rows, ids, choices[answer], first)
        if found > most:
            best, most = answer, found
    return best


def _log_prob(rows: Rows, ids: Ids, answer: Ids, first: NDArray[np.floating]) -> float:
    total = float(first[answer[0]])
    if len(answer) > 1:
        later = log_probs(rows((*ids, *answer[:-1]), len(answer) - 1))
        total += float(later[range(len(later)), answer[1:]].sum())
    return total


def _written(model: "Model", rows: Rows, ids: Ids, answer: str, first: NDArray[np.floating]) -> str:
    """Written no further than it takes to see that it is not the answer."""
    made: list[int] = []
    row = first
    while len(made) < LONGEST:
        id = int(row.argmax())
        if id in model.ends:
            break
        made.append(id)
        text = model.tokenizer.decode(made).lstrip(" ")
        if "\n" in text or not answer.startswith(text.rstrip()):
            break
        row = rows((*ids, *made), 1)[0]
    return model.tokenizer.decode(made).split("\n")[0].strip()
