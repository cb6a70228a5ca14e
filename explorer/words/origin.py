"""Where a model's numbers come from, who made it and under which licence, in words."""

from babel import Locale

from explorer.figures.numbers import percent
from explorer.models.model import Model
from explorer.models.origin import Kind, Origin
from explorer.models.published import Published, published
from explorer.words import _, language
from explorer.words.literal import literal
from explorer.words.numbers import big
from explorer.words.sentences import listed


def about_origin(model: Model) -> list[str]:
    """Sentences in markdown; none of a model that nobody converted."""
    if model.origin is None:
        return []
    one = published(model.name)
    return [*(by_makers(one) if one is not None else _by_file(model.origin)), rounding(model.origin)]


def by_makers(one: Published) -> list[str]:
    """What the makers of a published model say of it."""
    said = {"maker": one.maker, "year": one.released, "licence": one.licence, "tokens": big(one.trained_on)}
    knows = Locale.parse(language()).languages[one.language]
    return [
        _("Made by {maker} and published in {year} under the licence {licence}.", **said),
        _("It was trained on {tokens} tokens, and knows {language} best.", **said, language=knows),
    ]


def _by_file(origin: Origin) -> list[str]:
    maker, licence = (literal(said) for said in (origin.maker, origin.licence))
    made = [_("Made by {maker}, as its file says.", maker=maker)] if origin.maker else []
    return made + ([_("Its licence, as its file says: {licence}.", licence=licence)] if origin.licence else [])


def rounding(origin: Origin) -> str:
    """In what its weights were written."""
    return _(
        "Its weights come from {file}, {kinds}; there they take {bits} bits each, scales included.",
        file=literal(origin.file),
        kinds=listed([_share(kind, origin) for kind in origin.kinds if kind.weights >= LEAST * _weights(origin)]),
        bits=f"{origin.bits:.1f}",
    )


LEAST = 0.005
"""Of all weights; norms have fewer."""


def _share(kind: Kind, origin: Origin) -> str:
    said = {"share": percent(kind.weights / _weights(origin)), "kind": kind.name}
    if kind.rounded_to is None:
        return _("{share} in {kind}", **said)
    return _("{share} rounded to {bits} bits ({kind})", **said, bits=kind.rounded_to)


def _weights(origin: Origin) -> int:
    return sum(kind.weights for kind in origin.kinds)
