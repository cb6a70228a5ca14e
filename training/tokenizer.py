"""A byte-level BPE over English and Japanese, written both as a Hugging Face tokenizer and as tiktoken ranks.

python -m training.tokenizer CORPUS FOLDER
"""

import argparse
import base64
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from tokenizers.pre_tokenizers import ByteLevel

from training.corpus import FILES, documents

VOCABULARY = 8_192
SPECIAL = "<|endoftext|>"

# Explicit ranges, no \p{...}: tiktoken and tokenizers use different regex engines with different Unicode
# tables, and only spelled-out ranges split every string alike. Kanji, hiragana and katakana are kept apart.
PATTERN = (
    r"'(?:s|t|re|ve|m|ll|d)"
    r"| ?[A-Za-zÀ-ÖØ-öø-ɏ]+"
    r"|[0-9]"
    r"|[ぁ-ゖゝゞ]+"
    r"|[ァ-ヺー-ヿ]+"
    r"|[㐀-䶿一-鿿々]+"
    r"|[ \t]*[\r\n]"
    r"|[ \t]+(?=[ \t][^ \t])|[ \t]+"
    r"| ?[^ \t\r\nA-Za-zÀ-ÖØ-öø-ɏ0-9ぁ-ゖゝゞァ-ヺー-ヿ㐀-䶿一-鿿々]+"
)


def sample(corpus: Path, bytes_a_source: int = 12_000_000) -> Iterator[str]:
    """Documents of each source in turn, up to the same number of bytes each: balanced over both languages."""
    for source in FILES:
        left = bytes_a_source
        for text in documents(corpus, source):
            if left <= 0:
                break
            left -= len(text.encode())
            yield text


def train_ranks(texts: Iterator[str], vocabulary: int = VOCABULARY) -> list[bytes]:
    """The tokens in rank order: the 256 bytes, then one token a merge; the last id is kept for <|endoftext|>."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = _pre_tokenizer()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - 1, initial_alphabet=ByteLevel.alphabet(), max_token_length=24, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    learned = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])[256:]
    to_byte = {character: byte for byte, character in _alphabet().items()}
    return [bytes([byte]) for byte in range(256)] + [bytes(to_byte[c] for c in token) for token, _ in learned]


def hugging_face(ranks: list[bytes], added: tuple[str, ...] = ()) -> Tokenizer:
    """A tokenizer that encodes like tiktoken on these ranks; `added` special tokens follow <|endoftext|>.

    tiktoken merges any two neighbours whose bytes together are a token, lowest rank first; so every way to cut
    a token into two tokens becomes a merge, in the order of the token's rank.
    """
    alphabet = _alphabet()
    spelled = ["".join(alphabet[byte] for byte in token) for token in ranks]
    known = set(spelled)
    merges = [
        (token[:cut], token[cut:])
        for token in spelled[256:]
        for cut in range(1, len(token))
        if token[:cut] in known and token[cut:] in known
    ]
    vocabulary = {token: rank for rank, token in enumerate(spelled)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = _pre_tokenizer()
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([SPECIAL, *added])
    return tokenizer


def save(ranks: list[bytes], folder: Path) -> None:
    """tokenizer.json and tokenizer_config.json for transformers, ranks.tiktoken for tiktoken."""
    config = {"bos_token": SPECIAL, "eos_token": SPECIAL}
    _save(hugging_face(ranks), ranks, folder, config)


def save_for_bert(ranks: list[bytes], folder: Path, added: tuple[str, ...]) -> None:
    """The same with [CLS] before a text and [SEP] after it; `added` names [CLS], [SEP] and [MASK]."""
    tokenizer, (first, last, mask) = hugging_face(ranks, added), added
    ids = [(token, tokenizer.token_to_id(token)) for token in (first, last)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}", pair=f"{first} $A {last} $B {last}", special_tokens=ids
    )
    _save(tokenizer, ranks, folder, {"cls_token": first, "sep_token": last, "mask_token": mask})


def save_for_chat(ranks: list[bytes], folder: Path, added: tuple[str, ...], template: str) -> None:
    """The same with the tokens that begin a turn, and the Jinja template that sets a conversation."""
    config = {"bos_token": SPECIAL, "eos_token": SPECIAL, "chat_template": template}
    _save(hugging_face(ranks, added), ranks, folder, config)


def save_for_vision(ranks: list[bytes], folder: Path, added: tuple[str, ...]) -> None:
    """The same with <|endoftext|> before a text; `added` names the token that a patch takes the place of."""
    tokenizer = hugging_face(ranks, added)
    first = [(SPECIAL, tokenizer.token_to_id(SPECIAL))]
    tokenizer.post_processor = processors.TemplateProcessing(single=f"{SPECIAL} $A", special_tokens=first)
    _save(tokenizer, ranks, folder, {"bos_token": SPECIAL, "eos_token": SPECIAL, "image_token": added[0]})


def save_for_translator(ranks: list[bytes], folder: Path, added: tuple[str, ...]) -> None:
    """The same with an end after each text; `added` names what fills a batch, and the marks of the directions."""
    tokenizer = hugging_face(ranks, added)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {SPECIAL}", special_tokens=[(SPECIAL, tokenizer.token_to_id(SPECIAL))]
    )
    _save(tokenizer, ranks, folder, {"eos_token": SPECIAL, "pad_token": added[0]})


def _save(tokenizer: Tokenizer, ranks: list[bytes], folder: Path, config: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    lines = (f"{base64.b64encode(token).decode()} {rank}\n" for rank, token in enumerate(ranks))
    (folder / "ranks.tiktoken").write_text("".join(lines), encoding="ascii")
    written = {"tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False, **config}
    (folder / "tokenizer_config.json").write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


def _pre_tokenizer() -> pre_tokenizers.Sequence:
    return pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(PATTERN), "isolated"), ByteLevel(add_prefix_space=False, use_regex=False)]
    )


def _alphabet() -> dict[int, str]:
    """GPT-2's printable stand-in for each byte (Radford et al. 2019, `bytes_to_unicode`)."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    moved = [byte for byte in range(256) if byte not in printable]
    return {byte: chr(byte) for byte in printable} | {byte: chr(256 + n) for n, byte in enumerate(moved)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    ranks = train_ranks(sample(arguments.corpus))
    save(ranks, arguments.folder)
    longest = sorted(ranks, key=len)[-8:]
    print(f"{len(ranks)} ranks; the longest: {[token.decode(errors='replace') for token in islice(longest, 8)]}")


if __name__ == "__main__":
    main()
