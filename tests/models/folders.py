"""Model folders as people have them: a tiny model and a tokenizer, saved by transformers itself."""

import json
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

from explorer.models.catalogue import Entry
from tests.models.tiny import N_VOCAB, module_of


def entry(folder: Path) -> Entry:
    return Entry(f"folder:{folder.name}", "folder", str(folder))


def saved(folder: Path, name: str = "gpt2", **options: Any) -> Entry:
    """A folder with everything in it. options go to transformers' save_pretrained."""
    module_of(name).save_pretrained(folder, **options)
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())[: N_VOCAB - 1]
    made = Tokenizer(models.BPE(vocab={letter: id for id, letter in enumerate(letters)}, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens(["<|endoftext|>"])
    PreTrainedTokenizerFast(tokenizer_object=made, eos_token="<|endoftext|>").save_pretrained(folder)
    return entry(folder)


def change_config(folder: Path, **values: object) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))
