"""Files that are truncated, or say what is not so: a model or one sentence, soon, and in little memory."""

import struct
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gguf import GGMLQuantizationType, GGUFValueType, GGUFWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.models.gguf import head as module
from explorer.models.gguf.convert import convert
from explorer.models.gguf.head import read_head
from explorer.models.loader import load
from tests.models.folders import entry
from tests.models.gguf.written import written

SOON, LITTLE = 1.0, 200 * 2**20


def why(file: Path) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(Refused) as refused:
        read_head("this file", file)
    return str(refused.value)


def soon(file: Path) -> str:
    """The same, with the time and the memory that it took held against what it may."""
    tracemalloc.start()
    began = time.thread_time()
    said = why(file)
    took, (_, most) = time.thread_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < SOON, f"{took:.2f} s"
    assert most < LITTLE, f"{most / 2**20:.0f} MB"
    return said


DAMAGED = "this file is truncated or damaged: fetch the file again"


def text(said: bytes) -> bytes:
    return struct.pack("<Q", len(said)) + said


def head_of(entries: bytes, n: int = 1, n_tensors: int = 0, after: bytes = b"") -> bytes:
    """A file of so many entries and tensors, which need not be there."""
    return struct.pack("<4sIQQ", b"GGUF", 3, n_tensors, n) + entries + after


def entry_of(value: bytes, kind: GGUFValueType, key: bytes = b"a") -> bytes:
    return text(key) + struct.pack("<I", kind) + value


def list_of(kind: GGUFValueType, n: int, values: bytes = b"") -> bytes:
    return entry_of(struct.pack("<IQ", kind, n) + values, GGUFValueType.ARRAY)


def tensor(name: bytes = b"t", shape: tuple[int, ...] = (32,), kind: int = 0, offset: int = 0) -> bytes:
    return text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset)


MANY = 2**63
LIES = {
    "nothing but a beginning": head_of(b"")[:20],
    "more entries than the file has": head_of(b"", n=MANY),
    "more tensors than the file has": head_of(b"", n=0, n_tensors=MANY),
    "a key without an end": head_of(struct.pack("<Q", MANY) + b"a"),
    "a text without an end": head_of(entry_of(struct.pack("<Q", MANY), GGUFValueType.STRING)),
    "a kind of value that there is not": head_of(text(b"a") + struct.pack("<I", 77)),
    "a list of too many numbers": head_of(list_of(GGUFValueType.UINT8, MANY)),
    "a list of numbers that are not there": head_of(list_of(GGUFValueType.FLOAT64, 1000)),
    "a list of too many texts": head_of(list_of(GGUFValueType.STRING, MANY)),
    "a list of texts that are not there": head_of(list_of(GGUFValueType.STRING, 1000)),
    "lists in lists": head_of(list_of(GGUFValueType.ARRAY, 1, struct.pack("<IQ", GGUFValueType.ARRAY, MANY))),
    "a token of a megabyte": head_of(list_of(GGUFValueType.STRING, 1, text(bytes(2**20)))),
    "one key twice": head_of(2 * entry_of(b"\0", GGUFValueType.UINT8), n=2),
    "one tensor twice": head_of(b"", 0, 2, tensor() + tensor() + bytes(1000)),
    "a tensor beyond the end": head_of(b"", 0, 1, tensor(shape=(2**20,)) + bytes(1000)),
    "a tensor of more numbers than can be counted": head_of(b"", 0, 1, tensor(shape=(2**62, 2**62)) + bytes(1000)),
    "a tensor of no numbers": head_of(b"", 0, 1, tensor(shape=(0, 2**62)) + bytes(1000)),
    "a tensor of too many dimensions": head_of(b"", 0, 1, tensor(shape=(1,) * 9) + bytes(1000)),
    "a tensor of four thousand million dimensions": head_of(b"", 0, 1, text(b"t") + struct.pack("<I", 2**32 - 1)),
    "a tensor that begins beyond the end": head_of(b"", 0, 1, tensor(offset=2**63) + bytes(1000)),
    "a tensor that begins anywhere": head_of(b"", 0, 1, tensor(offset=3) + bytes(1000)),
    "a kind of numbers that there is not": head_of(b"", 0, 1, tensor(kind=999) + bytes(1000)),
    "half a block": head_of(b"", 0, 1, tensor(shape=(33,), kind=GGMLQuantizationType.Q4_0) + bytes(1000)),
    "a tensor's name that is no text": head_of(b"", 0, 1, tensor(b"\xff") + bytes(1000)),
    "no alignment": head_of(entry_of(struct.pack("<I", 0), GGUFValueType.UINT32, b"general.alignment")),
    "an odd alignment": head_of(entry_of(struct.pack("<I", 48), GGUFValueType.UINT32, b"general.alignment")),
    "an alignment of gigabytes": head_of(
        entry_of(struct.pack("<I", 2**31), GGUFValueType.UINT32, b"general.alignment")
    ),
    "an alignment in words": head_of(entry_of(text(b"32"), GGUFValueType.STRING, b"general.alignment")),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_file_that_lies_is_refused_soon_and_in_little_memory(tmp_path: Path, lie: str) -> None:
    (tmp_path / "file.gguf").write_bytes(LIES[lie])
    assert soon(tmp_path / "file.gguf") == DAMAGED


def sparse(file: Path, begin: bytes, size: int) -> Path:
    """A file of gigabytes that takes no room."""
    with file.open("wb") as opened:
        opened.write(begin)
        opened.truncate(size)
    return file


@pytest.mark.parametrize("lie", ["texts", "numbers", "entries", "one text"])
def test_metadata_of_gigabytes_are_refused_soon_and_in_little_memory(tmp_path: Path, lie: str) -> None:
    """Here the bytes are there; all of them are 0, which are empty texts."""
    begin = {
        "texts": head_of(list_of(GGUFValueType.STRING, 2**28)),
        "numbers": head_of(list_of(GGUFValueType.UINT32, 2**29)),
        "entries": head_of(b"", n=2**27),
        "one text": head_of(entry_of(struct.pack("<Q", 2**31), GGUFValueType.STRING)),
    }
    assert soon(sparse(tmp_path / "file.gguf", begin[lie], 4 * 2**30)) == DAMAGED


def test_the_largest_head_that_is_read_is_read_soon(tmp_path: Path) -> None:
    data = head_of(list_of(GGUFValueType.STRING, module.MOST_STRINGS, module.MOST_STRINGS * text(b"ab")))
    (tmp_path / "file.gguf").write_bytes(data + bytes(64))
    began = time.thread_time()
    assert read_head("this file", tmp_path / "file.gguf").data == data
    assert time.thread_time() - began < SOON


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sound") / "tiny.gguf"
    written(file, "llama", GGMLQuantizationType.Q4_0)
    return file


def test_wherever_a_file_is_cut_it_is_refused(tmp_path: Path, sound: Path) -> None:
    data = sound.read_bytes()
    for end in sorted({*range(8, 200), *range(200, len(data), 997), len(data) - 1}):
        (tmp_path / "cut.gguf").write_bytes(data[:end])
        assert why(tmp_path / "cut.gguf") == DAMAGED, end


def test_what_is_no_gguf_file_is_said_to_be_none(tmp_path: Path) -> None:
    for data in (b"", b"GGU", b"PK\3\4" + bytes(100)):
        (tmp_path / "file.gguf").write_bytes(data)
        assert why(tmp_path / "file.gguf").startswith("this file is not a GGUF file, whatever its name says")
    (tmp_path / "file.gguf").write_bytes(struct.pack("<4sI", b"GGUF", 1) + bytes(100))
    assert why(tmp_path / "file.gguf").startswith("this file is written in version 1 of GGUF, and only 2 and 3 can be")
    assert why(tmp_path).startswith(f"{tmp_path.name} of this file cannot be read")


@pytest.mark.parametrize("kind", ["IQ2_XS", "TQ1_0", "MXFP4", "I8"])
def test_other_kinds_of_numbers_are_refused_by_name(tmp_path: Path, kind: str) -> None:
    data = head_of(b"", 0, 1, tensor(shape=(256,), kind=GGMLQuantizationType[kind]) + bytes(1000))
    (tmp_path / "file.gguf").write_bytes(data)
    assert f"in a way that is not opened here, {kind}: choose the same model in one of F32" in why(
        tmp_path / "file.gguf"
    )


REFUSED: dict[str, tuple[Callable[[GGUFWriter], None], str]] = {
    "one of several pieces": (
        lambda writer: writer.add_uint16("split.count", 3),
        "is one of 3 pieces of a model: join",
    ),
    "a tensor that no model has": (
        lambda writer: writer.add_tensor("blk.0.ffn_gate_exps.weight", np.zeros((2, 2), np.float32)),
        "holds a tensor that transformers has no place for, blk.0.ffn_gate_exps.weight",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_opened_is_refused_in_one_sentence(tmp_path: Path, case: str) -> None:
    more, said = REFUSED[case]
    written(tmp_path / "file.gguf", "llama", more=more)
    assert said in refused_by_conversion(tmp_path)


@pytest.mark.parametrize(
    ("architecture", "said"),
    [("clip", "(a projector) and is none itself"), ("mamba", "is of an architecture that is not known here, 'mamba'")],
)
def test_other_architectures_are_refused_by_name(tmp_path: Path, architecture: str, said: str) -> None:
    (tmp_path / "file.gguf").write_bytes(
        head_of(entry_of(text(architecture.encode()), GGUFValueType.STRING, b"general.architecture"))
    )
    assert said in refused_by_conversion(tmp_path)


def test_a_file_without_a_tokenizer_or_with_half_its_weights_is_refused(tmp_path: Path) -> None:
    writer = GGUFWriter(tmp_path / "file.gguf", "llama")
    for add, value in (
        (writer.add_context_length, 8),
        (writer.add_block_count, 1),
        (writer.add_embedding_length, 32),
        (writer.add_feed_forward_length, 32),
        (writer.add_head_count, 2),
        (writer.add_vocab_size, 16),
    ):
        add(value)
    writer.add_tensor("token_embd.weight", np.zeros((16, 32), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    assert "the weights of this file lack 10 tensors, such as model.layers.0" in refused_by_conversion(tmp_path)


def refused_by_conversion(folder: Path) -> str:
    """Nothing is left of it."""
    with pytest.raises(Refused) as refused:
        convert("this file", folder / "file.gguf", folder / "cache" / "made", "float32", lambda done, of: None)
    assert list((folder / "cache").iterdir()) == []
    return str(refused.value)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_file_with_bytes_changed_is_a_model_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, sound: Path, data: Any
) -> None:
    changed = bytearray(sound.read_bytes())
    size = len(read_head("sound", sound).data)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, size - 1) | st.integers(0, len(changed) - 1))
        changed[place] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.mktemp("changed")
    (folder / "file.gguf").write_bytes(bytes(changed))
    said = ""
    try:
        convert("this file", folder / "file.gguf", folder / "made", "float32", lambda done, of: None)
        load(entry(folder / "made"))
    except Refused as refused:
        said = str(refused)
    assert "\n" not in said
    assert len(said) < 1000
