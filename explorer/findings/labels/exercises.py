"""What the visitor's text asks of a model by itself, as that model reads it."""

from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.gaps import mask_of
from explorer.findings.run_text import prompt_of
from explorer.models.known import check_known
from explorer.models.model import Model
from explorer.models.tuning.exercises import Exercises
from explorer.text.prompt import Prompt

MOST, MOST_GAPS = 64, 24
"""Tokens of a text that are asked for: in one pass, and where each costs a pass of its own."""


def exercises_of(model: Model, text: str, *, chat: bool = False) -> Exercises:
    """Of the text's beginning. Refused where nothing of it can be asked.

    chat: as a user's message, where the model has a template; what nobody typed is read, and never asked for.
    """
    mask = None if model.causal else mask_of(model)
    prompt = _beginning(model, text, chat)
    check_known(model, prompt.ids)
    places = tuple(
        place
        for place in prompt.own
        if (place or mask is not None) and not model.tokenizer.is_special(prompt.ids[place])
    )
    if not places:
        raise Refused("this text has no token that something else could predict: type a sentence")
    return Exercises(prompt.ids if mask is not None else prompt.ids[: places[-1] + 1], places, mask)


def _beginning(model: Model, text: str, chat: bool) -> Prompt:
    """What the model reads of it: as many of the text's own tokens as are asked for."""
    prompt = model.prompt(text, chat=chat)
    if model.causal:
        last = min(model.shape.n_ctx, prompt.own.start + MOST, prompt.own.stop)
        return Prompt(prompt.ids[:last], range(min(prompt.own.start, last), last))
    own = prompt.ids[prompt.own.start : prompt.own.stop]
    most = min(MOST_GAPS, model.shape.n_ctx - prompt.n_around)
    return prompt if len(own) <= most else model.around(own[:most])


def own_exercises(run: Run) -> Exercises:
    """Of the prompt of the run on screen; a picture before it is left out."""
    return exercises_of(run.model, run.question.prompt, chat=run.question.chat)


def is_cut(run: Run, exercises: Exercises) -> bool:
    """Whether the prompt goes on beyond them."""
    own = run.model.prompt(run.question.prompt, chat=run.question.chat).own
    return own.stop - 1 > exercises.places[-1]


def place_of(run: Run, exercises: Exercises) -> int | None:
    """Which of its exercises is selected, by its number; None where the selected token is none of them."""
    place = run.position - _shift(run)
    return exercises.places.index(place) if place in exercises.places else None


def position_of(run: Run, exercises: Exercises, n: int) -> int:
    """Where the n-th exercise stands in the run."""
    return exercises.places[n] + _shift(run)


def _shift(run: Run) -> int:
    """In the run a picture's tokens may stand before the prompt's."""
    return len(prompt_of(run).picture)
