"""One colour per role, on every picture, in light and in dark.

After Okabe and Ito (2008), moved in lightness so that any two roles stay apart for every kind of colour vision and each
stands out from the paper; `tests/figures/test_palette.py` measures both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

_HEX = re.compile(r"#[0-9A-F]{6}")

Scale = tuple[str, ...]
"""Colours from the least to the most, in steps that look equal (OKLab)."""


@dataclass(frozen=True)
class Palette:
    """Every colour is "#RRGGBB"."""

    paper: str
    """The page behind everything; also the zero of every sequential scale."""
    ink: str
    """Text."""
    muted: str
    """Captions, ticks, what is not selected."""
    line: str
    """Rules, frames, grids."""
    query: str
    key: str
    value: str
    attention: str
    residual: str
    """The residual stream."""
    mlp: str
    probability: str
    gain: str
    loss: str
    removed: str
    """What a sampler removed: stays visible, hatched."""
    attention_scale: Scale
    """0 = paper; for shares of attention."""
    probability_scale: Scale
    mlp_scale: Scale
    residual_scale: Scale
    """For norms and other sizes that belong to no other role."""
    change_scale: Scale
    """From the greatest loss over paper to the greatest gain; odd, so that zero has a colour of its own."""

    def __post_init__(self) -> None:
        for field in fields(self):
            kept = getattr(self, field.name)
            for color in (kept,) if isinstance(kept, str) else kept:
                if not _HEX.fullmatch(color):
                    raise ValueError(f"{field.name} has {color!r}, which is not of the form #RRGGBB")
        if len(self.change_scale) % 2 == 0:
            raise ValueError(f"change_scale has {len(self.change_scale)} colours: an odd number has a middle")

    def roles(self) -> dict[str, str]:
        """The single colours by name, as the components' CSS variables."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.type is str}

    def scales(self) -> dict[str, list[str]]:
        """The scales by name: attention, probability, mlp, residual, change."""
        named = (field.name for field in fields(self) if field.name.endswith("_scale"))
        return {name.removesuffix("_scale"): list(getattr(self, name)) for name in named}


LIGHT = Palette(
    paper="#FCFBF8",
    ink="#20242A",
    muted="#686C72",
    line="#DCD8CE",
    query="#0072B2",
    key="#BF4F00",
    value="#009E73",
    attention="#5B2A92",
    residual="#20242A",
    mlp="#0F5A66",
    probability="#BD8200",
    gain="#00609B",
    loss="#B34700",
    removed="#8F8A80",
    attention_scale=(
        "#FCFBF8", "#E3D8F3", "#CAB7E9", "#B399DC", "#987ACB", "#805EB7", "#66429F", "#4E2986", "#360F6B"
    ),
    probability_scale=(
        "#FCFBF8", "#F6E4CA", "#EBCEA3", "#DDB67F", "#CC9E5D", "#B88740", "#A17026", "#88590F", "#6E4300"
    ),
    mlp_scale=("#FCFBF8", "#CFE3E4", "#A6CACE", "#82B1B7", "#61969E", "#437B85", "#2D656E", "#184E57", "#06363F"),
    residual_scale=("#FCFBF8", "#DDDDDB", "#BFC0BF", "#A2A3A4", "#85878A", "#6A6D70", "#505358", "#373B40", "#20242A"),
    change_scale=(
        "#B34700", "#C56D44", "#D59172", "#E4B49E", "#F1D7CA", "#FCFBF8",
        "#CDDBE6", "#A0BCD4", "#739DC2", "#457FAF", "#00609B",
    ),
)  # fmt: skip

DARK = Palette(
    paper="#15171A",
    ink="#E7E4DD",
    muted="#A3A7AD",
    line="#363A41",
    query="#4BA3EA",
    key="#D9652B",
    value="#5FD3A3",
    attention="#8B62C9",
    residual="#E7E4DD",
    mlp="#3F7F8A",
    probability="#F0B429",
    gain="#62B5F5",
    loss="#F28A4B",
    removed="#75767A",
    attention_scale=(
        "#15171A", "#29243E", "#413363", "#5C4789", "#765EAA", "#927AC7", "#AE98DF", "#CBBAF2", "#EADFFF"
    ),
    probability_scale=(
        "#15171A", "#342C21", "#534228", "#725A32", "#937541", "#B29256", "#CEAE6F", "#E7CA8D", "#FFE9B0"
    ),
    mlp_scale=("#15171A", "#1E2D32", "#29454C", "#386169", "#4C7C85", "#689DA5", "#85B9C1", "#A7D5DC", "#CDF3F8"),
    residual_scale=("#15171A", "#2B2C2E", "#424344", "#5B5B5C", "#757574", "#908F8D", "#ACABA7", "#C9C7C2", "#E7E4DD"),
    change_scale=(
        "#F28A4B", "#C17143", "#925A3A", "#654331", "#3B2C26", "#15171A",
        "#24333F", "#345069", "#437095", "#5292C4", "#62B5F5",
    ),
)  # fmt: skip


def palette(theme: str) -> Palette:
    """The palette of a theme: "light" or "dark"."""
    return {"light": LIGHT, "dark": DARK}[theme]


def colorscale(scale: Sequence[str]) -> list[list[float | str]]:
    """A scale as plotly writes it; components take the scale itself.

    >>> colorscale(("#000000", "#808080", "#FFFFFF"))
    [[0.0, '#000000'], [0.5, '#808080'], [1.0, '#FFFFFF']]
    """
    return [[index / (len(scale) - 1), color] for index, color in enumerate(scale)]
