"""Surprise along the text: a bar a token, and as a line how much was to be expected."""

from collections.abc import Callable, Sequence

from explorer.components.untyped import mount, triggered


def surprisal_path(
    bits: Sequence[float],
    entropies: Sequence[float],
    texts: Sequence[str],
    *,
    key: str,
    n_prompt: int,
    selected: int | None,
    labels: dict[str, str],
    alt: str,
    on_select: Callable[[int], None],
) -> None:
    """T tokens: `bits` (T-1) of each but the first, `entropies` (T) after each, `texts` (T).

    `labels`: surprisal, entropy, bits, next; `alt` says the figure in a sentence.
    """
    data = {
        "bits": [round(float(value), 2) for value in bits],
        "entropies": [round(float(value), 2) for value in entropies],
        "texts": list(texts),
        "n_prompt": n_prompt,
        "selected": selected,
        "labels": labels,
        "alt": alt,
    }
    mount("surprisal_path", key=key, data=data, on={"position": lambda: on_select(triggered(key, "position"))})
