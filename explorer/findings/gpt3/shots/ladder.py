"""One question after zero, one, two … sixteen examples: the prompt, the answer, and its probability."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.components.tokens.token_strip import TokenStrip, strip_of
from explorer.engine.cache import once
from explorer.engine.growing import GrowingText
from explorer.figures.numbers import percent
from explorer.figures.shot_curves import ShotLine
from explorer.findings.gpt3.shots.asking import Answered, answer_ids, answered, fits, ids_of
from explorer.findings.gpt3.shots.prompts import Shot, counts, shots
from explorer.findings.gpt3.shots.tasks import Task
from explorer.text.token import tokens_of
from explorer.words import _, ngettext
from explorer.words.sentences import chip

if TYPE_CHECKING:
    from explorer.models.model import Model


@dataclass(frozen=True)
class Rung:
    n: int
    shot: Shot
    found: Answered

    @property
    def probability(self) -> float:
        return float(np.exp(self.found.log_prob))


def asked_words(task: Task) -> tuple[str, ...]:
    """What can be asked, in the order in which it is offered."""
    return tuple(asked for asked, _answer in (task.examples if task.drawn else task.held_out))


def ladder(model: "Model", task: Task, asked: str) -> tuple[Rung, ...]:
    """Remembered; of one text that grows, so that what the prompts share is read once where they begin alike."""
    return once(("few-shot ladder", model.name, model.fingerprint, task, asked), lambda: _ladder(model, task, asked))


def _ladder(model: "Model", task: Task, asked: str) -> tuple[Rung, ...]:
    text = GrowingText(model)
    found = []
    for n in counts(task):
        shot = next(one for one in shots(task, n) if one.asked == asked)
        if fits(model, shot):
            found.append(Rung(n, shot, answered(model, text.rows, shot, task.answers)))
    return tuple(found)


def prompt_strip(model: "Model", rung: Rung) -> TokenStrip:
    """The prompt with the right answer after it."""
    before, answer = ids_of(model, rung.shot), answer_ids(model, rung.shot, rung.shot.answer)
    tokens = tokens_of((*before, *answer), model.tokenizer)
    label = _("The prompt, and after it the right answer (underlined)")
    return strip_of(tokens, label=label, n_prompt=len(before), ids=False)


def answer_said(model: "Model", rung: Rung) -> str:
    """What is likeliest, what is written, and how likely the right answer is."""
    return ngettext(
        "With {n} example {model} gives the right answer {answer} a probability of {share}; of the task's answers it "
        "finds {likeliest} likeliest, and it writes {written}.",
        "With {n} examples {model} gives the right answer {answer} a probability of {share}; of the task's answers it "
        "finds {likeliest} likeliest, and it writes {written}.",
        rung.n,
        model=model.name,
        answer=chip(rung.shot.answer),
        share=percent(rung.probability),
        likeliest=chip(rung.found.likeliest),
        written=chip(rung.found.written or "⏎"),
    )


def best(rungs: tuple[Rung, ...]) -> Rung:
    """With examples, that which made the right answer likeliest."""
    return max(rungs[1:] or rungs, key=lambda rung: rung.probability)


def line(model: "Model", rungs: tuple[Rung, ...]) -> ShotLine:
    shares = tuple(rung.probability for rung in rungs)
    return ShotLine(model.name, tuple(rung.n for rung in rungs), shares, shares, shares, 0)


def axes() -> tuple[str, str]:
    return _("examples in the prompt"), _("probability of the right answer")


def striking(model: "Model", rungs: tuple[Rung, ...]) -> str:
    """From no example to the number that helped most."""
    first, last = rungs[0], best(rungs)
    return _(
        "{model} gives {answer} after {asked} a probability of {few} without an example and of {many} with {n} in the "
        "prompt: not a weight has changed.",
        n=last.n,
        model=model.name,
        asked=chip(first.shot.asked),
        answer=chip(first.shot.answer),
        few=percent(first.probability),
        many=percent(last.probability),
    )
