"""What vocabulary entries stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import decoders

from explorer.errors import Refused
from explorer.text.surface import byte_level, sentencepiece, surface_reader, wordpiece
from tests.text import makers


@given(st.text(max_size=20))
def test_byte_level_undoes_the_alphabet_of_the_tokenizers_library(text: str) -> None:
    pre_tokenizer = makers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    spelled = "".join(piece for piece, _ in pre_tokenizer.pre_tokenize_str(text))
    assert byte_level(spelled) == text.encode()


def test_byte_level_leaves_tokens_outside_its_alphabet_as_they_are() -> None:
    assert byte_level("    東") == "    東".encode()


@pytest.mark.parametrize("token", ["▁the", "▁▁", "<0xE6>", "<0x0A>", "東", "a▁b"])
def test_sentencepiece_reads_tokens_as_the_library_decodes_them(token: str) -> None:
    decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    assert sentencepiece(token).decode(errors="replace") == decoder.decode([token])


def test_sentencepiece_takes_only_two_hexadecimal_digits_for_a_byte() -> None:
    assert sentencepiece("<0xE6F>") == b"<0xE6F>"


def test_wordpiece_knows_another_prefix_from_the_decoder() -> None:
    read = surface_reader({"type": "WordPiece", "prefix": "@@", "cleanup": True}, "bert")
    assert (read("@@ing", False), read("##ing", False)) == (b"ing", b" ##ing")
    assert wordpiece("##ing") == b"ing"


@pytest.mark.parametrize("decoder", [None, {"type": "BPEDecoder", "suffix": "</w>"}])
def test_an_unknown_kind_is_refused_by_name(decoder: dict[str, str] | None) -> None:
    with pytest.raises(Refused, match="the tokenizer of clip is of a kind whose tokens cannot be read byte by byte"):
        surface_reader(decoder, "clip")
