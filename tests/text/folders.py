"""Tokenizer folders as published models have them, each with its kind's own way to begin, to cut and to talk."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
LETTERS = [*"▁abcdehilmnorstuw.,!?<>/|[]_\n東京"]
WORDS = ["th", "the", "▁the", "he", "▁he", "er", "us", "▁▁", "in", "st"]
MERGES = [("t", "h"), ("th", "e"), ("▁", "the"), ("h", "e"), ("▁", "he"), ("e", "r"), ("u", "s"), ("▁", "▁")]
MERGES += [("i", "n"), ("s", "t")]

LLAMA_3_CHAT = (
    "{% set loop_messages = messages %}{% for message in loop_messages %}"
    "{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'"
    "+ message['content'] | trim + '<|eot_id|>' %}"
    "{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
LLAMA_2_CHAT = (
    "{% for message in messages %}{% if message['role'] == 'user' %}"
    "{{ bos_token + '[INST] ' + message['content'].strip() + ' [/INST]' }}{% else %}"
    "{{ ' ' + message['content'].strip() + ' ' + eos_token }}{% endif %}{% endfor %}"
)
GEMMA_CHAT = (
    "{{ bos_token }}{% for message in messages %}{{ '<start_of_turn>' + message['role'] + '\n' + message['content']"
    " | trim + '<end_of_turn>\n' }}{% endfor %}{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}"
)
ZEPHYR_CHAT = (
    "{% for message in messages %}{{ '<|' + message['role'] + '|>\n' + message['content'] + eos_token + '\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}"
)
CHATML = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + "
    "'\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
SHOUTED = "{{ bos_token }}{{ messages[0].content | upper }}{{ '!' if '?' in messages[0].content }}{{ eos_token }}"


def byte_level(specials: list[str], single: str | None = None) -> Tokenizer:
    """GPT-2's, Llama 3's and Qwen's kind."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = ["he", "Ġhe", "th", "the", "Ġthe", "in", "er"]
    made = Tokenizer(
        models.BPE(
            vocab={token: id for id, token in enumerate([*letters, *words])},
            merges=[("h", "e"), ("Ġ", "he"), ("t", "h"), ("th", "e"), ("Ġ", "the"), ("i", "n"), ("e", "r")],
        )
    )
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in specials])
    if single:
        made.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=True), _frame(made, single)])
    return made


def sentencepiece(specials: list[str], single: str | None = None, **flags: bool) -> Tokenizer:
    """Llama 2's and Gemma's kind, without what they do with spaces. flags: of the special tokens."""
    pieces = ["<unk>", *specials, *BYTES, *LETTERS, *WORDS]
    made = Tokenizer(
        models.BPE(
            vocab={piece: id for id, piece in enumerate(pieces)},
            merges=MERGES,
            unk_token="<unk>",
            byte_fallback=True,
            fuse_unk=True,
        )
    )
    made.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    made.add_special_tokens(
        [AddedToken(name, special=True, normalized=False, **flags) for name in ["<unk>", *specials]]
    )
    if single:
        made.post_processor = _frame(made, single)
    return made


def prefixed(made: Tokenizer) -> Tokenizer:
    """With a space before each piece of text, as Llama 2 has it."""
    made.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    _dropping_a_space(made)
    return made


def first_prefixed(made: Tokenizer) -> Tokenizer:
    """With a space before the first piece alone, as Mistral has it."""
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    _dropping_a_space(made)
    return made


def unprefixed(made: Tokenizer) -> Tokenizer:
    """Spaces as they are, as Gemma has them."""
    made.normalizer = normalizers.Replace(" ", "▁")
    return made


def _dropping_a_space(made: Tokenizer) -> None:
    steps = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    made.decoder = decoders.Sequence(steps)


def _frame(made: Tokenizer, single: str) -> processors.TemplateProcessing:
    names = [part for part in single.split() if part != "$A"]
    return processors.TemplateProcessing(
        single=single, special_tokens=[(name, made.token_to_id(name)) for name in names]
    )


LLAMA_3 = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
S = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
IM = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}

KINDS: dict[str, tuple[Callable[[], Tokenizer], dict[str, Any]]] = {
    "llama 3": (
        lambda: byte_level(LLAMA_3, "<|begin_of_text|> $A"),
        {"bos_token": LLAMA_3[0], "eos_token": LLAMA_3[4], "chat_template": LLAMA_3_CHAT},
    ),
    "llama 2": (
        lambda: prefixed(sentencepiece(["<s>", "</s>"], "<s> $A")),
        {**S, "chat_template": LLAMA_2_CHAT},
    ),
    "mistral": (
        lambda: first_prefixed(sentencepiece(["<s>", "</s>"], "<s> $A")),
        {**S, "chat_template": ZEPHYR_CHAT},
    ),
    "phi 3": (
        lambda: prefixed(sentencepiece(["<s>", "</s>", "<|user|>", "<|assistant|>"], "<s> $A", rstrip=True)),
        {**S, "chat_template": ZEPHYR_CHAT},
    ),
    "gemma": (
        lambda: unprefixed(sentencepiece(["<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>"], "<bos> $A")),
        {"bos_token": "<bos>", "eos_token": "<eos>", "unk_token": "<unk>", "chat_template": GEMMA_CHAT},
    ),
    "gpt 2": (lambda: byte_level(["<|endoftext|>"]), {"bos_token": "<|endoftext|>", "eos_token": "<|endoftext|>"}),
    "qwen": (lambda: byte_level(["<|endoftext|>", "<|im_start|>", "<|im_end|>"]), {**IM, "chat_template": CHATML}),
    "opt": (
        lambda: byte_level(["<pad>", "</s>"], "</s> $A"),
        {"bos_token": "</s>", "eos_token": "</s>", "pad_token": "<pad>"},
    ),
    "begun and ended": (lambda: unprefixed(sentencepiece(["<s>", "</s>"], "<s> $A </s>")), S),
    "shouting": (lambda: first_prefixed(sentencepiece(["<s>", "</s>"], "<s> $A")), {**S, "chat_template": SHOUTED}),
}
"""By what has it: the tokenizer, and what stands in its tokenizer_config.json."""

CHATS = [kind for kind, (_, settings) in KINDS.items() if "chat_template" in settings]


def saved(folder: Path, kind: str, **settings: Any) -> Path:
    """settings: more of tokenizer_config.json."""
    make, own = KINDS[kind]
    folder.mkdir(parents=True, exist_ok=True)
    make().save(str(folder / "tokenizer.json"))
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False, **own, **settings}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder
