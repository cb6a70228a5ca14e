"""From a text to ids and back, whoever made the vocabulary."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

import tiktoken

from explorer.errors import Refused
from explorer.text.surface import surface_reader
from explorer.text.token import spans_of
from explorer.text.tokenizer_files import copied

if TYPE_CHECKING:
    from tokenizers import Encoding
    from tokenizers import Tokenizer as Backend
    from transformers import PreTrainedTokenizerFast

MAX_CHARACTERS = 200_000
"""A run of a million spaces overflows the stack of tiktoken's regular expressions, which ends the caller's thread."""


class Placed(NamedTuple):
    """An id, and the characters that it stands for. Ids that make one character together share its place, and what a
    tokenizer puts in, such as a space before a text, has the place of what follows, or none."""

    id: int
    start: int
    end: int


class Tokenizer(Protocol):
    """What the rest of the program needs of a vocabulary."""

    @property
    def name(self) -> str: ...

    @property
    def n_vocab(self) -> int:
        """One more than the highest id."""
        ...

    @property
    def eot(self) -> int | None:
        """The id that ends a document, if there is one. Where a model stops writing is `Model.ends`."""
        ...

    @property
    def named(self) -> Mapping[str, str]:
        """The names of the special tokens by what they are for: bos_token, eos_token, mask_token, …"""
        ...

    def encode(self, text: str) -> list[int]:
        """The ids of a piece of text; the name of a special token, when typed, is text like any other.

        A piece, such as a word that stands inside a text. What a model reads of a whole one is `Model.prompt`.
        """
        ...

    def places(self, text: str, *, specials: bool = False) -> list[Placed]:
        """As encode, with the characters of each token; with `specials`, the name of a special token is that token."""
        ...

    def decode(self, ids: Sequence[int]) -> str:
        """The text of some ids; bytes that are no UTF-8 become U+FFFD."""
        ...

    def token_bytes(self, id: int) -> bytes:
        """What one id stands for; b"" for an id that no token has (models pad their vocabularies)."""
        ...

    def is_special(self, id: int) -> bool: ...

    def begun(self, ids: Sequence[int]) -> list[int]:
        """The ids after the special tokens that begin a text, such as Llama's <|begin_of_text|>; of many, none do."""
        ...

    def framed(self, ids: Sequence[int]) -> list[int]:
        """The ids between the special tokens that begin and end a text, such as [CLS] … [SEP]."""
        ...


class TiktokenTokenizer:
    """Byte-level BPE by tiktoken: the bytes of the ids, joined, are the text.

    head, tail: the special tokens that its model expects before and after a text.
    named: as in Tokenizer; names that are no special tokens are left out.
    """

    def __init__(
        self,
        encoding: tiktoken.Encoding,
        head: Sequence[int] = (),
        tail: Sequence[int] = (),
        named: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.encoding = encoding
        self._head, self._tail = head, tail
        self.named = {use: name for use, name in named.items() if name in encoding.special_tokens_set}
        self.name = encoding.name
        self.n_vocab = encoding.n_vocab
        specials = {name: encoding.encode_single_token(name) for name in encoding.special_tokens_set}
        self.eot = specials.get("<|endoftext|>")
        self._specials = frozenset(specials.values())

    def encode(self, text: str) -> list[int]:
        return self.encoding.encode_ordinary(checked(text))

    def places(self, text: str, *, specials: bool = False) -> list[Placed]:
        ids = self.encoding.encode(checked(text), allowed_special="all") if specials else self.encode(text)
        spans = spans_of([self.token_bytes(id) for id in ids])
        return [Placed(id, *span) for id, span in zip(ids, spans, strict=True)]

    def decode(self, ids: Sequence[int]) -> str:
        return b"".join(map(self.token_bytes, ids)).decode("utf-8", errors="replace")

    def token_bytes(self, id: int) -> bytes:
        try:
            return self.encoding.decode_single_token_bytes(id)
        except (KeyError, OverflowError):
            return b""

    def is_special(self, id: int) -> bool:
        return id in self._specials

    def begun(self, ids: Sequence[int]) -> list[int]:
        return [*self._head, *ids]

    def framed(self, ids: Sequence[int]) -> list[int]:
        return [*self._head, *ids, *self._tail]


class HuggingFaceTokenizer:
    """A fast Hugging Face tokenizer: byte-level BPE, sentencepiece's kinds, or WordPiece.

    Byte-level ones give back every text (Qwen's after composing its accents). The others may not, since WordPiece
    lower-cases and forgets where spaces were: there `decode` gives the text that the ids hold, and a token that begins
    a word brings the space before it.
    """

    def __init__(self, tokenizer: "PreTrainedTokenizerFast | Path | str", name: str | None = None) -> None:
        loaded = _from_folder(Path(tokenizer)) if isinstance(tokenizer, (str, Path)) else tokenizer
        self._backend = _own_copy(loaded.backend_tokenizer)
        added = loaded.added_tokens_decoder
        self.name = name or Path(loaded.name_or_path).name or type(loaded).__name__
        self.n_vocab = max(self._backend.get_vocab().values()) + 1
        self.eot = loaded.eos_token_id if isinstance(loaded.eos_token_id, int) else None
        self.named = dict(loaded.special_tokens_map)
        self._unknown = loaded.unk_token_id
        self._added = frozenset(added)
        self._specials = frozenset(loaded.all_special_ids) | {id for id, token in added.items() if token.special}
        self._surface = surface_reader(json.loads(self._backend.to_str())["decoder"], self.name)
        self._drops_space = self._decoding_drops_a_space()
        self._head, self._tail = _frame(self._backend)
        # It adds nothing to what is encoded here, but would leave spaces out of the tokens' places.
        self._backend.post_processor = None

    def encode(self, text: str) -> list[int]:
        return self._encoding(text).ids

    def places(self, text: str, *, specials: bool = False) -> list[Placed]:
        found = self._encoding(text, specials=specials)
        return [Placed(id, *span) for id, span in zip(found.ids, found.offsets, strict=True)]

    def _encoding(self, text: str, *, specials: bool = False) -> "Encoding":
        if specials:
            return self._reading_specials.encode(checked(text), add_special_tokens=False)
        found = self._backend.encode(checked(text), add_special_tokens=False)
        taken = next((id for id in found.ids if id in self._specials and id != self._unknown), None)
        if taken is not None:
            raise Refused(
                "{name} cannot read {token} as plain text: put a space inside it, or leave it out",
                name=self.name,
                token=self._backend.id_to_token(taken),
            )
        return found

    def begun(self, ids: Sequence[int]) -> list[int]:
        return [*self._head, *ids]

    def framed(self, ids: Sequence[int]) -> list[int]:
        return [*self._head, *ids, *self._tail]

    def decode(self, ids: Sequence[int]) -> str:
        text = b"".join(map(self.token_bytes, ids)).decode("utf-8", errors="replace")
        return text.removeprefix(" ") if self._drops_space else text

    def token_bytes(self, id: int) -> bytes:
        token = self._backend.id_to_token(id) if 0 <= id < self.n_vocab else None
        if token is None:
            return b""
        return token.encode("utf-8") if id in self._specials else self._surface(token, id in self._added)

    def is_special(self, id: int) -> bool:
        return id in self._specials

    @cached_property
    def _reading_specials(self) -> "Backend":
        copy = _own_copy(self._backend)
        copy.encode_special_tokens = False
        return copy

    def _decoding_drops_a_space(self) -> bool:
        """Whether a space is put before every text and taken away again: asked of the tokenizer, on one token.

        Of a token of several spaces it would take one and leave the others.
        """
        ids = sorted(self._backend.get_vocab().values())
        id = next((id for id in ids if self.token_bytes(id)[:1] == b" " != self.token_bytes(id)[1:2]), None)
        return id is not None and not self._backend.decode([id]).startswith(" ")


def checked(text: str) -> str:
    """The text itself, if it can be cut into tokens at all."""
    if len(text) > MAX_CHARACTERS:
        raise Refused(
            "the text has {n} characters, but at most {limit} can be cut into tokens at once: shorten it",
            n=len(text),
            limit=MAX_CHARACTERS,
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(
            "character {place} of the text is U+{code}, one half of a pair (a lone surrogate), which no tokenizer "
            "can read: delete it, or type the character again",
            place=error.start + 1,
            code=f"{ord(text[error.start]):04X}",
        ) from error
    return text


def _from_folder(folder: Path) -> "PreTrainedTokenizerFast":
    """The tokenizer that lies in a folder; no code from the folder is run, and nothing is fetched."""
    from transformers import AutoTokenizer

    try:
        with copied(folder.name, folder) as copy:
            loaded = AutoTokenizer.from_pretrained(str(copy), local_files_only=True, trust_remote_code=False)
        # Where its files are missing, transformers makes a tokenizer that knows special tokens alone.
        if not loaded.is_fast or set(loaded.get_vocab().values()) <= set(loaded.all_special_ids):
            raise ValueError("not a fast tokenizer with a vocabulary")
    except Refused:
        raise
    except Exception as error:  # the Rust side raises bare Exceptions
        raise Refused(
            "the tokenizer in {folder} cannot be read: it needs a sound tokenizer.json (a fast tokenizer)",
            folder=folder.name,
        ) from error
    return loaded


def _own_copy(backend: "Backend") -> "Backend":
    """A copy whose settings nobody changes, since transformers alters a shared one at each call, in any thread."""
    copy = type(backend).from_str(backend.to_str())
    copy.no_padding()
    copy.no_truncation()
    copy.encode_special_tokens = True
    return copy


def _frame(backend: "Backend") -> tuple[list[int], list[int]]:
    """The special tokens before and after a text, seen around a short one: the first of which anything is left."""
    tokens = (backend.decode([id]) for id in backend.get_vocab().values())
    tried = (backend.encode(text) for text in chain("a", tokens))
    framed = next((one for one in tried if 0 in one.special_tokens_mask), backend.encode(""))
    first = [*framed.special_tokens_mask, 0].index(0)
    return framed.ids[:first], framed.ids[first + framed.special_tokens_mask.count(0) :]
