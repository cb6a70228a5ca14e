"""The depths of a text's predictions as a heat map in which one can read."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.prediction_depth import AMONG
from explorer.components.text.reading_heat import NEVER, Look, Piece, ReadingHeat
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.output.decided import Decided, Subject
from explorer.findings.output.text_heat import bits_of, expected_at, labels_of, pieces_of, strongest_pieces, words_of
from explorer.text.token import Token, token_alone
from explorer.words import _

LIKELIEST_FROM = 2
"""Which of a piece's numbers says from which layer on its token is likeliest."""


def decided_heat(
    run: Run,
    tokens: Sequence[Token],
    found: Decided,
    subject: Subject,
    *,
    selected: int | None,
    door: str,
    away: Sequence[range] = (),
) -> ReadingHeat:
    """Of a text that the run's model has read. door: what leads from a word to its column of the lens; "" for none.

    away: places that are not shown, such as a chat's template.
    """
    depths = found.of(subject)
    pieces = pieces_of(tokens, found.read, lambda places: _told(run, found, depths, places), away)
    if subject == "choice":
        pieces.append(_next(run, found, depths, len(tokens)))
    return ReadingHeat(
        pieces=tuple(pieces),
        spoken=_("Decided last: {pieces}.", pieces=strongest_pieces(pieces, LIKELIEST_FROM)),
        looks=_looks(depths, found.depths.n_layers),
        numbers=_names(),
        words=words_of(run, found.read),
        labels=labels_of(
            _("The text; the stronger a token's colour, the later it was decided"),
            _("One character of several tokens: the latest of their layers. Expected for the first of them:"),
            next=_("not written yet: what the model finds likeliest next"),
            never=_("never"),
            door=door,
        ),
        selected=selected,
    )


def _names() -> tuple[str, ...]:
    return (
        _("the model's choice"),
        _("its probability"),
        _("likeliest from"),
        _("among {n} from", n=AMONG),
        _("over 50 % from"),
        _("surprisal"),
    )


def _told(
    run: Run, found: Decided, depths: NDArray[np.int64], places: range
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Of one piece: the latest of its tokens."""
    latest = depths[:, places.start : places.stop].max(1)
    choice, first = int(found.choice[places[0]]), places[0]
    bits = float(found.read.surprisal[list(places)].sum())
    shades = tuple(_shade(int(depth), row, found.depths.n_layers) for depth, row in zip(latest, depths, strict=True))
    layers = tuple(_layer(int(depth), found.depths.n_layers) for depth in latest)
    return shades, (run.texts_of([choice])[0], percent(float(found.read.probs[first, 0])), *layers, bits_of(bits))


def _next(run: Run, found: Decided, depths: NDArray[np.int64], at: int) -> Piece:
    """What would come after the text."""
    id = int(found.choice[-1])
    token, place = token_alone(id, run.model.tokenizer), len(found.choice) - 1
    shades, numbers = _told(run, found, depths, range(place, place + 1))
    text = token.text if token.special or not token.whole else token.data.decode()
    return Piece(text, token.text, at, (id,), shades, numbers, expected_at(found.read, place), written=False)


def _shade(depth: int, row: NDArray[np.int64], n_layers: int) -> float:
    """From where the text's early words stand to the last layer."""
    if depth > n_layers:
        return NEVER
    first = _early(row, n_layers)
    return round(max(0, depth - first) / (n_layers - first), 3) if first < n_layers else 1.0


def _early(row: NDArray[np.int64], n_layers: int) -> int:
    """The layer from which a tenth of what is decided stands: a single word decided at once would pale all others."""
    reached = row[row <= n_layers]
    return int(np.quantile(reached, 0.1, method="lower")) if reached.size else n_layers


def _layer(depth: int, n_layers: int) -> str:
    if depth > n_layers:
        return _("never")
    return _("layer {layer}", layer=depth) if depth else _("the embedding")


def _looks(depths: NDArray[np.int64], n_layers: int) -> tuple[Look, ...]:
    names = (_("the likeliest"), _("among the {n} likeliest", n=AMONG), _("over 50 %"))
    titles = (
        _("The first layer from which it stays the likeliest in the lens, up to the end"),
        _("The first layer from which it stays among the {n} likeliest, up to the end", n=AMONG),
        _("The first layer from which it keeps more than half of the probability, up to the end"),
    )
    high = _layer(n_layers, n_layers)
    return tuple(
        Look(name, title, _up_to(_early(row, n_layers)), high)
        for name, title, row in zip(names, titles, depths, strict=True)
    )


def _up_to(layer: int) -> str:
    return _("up to layer {layer}", layer=layer) if layer else _("the embedding")
