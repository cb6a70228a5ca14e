"""Special tokens inside a text: what programs write between the turns of a chat, and never what somebody types."""

from functools import lru_cache

from explorer.text.tokenizer import HuggingFaceTokenizer, TiktokenTokenizer, Tokenizer, checked


@lru_cache(maxsize=16)
def special_names(tokenizer: Tokenizer) -> dict[str, int]:
    """The names of a vocabulary's special tokens, with their ids.

    >>> from explorer.text.openai import openai_tokenizer
    >>> special_names(openai_tokenizer("r50k_base"))
    {'<|endoftext|>': 50256}
    """
    ids = (id for id in range(tokenizer.n_vocab) if tokenizer.is_special(id))
    return {tokenizer.token_bytes(id).decode("utf-8", errors="replace"): id for id in ids}


def encode_with_specials(tokenizer: Tokenizer, text: str) -> list[int]:
    """The ids of a text in which the name of a special token is that token, as a chat program sends it.

    >>> from explorer.text.openai import openai_tokenizer
    >>> encode_with_specials(openai_tokenizer("r50k_base"), "hello<|endoftext|>")
    [31373, 50256]
    """
    if isinstance(tokenizer, TiktokenTokenizer):
        return tokenizer.encoding.encode(checked(text), allowed_special="all")
    if isinstance(tokenizer, HuggingFaceTokenizer):
        return tokenizer.encode_with_specials(text)
    return tokenizer.encode(text)
