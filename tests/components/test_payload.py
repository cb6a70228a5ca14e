"""A payload reaches the browser as JSON, and what the browser sends reaches the page only if it can be meant."""

import base64
import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.components import mount as mounting
from explorer.components.payload import Dropped, Floats32, Pattern16, Payload, Shares8, Shares16, event, packings, wired
from explorer.components.sent import flag, named, number, one_of, row, text, whole
from scripts.component_types import payloads

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@dataclass(frozen=True)
class Inner:
    name: str
    values: Floats32


@dataclass(frozen=True, kw_only=True)
class Example(Payload):
    items: tuple[Inner, ...]
    n: int

    @event
    def picked(self, sent: Any) -> int:
        return whole(sent, below=self.n)


EXAMPLE = Example(items=(Inner("a", Floats32(np.array([0.5, -2]))),), n=3)


def decoded(wire: str, dtype: str) -> list[float]:
    return np.frombuffer(base64.b64decode(wire), dtype).tolist()


def test_nested_dataclasses_become_objects_and_arrays_travel_to_the_last_bit() -> None:
    sent = json.loads(json.dumps(EXAMPLE.wire()))
    assert (sent["n"], sent["items"][0]["name"]) == (3, "a")
    assert decoded(sent["items"][0]["values"], "<f4") == [0.5, -2]


def test_what_is_packed_says_how_it_is_unpacked() -> None:
    told = EXAMPLE.exports()
    assert told == {"name": "test_payload", "packed": {"items.0.values": {"kind": "floats32", "shape": [2]}}}
    assert packings({"a": Pattern16(np.eye(3), causal=True)})["a"] == {"kind": "triangle16", "shape": [3, 3]}


def test_its_name_is_its_modules_and_its_events_are_its_marked_methods() -> None:
    assert (Example.component, Example.events()) == ("test_payload", ("picked",))


def test_shares_are_rounded_to_the_nearest_step_and_kept_within_their_bounds() -> None:
    shares = np.array([0, 0.5, 1, 1.5, -1])
    assert decoded(Shares8(shares).wire(), "u1") == [0, 128, 255, 255, 0]
    assert decoded(Shares16(shares).wire(), "<u2") == [0, 32768, 65535, 65535, 0]


def test_only_the_lower_triangle_of_a_causal_pattern_travels() -> None:
    pattern = np.array([[1, 0], [0.25, 0.75]])
    assert decoded(Pattern16(pattern, causal=True).wire(), "<u2") == [65535, 16384, 49151]
    assert len(decoded(Pattern16(pattern, causal=False).wire(), "<u2")) == 4


@given(arrays(np.float32, st.tuples(st.integers(1, 20), st.integers(1, 20)), elements=st.floats(0, 1, width=32)))
def test_sixteen_bits_keep_a_share_to_a_thousandth_of_a_percent(shares: np.ndarray) -> None:
    sent = np.array(decoded(Shares16(shares).wire(), "<u2")) / 65535
    np.testing.assert_allclose(sent.reshape(shares.shape), shares, atol=1e-5)


@given(arrays(np.float32, st.integers(1, 20), elements=st.floats(-1e6, 1e6, width=32)))
def test_vectors_arrive_to_the_last_bit(values: np.ndarray) -> None:
    np.testing.assert_array_equal(np.array(decoded(Floats32(values).wire(), "<f4"), np.float32), values)


def test_numbers_of_numpy_and_mappings_are_plain_on_the_wire() -> None:
    assert wired({1: (np.int64(2), np.float32(0.5), np.arange(2))}) == {"1": [2, 0.5, [0, 1]]}


@given(ANYTHING)
def test_whatever_is_sent_a_reader_gives_what_it_promises_or_drops_it(sent: Any) -> None:
    readers = {
        "whole": (lambda: whole(sent, below=4), lambda got: type(got) is int and 0 <= got < 4),
        "number": (lambda: number(sent, low=-1, high=1), lambda got: type(got) is float and -1 <= got <= 1),
        "one of": (lambda: one_of(sent, ["a", 1, None]), lambda got: got in ("a", 1, None) and got is not True),
        "text": (lambda: text(sent, longest=2), lambda got: type(got) is str and len(got) <= 2),
        "flag": (lambda: flag(sent), lambda got: got is True or got is False),
        "row": (lambda: row(sent, 2), lambda got: type(got) is list and len(got) == 2),
        "named": (lambda: named(sent), lambda got: isinstance(got, dict)),
    }
    for name, (read, kept) in readers.items():
        try:
            value = read()
        except Dropped:
            continue
        assert kept(value), name


@pytest.mark.parametrize(("sent", "heard"), [(2, [2]), (3, []), (-1, []), (True, []), ("1", []), (None, []), ([1], [])])
def test_what_is_not_meant_is_not_passed_on(sent: Any, heard: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    given_to_streamlit: dict[str, Any] = {}
    monkeypatch.setattr(mounting, "_registered", lambda _name: lambda **given: given_to_streamlit.update(given))
    monkeypatch.setattr(mounting, "shown", lambda: "light")
    monkeypatch.setattr(mounting, "st", SimpleNamespace(session_state={"key": {"picked": sent}}))
    got: list[int] = []
    mounting.mount("key", EXAMPLE, picked=got.append)
    given_to_streamlit["on_picked_change"]()
    assert got == heard
    assert given_to_streamlit["data"].keys() == {"items", "n", "colors", "scales", "exports", "spoken"}


def test_an_event_that_the_payload_does_not_declare_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match=r"sends \('picked',\), not \['lost'\]"):
        mounting.mount("key", EXAMPLE, lost=print)


def test_every_component_has_one_payload_with_a_script() -> None:
    ours = payloads()
    assert len({payload.component for payload in ours}) == len(ours)
    for payload in ours:
        assert (mounting.folder_of(payload.component) / "component.js").is_file()
