"""The head of a GGUF file, looked over before any library reads it.

Everything in a head is a count or a length that the file itself states, and readers believe it: a few bytes may ask for
hours of looping or for all memory. So this walks over the head once, bounded in bytes and in values, and keeps nothing
but where each tensor lies. What the values mean is read by transformers, from a copy of what was found sound.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

import os
import struct
from dataclasses import dataclass
from math import prod
from pathlib import Path

from gguf import GGML_QUANT_SIZES, GGUF_DEFAULT_ALIGNMENT, GGUF_MAGIC, GGMLQuantizationType, GGUFValueType

from explorer.errors import Refused
from explorer.text.untrusted import unreadable

MOST_BYTES = 32 * 2**20
"""Of a head: those of vocabularies of a quarter of a million tokens have a third as many."""

MOST_STRINGS = 1_500_000
"""In lists: the largest vocabularies in use have, with their merges, half as many."""

MOST_ENTRIES = 20_000
"""Keys, and tensors, each: models of a hundred layers have some hundreds, and some thousands."""

LONGEST_TOKEN = 1_000
"""Bytes of a text in a list, such as a token: what splits tokens takes the square of this."""

LONGEST_NAME = 256
MOST_DIMENSIONS = 4
LARGEST_ALIGNMENT = 2**20

VERSIONS = (2, 3)

READABLE = tuple(
    GGMLQuantizationType[kind]
    for kind in (
        *("F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0"),
        *("Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K"),
    )
)
"""Kinds of numbers that are opened."""

_WIDTHS = {
    **dict.fromkeys((GGUFValueType.UINT8, GGUFValueType.INT8, GGUFValueType.BOOL), 1),
    **dict.fromkeys((GGUFValueType.UINT16, GGUFValueType.INT16), 2),
    **dict.fromkeys((GGUFValueType.UINT32, GGUFValueType.INT32, GGUFValueType.FLOAT32), 4),
    **dict.fromkeys((GGUFValueType.UINT64, GGUFValueType.INT64, GGUFValueType.FLOAT64), 8),
}

_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True)
class Stored:
    """One tensor, and where it lies in the file."""

    name: str
    shape: tuple[int, ...]
    """In torch's order, the slowest first."""
    kind: GGMLQuantizationType
    start: int
    """From the beginning of the file."""
    n_bytes: int

    @property
    def n(self) -> int:
        """Weights."""
        return prod(self.shape)


@dataclass(frozen=True)
class Head:
    """What was found sound."""

    data: bytes
    """The head's own bytes: all before the tensors'."""
    tensors: tuple[Stored, ...]


class _Unsound(Exception):
    """The head says what cannot be."""


def read_head(model: str, path: Path) -> Head:
    """Refused where the file is no GGUF file that can be opened, or is truncated, or lies."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise unreadable(model, path, error) from error
    _check_kind_of_file(model, data)
    try:
        return _Walk(model, data, size).head()
    except (_Unsound, struct.error, UnicodeDecodeError) as error:
        raise Refused("{model} is truncated or damaged: fetch the file again", model=model) from error


def _check_kind_of_file(model: str, data: bytes) -> None:
    magic, version = struct.unpack_from("<II", data.ljust(8, b"\0"))
    if magic != GGUF_MAGIC:
        raise Refused("{model} is not a GGUF file, whatever its name says: fetch it again", model=model)
    if version not in VERSIONS:
        raise Refused(
            "{model} is written in version {version} of GGUF, and only 2 and 3 can be read: convert the model again",
            model=model,
            version=version if version < 2**16 else "?",
        )


class _Walk:
    """Once over the head, from one value to the next."""

    def __init__(self, model: str, data: bytes, size: int) -> None:
        self._model, self._data, self._size = model, data, size
        self._at = 8
        self._strings = 0
        self._alignment = GGUF_DEFAULT_ALIGNMENT

    def head(self) -> Head:
        n_tensors, n_keys = self._number("Q"), self._number("Q")
        _hold(n_tensors <= MOST_ENTRIES and n_keys <= MOST_ENTRIES)
        keys = [self._entry() for _ in range(n_keys)]
        placed = [self._tensor() for _ in range(n_tensors)]
        _hold(_all_differ(keys) and _all_differ([name for name, *_ in placed]))
        start = -(-self._at // self._alignment) * self._alignment
        return Head(self._data[: self._at], tuple(self._stored(start, *place) for place in placed))

    def _entry(self) -> bytes:
        """One key and its value; the key is returned."""
        key, kind = self._text(LONGEST_NAME), self._value_type()
        if key == b"general.alignment":
            _hold(kind == GGUFValueType.UINT32)
            self._alignment = self._number("I")
            _hold(0 < self._alignment <= LARGEST_ALIGNMENT and self._alignment.bit_count() == 1)
        elif kind == GGUFValueType.ARRAY:
            self._skip_list()
        elif kind == GGUFValueType.STRING:
            self._text()
        else:
            self._skip(_WIDTHS[kind])
        return key

    def _skip_list(self) -> None:
        kind, n = self._value_type(), self._number("Q")
        _hold(kind != GGUFValueType.ARRAY)  # lists of lists: nothing that is opened here has them
        if kind != GGUFValueType.STRING:
            self._skip(n * _WIDTHS[kind])
            return
        self._strings += n
        _hold(self._strings <= MOST_STRINGS)
        at = self._at
        for _ in range(n):  # in place, since there may be a million of them
            (length,) = _LENGTH.unpack_from(self._data, at)
            _hold(length <= LONGEST_TOKEN)
            at += _LENGTH.size + length
        self._skip(at - self._at)

    def _tensor(self) -> tuple[bytes, tuple[int, ...], int, int]:
        """Name, shape, kind and offset of one."""
        name, n_dimensions = self._text(LONGEST_NAME), self._number("I")
        _hold(1 <= n_dimensions <= MOST_DIMENSIONS)
        shape = tuple(self._number("Q") for _ in range(n_dimensions))
        return name, shape[::-1], self._number("I"), self._number("Q")

    def _stored(self, start: int, name: bytes, shape: tuple[int, ...], kind: int, offset: int) -> Stored:
        found = self._readable(kind)
        block, n_bytes = GGML_QUANT_SIZES[found]
        _hold(min(shape) >= 1 and shape[-1] % block == 0 and offset % self._alignment == 0)
        length = prod(shape) // block * n_bytes
        _hold(start + offset + length <= self._size)
        return Stored(name.decode("utf-8"), shape, found, start + offset, length)

    def _readable(self, kind: int) -> GGMLQuantizationType:
        _hold(kind in {one.value for one in GGMLQuantizationType})
        found = GGMLQuantizationType(kind)
        if found not in READABLE:
            raise Refused(
                "the weights of {model} are rounded in a way that is not opened here, {kind}: choose the same model in "
                "one of {kinds}",
                model=self._model,
                kind=found.name,
                kinds=", ".join(one.name for one in READABLE),
            )
        return found

    def _value_type(self) -> GGUFValueType:
        kind = self._number("I")
        _hold(kind in {one.value for one in GGUFValueType})
        return GGUFValueType(kind)

    def _text(self, longest: int = MOST_BYTES) -> bytes:
        n = self._number("Q")
        _hold(n <= longest)
        start = self._at
        self._skip(n)
        return self._data[start : self._at]

    def _number(self, form: str) -> int:
        (number,) = struct.unpack_from(f"<{form}", self._data, self._at)
        self._at += struct.calcsize(form)
        return number

    def _skip(self, n: int) -> None:
        self._at += n
        _hold(self._at <= len(self._data))


def _all_differ(names: list[bytes]) -> bool:
    return len(set(names)) == len(names)


def _hold(condition: bool) -> None:
    if not condition:
        raise _Unsound
