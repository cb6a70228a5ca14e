"""A model folder's small files, read with suspicion: anybody may have made them, and they come in any state."""

import io
import json
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from explorer.errors import Refused

MOST_BYTES = 64 * 2**20
"""Of one such file: the largest in use, the tokenizers of a quarter of a million tokens, have half as many."""

MOST_VALUES = 4_000_000
"""Numbers, texts, lists and objects in one file: the largest tokenizers have half as many. Each takes some hundred
bytes once it is read, however short it is written."""


def read_json(model: str, path: Path) -> dict[str, Any]:
    """The object that a file of `model` holds. Refused where there is none; a byte-order mark is no matter."""
    return json_of(model, path.name, read_bytes(model, path))


def json_of(model: str, file: str, data: bytes) -> dict[str, Any]:
    """The same of what a file called `file` holds."""
    _check_values(model, file, data)
    try:
        found = json.loads(data)
        _check_characters(data, found)
    except (ValueError, RecursionError) as error:
        raise Refused("{file} of {model} is not JSON: fetch it again", model=model, file=file) from error
    if not isinstance(found, dict):
        raise Refused("{file} of {model} does not hold a JSON object: fetch it again", model=model, file=file)
    return found


def read_values(model: str, path: Path) -> bytes:
    """JSON as it is written, of no more values than can be borne."""
    data = read_bytes(model, path)
    _check_values(model, path.name, data)
    return data


def _check_values(model: str, file: str, data: bytes) -> None:
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise Refused(
            "{file} of {model} holds more than {most} values: fetch it again",
            file=file,
            model=model,
            most=f"{MOST_VALUES:,}",
        )


def unzipped(name: str, data: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    """The wanted files of a zip that somebody put in, at its top or in one folder; whatever else it holds is not read.

    Nothing is written anywhere, so that no path in it leads out of a folder; what a member says of its size is not
    believed, and no more than MOST_BYTES of it are unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = _members(name, archive, wanted)
            return {file: _unpacked(name, archive, member) for file, member in found.items()}
    except Refused:
        raise
    except Exception as error:  # whatever zipfile and the libraries beneath it raise on what is damaged or locked
        raise Refused("{name} is no zip that can be read: save it again", name=repr(name[:80])) from error


def _members(name: str, archive: zipfile.ZipFile, wanted: Collection[str]) -> dict[str, zipfile.ZipInfo]:
    """By the last part of their path; of no name two."""
    found: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist():
        folder, _, file = member.filename.rpartition("/")
        if file in wanted and "/" not in folder:
            if file in found:
                raise Refused("{name} holds {file} more than once: leave one", name=repr(name[:80]), file=file)
            found[file] = member
    missing = [file for file in wanted if file not in found]
    if missing:
        raise Refused("{name} holds no {file}: save it again", name=repr(name[:80]), file=missing[0])
    return found


def _unpacked(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The others unpack as much as there is in one piece, whatever was asked for.
        raise ValueError(f"packed by method {member.compress_type}")
    with archive.open(member) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused(
            "{file} of {model} has more than {most} MB: fetch it again",
            file=member.filename.rpartition("/")[2],
            model=repr(name[:80]),
            most=MOST_BYTES // 2**20,
        )
    return data


def read_text(model: str, path: Path) -> str:
    """The text that a file of `model` holds, without a byte-order mark."""
    try:
        return read_bytes(model, path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("{file} of {model} is not UTF-8 text: fetch it again", file=path.name, model=model) from error


def read_bytes(model: str, path: Path) -> bytes:
    """All of a file that is not too large; what is no plain file (a folder, a pipe, a device) is not there."""
    if not is_file(path):
        raise Refused("{model} has no {file}: fetch the model again", model=model, file=path.name)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(model, path, error) from error
    if len(data) > MOST_BYTES:
        raise Refused(
            "{file} of {model} has more than {most} MB: fetch it again",
            file=path.name,
            model=model,
            most=MOST_BYTES // 2**20,
        )
    return data


def is_file(path: Path) -> bool:
    """Whether it is a plain file, or leads to one; what nobody may look at is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _check_characters(data: bytes, found: Any) -> None:
    """Half of a pair (a lone surrogate), which JSON can write, is no character and would break whoever shows it."""
    if b"\\ud" in data.lower():
        json.dumps(found, ensure_ascii=False).encode("utf-8")


def unreadable(model: str, path: Path, error: OSError) -> Refused:
    return Refused(
        "{file} of {model} cannot be read ({reason}): let the explorer's user read it",
        file=path.name,
        model=model,
        reason=error.strerror or type(error).__name__,
    )
