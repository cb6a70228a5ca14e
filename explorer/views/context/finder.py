"""The Context page's head finder: every head's scores at once, on random tokens said twice, this run, or any text.

What a head is, is best seen on random tokens said twice: there nothing but the repetition says what comes
(Olsson et al. 2022).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import streamlit as st

from explorer.analysis.head_names import KINDS, HeadScores
from explorer.analysis.surprisal import surprisal
from explorer.components.attention.pattern_panels import Panel, pattern_panels
from explorer.components.attention.score_grids import Grid, score_grids
from explorer.engine.runs import Run, trace_of
from explorer.errors import Refused
from explorer.figures.numbers import percent
from explorer.findings.context.kinds import MARKS, labels_of, rule, rules_of
from explorer.findings.context.wall import head_scores
from explorer.session import state
from explorer.session.sticky import sticky
from explorer.text.token import tokens_of
from explorer.views.context.framing import framed
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal

if TYPE_CHECKING:
    from explorer.models.model import Model
    from explorer.trace import Trace

Source = Literal["random", "run", "own"]

RANDOM = 40
"""Tokens that are drawn, and said twice."""


def show(run: Run, scope: Scope) -> None:
    try:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            ids = _test_text(run, _pick_source())
        with st.spinner(_("The model is reading the test text…")):
            trace = run.trace if ids == run.trace.ids else trace_of(run.model, ids)
            scores = head_scores(trace)
    except Refused as refused:
        st.error(explain(refused, quote=literal), icon=":material/info:")
        return
    grids, picture = st.columns([5, 3], gap="large")
    with grids:
        show_grids(run, scores)
    with picture:
        show_pattern(run, trace)
    sentence(finding(scores), key="context_finder_finding", strong=True)
    st.caption(rule())
    if trace.causal and said_twice(ids):
        st.caption(repeated(trace))


def show_grids(run: Run, scores: HeadScores) -> None:
    labels, rules = labels_of(), rules_of()
    marks = np.vectorize(lambda name: MARKS.get(name, ""), otypes=[object])(scores.names)
    bits = _("Mean over the text, in bits: how widely a head looks. Full colour is the most that is possible here.")
    score_grids(
        [
            *(Grid(labels[kind], rules[kind], scores[kind], mark=MARKS[kind]) for kind in KINDS),
            Grid(_("entropy"), bits, scores.entropy, most=float(np.log2(max(2, scores.n_tokens))), bits=True),
        ],
        key="context_scores",
        selected=(run.layer, run.head),
        marks=marks,
        labels={
            "grids": _("Scores of all heads: a row is a layer, a column a head. A click or the arrow keys choose one."),
            "head": _("Layer {layer}, head {head}", layer="{layer}", head="{head}"),
            "best": _("Highest:"),
        },
        on_select=lambda layer, head: state.change(layer=layer, head=head),
    )  # fmt: skip


def show_pattern(run: Run, trace: "Trace") -> None:
    """The selected head on the test text, whose positions are the run's only where it is the run's text."""
    mine = trace.ids == run.trace.ids
    pattern_panels(
        [
            Panel(
                _("Layer {layer}, head {head}", layer=run.layer + 1, head=run.head + 1),
                _("Its pattern on this text: an induction head draws a line beside the diagonal in the second half."),
                trace.pattern(run.layer)[run.head],
                [token.text for token in tokens_of(trace.ids, run.model.tokenizer)],
                trace.causal,
                trace.calls[run.layer].window,
            )
        ],
        key="context_scores_pattern",
        position=run.position if mine else len(trace) - 1,
        labels={
            "view": _("The pattern of the selected head: arrow keys walk through the rows"),
            "looks": _("“{query}” → “{key}”: {share}", query="{query}", key="{key}", share="{share}"),
            "unseen": _("“{query}” cannot see “{key}”", query="{query}", key="{key}"),
            "how": _("Point at a row to see where its token looks."),
        },
        on_select=lambda position: state.change(position=position) if mine else None,
    )


def finding(scores: HeadScores) -> str:
    """How many heads have a name, and which looks most for what came after."""
    named, total = int((scores.names != "").sum()), scores.names.size
    if not scores.induction.any():
        return _("In this text {n} of {total} heads have a name. Nothing in it is said twice.", n=named, total=total)
    layer, head = np.unravel_index(scores.induction.argmax(), scores.induction.shape)
    return _(
        "In this text {n} of {total} heads have a name. Most like an induction head is layer {layer}, head {head}: "
        "{share} of its attention goes to what came after the same token before.",
        n=named, total=total, layer=int(layer) + 1, head=int(head) + 1, share=percent(float(scores.induction.max())),
    )  # fmt: skip


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
    return framed(model, [*drawn, *drawn])


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
    return framed(model, ids * 2 if twice else ids)


def _pick_source() -> Source:
    labels: dict[Source, str] = {
        "random": _("Random tokens, twice"),
        "run": _("This run's text"),
        "own": _("A text of your own"),
    }
    return st.segmented_control(
        _("On which text"),
        list(labels),
        required=True,
        format_func=labels.__getitem__,
        **sticky("context_source", "random"),
    )


def _test_text(run: Run, source: Source) -> tuple[int, ...]:
    """The ids of the text that was chosen, drawn beside its choice."""
    if source == "run":
        return run.trace.ids
    if source == "random":
        seed = int(st.session_state.get("context_seed", 0))
        st.button(
            _("Draw others"),
            icon=":material/casino:",
            on_click=lambda: st.session_state.__setitem__("context_seed", seed + 1),
        )
        return random_twice(run.model, seed)
    text = st.text_input(
        _("The text whose heads are scored"), "", max_chars=2000, **sticky("context_own", _("The cat sat on the mat."))
    )
    twice = st.toggle(_("Say it twice"), **sticky("context_twice", True))
    return own_text(run.model, text, twice=twice)
