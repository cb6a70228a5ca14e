"""A box beside the run: what is typed in it becomes tokens at once, under any encoding, and no model is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import ref

from explorer.components.tokens.token_lab import Count, Group, Labels, Piece, TokenLab
from explorer.components.tokens.token_strip import byte_title
from explorer.engine.cache import once
from explorer.errors import Refused
from explorer.text.chat import ChatTemplate
from explorer.text.graphemes import grapheme_groups, together
from explorer.text.specials import encode_with_specials, special_names
from explorer.text.token import Token, tokens_of
from explorer.text.tokenizer import Tokenizer
from explorer.words import _, ngettext
from explorer.words.literal import literal
from explorer.words.numbers import bytes_long, characters, tokens

MOST = 1_000
"""Tokens that are drawn; a screen has no room for more."""

SPECIALS = 40
"""Names of special tokens that are offered."""

PLAIN, SPECIAL, CHAT = "plain", "special", "chat"


@dataclass(frozen=True)
class Typed:
    """What stands in the box, and how it is to be read."""

    text: str
    reading: str
    template: ChatTemplate | None = None

    def ids(self, tokenizer: Tokenizer) -> list[int]:
        """Refused where the tokenizer or the template does not take it."""
        if self.reading == CHAT and self.template is not None:
            return list(self.template.prompt(tokenizer, self.text).ids)
        return encode_with_specials(tokenizer, self.text) if self.reading == SPECIAL else tokenizer.encode(self.text)


def cut(typed: Typed, tokenizer: Tokenizer) -> tuple[Token, ...]:
    return once(("typed", typed, ref(tokenizer)), lambda: tokens_of(typed.ids(tokenizer), tokenizer))


def counted(typed: Typed, offered: Mapping[str, Tokenizer]) -> list[Count]:
    """How many tokens each encoding makes; None where it does not take the text."""
    return [Count(name, _n(typed, tokenizer)) for name, tokenizer in offered.items()]


def facts(found: tuple[Token, ...], typed: Typed, tokenizer: Tokenizer) -> str:
    """The text in numbers; of a chat, the whole text that is sent, and how much of it somebody typed."""
    data = b"".join(token.data for token in found)
    n_characters, n_special = len(data.decode("utf-8", errors="replace")), sum(token.special for token in found)
    said = _(
        "{tokens} for {characters} ({n_bytes}): {each} characters a token",
        tokens=tokens(len(found)),
        characters=characters(n_characters),
        n_bytes=bytes_long(len(data)),
        each=f"{n_characters / max(1, len(found)):.2f}",
    )
    if n_special:
        said += " · " + ngettext("{n} of them special", "{n} of them special", n_special)
    if typed.reading == CHAT and typed.template is not None:
        own = len(typed.template.prompt(tokenizer, typed.text).own)
        said += " · " + _("{own} of them yours, {n} the chat template's", own=own, n=len(found) - own)
    return said


def token_lab(typed: Typed, found: tuple[Token, ...], offered: Mapping[str, Tokenizer], chosen: str) -> TokenLab:
    """The box and its tokens, which `chosen` of the offered encodings has made."""
    drawn = found[:MOST]
    specials = list(special_names(offered[chosen]))[:SPECIALS] if typed.reading == SPECIAL else ()
    return TokenLab(
        given=typed.text,
        groups=tuple(_group(drawn, group) for group in grapheme_groups(drawn)),
        counts=tuple(counted(typed, offered)),
        chosen=chosen,
        specials=tuple(specials),
        labels=_labels(found, typed, offered[chosen]),
    )


def _group(tokens: Sequence[Token], group: range) -> Group:
    data = b"".join(tokens[i].data for i in group)
    return Group(together(data) if len(group) > 1 else "", tuple(_piece(tokens[i], i) for i in group))


def _piece(token: Token, index: int) -> Piece:
    data = token.data.hex(" ").upper()
    return Piece(index, token.text, token.id, data, token.special, byte_title(token))


def about(reading: str, chat: bool, model: str) -> str:
    """What this way of reading is for."""
    if reading == CHAT:
        return _(
            "To a model a chat is one text, in which a template marks every turn with special tokens (dashed). Their "
            "names, when typed, stay text here; a program that takes them for real ones opens the door to prompt "
            "injection."
        )
    if reading == SPECIAL:
        return _("Names of special tokens become one token each (dashed), as in what programs send to a model.")
    if chat:
        return _("Typed names of special tokens are text like any other.")
    return _(
        "Typed names of special tokens are text like any other. {model} has no chat template: it was made to go on "
        "writing, not to answer.",
        model=literal(model),
    )


def _labels(found: tuple[Token, ...], typed: Typed, tokenizer: Tokenizer) -> Labels:
    left = len(found) - MOST
    return Labels(
        box=_("Text to cut into tokens"),
        placeholder=_("Type: the tokens follow"),
        text=_("Text"),
        ids=_("Ids"),
        bytes=_("Bytes"),
        encodings=_("Encoding"),
        specials=_("Insert:"),
        more=ngettext("and {n} more", "and {n} more", left) if left > 0 else "",
        facts=facts(found, typed, tokenizer),
        hint=_("Point at a piece of text, an id or bytes: what belongs together lights up."),
    )


def _n(typed: Typed, tokenizer: Tokenizer) -> int | None:
    try:
        return len(cut(typed, tokenizer))
    except Refused:
        return None
