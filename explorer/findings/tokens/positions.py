"""Where a token stands: four ways of telling a model, computed on the same axes, this model's own among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.positions import ALL, alibi, alibi_slopes, cosines, frequencies, rotated, sinusoids
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.figures.position_maps import Scheme
from explorer.findings.courses import course, hundredths
from explorer.words import _, ngettext
from explorer.words.sentences import apart, chip, joined, listed

if TYPE_CHECKING:
    from explorer.models.positions import Rotary

MOST = 128
"""Positions a side of a map; of a longer range every so many."""

HALF = 0.5


@dataclass(frozen=True, eq=False)
class Four:
    """(n, n) each, at the same positions."""

    positions: NDArray[np.int64]
    learned: NDArray[np.float32] | None
    sinusoidal: NDArray[np.float32]
    rotary: NDArray[np.float32]
    alibi: NDArray[np.float32]
    rotary_is_own: bool

    def row_of(self, place: int) -> int:
        """The row of a position that is drawn."""
        return int(np.searchsorted(self.positions, place))


def four_of(run: Run, reach: int) -> Four:
    """Computed once a model, reach, head, and where the drawn positions begin."""
    key = ("four positions", run.model.fingerprint, reach, run.head, place_of(run, reach) % _every(reach))
    return once(key, lambda: _computed(run, reach))


def reaches(run: Run) -> list[int]:
    """How many positions can be on screen."""
    n_ctx = run.model.shape.n_ctx
    return [*(n for n in (32, 128, 512, 2048) if n < n_ctx), n_ctx]


def schemes_of(run: Run, four: Four) -> list[Scheme]:
    own = four.learned is not None
    return [
        Scheme(_("Learned"), four.learned, own, "residual"),
        Scheme(_("Sinusoidal"), four.sinusoidal, False, "residual", "dash"),
        Scheme("RoPE", four.rotary, four.rotary_is_own, "key"),
        Scheme("ALiBi", four.alibi, False, "attention"),
    ]


def maps_spoken(schemes: Sequence[Scheme], four: Four) -> str:
    """The maps for those who do not see them: how near the next position is on average, and the farthest two."""
    return joined(_counted(four), apart(*map(_map_spoken, schemes)))


def _map_spoken(scheme: Scheme) -> str:
    if scheme.near is None:
        return _("{name}: this model learns none", name=scheme.name)
    return _(
        "{name}: neighbours {next}, first and last {far}",
        name=scheme.name,
        next=hundredths(float(np.nanmean(np.diagonal(scheme.near, -1)))) if len(scheme.near) > 1 else "–",
        far=hundredths(float(scheme.near[-1, 0])),
    )


def _counted(four: Four) -> str:
    return _(
        "Nearness from −1 to 1, positions {first} to {last}.",
        first=int(four.positions[0]) + 1,
        last=int(four.positions[-1]) + 1,
    )


def line_spoken(schemes: Sequence[Scheme], four: Four, row: int) -> str:
    """The curves for those who do not see them: nearness to the selected position, from the first to the last."""
    places = (four.positions + 1).tolist()
    return joined(
        *(
            course(scheme.name, zip(places, scheme.near[row].tolist(), strict=True), _at_position, hundredths)
            for scheme in schemes
            if scheme.near is not None
        )
    )


def _at_position(position: float) -> str:
    return _("position {n}", n=round(position))


def near_of(run: Run, reach: int) -> NDArray[np.float32]:
    """(reach,) how near each position on screen is to the selected one in this model, drawn or not."""
    place, positions, W_pos = place_of(run, reach), np.arange(reach), run.model.embedding.W_pos
    row = slice(place, place + 1)
    if W_pos is not None:
        return cosines(W_pos[positions], row)[0]
    return _rotated(positions, engine.rotary(run.model.fingerprint), run.model.shape.d_head, row)[0]


def told(run: Run, near: NDArray[np.float32], place: int) -> str:
    """How far the model's own encoding reaches, computed."""
    about = {"token": chip(run.tokens[place].text), "position": place + 1}
    others = np.delete(np.arange(len(near)), place)
    if not len(others):
        return _("{token} stands alone: there is no other position to compare with.", token=about["token"])
    best = others[near[others].argmax()]
    said = {"best": int(best) + 1, "size": f"{near[best]:.2f}".replace("-", "−"), **about}
    first = _("In this model, position {position} ({token}) is nearest to position {best}: {size}.", **said)
    return first + " " + _reaches(near, place)


def _reaches(near: NDArray[np.float32], place: int) -> str:
    """How far away nearness is above one half."""
    far = np.abs(np.arange(len(near)) - place)
    reached = int(far[near > HALF].max(initial=0))
    if reached == 0:
        return _("No position on screen but its own has a nearness above one half.")
    if reached == far.max():
        return _("Even at the farthest position on screen, nearness is above one half.")
    return ngettext(
        "Farther than {n} position away, nearness never again exceeds one half.",
        "Farther than {n} positions away, nearness never again exceeds one half.",
        reached,
    )


def _every(reach: int) -> int:
    """Of so many positions one is drawn."""
    return -(-reach // MOST)


def place_of(run: Run, reach: int) -> int:
    """The selected position, which is always among those drawn, or the last on screen."""
    return min(run.position, reach - 1)


def _computed(run: Run, reach: int) -> Four:
    shape, W_pos = run.model.shape, run.model.embedding.W_pos
    every = _every(reach)
    positions = np.arange(place_of(run, reach) % every, reach, every)
    rotary = engine.rotary(run.model.fingerprint)
    return Four(
        positions,
        None if W_pos is None else cosines(W_pos[positions]),
        cosines(sinusoids(positions, shape.d_model)),
        _rotated(positions, rotary, shape.d_head),
        alibi(positions, float(alibi_slopes(shape.n_heads)[run.head])),
        rotary is not None,
    )


def _rotated(
    positions: NDArray[np.int64], rotary: "Rotary | None", d_head: int, rows: slice = ALL
) -> NDArray[np.float32]:
    if rotary is None:
        pairs = max(1, d_head // 2)
        return rotated(positions, frequencies(2 * pairs), pairs, rows)
    return rotated(positions, rotary.frequencies, rotary.pairs, rows)


def step(four: Four) -> str:
    every = int(four.positions[1] - four.positions[0]) if len(four.positions) > 1 else 1
    said = _(
        "Rows: position i, columns: position j. Blue is near, orange is opposed; the dotted line is the selection."
    )
    return said if every == 1 else said + " " + _("Every {n}th position is drawn.", n=every)


def measured(run: Run) -> str:
    """What each of the numbers is."""
    slope = float(alibi_slopes(run.model.shape.n_heads)[run.head])
    said = _(
        "Learned and sinusoidal: the cosine between the two vectors that are added to the tokens. RoPE: what turning "
        "leaves of query · key when both are alike. ALiBi: the factor e^(−m·distance) on a key's weight, with "
        "m = {slope} for head {head}; keys that come later are not seen.",
        slope=f"{slope:.4g}",
        head=run.head + 1,
    )
    return joined(said, _others(run))


def _others(run: Run) -> str:
    """Where not all of a model's layers turn alike."""
    rotary = engine.rotary(run.model.fingerprint)
    if rotary is None or len(rotary.layers) == run.model.shape.n_layers:
        return ""
    return _(
        "RoPE is drawn as in layers {layers} of this model; its others turn at another speed, or not at all.",
        layers=listed([str(layer + 1) for layer in rotary.layers]),
    )
