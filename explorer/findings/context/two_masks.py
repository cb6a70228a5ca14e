"""Two masks: one text read from left to right, and read both ways by another model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from explorer.components.attention.pattern_panels import Panel
from explorer.components.payload import Pattern16
from explorer.engine.cache import once
from explorer.engine.runs import Run, trace_of
from explorer.errors import Refused
from explorer.figures.numbers import percent
from explorer.findings.context import first_token
from explorer.findings.context.framing import text_of
from explorer.findings.context.parts import Parts
from explorer.text.token import Token
from explorer.words import _
from explorer.words.sentences import chip

if TYPE_CHECKING:
    from explorer.models.model import Model
    from explorer.text.tokenizer import Tokenizer
    from explorer.trace import Trace


@dataclass(frozen=True, eq=False)
class Other:
    """The same text in the model that reads the other way."""

    model: "Model"
    trace: "Trace"
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        return self.model.tokenizer.decode(self.trace.ids)


def panels(run: Run, other: Other, mine: Parts, theirs: Parts, hide_first: bool = False) -> tuple[Panel, ...]:
    """The run's first; rows of the other are those of the same characters."""
    layer, head = head_in(run, other)
    rows = same_rows(starts(run.tokens, mine), starts(other.tokens, theirs))
    return (
        _panel(run.trace, run.layer, run.head, mine, hide_first),
        replace(_panel(other.trace, layer, head, theirs, hide_first), rows=tuple(rows)),
    )


def _panel(trace: "Trace", layer: int, head: int, parts: Parts, hide_first: bool) -> Panel:
    places = {"layer": layer + 1, "head": head + 1}
    note = (
        _("Layer {layer}, head {head}. Causal mask: what comes later is hidden (hatched).", **places)
        if trace.causal
        else _("Layer {layer}, head {head}. No mask: every token sees those before and after it.", **places)
    )
    window = trace.calls[layer].window if parts.alone else None
    shares = parts.merged(first_token.shown(trace.pattern(layer)[head], hide_first))
    return Panel(trace.model, note, Pattern16(shares, trace.causal), parts.texts, trace.causal, window)


def head_in(run: Run, other: Other) -> tuple[int, int]:
    """The head of the same number, or its last: the two have nothing in common but the number."""
    shape = other.model.shape
    return min(run.layer, shape.n_layers - 1), min(run.head, shape.n_heads - 1)


def starts(tokens: Sequence[Token], parts: Parts) -> list[int]:
    """(U,) how many characters other than spaces stand before each unit; special tokens hold none."""
    before = [0]
    for token in tokens:
        before.append(before[-1] if token.special else max(before[-1], before[-1] + _letters(token)))
    return [before[group.start] for group in parts.groups]


def _letters(token: Token) -> int:
    """Bytes, since a token may hold a part of a character."""
    return len(b"".join(token.data.split()))


def same_rows(mine: Sequence[int], theirs: Sequence[int]) -> list[int]:
    """(U,) the row of the other model in which each of my units begins.

    >>> same_rows([0, 3, 7], [0, 0, 3, 5, 7, 9])
    [1, 2, 4]
    """
    return [max(i for i, start in enumerate(theirs) if start <= here or i == 0) for here in mine]


def finding(run: Run, other: Other) -> str:
    """How much of its attention the model that reads both ways gives to what comes later."""
    both, one = (other, run) if run.trace.causal else (run, other)
    return _(
        "{both} gives {share} of its attention to tokens that come later, on average over all heads and tokens; {one} "
        "gives them none: it must not see what it is to guess.",
        both=chip(both.model.name),
        one=chip(one.model.name),
        share=percent(later_share(both.trace)),
    )


def later_share(trace: "Trace") -> float:
    """Mean over all heads and queries of the attention to keys after the query."""
    return once(("later share", trace.identity), lambda: _later(trace))


def _later(trace: "Trace") -> float:
    return float(np.mean([np.triu(pattern, 1).sum(-1).mean() for pattern in trace.patterns()]))


def what_follows() -> str:
    return _(
        "A causal model can write on, for at each place it knows only what is there already. One that reads both ways "
        "knows more of each word, from its left and from its right, but has no next token: it fills in gaps."
    )


def other_of(run: Run, others: Iterable["Model"]) -> Other:
    """The text in the first of these models that can read it. Refused where none can."""
    text = text_of(run.model, run.trace.ids)
    unread: list[str] = []
    for model in others:
        if reads(model.tokenizer, text):
            trace = trace_of(model, model.prompt(text).ids)
            return Other(model, trace, model.tokens(trace.ids))
        unread.append(model.name)
    raise _none(run, unread)


def _none(run: Run, unread: Sequence[str]) -> Refused:
    """Why there is no other model."""
    if unread:
        return Refused(
            "{names} cannot read this text whole: its vocabulary lacks some of it, so nothing can be laid beside it",
            names=", ".join(unread),
        )
    if run.trace.causal:
        return Refused(
            "there is no model here that reads both ways, such as BERT, to lay beside {model}",
            model=run.model.name,
        )
    return Refused("there is no model here that reads from left to right to lay beside {model}", model=run.model.name)


def reads(tokenizer: "Tokenizer", text: str) -> bool:
    """Whether nothing of a text is lost but case and spaces."""
    try:
        ids = tokenizer.encode(text)
    except Refused:
        return False
    return bool(ids) and _bare(tokenizer.decode(ids)) == _bare(text)


def _bare(text: str) -> str:
    return "".join(text.casefold().split())
