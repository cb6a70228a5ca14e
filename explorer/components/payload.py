"""What a component is given and what it may send, declared once: a frozen dataclass.

A subclass of `Payload` in `components/<group>/<name>/__init__.py` is what the scripts of that folder read as `data`.
Its methods marked `@event` are all that the browser may send: each gets what was sent and gives what the page is told,
or raises `Dropped`. `python -m scripts.component_types` writes the same for JavaScript.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

Parse = TypeVar("Parse", bound=Callable[..., Any])


class Dropped(ValueError):
    """What the browser sent is nothing that this component can send: it is not passed on."""


def event(parse: Parse) -> Parse:
    """Mark a method (self, sent) -> value as what the browser may send; the method's name is the event's."""
    parse.__dict__["is_event"] = True
    return parse


@dataclass(frozen=True, kw_only=True)
class Payload:
    """Values that one component shows. Nested dataclasses become objects, arrays lists, `Packed` base64."""

    component: ClassVar[str] = ""
    """The folder's name; set by the class's own module."""
    picture: ClassVar[bool] = True
    """Whether it shows data that somebody may want to take along; controls and sentences do not."""
    secret: ClassVar[bool] = False
    """Whether what it is given concerns this one browser tab: no file has it."""
    spoken: str = ""
    """What a picture shows on this run, for those who do not see it; "" where its own texts say so."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.component = cls.__module__.rpartition(".")[2]

    @classmethod
    def events(cls) -> tuple[str, ...]:
        """The names of what it may send, in the order of their methods."""
        return tuple(name for name, made in vars(cls).items() if getattr(made, "is_event", False))

    def wire(self) -> dict[str, Any]:
        """As JSON has it."""
        return {field.name: wired(getattr(self, field.name)) for field in fields(self)}

    def exports(self) -> dict[str, Any] | None:
        """What the browser needs to give its data away; None where there are none."""
        return {"name": self.component, "packed": packings(self)} if self.picture else None


@dataclass(frozen=True, eq=False)
class Packed:
    """Numbers that travel as base64 of their bytes, in the order of their last axis: a canvas reads them at once."""

    values: NDArray[Any]
    kind: ClassVar[str] = ""
    """How the bytes are read; "" where only their component can."""

    def wire(self) -> str:
        return base64.b64encode(np.ascontiguousarray(self.values).tobytes()).decode()


class Shares8(Packed):
    """Shares 0..1 as 8-bit integers: `bytesOf(data.field)` in JavaScript, 255 = 1."""

    kind = "shares8"

    def wire(self) -> str:
        return Packed(np.round(255 * np.clip(self.values, 0, 1)).astype(np.uint8)).wire()


class Shares16(Packed):
    """Shares 0..1 as 16-bit integers, little-endian, 65535 = 1."""

    kind = "shares16"

    def wire(self) -> str:
        return Packed(np.round(65535 * np.clip(self.values, 0, 1)).astype("<u2")).wire()


@dataclass(frozen=True, eq=False)
class Pattern16(Shares16):
    """An attention pattern (T, T) as Shares16, row after row; of a causal one only the lower triangle.

    Sixteen bits keep a percentage right to a thousandth, where eight would be off by a fifth of a percent.
    """

    causal: bool

    def wire(self) -> str:
        return Shares16(self.values[np.tril_indices(len(self.values))]).wire() if self.causal else super().wire()


class Floats32(Packed):
    """32-bit floats, little-endian: `floatsOf(data.field)` in JavaScript."""

    kind = "floats32"

    def wire(self) -> str:
        return Packed(self.values.astype("<f4")).wire()


def wired(value: Any) -> Any:
    """A field's value as JSON has it.

    >>> wired((1, np.float32(0.5), {"a": np.arange(2)}))
    [1, 0.5, {'a': [0, 1]}]
    """
    if isinstance(value, Packed):
        return value.wire()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: wired(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, Mapping):
        return {str(key): wired(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [wired(item) for item in value]
    return value


def packings(value: Any, path: str = "") -> dict[str, dict[str, Any]]:
    """How what is packed in a value is unpacked again, by the fields and numbers that lead to it.

    >>> packings({"heads": [Shares8(np.zeros((2, 3)))]})
    {'heads.0': {'kind': 'shares8', 'shape': [2, 3]}}
    """
    if isinstance(value, Packed):
        kind = "triangle16" if isinstance(value, Pattern16) and value.causal else value.kind
        return {path: {"kind": kind, "shape": list(value.values.shape)}} if kind else {}
    inside: list[tuple[str, Any]] = []
    if is_dataclass(value) and not isinstance(value, type):
        inside = [(field.name, getattr(value, field.name)) for field in fields(value)]
    elif isinstance(value, Mapping):
        inside = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, tuple | list) and not (value and isinstance(value[0], str | int | float)):
        inside = [(str(place), item) for place, item in enumerate(value)]
    found: dict[str, dict[str, Any]] = {}
    for name, item in inside:
        found |= packings(item, f"{path}.{name}" if path else name)
    return found
