"""The payloads of all components as TypeScript declarations, against which their scripts are checked.

python -m scripts.component_types           # writes explorer/components/types.d.ts
python -m scripts.component_types --check   # says whether the file is what it would write
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from explorer.components.payload import Packed, Payload

FOLDER = Path(__file__).parents[1] / "explorer" / "components"
FILE = FOLDER / "types.d.ts"
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null", Any: "any", object: "any"}


def payloads() -> list[type[Payload]]:
    """Every component's payload, by the component's name."""
    for init in sorted(FOLDER.glob("*/*/__init__.py")):
        import_module(f"explorer.components.{init.parent.parent.name}.{init.parent.name}")
    ours = (payload for payload in Payload.__subclasses__() if payload.__module__.startswith("explorer."))
    return sorted(ours, key=lambda payload: payload.component)


def declarations() -> str:
    """The whole file: a namespace a module, with an interface for each dataclass and one for what may be sent."""
    found: dict[type, None] = {}
    for payload in payloads():
        _collect(payload, found)
    spaces: dict[str, list[str]] = {}
    for one in found:
        spaces.setdefault(_space(one), []).append(_interface(one))
        if issubclass(one, Payload):
            spaces[_space(one)].append(_events(one))
    written = (f"declare namespace {space} {{\n{''.join(spaces[space])}}}\n" for space in sorted(spaces))
    return "// Written by `python -m scripts.component_types` from the payloads' dataclasses.\n\n" + "\n".join(written)


def _collect(one: type, found: dict[type, None]) -> None:
    """A dataclass and all that its fields hold, each once."""
    if one in found:
        return
    found[one] = None
    for hint in get_type_hints(one).values():
        for inner in _dataclasses(hint):
            _collect(inner, found)


def _dataclasses(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint) and not issubclass(hint, Packed):
        yield hint
    for inner in get_args(hint):
        yield from _dataclasses(inner)


def _space(one: type) -> str:
    return one.__module__.rpartition(".")[2]


def _interface(one: type) -> str:
    hints = get_type_hints(one)
    rows = "".join(f"    {field.name}: {typescript(hints[field.name])};\n" for field in fields(one))
    return f"  interface {one.__name__} {{\n{rows}  }}\n"


def _events(payload: type[Payload]) -> str:
    sent = {name: get_type_hints(getattr(payload, name))["return"] for name in payload.events()}
    rows = "".join(f"    {name}: {typescript(hint)};\n" for name, hint in sent.items())
    return f"  interface Events {{\n{rows}  }}\n"


def typescript(hint: Any) -> str:
    """A field's type as its value travels.

    >>> typescript(tuple[int, ...]), typescript(tuple[int, str] | None), typescript(dict[str, float])
    ('number[]', '[number, string] | null', 'Record<string, number>')
    """
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Packed):
        return "Base64"
    if isinstance(hint, type) and is_dataclass(hint):
        return f"{_space(hint)}.{hint.__name__}"
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " | ".join(map(typescript, inner))
    if origin is Literal:
        return " | ".join(f'"{value}"' if isinstance(value, str) else str(value).lower() for value in inner)
    if origin is tuple and inner[-1] is not Ellipsis:
        return f"[{', '.join(map(typescript, inner))}]"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"Record<string, {typescript(inner[1])}>"
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return _list_of(typescript(inner[0]))
    raise TypeError(f"{hint!r} has no place in a payload: use plain values, tuples, mappings and dataclasses")


def _list_of(one: str) -> str:
    return f"({one})[]" if " " in one and not one.startswith(("[", "Record")) else f"{one}[]"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        FILE.write_text(declarations(), encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != declarations():
        sys.exit(f"{FILE.name} is not what the payloads say: run `make types`")
