import json
import os
from pathlib import Path

import pytest

from explorer.errors import Refused
from explorer.text import untrusted
from explorer.text.untrusted import is_file, read_json, read_text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.json"


def refusal(file: Path) -> str:
    with pytest.raises(Refused) as caught:
        read_json("mine", file)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_matter(file: Path, encoding: str) -> None:
    file.write_text('{"a": "あ"}', encoding=encoding)
    assert read_json("mine", file) == {"a": "あ"}


@pytest.mark.parametrize("text", ["", "{", "\x00", "[" * 100_000, '{"a":' * 100_000, "1" * 5000, '{"a": "\\ud800"}'])
def test_what_is_no_json_is_refused(file: Path, text: str) -> None:
    file.write_text(text)
    assert refusal(file) == "config.json of mine is not JSON: fetch it again"


def test_a_pair_of_halves_is_a_character(file: Path) -> None:
    file.write_text(json.dumps({"a": "😀"}))
    assert "\\ud83d" in file.read_text()
    assert read_json("mine", file) == {"a": "😀"}


@pytest.mark.parametrize("text", ["[]", "3", "null", '"gpt2"', "NaN"])
def test_what_is_no_object_is_refused(file: Path, text: str) -> None:
    file.write_text(text)
    assert refusal(file) == "config.json of mine does not hold a JSON object: fetch it again"


def test_a_folder_a_pipe_and_a_link_to_itself_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("folder", "pipe", "loop", "nothing", "\x00", "x" * 5000):
        assert refusal(tmp_path / name).startswith("mine has no ")


def test_what_nobody_may_look_at_is_no_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", closed)
    assert not is_file(file)


def test_a_file_that_may_not_be_read_is_named_with_the_reason(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    file.write_text("{}")
    monkeypatch.setattr(Path, "open", closed)
    assert refusal(file) == ("config.json of mine cannot be read (Permission denied): let the explorer's user read it")


def test_a_large_file_is_refused_and_one_that_is_just_small_enough_is_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('{"a": 12}')
    monkeypatch.setattr(untrusted, "MOST_BYTES", 9)
    assert read_json("mine", file) == {"a": 12}
    monkeypatch.setattr(untrusted, "MOST_BYTES", 8)
    assert "config.json of mine has more than 0 MB" in refusal(file)


def test_many_values_are_refused_before_any_is_made(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('{"a": [1, {}]}')
    monkeypatch.setattr(untrusted, "MOST_VALUES", 4)
    assert read_json("mine", file) == {"a": [1, {}]}
    monkeypatch.setattr(untrusted, "MOST_VALUES", 3)
    assert refusal(file) == "config.json of mine holds more than 3 values: fetch it again"


def test_a_text_loses_its_byte_order_mark(file: Path) -> None:
    file.write_text("{{ あ }}", encoding="utf-8-sig")
    assert read_text("mine", file) == "{{ あ }}"


def test_a_text_of_another_encoding_is_refused(file: Path) -> None:
    file.write_bytes("あ".encode("shift_jis"))
    with pytest.raises(Refused, match=r"^config.json of mine is not UTF-8 text: fetch it again$"):
        read_text("mine", file)
