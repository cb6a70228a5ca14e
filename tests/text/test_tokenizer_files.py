import json
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from explorer.errors import Refused
from explorer.text.tokenizer import HuggingFaceTokenizer
from explorer.text.tokenizer_files import copied
from tests.text import makers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    makers.byte_level().save_pretrained(str(made))
    (made / "config.json").write_text(json.dumps({"model_type": "gpt2", "num_labels": 10_000_000}))
    return made


def test_byte_order_marks_do_not_change_a_tokenizer(folder: Path) -> None:
    before = HuggingFaceTokenizer(folder).encode("Hello, あ")
    for path in folder.iterdir():
        path.write_bytes(BOM_UTF8 + path.read_bytes())
    marked = HuggingFaceTokenizer(folder)
    assert marked.encode("Hello, あ") == before
    assert marked.name == "mine"


def test_transformers_is_given_no_more_of_a_config_than_a_tokenizer_hangs_on(folder: Path) -> None:
    with copied("mine", folder) as copy:
        assert json.loads((copy / "config.json").read_text()) == {"model_type": "gpt2"}
        assert copy.name == "mine"
    assert not copy.exists()


def test_neither_code_nor_weights_are_copied(folder: Path) -> None:
    for name in ("tokenization_evil.py", "model.safetensors", "adapter_config.json"):
        (folder / name).write_text("{}")
    with copied("mine", folder) as copy:
        assert {path.name for path in copy.iterdir()} == {"config.json", "tokenizer.json", "tokenizer_config.json"}


@pytest.mark.parametrize(
    "file", ["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json"]
)
def test_a_deeply_nested_file_is_named(folder: Path, file: str) -> None:
    (folder / file).write_text('{"a":' + "[" * 100_000 + "]" * 100_000 + "}")
    with pytest.raises(Refused, match=f"^{file} of mine is not JSON: fetch it again$"):
        HuggingFaceTokenizer(folder)


def test_a_huge_array_is_no_tokenizer_and_is_never_taken_apart(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("[" + ",".join(["[]"] * 16_000_000) + "]")
    with pytest.raises(Refused, match=r"^tokenizer.json of mine holds more than 4,000,000 values: fetch it again$"):
        HuggingFaceTokenizer(folder)
