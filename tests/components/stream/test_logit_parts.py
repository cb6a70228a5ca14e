import base64
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from explorer.components.stream import logit_parts as component
from explorer.components.stream.logit_parts import Bar, logit_parts

HEADS = np.array([[0.5, -1.0, 0.25], [2.0, 0.0, -0.5]])
MLPS = np.array([0.125, -3.0])


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What reaches the browser, and a way to say what the browser sends."""
    seen = SimpleNamespace(data={}, on={}, sent=None, places=[])
    monkeypatch.setattr(component, "mount", lambda _name, *, key, data, on: seen.__dict__.update(data=data, on=on))
    monkeypatch.setattr(component, "triggered", lambda _key, _trigger: seen.sent)
    show(seen)
    return seen


def show(seen: SimpleNamespace, mlps: np.ndarray = MLPS) -> None:
    logit_parts(
        HEADS,
        mlps,
        [Bar("one", 2.0, (1, 0)), Bar("rest", -1.0, rest=True)],
        key="parts",
        layer=1,
        head=2,
        total=1.0,
        labels={},
        on_place=lambda *place: seen.places.append(place),
    )


def test_the_map_has_every_head_and_at_the_end_of_each_row_the_mlp(mounted: SimpleNamespace) -> None:
    values = np.frombuffer(base64.b64decode(mounted.data["values"]), "<f4").reshape(2, 4)
    np.testing.assert_array_equal(values[:, :3], HEADS)
    np.testing.assert_array_equal(values[:, 3], MLPS)


@pytest.mark.parametrize("place", [(1, 2), (0, None)])
def test_a_click_gives_a_head_or_an_mlp(mounted: SimpleNamespace, place: tuple[int, int | None]) -> None:
    mounted.sent = list(place)
    mounted.on["place"]()
    assert mounted.places == [place]


@pytest.mark.parametrize("place", [(2, 0), (0, 3), (-1, 0), (None, None), ("0", 1)])
def test_a_place_outside_is_nobodys_click(mounted: SimpleNamespace, place: tuple[Any, Any]) -> None:
    mounted.sent = list(place)
    mounted.on["place"]()
    assert mounted.places == []


def test_mlps_of_other_layers_are_refused(mounted: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="do not go with"):
        show(mounted, MLPS[:1])
