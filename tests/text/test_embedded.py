"""The embedded model's tokenizer folder, sound and damaged."""

import json
import os
import shutil
from pathlib import Path

import pytest
from transformers import AutoTokenizer

from explorer.errors import Refused
from explorer.text.embedded import _frame, embedded_encoding, embedded_tokenizer, read_ranks
from tests.text.strings import MODEL, for_any_text

THEIRS = AutoTokenizer.from_pretrained(str(MODEL), local_files_only=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "copied-gpt"))


@for_any_text
def test_the_encoding_equals_transformers_on_the_same_folder(text: str) -> None:
    assert embedded_encoding(MODEL).encode_ordinary(text) == THEIRS.encode(
        text, add_special_tokens=False, split_special_tokens=True
    )


def test_the_folder_names_the_tokenizer_and_is_read_once() -> None:
    assert embedded_tokenizer(MODEL).name == "explorer-gpt"
    assert embedded_tokenizer(MODEL) is embedded_tokenizer(MODEL)


def test_the_special_tokens_are_those_of_transformers() -> None:
    assert embedded_tokenizer(MODEL).eot == THEIRS.eos_token_id
    assert embedded_encoding(MODEL).n_vocab == len(THEIRS)


def test_reading_the_ranks_leaves_no_copy_in_tiktokens_cache(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """tiktoken's own loader would leave one, and read that even after the table is written anew."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "cache"))
    assert embedded_encoding(copy).encode_single_token(" the") == embedded_encoding(MODEL).encode_single_token(" the")
    assert not os.path.exists(tmp_path / "cache")


def test_ranks_are_read_with_either_line_ending() -> None:
    assert read_ranks(b"IQ== 0\r\nIHRoZQ== 1\r\n") == {b"!": 0, b" the": 1}


@pytest.mark.parametrize("name", ["tokenizer.json", "ranks.tiktoken"])
@pytest.mark.parametrize("damage", ["missing", "cut short", "empty", "not text"])
def test_a_damaged_folder_is_refused_by_name(copy: Path, name: str, damage: str) -> None:
    file = copy / name
    written = file.read_bytes()
    file.unlink()
    if damage != "missing":
        file.write_bytes({"cut short": written[: len(written) // 2], "empty": b"", "not text": b"\xff\x00\n"}[damage])
    with pytest.raises(Refused, match="the tokenizer of copied-gpt is missing or damaged: restore its"):
        embedded_encoding(copy)


def test_ranks_of_another_training_are_refused(copy: Path) -> None:
    ranks = (copy / "ranks.tiktoken").read_bytes().splitlines(keepends=True)
    (copy / "ranks.tiktoken").write_bytes(b"".join(ranks[:-1]))
    with pytest.raises(Refused, match="which are made together"):
        embedded_encoding(copy)


def test_a_template_says_which_special_tokens_stand_before_and_after_a_text() -> None:
    """explorer-bert's does, as transformers reads it; explorer-gpt has none."""
    folder = MODEL.parent / "explorer-bert"
    theirs = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    before, after = _frame(folder, embedded_encoding(folder))
    assert [*before, *theirs.encode("the cat", add_special_tokens=False), *after] == theirs.encode("the cat")
    assert before
    assert after
    assert _frame(MODEL, embedded_encoding(MODEL)) == ([], [])


@pytest.mark.parametrize(("parts", "frame"), [(["S", "B"], (0, 1)), (["B", "S"], (1, 0)), (["B", "S", "E"], (1, 1))])
def test_the_place_of_the_text_parts_what_is_before_from_what_is_after(
    copy: Path, parts: list[str], frame: tuple[int, int]
) -> None:
    special = {"SpecialToken": {"id": "<|endoftext|>", "type_id": 0}}
    file = copy / "tokenizer.json"
    written = json.loads(file.read_text(encoding="utf-8"))
    special["SpecialToken"]["id"] = written["added_tokens"][0]["content"]
    single = [{"Sequence": {"id": "A", "type_id": 0}} if part == "S" else special for part in parts]
    file.write_text(json.dumps(written | {"post_processor": {"single": single}}), encoding="utf-8")
    before, after = _frame(copy, embedded_encoding(copy))
    assert (len(before), len(after)) == frame


def test_a_table_with_a_sign_that_is_not_of_base_64_is_an_error() -> None:
    with pytest.raises(ValueError, match="base64"):
        read_ranks(b"I!Q== 0\n")
