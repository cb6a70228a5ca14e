from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from explorer.components.stream import layer_map as component
from explorer.components.stream.layer_map import color_limit, layer_map

VALUES = np.array([[900.0, 1, 2], [800, 3, 4]], np.float32)


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What reaches the browser, and a way to say what the browser sends."""
    seen = SimpleNamespace(data={}, on={}, sent=None, places=[])
    monkeypatch.setattr(component, "mount", lambda _name, *, key, data, on: seen.__dict__.update(data=data, on=on))
    monkeypatch.setattr(component, "triggered", lambda _key, _trigger: seen.sent)
    show(seen, VALUES)
    return seen


def show(seen: SimpleNamespace, values: np.ndarray) -> None:
    layer_map(
        values,
        key="map",
        rows=["Embedding", "Layer 1"],
        layers=[None, 0],
        tokens=["a", "b", "c"],
        layer=0,
        position=2,
        labels={},
        scale="residual_scale",
        on_place=lambda *place: seen.places.append(place),
    )


def test_the_row_of_the_selected_layer_is_found(mounted: SimpleNamespace) -> None:
    assert (mounted.data["row"], mounted.data["position"]) == (1, 2)


@pytest.mark.parametrize(("sent", "place"), [((1, 2), (0, 2)), ((0, 0), (None, 0))])
def test_a_click_gives_the_rows_layer_and_the_position(
    mounted: SimpleNamespace, sent: tuple[int, int], place: tuple[Any, int]
) -> None:
    mounted.sent = list(sent)
    mounted.on["place"]()
    assert mounted.places == [place]


@pytest.mark.parametrize("sent", [(2, 0), (0, 3), (None, 0), (-1, 0)])
def test_a_place_outside_is_nobodys_click(mounted: SimpleNamespace, sent: tuple[Any, Any]) -> None:
    mounted.sent = list(sent)
    mounted.on["place"]()
    assert mounted.places == []


def test_a_first_position_that_is_far_longer_does_not_bleach_the_others() -> None:
    assert color_limit(VALUES) < 5
    assert color_limit(VALUES[:, :1]) > 800
    assert color_limit(np.zeros((2, 3))) == 1


def test_values_of_another_shape_are_refused(mounted: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match=r"not \(2, 3\)"):
        show(mounted, VALUES[:, :2])
