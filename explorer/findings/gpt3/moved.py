"""Which weights a second training moved, and which of what is computed of this prompt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.movement import Movement, movement
from explorer.analysis.rank_correlation import rank_correlation
from explorer.components.attention.pattern_panels import Panel, PatternPanels
from explorer.components.attention.score_grids import Grid, Labels, ScoreGrids
from explorer.components.payload import Floats32, Pattern16
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run, trace_of
from explorer.figures.moved_by_layer import Line
from explorer.figures.numbers import percent
from explorer.findings.context import panels
from explorer.findings.courses import at_layer, course
from explorer.findings.gpt3.framed import check_length
from explorer.findings.gpt3.pair import Pair
from explorer.findings.spoken import grids_spoken, panels_spoken
from explorer.text.token import tokens_of
from explorer.words import _
from explorer.words.sentences import joined

if TYPE_CHECKING:
    from explorer.models.weight_changes import WeightChanges
    from explorer.trace import Trace

Floats = NDArray[np.float64]

LINKED = 0.4
"""The rank correlation from which on two measures are said to go together."""


@dataclass(frozen=True, eq=False)
class Moved:
    """Both, of one prompt."""

    ids: tuple[int, ...]
    """The same for both models: the prompt as plain text."""
    weights: "WeightChanges"
    outputs: Movement

    @property
    def most(self) -> tuple[int, int]:
        """(layer, head) whose output moved most."""
        layer, head = np.unravel_index(int(self.outputs.heads.argmax()), self.outputs.heads.shape)
        return int(layer), int(head)


def moved(pair: Pair, prompt: str) -> Moved:
    """Remembered. Refused where the two are not of one shape, or the prompt is too long for them."""
    check_length(pair, prompt)
    ids = pair.before.prompt(prompt).ids
    return once(("moved", pair.key, ids), lambda: _moved(pair, ids))


def _moved(pair: Pair, ids: tuple[int, ...]) -> Moved:
    weights = engine.weight_changes(*pair.key)

    def written_by(trace: "Trace", layer: int) -> NDArray[np.float32]:
        return engine.attn_output(trace.fingerprint, layer).weights

    before, after = traces(pair, ids)
    return Moved(ids, weights, movement(before, after, written_by))


def traces(pair: Pair, ids: tuple[int, ...]) -> tuple["Trace", "Trace"]:
    return trace_of(pair.before, ids), trace_of(pair.after, ids)


def chosen_head(run: Run, found: Moved) -> tuple[int, int]:
    """The one that the visitor chose, as far as the two have it; else the one whose output moved most."""
    chosen, (n_layers, n_heads) = run.selection, found.outputs.heads.shape
    if chosen.layer is None or chosen.head is None:
        return found.most
    return min(chosen.layer, n_layers - 1), min(chosen.head, n_heads - 1)


def boards(found: Moved, selected: tuple[int, int]) -> ScoreGrids:
    """A board a measure: the four matrices of every head, and what it writes."""
    n_layers, n_heads = found.outputs.heads.shape
    grids = tuple(_grids(found))
    return ScoreGrids(
        grids=grids,
        spoken=grids_spoken(grids),
        layers=n_layers,
        heads=n_heads,
        selected=selected,
        marks=("",) * (n_layers * n_heads),
        labels=Labels(
            grids=_(
                "How far every head moved: a row is a layer, a column a head. A click or the arrow keys choose one."
            ),
            head=_("Layer {layer}, head {head}", layer="{layer}", head="{head}"),
            best=_("Most:"),
        ),
    )


def _grids(found: Moved) -> Iterator[Grid]:
    weights, outputs = found.weights, found.outputs
    most = max(float(one.max()) for one in (weights.q, weights.k, weights.v, weights.o)) or 1.0
    yield Grid(
        _("output"),
        _("How far what the head writes about this prompt moved, relative to its length."),
        Floats32(outputs.heads),
        most=float(outputs.heads.max()) or 1.0,
    )
    yield Grid(
        _("turning"),
        _("1 − cosine of what it writes before and after: 0 % is the same way, 100 % at right angles."),
        Floats32(1 - outputs.heads_cosine),
        most=max(1e-6, float((1 - outputs.heads_cosine).max())),
    )
    said = _("Its weights: the norm of the difference, relative to the norm before.")
    for name, values in (("W_Q", weights.q), ("W_K", weights.k), ("W_V", weights.v), ("W_O", weights.o)):
        yield Grid(name, said, Floats32(values), most=most)


def by_layer(found: Moved) -> tuple[Line, ...]:
    """Weights of attention and MLP, and beside them the MLPs' outputs and the stream."""
    weights, outputs = found.weights, found.outputs
    return (
        Line(_("attention's weights"), "attention", tuple(weights.attention.tolist())),
        Line(_("the MLP's weights"), "mlp", tuple(weights.mlp.tolist())),
        Line(_("what the MLP writes"), "mlp", tuple(outputs.mlp.tolist()), dotted=True),
        Line(_("residual stream"), "residual", tuple(outputs.stream.tolist()), first=0, dotted=True),
    )


def spoken(drawn: Sequence[Line]) -> str:
    """The lines for those who do not see them."""
    return joined(*(course(line.name, enumerate(line.values, line.first), at_layer, percent) for line in drawn))


def axes() -> tuple[str, str]:
    return _("Layer (0: the embeddings)"), _("relative distance")


def striking(found: Moved) -> str:
    """Weights moved a little, outputs much: by how much, and where most."""
    layer, head = found.most
    return _(
        "The second training moved a head's weights by {weights} on average, and what the heads write about your "
        "prompt by {outputs}. What moved most is the output of layer {layer}, head {head}: by {most} of its length.",
        weights=percent(float(found.weights.heads.mean())),
        outputs=percent(float(found.outputs.heads.mean())),
        layer=layer + 1,
        head=head + 1,
        most=percent(float(found.outputs.heads.max())),
    )


def agreement(found: Moved) -> str:
    """Whether the heads whose weights moved are those whose outputs did."""
    rho = correlation(found)
    if rho is None:
        return _("All heads moved alike, so there is nothing to compare.")
    number = f"{rho:+.2f}".replace("-", "−")
    if rho >= LINKED:
        verdict = _("heads whose weights moved more also write something more different.")
    elif rho <= -LINKED:
        verdict = _("heads whose weights moved more write something less different.")
    else:
        verdict = _("how far a head's own weights moved says little about how far its output did.")
    return _(
        "Spearman's rank correlation of the two (of {n} heads) is {rho}: {verdict} An output also moves because of "
        "what earlier layers now write.",
        n=found.outputs.heads.size,
        rho=number,
        verdict=verdict,
    )


def correlation(found: Moved) -> float | None:
    """Spearman's rank correlation, over all heads, of how far weights and outputs moved; None where all are alike."""
    return rank_correlation(found.weights.heads.ravel(), found.outputs.heads.ravel())


def elsewhere(found: Moved) -> str:
    """The embeddings and the MLPs."""
    weights = found.weights
    layer = int(weights.mlp.argmax())
    return _(
        "The embeddings of the tokens moved by {embeddings}; of the MLPs' weights those of layer {layer} moved most, "
        "by {mlp}. After the last layer the residual stream is {stream} of its length away from where it was.",
        embeddings=percent(weights.embeddings),
        layer=layer + 1,
        mlp=percent(float(weights.mlp.max())),
        stream=percent(float(found.outputs.stream[-1])),
    )


def patterns(pair: Pair, found: Moved, head: tuple[int, int], position: int) -> PatternPanels:
    """One head's pattern on the prompt, before and after."""
    both = zip(traces(pair, found.ids), (_("Before"), _("After")), strict=True)
    shown = tuple(_panel(pair, trace, head, when) for trace, when in both)
    labels = panels.labels(_("The pattern of the selected head before and after: arrow keys walk through the rows"))
    return PatternPanels(
        panels=shown,
        spoken=panels_spoken(shown),
        position=min(position, len(found.ids) - 1),
        labels=replace(labels, how=_("Point at a row to see where its token looks.")),
    )


def _panel(pair: Pair, trace: "Trace", head: tuple[int, int], when: str) -> Panel:
    tokens = tuple(token.text for token in tokens_of(trace.ids, pair.after.tokenizer))
    note = _("Layer {layer}, head {head} of {model}", layer=head[0] + 1, head=head[1] + 1, model=trace.model)
    return Panel(when, note, Pattern16(trace.pattern(head[0])[head[1]], trace.causal), tokens, trace.causal)


def what_head(found: Moved, head: tuple[int, int]) -> str:
    """One head's numbers."""
    weights, outputs = found.weights, found.outputs
    return _(
        "Layer {layer}, head {head}: its weights moved by {weights}, what it writes by {output} of its length, and the "
        "cosine between the two is {cosine}.",
        layer=head[0] + 1,
        head=head[1] + 1,
        weights=percent(float(weights.heads[head])),
        output=percent(float(outputs.heads[head])),
        cosine=f"{float(outputs.heads_cosine[head]):.2f}",
    )
