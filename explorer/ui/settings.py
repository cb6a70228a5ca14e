"""The sampling settings in words: only those that do something."""

from explorer.decoding.sampling import Sampling
from explorer.ui.words import _

_OFF = Sampling()
_FILTERS = ("top_k", "top_p", "min_p", "typical_p")


def in_words(sampling: Sampling) -> str:
    """
    >>> in_words(Sampling(temperature=0.7, top_k=40, seed=3))
    'temperature 0.7, top-k 40 and seed 3'
    """
    if sampling.greedy:
        return _("temperature 0 (always the likeliest)")
    parts = [_("temperature {value}", value=f"{sampling.temperature:g}")]
    names = {name: name.replace("_", "-") for name in _FILTERS} | {"repetition_penalty": _("repetition penalty")}
    for name, called in names.items():
        value = getattr(sampling, name)
        if value != getattr(_OFF, name):
            parts.append(f"{called} {value:g}")
    return _("{settings} and seed {seed}", settings=", ".join(parts), seed=sampling.seed)
