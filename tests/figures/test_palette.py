"""The palette's promises, measured: OKLab distances (Ottosson 2020), colour vision after Machado et al. (2009)."""

import itertools
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.figures.palette import DARK, LIGHT, Palette, colorscale, palette

ROLES = ("query", "key", "value", "attention", "residual", "mlp", "probability")
SCALES = ("attention_scale", "probability_scale", "mlp_scale", "residual_scale")
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deuteranopia": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "tritanopia": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}
TO_LMS = np.array([[0.41222, 0.53633, 0.05145], [0.21190, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]])
TO_LAB = np.array([[0.21045, 0.79362, -0.00407], [1.97800, -2.42859, 0.45059], [0.02590, 0.78277, -0.80868]])

both = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])


def linear(color: str) -> NDArray[np.float64]:
    srgb = np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def oklab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    return TO_LAB @ np.cbrt(TO_LMS @ rgb.clip(0, 1))


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    dark, light = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ linear(color)) for color in (one, other))
    return (light + 0.05) / (dark + 0.05)


@both
@pytest.mark.parametrize("vision", VISION)
def test_any_two_roles_stay_apart_for_every_kind_of_colour_vision(colors: Palette, vision: str) -> None:
    seen = {role: oklab(VISION[vision] @ linear(getattr(colors, role))) for role in ROLES}
    for one, other in itertools.combinations(ROLES, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 0.08, (one, other)


@both
def test_every_role_stands_out_from_the_paper(colors: Palette) -> None:
    for role in (*ROLES, "gain", "loss", "removed"):
        assert contrast(getattr(colors, role), colors.paper) >= 3, role


@both
def test_text_can_be_read(colors: Palette) -> None:
    assert contrast(colors.ink, colors.paper) >= 12
    assert contrast(colors.muted, colors.paper) >= 4.5


@both
@pytest.mark.parametrize("name", SCALES)
def test_a_sequential_scale_goes_from_paper_in_steps_that_look_equal(colors: Palette, name: str) -> None:
    scale = [oklab(linear(color)) for color in getattr(colors, name)]
    lightness = np.diff([lab[0] for lab in scale])
    steps = np.linalg.norm(np.diff(scale, axis=0), axis=1)
    assert getattr(colors, name)[0] == colors.paper
    assert (lightness < 0).all() or (lightness > 0).all()
    assert steps.max() / steps.min() < 1.35


@both
def test_gains_and_losses_are_the_two_ends_of_one_scale_with_paper_between(colors: Palette) -> None:
    scale = colors.change_scale
    assert (scale[0], scale[len(scale) // 2], scale[-1]) == (colors.loss, colors.paper, colors.gain)


def test_the_roles_are_single_colours_by_name() -> None:
    roles = LIGHT.roles()
    assert roles["query"] == LIGHT.query
    assert set(ROLES) < set(roles)
    assert not set(SCALES) & set(roles)


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="query has 'blue', which is not of the form #RRGGBB"):
        replace(LIGHT, query="blue")


def test_a_scale_of_change_without_a_middle_is_refused() -> None:
    with pytest.raises(ValueError, match="change_scale has 2 colours"):
        replace(LIGHT, change_scale=("#000000", "#FFFFFF"))


def test_a_scale_in_plotlys_form_spans_zero_to_one() -> None:
    scale = colorscale(LIGHT.attention_scale)
    assert scale[0] == [0.0, LIGHT.paper]
    assert scale[-1] == [1.0, LIGHT.attention_scale[-1]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_around_the_pictures_has_the_same_paper_and_ink(theme: str) -> None:
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    page, colors = config["theme"][theme], palette(theme)
    assert (page["backgroundColor"], page["textColor"], page["borderColor"]) == (colors.paper, colors.ink, colors.line)
