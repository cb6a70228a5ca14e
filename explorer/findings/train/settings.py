"""What the settings of a training are called, and how their values are written; the widgets and the tables say it
alike."""

from explorer.figures.numbers import count, setting
from explorer.models.training.order import Order
from explorer.words import N_, _, ngettext, translated

STEPS = (50, 100, 200, 300, 500, 1_000, 2_000, 5_000)
"""That a visitor may choose."""

PARTS = (0, 1_000, 2_000, 5_000, 10_000, 20_000)
"""Characters of the text that are used; 0 is all of it."""

OWN = ""
"""The text that a visitor pastes."""

TEXT_NAMES = {
    "english": N_("English: Alice in Wonderland"),
    "japanese": N_("Japanese: 銀河鉄道の夜"),
    "arithmetic": N_("Arithmetic: sums of two numbers"),
    "grammar": N_("A toy grammar"),
    OWN: N_("A text of your own"),
}

CUT_NAMES = {"characters": N_("characters"), "bpe": N_("BPE")}

NAMES = {
    "text": N_("Text"),
    "characters": N_("How much of it"),
    "cut": N_("Tokens"),
    "n_layers": N_("Layers"),
    "n_heads": N_("Heads"),
    "d_model": N_("Width"),
    "n_ctx": N_("Context, in tokens"),
    "rate": N_("Learning rate"),
    "steps": N_("Steps"),
}
"""Of an order's fields, in the order in which they are shown."""


def name(field: str) -> str:
    return translated(NAMES[field])


def value(order: Order, field: str) -> str:
    """As it is written in a table."""
    written = getattr(order, field)
    if field == "text":
        return text_name(written)
    if field == "characters":
        return part_name(written)
    if field == "cut":
        return cut_name(written)
    return setting(written) if field == "rate" else count(written)


def text_name(slug: str) -> str:
    return translated(TEXT_NAMES[slug])


def cut_name(cut: str) -> str:
    return translated(CUT_NAMES[cut])


def part_name(characters: int) -> str:
    if not characters:
        return _("all of it")
    return ngettext("the first {n} character", "the first {n} characters", characters)


def differing(one: Order, other: Order) -> list[str]:
    """The fields in which two orders differ; of two pasted texts, the text."""
    texts = {"text"} if one.pasted != other.pasted and not (one.text or other.text) else set()
    return [field for field in NAMES if field in texts or getattr(one, field) != getattr(other, field)]
