"""What a knob that moves, a switch, or another order makes of the settings."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import KNOBS, ORDER, SPECS, StageSpec


def turned(
    sampling: Sampling,
    *,
    knobs: Mapping[str, float] | None = None,
    switches: Mapping[str, bool] | None = None,
    order: Sequence[str] = (),
) -> Sampling:
    """`knobs`: where each one stands now, by field, brought into its range. `switches`: by stage.

    A knob that moves switches its stage on; a switch that finds nothing set takes what is usual. An order that does
    not name each stage once is left out.
    """
    moved = {field: KNOBS[field].read(value) for field, value in (knobs or {}).items()}
    off = set(sampling.off) - moved.keys()
    for spec in SPECS:
        match (switches or {}).get(spec.name):
            case True:
                off.discard(spec.name)
                moved |= _usual(spec, (asdict(sampling) | moved)[spec.name])
            case False if getattr(sampling, spec.name) != spec.neutral:
                off.add(spec.name)
    return replace(
        sampling,
        **moved,
        off=tuple(stage for stage in ORDER if stage in off),
        order=tuple(order) if sorted(order) == sorted(ORDER) else sampling.order,
    )


def _usual(spec: StageSpec, setting: float) -> dict[str, float]:
    """What a stage is set to that is switched on: nothing new where its setting does something."""
    return {spec.name: spec.usual} if setting == spec.neutral else {}
