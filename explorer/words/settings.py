"""The sampling settings in words: only those that do something."""

from collections.abc import Sequence

from explorer.decoding.sampling import Sampling
from explorer.figures.numbers import setting
from explorer.words import _
from explorer.words.stages import label


def in_words(sampling: Sampling) -> str:
    """
    >>> in_words(Sampling(temperature=0.7, top_k=40, seed=3))
    'temperature 0.7, top-k 40 and seed 3'
    """
    if sampling.greedy:
        return _("temperature 0 (always the likeliest)")
    parts = [_("temperature {value}", value=setting(sampling.effective("temperature")))]
    parts += working(sampling, [stage for stage in sampling.order if stage != "temperature"])
    return _("{settings} and seed {seed}", settings=", ".join(parts), seed=sampling.seed)


def working(sampling: Sampling, stages: Sequence[str] | None = None) -> list[str]:
    """Each of `stages`, by default of all in their order, that is set to do something, with its setting.

    >>> working(Sampling(top_p=0.9, temperature=0.7, min_p=0.1, off=("min_p",)))
    ['temperature 0.7', 'top-p 0.9']
    """
    names = [name for name in (sampling.order if stages is None else stages) if sampling.works(name)]
    return [stage_set(sampling, name) for name in names]


def stage_set(sampling: Sampling, stage: str) -> str:
    """A stage with its setting: "top-k 40"."""
    return f"{label(stage)} {setting(sampling.effective(stage))}"
