"""The sampling settings in words: only those that do something."""

from explorer.decoding.sampling import Sampling
from explorer.ui.words import _

_OFF = Sampling()
_NAMES = {
    "top_k": "top-k {value}",
    "top_p": "top-p {value:g}",
    "min_p": "min-p {value:g}",
    "typical_p": "typical-p {value:g}",
    "repetition_penalty": "repetition penalty {value:g}",
}


def in_words(sampling: Sampling) -> str:
    """
    >>> in_words(Sampling(temperature=0.7, top_k=40, seed=3))
    'temperature 0.7, top-k 40 and seed 3'
    """
    if sampling.greedy:
        return _("temperature 0 (always the likeliest)")
    parts = [_("temperature {value}", value=f"{sampling.temperature:g}")]
    for name, said in _NAMES.items():
        value = getattr(sampling, name)
        if value != getattr(_OFF, name):
            parts.append(said.format(value=value))
    return _("{settings} and seed {seed}", settings=", ".join(parts), seed=sampling.seed)
