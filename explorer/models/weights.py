"""A model folder's weights: safetensors alone, each tensor read when its place in the model is there to take it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from math import prod
from pathlib import Path
from typing import Any, NoReturn

from safetensors import SafetensorError, safe_open

from explorer.errors import Refused
from explorer.models.files import first_line, refuse_adapter
from explorer.text.untrusted import is_file, read_json

FLOATS = ("F64", "F32", "F16", "BF16")
"""Kinds of numbers that stand for themselves; in others a factor is missing that only a quantized model knows."""

ROOM = 100_000_000
"""Numbers that the files may hold beyond twice the model's own: old ones hold masks, and tied weights twice."""


@contextmanager
def opened(model: str, folder: Path, n_parameters: int) -> Iterator[dict[str, Any]]:
    """Every tensor of the folder's safetensors files by its name in them, unread: `tensor[...]` reads it."""
    with ExitStack() as files:
        found: dict[str, Any] = {}
        for path in _files(model, folder):
            found |= slices(model, path, files)
        _check_kinds(model, found)
        check_amount(model, found, n_parameters)
        yield found


def slices(model: str, path: Path, files: ExitStack) -> dict[str, Any]:
    """The tensors of one file, unread. Refused where it is not whole."""
    if not is_file(path):
        raise Refused("{model} has no {file}: fetch the model again", model=model, file=path.name)
    try:
        file = files.enter_context(safe_open(path, "pt"))
        return {name: file.get_slice(name) for name in file.offset_keys()}
    except (SafetensorError, OSError) as error:
        raise Refused(
            "{file} of {model} is truncated or damaged ({reason}): fetch it again",
            model=model,
            file=path.name,
            reason=first_line(error),
        ) from error


def _check_kinds(model: str, tensors: dict[str, Any]) -> None:
    for name, tensor in tensors.items():
        kind = tensor.get_dtype()
        # Old files hold masks as truth values and positions as whole numbers, but no weights.
        if kind not in FLOATS and (kind.startswith("F") or name.endswith("weight")):
            raise Refused(
                "{name}, among the weights of {model}, holds {kind} numbers, and nothing says how they are scaled: "
                "choose the same model in bfloat16, float16 or float32",
                name=name[:200],
                model=model,
                kind=kind,
            )


def check_amount(model: str, tensors: dict[str, Any], n_parameters: int) -> None:
    """A header costs nothing, and may promise more numbers than any memory holds."""
    n = sum(prod(tensor.get_shape()) for tensor in tensors.values())
    if n > 2 * n_parameters + ROOM:
        raise Refused(
            "the weights of {model} are {n} numbers, but its config.json describes {expected}: fetch both again",
            model=model,
            n=f"{n:,}",
            expected=f"{n_parameters:,}",
        )


def _files(model: str, folder: Path) -> list[Path]:
    index = folder / "model.safetensors.index.json"
    if not is_file(index):
        whole = folder / "model.safetensors"
        return [whole] if is_file(whole) else _refuse_without_weights(model, folder)
    places = read_json(model, index).get("weight_map")
    names = list(places.values()) if isinstance(places, dict) else []
    if not names or not all(map(_plain, names)):
        raise Refused(
            "{file} of {model} names no safetensors files beside it: fetch the model again",
            model=model,
            file=index.name,
        )
    return [folder / name for name in sorted(set(names))]


def _plain(name: object) -> bool:
    return isinstance(name, str) and name.isprintable() and Path(name).name == name and name.endswith(".safetensors")


def _refuse_without_weights(model: str, folder: Path) -> NoReturn:
    refuse_adapter(model, folder)
    names = (path.name for path in folder.iterdir() if path.suffix in {".bin", ".pt", ".pth", ".ckpt"})
    pickled = sorted(filter(str.isprintable, names))
    if pickled:
        raise Refused(
            "{model} has its weights only as {files}, which could run code: save the model again as safetensors",
            model=model,
            files=", ".join(pickled[:5]),
        )
    raise Refused("{model} has no {file}: fetch the model again", model=model, file="model.safetensors")
