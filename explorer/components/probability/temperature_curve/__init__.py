"""One choice at every temperature: bars that change as it is played, and two curves over the temperature."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.components.untyped import mount, triggered
from explorer.words.sentences import parts


def temperature_curve(
    temperatures: Sequence[float],
    tokens: Sequence[str],
    shares: NDArray[np.floating],
    choices: Sequence[float],
    said: Sequence[str],
    *,
    key: str,
    now: float,
    left: Sequence[int | None] = (),
    labels: Mapping[str, str],
    on_use: Callable[[float], None],
) -> None:
    """`shares`: (n, k) of the k `tokens` at the n `temperatures`, which rise evenly. `choices`: (n,) the effective
    number of them. `said`: (n,) each temperature in a sentence, tokens as chips. `now`: the visitor's own temperature.
    `left`: (n,) how many tokens all settings together leave, None where it was not counted; empty if none cuts.

    `labels`: bars, rest, play, pause, scrub, use, share, choices, left, now.
    """
    data: dict[str, Any] = {
        "temperatures": list(temperatures),
        "tokens": list(tokens),
        "shares": np.round(shares, 5).tolist(),
        "choices": [round(float(n), 3) for n in choices],
        "said": [parts(sentence) for sentence in said],
        "now": now,
        "left": list(left),
        "labels": dict(labels),
    }
    mount("temperature_curve", key=key, data=data, on={"use": lambda: on_use(triggered(key, "use"))})
