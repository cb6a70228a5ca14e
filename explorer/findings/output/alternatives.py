"""What could have stood in a token's place: the choice that was made there, or that comes next."""

from dataclasses import dataclass

from explorer.decoding.comparisons import rank_of
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.pipeline import run as run_pipeline
from explorer.engine.memory import most_tokens
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.words import _
from explorer.words.sentences import chip


@dataclass(frozen=True)
class Choice:
    """The choice of one token, under the settings as they are now."""

    step: int
    """Which of the generated tokens it is about; below 0 for the prompt's, whose last is -1."""
    pipeline: Pipeline
    chosen: int
    """The id that stands there; of the next token, the one that settings and seed choose."""
    next: bool
    free: bool
    """Whether another token can be put there: the prompt is the visitor's own, and a full context takes no more."""


def choice_at(run: Run, position: int | None) -> Choice | None:
    """The choice of the token at `position`, None for the next one. There is none for the first token of all."""
    n_prompt = len(run.generation.prompt_ids)
    if position is None or position >= len(run.trace.ids):
        n = len(run.trace.ids)
        return Choice(n - n_prompt, run.pipeline, run.next_id, next=True, free=n < most_tokens(run.model.shape))
    if position == 0:
        return None
    pipeline = run_pipeline(run.trace.logits[position - 1], run.trace.ids[:position], run.question.sampling)
    step = position - n_prompt
    return Choice(step, pipeline, run.trace.ids[position], next=False, free=step >= 0)


def in_words(run: Run, choice: Choice | None) -> str:
    """The choice in a sentence."""
    if choice is None:
        return _("Nothing stands before the first token, so the model predicted nothing there.")
    raw = choice.pipeline["raw"]
    places = {
        "token": chip(run.texts_of([choice.chosen])[0]),
        "rank": count(rank_of(raw.logits, choice.chosen)),
        "share": percent(float(raw.probs[choice.chosen])),
        "drawn": percent(float(choice.pipeline.probs[choice.chosen])),
    }
    if choice.next and not choice.free:
        return _("With this seed, {token} would come next ({drawn}), but the context is full.", **places)
    if choice.next:
        return _("With this seed, {token} comes next ({drawn}). Or go on with another one:", **places)
    if choice.free:
        return _("{token} was rank {rank} for the model ({share}). Put another in its place:", **places)
    return _("{token} is from your prompt; for the model it was rank {rank} ({share}).", **places)
