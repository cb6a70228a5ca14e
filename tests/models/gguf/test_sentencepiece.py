"""Tokenizers of sentencepiece's kind, from their tokens and scores alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from gguf import GGUFWriter, TokenType
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.models.catalogue import find
from explorer.models.loader import load
from tests.models.gguf import written as module
from tests.models.gguf.written import N_VOCAB, written

WORDS = (
    "▁",
    "t",
    "h",
    "e",
    "c",
    "a",
    "s",
    "▁t",
    "he",
    "▁the",
    "at",
    "▁c",
    "▁cat",
    "▁s",
    "▁sat",
    "th",
    "at▁",
    "▁▁",
    "日",
)
FIRST = 3 + 256
"""Of the words' ids: before them are <unk>, <s>, </s> and the bytes."""


def write_tokenizer(writer: GGUFWriter, *unused: object) -> None:
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *WORDS]
    tokens += [f"[PAD{id}]" for id in range(len(tokens), N_VOCAB)]
    kinds = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL] + 256 * [TokenType.BYTE]
    kinds += len(WORDS) * [TokenType.NORMAL]
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([*FIRST * [0.0], *(-float(rank) for rank in range(N_VOCAB - FIRST))])
    writer.add_token_types(kinds + (N_VOCAB - len(kinds)) * [TokenType.UNUSED])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)


def by_sentencepiece(text: str, *, spaced: bool) -> list[int]:
    """Its rule for BPE: of neighbours whose join is a token, those of the best score are joined, the leftmost first,
    until there are none; what is no token then is written in bytes."""
    pieces = list((("▁" if spaced else "") + text.replace(" ", "▁")) if text else "")
    while True:
        joins = [(WORDS.index(a + b), at) for at, (a, b) in enumerate(pairwise(pieces)) if a + b in WORDS]
        if not joins:
            break
        _, at = min(joins)
        pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
    ids: list[int] = []
    for piece in pieces:
        ids += [FIRST + WORDS.index(piece)] if piece in WORDS else [3 + byte for byte in piece.encode()]
    return ids


@pytest.mark.parametrize("spaced", [True, False])
def test_ids_are_those_of_sentencepieces_own_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spaced: bool
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    monkeypatch.setattr(module, "write_bytes_tokenizer", write_tokenizer)
    written(tmp_path / "tiny.gguf", "llama", more=lambda writer: writer.add_add_space_prefix(spaced))
    model = load(find("folder:tiny.gguf"))

    @given(st.text("thecas 日é\n", max_size=24))
    @settings(deadline=None)
    def check(text: str) -> None:
        # Where a text begins with a space itself, transformers puts no other before it.
        own = text.lstrip(" ") if spaced else text
        assert model.tokenizer.encode(own) == by_sentencepiece(own, spaced=spaced)

    check()
    assert model.prompt("the cat").ids[0] == 1
    assert model.ends == {2}
