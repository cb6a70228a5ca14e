"""What a model is taught with, as the ids that it reads: only those of an answer bear loss."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.errors import Refused
from explorer.models.known import check_known
from explorer.models.model import Model
from explorer.text.specials import named_id

LONGEST = 300
"""Characters of a question or of an answer."""

MOST_TOKENS = 256
"""Of a question with its answer: the time of a step grows with them."""


@dataclass(frozen=True)
class Example:
    """A question, or the beginning of a text, and what is to come after it."""

    question: str
    answer: str

    def __post_init__(self) -> None:
        for text in (self.question, self.answer):
            if not text.strip():
                raise Refused("a question or an answer is empty: write both, or leave the example out")
            if len(text) > LONGEST:
                raise Refused(
                    "an example of {n} characters is too long, at most {most} are taught here: shorten it",
                    n=len(text),
                    most=LONGEST,
                )


@dataclass(frozen=True)
class Lesson:
    """An example as ids: those before `first` are given, those from it on are to be learnt."""

    ids: tuple[int, ...]
    first: int

    def __post_init__(self) -> None:
        if not 0 < self.first < len(self.ids):
            raise ValueError(f"an answer that begins at {self.first} lies not inside {len(self.ids)} ids")

    @property
    def answer(self) -> tuple[int, ...]:
        return self.ids[self.first :]


def asked(model: Model, question: str) -> tuple[int, ...]:
    """What stands before an answer: a message in the model's chat template, or else the text itself."""
    return model.prompt(question, chat=True).ids


def lesson(model: Model, example: Example) -> Lesson:
    """The ids of an example, with what ends an answer. Refused where the model cannot read them."""
    before = asked(model, example.question)
    after = (*model.tokenizer.encode(between(model, example.question) + example.answer), *ended(model))
    ids = (*before, *after)
    most = min(MOST_TOKENS, model.shape.n_ctx)
    if not before or not after or len(ids) > most:
        raise Refused(
            "an example of {n} tokens is too long, at most {most} are taught here: shorten it", n=len(ids), most=most
        )
    check_known(model, ids)
    return Lesson(ids, len(before))


def lessons(model: Model, examples: Sequence[Example]) -> tuple[Lesson, ...]:
    return tuple(lesson(model, example) for example in examples)


def between(model: Model, question: str) -> str:
    """What joins a question and its answer: a template does that by itself, and Japanese has no spaces."""
    return "" if model.chat_template is not None or not question[-1:].isascii() else " "


def ended(model: Model) -> tuple[int, ...]:
    """The id with which an answer ends; none where the model knows no end."""
    own = named_id(model.tokenizer, "eos_token")
    if own in model.ends and own is not None:
        return (own,)
    return (min(model.ends),) if model.ends else ()
