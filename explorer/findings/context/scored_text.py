"""Every head's scores at once, on random tokens said twice, on a run, or on any text.

What a head is, is best seen on random tokens said twice: there nothing but the repetition says what comes
(Olsson et al. 2022).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from explorer.analysis.head_names import FEWEST_REPEATS, KINDS, HeadScores
from explorer.analysis.surprisal import surprisal
from explorer.components.attention import pattern_panels
from explorer.components.attention.pattern_panels import Panel, PatternPanels
from explorer.components.attention.score_grids import Grid, Labels, ScoreGrids
from explorer.components.payload import Floats32, Pattern16
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import percent
from explorer.findings.context.framing import started
from explorer.findings.context.kinds import MARKS, labels_of, rules_of
from explorer.findings.spoken import grids_spoken, panels_spoken
from explorer.words import _, ngettext
from explorer.words.sentences import joined

if TYPE_CHECKING:
    from explorer.models.model import Model
    from explorer.trace import Trace

RANDOM = 40
"""Tokens that are drawn, and said twice."""


def score_grids(run: Run, scores: HeadScores) -> ScoreGrids:
    """A grid a kind of head, and one of entropy; the run's head is selected."""
    n_layers, n_heads = scores.names.shape
    grids = tuple(_grids(scores))
    return ScoreGrids(
        grids=grids,
        spoken=grids_spoken(grids),
        layers=n_layers,
        heads=n_heads,
        selected=(run.layer, run.head),
        marks=tuple(MARKS.get(name, "") for name in scores.names.ravel()),
        labels=Labels(
            grids=_("Scores of all heads: a row is a layer, a column a head. A click or the arrow keys choose one."),
            head=_("Layer {layer}, head {head}", layer="{layer}", head="{head}"),
            best=_("Highest:"),
        ),
    )


def _grids(scores: HeadScores) -> Iterator[Grid]:
    labels, rules = labels_of(), rules_of()
    for kind in KINDS:
        yield Grid(labels[kind], rules[kind], Floats32(scores[kind]), mark=MARKS[kind])
    bits = _("Mean over the text, in bits: how widely a head looks. Full colour is the most that is possible here.")
    yield Grid(_("entropy"), bits, Floats32(scores.entropy), most=float(np.log2(max(2, scores.n_tokens))), bits=True)


def head_pattern(run: Run, trace: "Trace") -> PatternPanels:
    """The run's selected head on the scored text, whose positions are the run's only where it is the run's text."""
    tokens = tuple(token.text for token in run.model.tokens(trace.ids))
    panel = Panel(
        _("Layer {layer}, head {head}", layer=run.layer + 1, head=run.head + 1),
        _("Its pattern on this text: an induction head draws a line beside the diagonal in the second half."),
        Pattern16(trace.pattern(run.layer)[run.head], trace.causal),
        tokens,
        trace.causal,
        trace.calls[run.layer].window,
    )
    labels = pattern_panels.Labels(
        view=_("The pattern of the selected head: arrow keys walk through the rows"),
        query=_("the token that looks (query)"),
        key=_("where it looks (key)"),
        looks=_("“{query}” → “{key}”: {share}", query="{query}", key="{key}", share="{share}"),
        unseen=_("“{query}” cannot see “{key}”", query="{query}", key="{key}"),
        how=_("Point at a row to see where its token looks."),
    )
    position = run.position if trace.ids == run.trace.ids else len(tokens) - 1
    return PatternPanels(panels=(panel,), position=position, labels=labels, spoken=panels_spoken((panel,)))


def finding(scores: HeadScores) -> str:
    """How many heads have a name, and which looks most for what came after."""
    named, total = int((scores.names != "").sum()), scores.names.size
    if not scores.induction.any():
        return joined(_named(named, total), _("Nothing in it is said twice."))
    if scores.repeats < FEWEST_REPEATS:
        few = ngettext(
            "Only {n} of its tokens was there before: too few to call a head an induction or a duplicate token head.",
            "Only {n} of its tokens were there before: too few to call a head an induction or a duplicate token head.",
            scores.repeats,
        )
        return joined(_named(named, total), few)
    layer, head = np.unravel_index(scores.induction.argmax(), scores.induction.shape)
    most = _(
        "Most like an induction head is layer {layer}, head {head}: {share} of its attention goes to what came after "
        "the same token before, over the {repeats} tokens that were there before.",
        repeats=scores.repeats,
        layer=int(layer) + 1,
        head=int(head) + 1,
        share=percent(float(scores.induction.max())),
    )
    return joined(_named(named, total), most)


def _named(n: int, total: int) -> str:
    return ngettext(
        "In this text {n} of {total} heads has a name.",
        "In this text {n} of {total} heads have a name.",
        n,
        total=total,
    )


def repeated(trace: "Trace") -> str:
    """Whether the repetition helps the model: its surprisal the first and the second time."""
    bits = surprisal(trace)
    n = len(trace) // 2
    return _(
        "Does the repetition help? The model's surprisal is {first} bits a token the first time and {second} the "
        "second. Where it falls, that is mainly the work of induction heads (Olsson et al. 2022).",
        first=f"{bits[: n - 1].mean():.1f}",
        second=f"{bits[-(n - 1) :].mean():.1f}",
    )


def random_twice(model: "Model", seed: int) -> tuple[int, ...]:
    """Different random tokens, said twice, after what the model expects at the beginning of a text."""
    tokenizer = model.tokenizer
    known = [id for id in range(min(tokenizer.n_vocab, model.shape.n_vocab)) if _ordinary(model, id)]
    n = min(RANDOM, len(known), (model.shape.n_ctx - 2) // 2)
    drawn = np.random.default_rng(seed).choice(known, n, replace=False).tolist()
    return started(model, [*drawn, *drawn])


def said_twice(ids: Sequence[int]) -> bool:
    """Whether a text, but for its start, is one half said twice.

    >>> said_twice((0, 5, 6, 7, 5, 6, 7)), said_twice((5, 6, 5)), said_twice((1,))
    (True, False, False)
    """
    n = len(ids) // 2
    return n > 1 and tuple(ids[-n:]) == tuple(ids[-2 * n : -n])


def _ordinary(model: "Model", id: int) -> bool:
    return not model.tokenizer.is_special(id) and bool(model.tokenizer.token_bytes(id))


def own_text(model: "Model", text: str, *, twice: bool) -> tuple[int, ...]:
    """As the model expects a text, like random_twice's; Refused where there is nothing to read."""
    ids = model.tokenizer.encode(text)
    if not ids:
        raise Refused("the text is empty: type something whose heads are to be scored")
    return started(model, ids * 2 if twice else ids)
