"""The sampling settings in words: only those that do something."""

from collections.abc import Sequence

from explorer.decoding.sampling import Sampling
from explorer.figures.numbers import setting
from explorer.words import _, language


def labels() -> dict[str, str]:
    """The stages' names; the field's English terms stand in every language."""
    return {
        "repetition_penalty": _("repetition penalty"),
        "frequency_penalty": _("frequency penalty"),
        "presence_penalty": _("presence penalty"),
        "temperature": _("temperature"),
        "top_k": _("top-k"),
        "top_p": _("top-p"),
        "min_p": _("min-p"),
        "typical_p": _("typical-p"),
    }


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


def listed(said: Sequence[str]) -> str:
    """As a list in the reader's language: "temperature 0.7 and top-p 0.9"; empty for none."""
    from babel.lists import format_list

    return format_list(list(said), locale=language()) if said else ""


def working(sampling: Sampling, stages: Sequence[str] | None = None) -> list[str]:
    """Each of `stages`, by default of all in their order, that is set to do something, with its setting.

    >>> working(Sampling(top_p=0.9, temperature=0.7, min_p=0.1, off=("min_p",)))
    ['temperature 0.7', 'top-p 0.9']
    """
    called = labels()
    names = [name for name in (sampling.order if stages is None else stages) if sampling.works(name)]
    return [f"{called[name]} {setting(sampling.effective(name))}" for name in names]
