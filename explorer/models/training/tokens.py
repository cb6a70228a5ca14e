"""The tokenizer of a training, made of its own text: as a tokenizer.json that any program opens."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.models.training.order import HELD_OUT, MOST_CHARACTERS, Order
from explorer.text.glyphs import readable
from explorer.text.surface import surface_reader

if TYPE_CHECKING:
    from tokenizers import Tokenizer

END, UNKNOWN = "<|endoftext|>", "<unk>"

_SPACE = "▁"
"""What tokenizers of this kind write a space as: a text's own is unknown, so that it is not taken for one."""

NEAR = 200
"""Characters within which the end of a line is looked for, so that no line is half held out."""


def parts_of(text: str) -> tuple[str, str]:
    """What is learnt from and what is held out: the last tenth, from the beginning of a line where there is one."""
    at = round((1 - HELD_OUT) * len(text))
    line = text.find("\n", at, at + NEAR)
    at = line + 1 if -1 < line < len(text) - 20 else at
    return text[:at], text[at:]


def tokenizer_of(order: Order) -> "Tokenizer":
    """BPE merges what occurs in the part that is learnt from; the characters are those of the whole text."""
    if order.cut == "characters":
        return by_characters(order.used)
    return by_merges(parts_of(order.used)[0], order.n_vocab)


def by_characters(text: str) -> "Tokenizer":
    """A token for each character; the rarest of very many, and all others that there are, are <unk>."""
    from tokenizers import Tokenizer, decoders, models

    counts = Counter(text)
    counts.pop(_SPACE, None)
    kept = sorted(character for character, _ in counts.most_common(MOST_CHARACTERS))
    vocabulary = {token: id for id, token in enumerate([*kept, UNKNOWN])}
    made = Tokenizer(models.BPE(vocab=vocabulary, merges=[], unk_token=UNKNOWN))
    made.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Fuse()])
    made.add_special_tokens([UNKNOWN, END])
    return made


def by_merges(text: str, n_vocab: int) -> "Tokenizer":
    """Byte-level BPE as GPT-2 has it, of at most n_vocab tokens."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=n_vocab - 1,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        max_token_length=24,
        show_progress=False,
    )
    made.train_from_iterator(text.splitlines(keepends=True), trainer)
    made.add_special_tokens([END])
    return made


def config_of(order: Order) -> str:
    """tokenizer_config.json, which names the special tokens."""
    named = {"bos_token": END, "eos_token": END}
    unknown = {"unk_token": UNKNOWN} if order.cut == "characters" else {}
    written = {"tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False, **named, **unknown}
    return json.dumps(written | {"model_max_length": order.n_ctx}, indent=2) + "\n"


def ids_of(tokenizer: "Tokenizer", text: str) -> NDArray[np.int64]:
    """(n,) of a text in which nothing is a special token, whatever it says."""
    tokenizer.encode_special_tokens = True
    return np.array(tokenizer.encode(text, add_special_tokens=False).ids, np.int64)


def pieces_of(tokenizer: "Tokenizer", ids: Sequence[int]) -> tuple[str, ...]:
    """How each token is written, alone; part of a character is U+FFFD."""
    return tuple(tokenizer.decode([id], skip_special_tokens=False) for id in ids)


def text_of(tokenizer: "Tokenizer", ids: Sequence[int]) -> str:
    """What the tokens say together, where a fragment of a character is given as its bytes.

    It is joined as bytes: a half-taught model begins a character and goes on with something else.
    """
    written = surface_reader(json.loads(tokenizer.to_str())["decoder"], "a training")
    added = tokenizer.get_added_tokens_decoder()
    return readable(b"".join(written(tokenizer.id_to_token(id) or "", id in added) for id in ids))
