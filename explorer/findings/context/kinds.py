"""The names that heads have, and the rules by which they have them, in words."""

from explorer.analysis.head_names import NAMED_FROM, SHORTEST
from explorer.analysis.heads import REACH
from explorer.figures.numbers import percent
from explorer.words import _

MARKS = {
    "previous_token": "P",
    "induction": "I",
    "duplicate_token": "D",
    "first_position": "S",
    "local": "L",
    "broad": "B",
}
"""One letter each, on the thumbnails; S is for sink."""


def labels_of() -> dict[str, str]:
    """A name each, in the order in which they are shown."""
    return {
        "previous_token": _("previous token"),
        "induction": _("induction"),
        "duplicate_token": _("duplicate token"),
        "first_position": _("first token (sink)"),
        "local": _("local"),
        "broad": _("broad"),
    }


def rules_of() -> dict[str, str]:
    """What each score is the share of."""
    return {
        "previous_token": _("Share of attention that goes to the token just before, on average over the text."),
        "induction": _("Share that goes to what came after the same token earlier on, where a token is said again."),
        "duplicate_token": _("Share that goes to the same token earlier on, where a token is said again."),
        "first_position": _("Share that goes to the first token of the text: a head rests there, as in a sink."),
        "local": _("Share that stays on the token itself and the {n} nearest to it on a side.", n=REACH - 1),
        "broad": _("Entropy as a share of that of looking evenly at everything."),
    }


def rule() -> str:
    """When a head has a name."""
    return _(
        "Names: previous token, induction, duplicate token or first token where that score in this text is at least "
        "{share} and more than twice that of a head that looks evenly at everything; the highest counts. Otherwise "
        "local from {local}, or broad from {broad}, in texts of {n} tokens or more.",
        share=percent(NAMED_FROM["induction"]),
        local=percent(NAMED_FROM["local"]),
        broad=percent(NAMED_FROM["broad"]),
        n=SHORTEST,
    )
