"""A GGUF file made into a folder as the loader opens them: whole, or not at all."""

import json
import shutil
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from transformers.integrations.gguf.reader import read_gguf_metadata

from explorer.errors import Refused
from explorer.models.building import BUILDING
from explorer.models.catalogue import Entry, Precision
from explorer.models.converted import kin
from explorer.models.files import first_line, read_config, shell_of
from explorer.models.fit import check_fits, gigabytes
from explorer.models.gguf.config import check_architecture, config_of, ends_of
from explorer.models.gguf.head import Head, read_head
from explorer.models.gguf.rotary import TENSORS, Factors
from explorer.models.gguf.tensors import Plan, Told, numbers, plan_of, write_weights
from explorer.models.gguf.tokenizer import write_tokenizer
from explorer.models.origin import Kind, Origin, write_origin
from explorer.models.published import licence_of, published

LICENCES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING")
"""Names under which the text of a licence lies beside a model."""

_MAKING = ".making-"
"""Before the name of a folder that is not whole."""

_converting = threading.Lock()
"""Two who ask at once convert once."""


def convert(model: str, file: Path, target: Path, precision: Precision, told: Told, beside: Path | None = None) -> None:
    """Make the folder `target` of a GGUF file, if it is not there yet.

    precision: in which the model will be opened: what does not fit into memory is refused before. beside: where the
    text of its licence lies, if not with the file. told(done, of): bytes written; it may raise to end the work.
    """
    with _converting:
        if target.is_dir():
            return
        try:
            with _begun(target) as folder:
                _fill(model, file, folder, precision, told, beside or file.parent)
                _finish(folder, target, kin(file))
        except (Refused, KeyboardInterrupt, SystemExit):
            raise
        except OSError as error:
            raise Refused(
                "{model} cannot be converted ({reason}): make room on the disk, or let the explorer's user write there",
                model=model,
                reason=error.strerror or first_line(error),
            ) from error
        except Exception as error:  # a file may be wrong in ways that nobody has thought of
            raise Refused(
                "{model} cannot be converted ({reason}): choose another conversion of the model",
                model=model,
                reason=first_line(error),
            ) from error


def converted(entry: Entry, told: Told = lambda done, of: None) -> Path:
    """The folder of a catalogue's GGUF file, which is made where there is none yet."""
    file, target = Path(entry.source or ""), Path(entry.location)
    if not target.is_dir():
        convert(entry.name, file, target, entry.precision, told, licence_of(file) if published(entry.name) else None)
    return target


def _fill(model: str, file: Path, folder: Path, precision: Precision, told: Told, beside: Path) -> None:
    """What takes little time comes first, and says why before gigabytes are written."""
    head = read_head(model, file)
    with BUILDING:
        plan, origin = _planned(model, file, head, folder, precision)
    write_origin(origin, folder)
    for name in LICENCES:
        if (beside / name).is_file():
            shutil.copyfile(beside / name, folder / name)
    _check_disk(model, folder, plan)
    write_weights(plan, file, folder / "model.safetensors", told)


def _planned(model: str, file: Path, head: Head, folder: Path, precision: Precision) -> tuple[Plan, Origin]:
    """Config and tokenizer are written here."""
    copy = folder / "head.gguf"
    copy.write_bytes(head.data)
    metadata, names = read_gguf_metadata(str(copy))
    check_architecture(model, metadata)
    _write(folder / "config.json", config_of(model, metadata, names, _factors(file, head)))
    _write(folder / "generation_config.json", {"eos_token_id": ends_of(metadata)})
    config = read_config(model, folder)
    shell = shell_of(model, config)
    check_fits(model, shell, precision)
    plan = plan_of(model, metadata["general.architecture"], config.to_dict(), shell, head.tensors)
    split = write_tokenizer(model, copy, folder)
    copy.unlink()
    return plan, _origin(file, head, metadata, split)


def _write(path: Path, values: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(values, indent=1), encoding="utf-8")


def _factors(file: Path, head: Head) -> Factors:
    with file.open("rb") as opened:
        return {one.name: numbers(one, opened).ravel() for one in head.tensors if one.name in TENSORS}


def _origin(file: Path, head: Head, metadata: Mapping[str, Any], split: str) -> Origin:
    weights, n_bytes = Counter[str](), Counter[str]()
    for one in head.tensors:
        weights[one.kind.name] += one.n
        n_bytes[one.kind.name] += one.n_bytes
    kinds = tuple(Kind(name, n, n_bytes[name]) for name, n in weights.most_common())
    said = {name: str(metadata.get(f"general.{key}") or "")[:200] for name, key in _SAID.items()}
    return Origin(file.name, kinds, **said, unknown_split=split)


_SAID = {"licence": "license", "maker": "organization"}


def _check_disk(model: str, folder: Path, plan: Plan) -> None:
    free = shutil.disk_usage(folder).free
    if plan.n_bytes > free:
        raise Refused(
            "{model} is {size} GB, but only {free} GB are free on the disk: make room, or choose a smaller model",
            model=model,
            size=gigabytes(plan.n_bytes),
            free=gigabytes(free),
        )


@contextmanager
def _begun(target: Path) -> Iterator[Path]:
    """A folder beside the target that goes again, whatever happens, unless it has become the target."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    folder = target.parent / f"{_MAKING}{_process()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _finish(folder: Path, target: Path, kin: str) -> None:
    """The folder is whole: it gets its name, and those of the file as it once was go."""
    try:
        folder.rename(target)
    except OSError:
        if not target.is_dir():  # another process was sooner
            raise
    for old in target.parent.glob(f"{kin}*"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)


def _sweep(place: Path) -> None:
    """What processes that were ended in the middle of it left behind."""
    for left in place.glob(f"{_MAKING}*"):
        number, _, began = left.name.removeprefix(_MAKING).partition("-")
        try:
            alive = f"{int(psutil.Process(int(number)).create_time())}" == began
        except (psutil.Error, ValueError):
            alive = False
        if not alive or left.name == f"{_MAKING}{_process()}":
            shutil.rmtree(left, ignore_errors=True)


def _process() -> str:
    """A number that a process has for itself alone, also where numbers are given again, as in containers."""
    own = psutil.Process()
    return f"{own.pid}-{int(own.create_time())}"
