"""The run's text, and the way between its characters and its tokens."""

from dataclasses import dataclass

from explorer.engine.runs import Run
from explorer.text.prompt import Prompt
from explorer.text.token import Token, tokens_of


@dataclass(frozen=True)
class Text:
    """What other encodings are given: the run without its special tokens."""

    text: str
    tokens: tuple[Token, ...]
    """Their spans are places in `text`."""
    positions: tuple[int, ...]
    """Of each token in the run."""


def text_of(run: Run) -> Text:
    tokenizer = run.model.tokenizer
    positions = tuple(i for i, token in enumerate(run.tokens) if not token.special)
    ids = [run.tokens[i].id for i in positions]
    return Text(tokenizer.decode(ids), tokens_of(ids, tokenizer), positions)


def prompt_of(run: Run) -> Prompt:
    """What the model read before anything was generated, and which of it somebody typed."""
    return run.question.read_by(run.model)


def selected_span(run: Run) -> tuple[int, int]:
    """The characters of the selected token; an empty span for a special token."""
    text = text_of(run)
    if run.position in text.positions:
        return text.tokens[text.positions.index(run.position)].span
    return 0, 0


def spans_of_each(run: Run) -> list[tuple[int, int] | None]:
    """Of each token of the run its characters in the text; None of a special token."""
    text = text_of(run)
    known = {i: token.span for i, token in zip(text.positions, text.tokens, strict=True)}
    return [known.get(i) for i in range(len(run.tokens))]


def position_at(run: Run, character: int) -> int:
    """The token that holds a character; beyond the text the selected one."""
    text = text_of(run)
    holding = (i for i, token in zip(text.positions, text.tokens, strict=True) if token.span[1] > character)
    return next(holding, run.position)
