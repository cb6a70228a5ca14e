"""Special tokens inside a text: what programs write between the turns of a chat, and never what somebody types."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from explorer.text.prompt import Prompt
from explorer.text.tokenizer import Placed, Tokenizer

NOWHERE = range(0)


@lru_cache(maxsize=16)
def special_names(tokenizer: Tokenizer) -> dict[str, int]:
    """The names of a vocabulary's special tokens, with their ids.

    >>> from explorer.text.openai import openai_tokenizer
    >>> special_names(openai_tokenizer("r50k_base"))
    {'<|endoftext|>': 50256}
    """
    ids = (id for id in range(tokenizer.n_vocab) if tokenizer.is_special(id))
    return {tokenizer.token_bytes(id).decode("utf-8", errors="replace"): id for id in ids}


def named_id(tokenizer: Tokenizer, use: str) -> int | None:
    """The id of the special token that is for something, such as "mask_token"; None where there is none.

    A vocabulary may lack a token that its settings name.
    """
    name = tokenizer.named.get(use)
    return None if name is None else special_names(tokenizer).get(name)


def encode_with_specials(tokenizer: Tokenizer, text: str) -> list[int]:
    """The ids of a text in which the name of a special token is that token, as a chat program sends it.

    >>> from explorer.text.openai import openai_tokenizer
    >>> encode_with_specials(openai_tokenizer("r50k_base"), "hello<|endoftext|>")
    [31373, 50256]
    """
    return [placed.id for placed in tokenizer.places(text, specials=True)]


def encode_typed(tokenizer: Tokenizer, text: str, typed: range) -> Prompt:
    """The same of a text that a program wrote around what somebody typed, which is text whatever it names.

    typed: its characters. All is cut at once, as transformers cuts a chat. Only the name of a special token that is
    typed is cut by itself, and stays text: as transformers does it if it is asked to (sanitize_control_tokens=True).

    >>> from explorer.text.openai import openai_tokenizer
    >>> encode_typed(openai_tokenizer("r50k_base"), "hi<|endoftext|>", range(2))
    Prompt(ids=(5303, 50256), own=range(0, 1), picture=range(0, 0))
    """
    placed = [_narrowed(tokenizer, text, one) for one in tokenizer.places(text, specials=True)]
    names = [one for one in placed if _meets(one, typed) and _is_named(tokenizer, text, one)]
    if names:
        placed = [one for start, end, name in _pieces(text, names) for one in _cut(tokenizer, text, start, end, name)]
    return Prompt(tuple(one.id for one in placed), _own(placed, typed))


def _narrowed(tokenizer: Tokenizer, text: str, one: Placed) -> Placed:
    """Of a special token its name alone, without the spaces around it that some swallow."""
    if not tokenizer.is_special(one.id):
        return one
    name = text[one.start : one.end].strip()
    start = text.index(name, one.start)
    return Placed(one.id, start, start + len(name))


def _is_named(tokenizer: Tokenizer, text: str, one: Placed) -> bool:
    """Whether a special token is there by its name; a letter that the vocabulary lacks is the unknown token, too."""
    name = text[one.start : one.end]
    return tokenizer.is_special(one.id) and (
        name in special_names(tokenizer) or one.id != named_id(tokenizer, "unk_token")
    )


def _meets(one: Placed, typed: range) -> bool:
    return one.start < typed.stop and typed.start < one.end


def _pieces(text: str, names: Sequence[Placed]) -> Iterator[tuple[int, int, bool]]:
    """The text in pieces: where each begins and ends, and whether it is one of the names."""
    at = 0
    for name in names:
        yield at, name.start, False
        yield name.start, name.end, True
        at = name.end
    yield at, len(text), False


def _cut(tokenizer: Tokenizer, text: str, start: int, end: int, name: bool) -> list[Placed]:
    """A piece as it stands inside the text: after a line's end, which is taken away again, since many tokenizers put a
    space before a text that begins."""
    if start == end:
        return []
    piece, line = text[start:end], [one.id for one in tokenizer.places("\n", specials=True)]
    after = tokenizer.places(f"\n{piece}", specials=not name)
    inside = start > 0 and [one.id for one in after[: len(line)]] == line
    placed, shift = (after[len(line) :], start - 1) if inside else (tokenizer.places(piece, specials=not name), start)
    return [_narrowed(tokenizer, text, Placed(one.id, one.start + shift, one.end + shift)) for one in placed]


def _own(placed: Sequence[Placed], typed: range) -> range:
    """The tokens that hold something that was typed; where nothing of it is left, no tokens at its place."""
    mine = [place for place, one in enumerate(placed) if _meets(one, typed)]
    if mine:
        return range(mine[0], mine[-1] + 1)
    before = sum(one.end <= typed.start for one in placed)
    return range(before, before)
