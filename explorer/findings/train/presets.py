"""Trainings that show one thing each, in less than a minute."""

from dataclasses import dataclass, replace

from explorer.findings.train.verdict import Kind
from explorer.models.training.order import Order
from explorer.words import N_, language, translated

FIRST = Order()
"""What all presets are held against."""


@dataclass(frozen=True)
class Preset:
    slug: str
    name: str
    """A message, as is `watch`."""
    watch: str
    """What to look at while it learns."""
    wished: tuple[Kind, ...]
    """What its losses are to say; empty where nothing is promised."""
    order: Order

    @property
    def title(self) -> str:
        return translated(self.name)


def presets() -> tuple[Preset, ...]:
    """In the reader's language: the first one's text is in it."""
    return (
        Preset(
            "first",
            N_("A first model"),
            N_(
                "Watch the loss fall past the line of frequencies: from there on it learns from context. What it "
                "writes turns from noise into letters, then into words."
            ),
            (),
            replace(FIRST, text="japanese" if language() == "ja" else "english"),
        ),
        Preset(
            "by-heart",
            N_("Learning by heart"),
            N_(
                "Watch the two lines part: it reads the same few lines again and again, the one it learns from falls "
                "on, and the held-out one turns and rises."
            ),
            ("by heart",),
            replace(FIRST, characters=2_000, d_model=128, n_ctx=32, steps=300),
        ),
        Preset(
            "rate",
            N_("Learning rate too high"),
            N_("Watch what does not happen: with steps as large as these, the loss does not get past the frequencies."),
            ("no better", "burst"),
            replace(FIRST, rate=3e-1, steps=200),
        ),
        Preset(
            "small",
            N_("Model too small"),
            N_(
                "Watch where it stops: it soon knows what it has room for, and stays there. Compare it with the first "
                "model, which reads the same text."
            ),
            ("stalled",),
            replace(FIRST, n_layers=1, n_heads=1, d_model=16, steps=1_000),
        ),
    )


def preset(slug: str | None) -> Preset:
    """The first one where there is none of that name."""
    return next((one for one in presets() if one.slug == slug), presets()[0])


def of_order(order: Order) -> Preset | None:
    """The preset that is exactly this; None where somebody has set something else."""
    return next((one for one in presets() if one.order == order), None)
