"""One pass of the run through the whole model, as far as a screen has room for its tokens."""

from explorer.components.payload import Floats32
from explorer.components.stream.whole_pass import Shown, WholePass
from explorer.engine.runs import Run
from explorer.findings.chat_marks import kept
from explorer.findings.home.whole_pass.guesses import guesses, last_vector
from explorer.findings.home.whole_pass.head import selected
from explorer.findings.home.whole_pass.labels import labels
from explorer.findings.home.whole_pass.layers import layers, pooled
from explorer.findings.home.whole_pass.stages import stages, text_of

SHOWN = 10
"""Tokens on screen, the last ones."""


def whole_pass(run: Run, *, whole: bool = True) -> WholePass:
    """Every number on it is one of the trace's. `whole`: also on what a chat's template wrote."""
    shown = list(kept(run, whole=whole)[-SHOWN:])
    vectors, last, head = pooled(run.trace.resid(0)[shown]), last_vector(run), selected(run, shown)
    tokens = [run.tokens[place] for place in shown]
    return WholePass(
        stages=tuple(stages(run)),
        text=text_of(tokens, run.model.tokenizer),
        tokens=tuple(Shown(token.text, token.id) for token in tokens),
        vectors=Floats32(vectors),
        cells=vectors.shape[1],
        layers=tuple(layers(run, shown)),
        head=head,
        guesses=tuple(guesses(run)),
        last=None if last is None else Floats32(last),
        hidden=len(run.tokens) - len(shown),
        labels=labels(run, scale=head.scale),
    )
