"""What a folder calls its special tokens: as transformers knows them, wherever they are written."""

import json
from pathlib import Path
from typing import Any

import pytest
from transformers import AutoTokenizer

from explorer.text.chat import chat_template
from explorer.text.embedded import embedded_tokenizer
from explorer.text.specials import named_id
from explorer.text.tokenizer import HuggingFaceTokenizer, TiktokenTokenizer
from tests.text.folders import saved
from tests.text.strings import MODEL

SHOWN = "{{ bos_token }}|{{ eos_token }}|{{ image_token }}|{{ pad_token }}|{{ messages[0].content }}"
BERT = MODEL.parent / "explorer-bert"


def shown(folder: Path) -> tuple[str, str]:
    """What a template makes of the names, here and in transformers."""
    tokenizer = HuggingFaceTokenizer(folder)
    template = chat_template(folder, tokenizer)
    assert template is not None
    talk = [{"role": "user", "content": "the"}]
    return template.text_of(talk), AutoTokenizer.from_pretrained(str(folder)).apply_chat_template(talk, tokenize=False)


def without(folder: Path, **written: Any) -> None:
    """tokenizer_config.json without any name, but for `written`."""
    path = folder / "tokenizer_config.json"
    kept = {key: value for key, value in json.loads(path.read_text()).items() if not key.endswith("_token")}
    path.write_text(json.dumps(kept | written))


def test_names_that_only_special_tokens_map_has_are_known(tmp_path: Path) -> None:
    folder = saved(tmp_path, "llama 2", chat_template=SHOWN)
    without(folder)
    (folder / "special_tokens_map.json").write_text(json.dumps({"bos_token": {"content": "<s>"}, "eos_token": "</s>"}))
    mine, theirs = shown(folder)
    assert mine == theirs
    assert mine.startswith("<s>|</s>|")


def test_names_among_the_extra_special_tokens_are_known(tmp_path: Path) -> None:
    folder = saved(tmp_path, "llama 2", chat_template=SHOWN, extra_special_tokens={"image_token": "</s>"})
    mine, theirs = shown(folder)
    assert mine == theirs == "<s>|</s>|</s>||the"


def test_names_written_as_added_tokens_are_known(tmp_path: Path) -> None:
    folder = saved(tmp_path, "llama 2", chat_template=SHOWN)
    without(folder, bos_token={"__type": "AddedToken", "content": "<s>"})
    mine, theirs = shown(folder)
    assert mine == theirs
    assert mine.startswith("<s>|")


@pytest.mark.parametrize("name", ["</s>", "<s>"])
def test_a_mask_may_have_any_name(tmp_path: Path, name: str) -> None:
    tokenizer = HuggingFaceTokenizer(saved(tmp_path, "llama 2", mask_token=name))
    id = named_id(tokenizer, "mask_token")
    assert id is not None
    assert tokenizer.token_bytes(id).decode() == name
    assert named_id(tokenizer, "sep_token") is None


def test_the_embedded_folders_say_what_theirs_are() -> None:
    tokenizer = embedded_tokenizer(BERT)
    oracle = AutoTokenizer.from_pretrained(str(BERT))
    assert tokenizer.named == oracle.special_tokens_map
    assert named_id(tokenizer, "mask_token") == oracle.mask_token_id
    assert named_id(embedded_tokenizer(MODEL), "bos_token") == embedded_tokenizer(MODEL).eot


def test_a_name_that_the_vocabulary_lacks_is_no_token() -> None:
    encoding = embedded_tokenizer(MODEL).encoding
    tokenizer = TiktokenTokenizer(encoding, named={"mask_token": "[MASK]", "bos_token": "<|endoftext|>"})
    assert tokenizer.named == {"bos_token": "<|endoftext|>"}
    assert named_id(tokenizer, "mask_token") is None


def test_an_embedded_folder_without_settings_names_nothing(tmp_path: Path) -> None:
    for file in ("tokenizer.json", "ranks.tiktoken"):
        (tmp_path / file).write_bytes((BERT / file).read_bytes())
    assert embedded_tokenizer(tmp_path).named == {}
