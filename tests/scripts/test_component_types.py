"""The declarations that the scripts are checked against are those of the payloads."""

from collections.abc import Mapping
from typing import Any, Literal

import pytest

from explorer.components.payload import Floats32
from explorer.words.sentences import Part
from scripts.component_types import FILE, declarations, payloads, typescript


def test_the_file_is_what_the_payloads_say() -> None:
    assert FILE.read_text(encoding="utf-8") == declarations(), "run `make types`"


@pytest.mark.parametrize(
    ("hint", "written"),
    [
        (str, "string"),
        (float | None, "number | null"),
        (tuple[Part, ...], "sentences.Part[]"),
        (tuple[int, str], "[number, string]"),
        (tuple[int | None, ...], "(number | null)[]"),
        (tuple[tuple[int, ...], ...], "number[][]"),
        (Mapping[str, bool], "Record<string, boolean>"),
        (Literal["a", 1], '"a" | 1'),
        (Floats32, "Base64"),
    ],
)
def test_a_field_is_typed_as_it_travels(hint: Any, written: str) -> None:
    assert typescript(hint) == written


def test_what_has_no_form_in_json_is_refused() -> None:
    with pytest.raises(TypeError, match="has no place in a payload"):
        typescript(bytes)


def test_every_payload_of_the_components_is_declared() -> None:
    ours = payloads()
    assert all(f"interface {payload.__name__} {{" in declarations() for payload in ours)
