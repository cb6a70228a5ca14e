"""The residual stream of a run: how it grows, and where it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.norms import added_norms, residual_norms
from explorer.analysis.projection import Path, residual_path, stream_points, umap_path
from explorer.analysis.umap_layout import NEIGHBOURS, neighbours_kept
from explorer.components.payload import Floats32
from explorer.components.stream.layer_map import Labels, LayerMap, color_limits
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.figures.stream_paths import PathLabels
from explorer.figures.stream_sizes import SizeLabels, Sizes
from explorer.findings.chat_marks import kept
from explorer.findings.courses import at_layer, course, hundredths
from explorer.findings.spoken import cells_spoken
from explorer.findings.token_names import told
from explorer.words import _
from explorer.words.sentences import joined

Kind = Literal["stream", "attention", "mlp"]
Projection = Literal["pca", "umap"]
Drawn = tuple[NDArray[np.float32], tuple[str, str], str]
"""(L+1, T, 2) places, what the axes say, and what stands beneath."""


def lengths(run: Run) -> tuple[Sizes, SizeLabels]:
    """The stream's length by layer, and of what is added to it."""
    labels = SizeLabels(
        embedding=_("Emb."),
        layer=_("Layer"),
        stream=_("length of the stream"),
        added=_("length of what is added"),
        selected=_("selected token"),
        median=_("median of all"),
        spread=_("range of all"),
        attention=_("attention"),
        mlp=_("MLP"),
    )
    return Sizes(residual_norms(run.trace), *added_norms(run.trace)), labels


def longest(run: Run, sizes: Sizes) -> str:
    """Who adds most at the selected position, and how long the stream gets."""
    parts = np.stack([sizes.attention, sizes.mlp])[:, :, run.position]
    part, layer = np.unravel_index(parts.argmax(), parts.shape)
    about = {
        "token": told(run.tokens, run.position),
        "layer": int(layer) + 1,
        "length": f"{sizes.stream[-1, run.position]:,.1f}",
    }
    if part == 0:
        return _(
            "At {token} the attention of layer {layer} adds most; the stream ends with a length of {length}.", **about
        )
    return _("At {token} the MLP of layer {layer} adds most; the stream ends with a length of {length}.", **about)


def lengths_spoken(run: Run, sizes: Sizes) -> str:
    """The two charts for those who do not see them: the selected token's three lines."""
    stream = sizes.stream[:, run.position].tolist()
    lines = {
        _("length of the stream"): enumerate(stream),
        _("what attention adds"): enumerate(sizes.attention[:, run.position].tolist(), 1),
        _("what the MLP adds"): enumerate(sizes.mlp[:, run.position].tolist(), 1),
    }
    courses = (course(name, points, at_layer, hundredths) for name, points in lines.items())
    return joined(_("At {token}.", token=told(run.tokens, run.position)), *courses)


def map_of_lengths(run: Run, kind: Kind, *, whole: bool = True) -> LayerMap:
    """The length of the stream, or of what attention or the MLP adds, at every layer and position; `whole`: also at
    those of a chat's template."""
    positions, layers = kept(run, whole=whole), range(run.model.shape.n_layers)
    values = sizes_of(run, kind)[:, positions]
    before = {_("Embedding"): None} if kind == "stream" else {}
    rows: dict[str, int | None] = {**before, **{_("Layer {layer}", layer=layer + 1): layer for layer in layers}}
    return LayerMap(
        values=Floats32(values),
        most=color_limits(values),
        rows=tuple(rows),
        layers=tuple(rows.values()),
        tokens=tuple(run.tokens[position].text for position in positions),
        row=list(rows.values()).index(run.stream_layer),
        positions=positions,
        position=run.position,
        labels=Labels(
            map=_("Length by layer and position"),
            cell=_(
                "{row}, {token} (position {position}): {value}",
                row="{row}",
                token="{token}",
                position="{position}",
                value="{value}",
            ),
            axes=_(
                "Euclidean length; each layer has a scale of its own, for vectors grow. The first position, often far "
                "longer, may go beyond"
            ),
        ),
        scale="residual" if kind == "stream" else kind,
        spoken=_map_spoken(values, tuple(rows), [run.tokens[position].text for position in positions]),
    )


def _map_spoken(values: NDArray[np.float32], rows: Sequence[str], texts: Sequence[str]) -> str:
    """The longest vectors of the last row, and the position that is longest in most."""
    last = cells_spoken(values[-1:], lambda _row, column: f"{texts[column]} {hundredths(float(values[-1, column]))}")
    most = int(np.bincount(values.argmax(1)).argmax())
    return _(
        "{row}: the longest are {cells}. In {n} of {rows} rows {token} is longest.",
        row=rows[-1],
        cells=last,
        n=int((values.argmax(1) == most).sum()),
        rows=len(rows),
        token=texts[most],
    )


def sizes_of(run: Run, kind: Kind) -> NDArray[np.float32]:
    """(L+1, T) of the stream, (L, T) of what is added."""
    if kind == "stream":
        return residual_norms(run.trace)
    attention, mlp = added_norms(run.trace)
    return attention if kind == "attention" else mlp


@dataclass(frozen=True, eq=False)
class Ways:
    """Every token's way through the layers, in two dimensions."""

    xy: NDArray[np.float32]
    """(L+1, T, 2)"""
    labels: PathLabels
    texts: tuple[str, ...]
    outside: bool
    """Whether the first token lies outside the picture."""
    caption: str


def ways(run: Run, projection: Projection) -> Ways:
    """By principal components, or by UMAP where that is installed."""
    xy, axes, caption = _by_umap(run) if projection == "umap" else _by_components(run)
    layers = (_("Embedding"), *(_("Layer {layer}", layer=n + 1) for n in range(run.model.shape.n_layers)))
    outside = projection == "pca" and path_of(run).first_left_out
    texts = tuple(token.text for token in run.tokens)
    return Ways(xy, PathLabels(*axes, layers=layers), texts, outside, caption)


def ways_spoken(run: Run, drawn: Ways) -> str:
    """The plane for those who do not see it: how far the selected token goes, and whom it ends beside."""
    token, place = told(run.tokens, run.position), run.position
    far = np.linalg.norm(drawn.xy[-1] - drawn.xy[0], axis=1)
    goes = _(
        "From the embedding to the last layer {token} moves by {far} in this plane; half of all tokens by {middle} or "
        "less.",
        token=token,
        far=hundredths(float(far[place])),
        middle=hundredths(float(np.median(far))),
    )
    others = [other for other in range(int(drawn.outside), len(far)) if other != place]
    if not others:
        return goes
    apart = np.linalg.norm(drawn.xy[-1, others] - drawn.xy[-1, place], axis=1)
    ends = _(
        "Nearest to it ends {near}, farthest {away}.",
        near=told(run.tokens, others[int(apart.argmin())]),
        away=told(run.tokens, others[int(apart.argmax())]),
    )
    return joined(goes, ends)


def n_vectors(run: Run) -> int:
    """Of all tokens after all layers."""
    return len(run.tokens) * (run.model.shape.n_layers + 1)


def _by_components(run: Run) -> Drawn:
    path = path_of(run)
    first, second = (percent(float(share)) for share in path.explained)
    axes = _("first direction ({share} of the variance)", share=first), _("second direction ({share})", share=second)
    return path.xy, axes, _outside() if path.first_left_out else _inside()


def _by_umap(run: Run) -> Drawn:
    xy = umap_of(run)
    caption = _(
        "UMAP keeps neighbours together; distances between groups, and directions, mean nothing (McInnes et al. 2018). "
        "Checked: of each vector's {k} nearest, {kept} are among its nearest here.",
        k=min(NEIGHBOURS, n_vectors(run) - 1),
        kept=percent(neighbours_kept(stream_points(run.trace), xy.reshape(-1, 2))),
    )
    return xy, (_("UMAP 1 (no unit)"), _("UMAP 2 (no unit)")), caption


def path_of(run: Run) -> Path:
    """The run's paths; computed once a run, not at every selection."""
    return once(("residual path", run.trace.identity), lambda: residual_path(run.trace))


def umap_of(run: Run) -> NDArray[np.float32]:
    return once(("umap path", run.trace.identity), lambda: umap_path(run.trace))


def _inside() -> str:
    return _(
        "Each line is a token, from its embedding to the last layer; the open circle is where the selected one begins."
    )


def _outside() -> str:
    return _(
        "The first token's vectors are many times longer than the others', as in most models: "
        "the plane is fitted without them, and they lie outside the picture."
    )
