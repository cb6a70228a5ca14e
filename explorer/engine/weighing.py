"""How many bytes a value takes, about: arrays, texts, numbers, and tuples, dicts and dataclasses of them."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from typing import Any

import numpy as np

from explorer.models.model import Model

Parts = Mapping[int, int]
"""Bytes by address, so that memory that several values share can be counted once."""


def parts_of(value: Any) -> dict[int, int]:
    """What a value is made of. Models weigh nothing, the model store bounds them; nor do locks, functions and modules.

    A value that computes some of itself when asked (a Trace) says which arrays are `held` by now.
    """
    found: dict[int, int] = {}
    left: list[Any] = [value]
    while left:
        one = left.pop()
        if isinstance(one, np.ndarray):
            found |= buffer_of(one)
        elif id(one) not in found and not isinstance(one, Model):
            found[id(one)] = sys.getsizeof(one)
            left.extend(one.held() if hasattr(one, "held") else _inside(one))
    return found


def buffer_of(array: np.ndarray) -> dict[int, int]:
    """The memory behind an array: of a view, all of it, for as long as the view lives so does the rest."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return {id(array): array.nbytes}


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        return () if _numbers(value) else value
    if is_dataclass(value) and not isinstance(value, type):
        slots = [getattr(value, name, None) for name in getattr(value, "__slots__", ())]
        return [*getattr(value, "__dict__", {}).values(), *slots]
    return ()


def _numbers(values: list[Any] | tuple[Any, ...] | set[Any] | frozenset[Any]) -> bool:
    """Whether they are many of one kind, as ids are: the places they take are counted, not each of them."""
    return len(values) > 8 and all(type(one) in (int, float, bool, type(None)) for one in values)
