"""Flow: where a head looks, how much it takes along from there, and what came through all layers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.rollout import rollout
from explorer.analysis.value_weighted import as_shares, weighted_norms, written
from explorer.components.attention.pattern_panels import Panel
from explorer.components.payload import Pattern16
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.context import first_token
from explorer.findings.context.parts import Parts
from explorer.findings.token_names import told
from explorer.words import _
from explorer.words.sentences import chip

if TYPE_CHECKING:
    from explorer.trace import Trace

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Flow:
    """Three pictures of who gets what from whom: each (T, T), rows sum to 1."""

    pattern: Floats
    """The shares of attention of one head."""
    weighted: Floats
    """‖αf(x)‖ of the same head, as shares of each row's sum."""
    lengths: Floats
    """(T,) ‖f(x)‖: how long what the head would write of each key is."""
    rollout: Floats
    """Of all layers up to the head's own, their heads averaged."""


def panels(run: Run, flow: Flow, parts: Parts, hide_first: bool = False) -> tuple[Panel, ...]:
    causal, window = run.trace.causal, run.trace.calls[run.layer].window if parts.alone else None
    pictures = [
        (
            _("Attention α"),
            _("How this head divides its attention: shares of 100 % a row."),
            flow.pattern,
            window,
        ),
        (
            _("Weighted by values ‖αf(x)‖"),
            _("How long the vectors are that this head adds, as shares of a row's sum. f(x) is the value after W_O."),
            flow.weighted,
            window,
        ),
        (
            _("Rollout, up to layer {layer}", layer=run.layer + 1),
            _("Where the stream comes from, if every layer kept half and mixed in half, all its heads alike."),
            flow.rollout,
            None,
        ),
    ]
    return tuple(
        Panel(title, note, _shown(parts, shares, hide_first, causal), parts.texts, causal, sees)
        for title, note, shares, sees in pictures
    )


def _shown(parts: Parts, shares: Floats, hide_first: bool, causal: bool) -> Pattern16:
    return Pattern16(parts.merged(first_token.shown(shares, hide_first)), causal)


def finding(run: Run, flow: Flow) -> str:
    """The key of which attention says most else than what is added, and where rollout says the stream came from."""
    at = run.position
    share, added = flow.pattern[at], flow.weighted[at]
    key = int(np.abs(share - added).argmax())
    origin = int(flow.rollout[at].argmax())
    words = {
        "query": told(run.tokens, at),
        "key": chip(run.tokens[key].text),
        "n": key + 1,
        "share": percent(float(share[key])),
        "added": percent(float(added[key])),
        "origin": chip(run.tokens[origin].text),
        "m": origin + 1,
        "came": percent(float(flow.rollout[at, origin])),
    }
    if run.trace.causal and at == 0:
        return _("{query} is the first token: everything in it comes from itself, in every layer.", **words)
    return _(
        "{query} gives {share} of its attention to {key} (token {n}), but {added} of what the head adds comes from "
        "there. Through all layers up to here, rollout traces {came} back to {origin} (token {m}).",
        **words,
    )


def why() -> str:
    """Why the three differ."""
    return _(
        "They differ because a large share of a short vector adds little, and because a layer reads what the layers "
        "before it have already mixed: a token's place is not its word any more."
    )


def flow_of(run: Run) -> Flow:
    """Computed once a head."""
    trace = run.trace
    return once(("flow", trace.identity, run.layer, run.head), lambda: _flow(run))


def _flow(run: Run) -> Flow:
    pattern = run.trace.pattern(run.layer)[run.head]
    vectors = written(run.trace, run.layer, run.head, engine.attn_output(run.model.fingerprint, run.layer).weights)
    weighted = as_shares(weighted_norms(pattern, vectors))
    return Flow(pattern, weighted, np.linalg.norm(vectors, axis=-1), rollouts(run.trace)[run.layer])


def rollouts(trace: "Trace") -> tuple[Floats, ...]:
    """(T, T) after each layer."""
    return once(("rollouts", trace.identity), lambda: tuple(rollout(trace.patterns())))
