"""The selected token, down to its bytes."""

from explorer.components.tokens.token_bytes import Character, TokenBytes
from explorer.engine.runs import Run
from explorer.findings import chat_marks
from explorer.findings.run_text import prompt_of
from explorer.text import utf8
from explorer.text.glyphs import visible
from explorer.text.token import Token, character_groups
from explorer.words import _, ngettext
from explorer.words.numbers import bytes_long, characters, tokens
from explorer.words.sentences import chip, parts

CHARACTERS = 24
"""So many are shown; a token of sixty spaces says nothing more with all of them."""


def token_bytes(run: Run) -> TokenBytes:
    """The selected token."""
    characters, more = characters_of(run)
    return TokenBytes(
        text=run.tokens[run.position].text,
        label=_("The selected token"),
        facts=facts(run),
        characters=tuple(characters),
        more=more,
        said=parts(told(run)),
    )


def facts(run: Run) -> tuple[tuple[str, str], ...]:
    token = run.tokens[run.position]
    place = _("{n} of {total}", n=run.position + 1, total=len(run.tokens))
    return (_("id"), str(token.id)), (_("place"), place), (_("bytes"), str(len(token.data)))


def characters_of(run: Run) -> tuple[list[Character], str]:
    """The characters that the token has bytes of, and what is said of those left out."""
    token = run.tokens[run.position]
    if token.special or not token.data:
        return [], ""
    data, start = _whole(run)
    mine = range(start, start + len(token.data))
    found, at = [], 0
    for piece, whole in utf8.characters(data):
        held = [at + i in mine for i in range(len(piece))]
        if any(held):
            glyph = piece.decode() if whole else ""
            found.append(Character(visible(piece), f"U+{ord(glyph):04X}" if glyph else "", _hex(piece), tuple(held)))
        at += len(piece)
    left = len(found) - CHARACTERS
    return found[:CHARACTERS], ngettext("and {n} more", "and {n} more", left) if left > 0 else ""


def told(run: Run) -> str:
    """What the token is, in a sentence."""
    token = run.tokens[run.position]
    text = chip(token.text)
    if token.special:
        return _("{token} is a special token: it marks a place, and stands for no text.", token=text)
    if not token.data:
        return _("No text belongs to this id: the model's table is larger than its vocabulary.")
    if not token.whole:
        whole, _start = _whole(run)
        return _(
            "{token} is {n} of the {total} bytes of {character}: a fragment, which shows only beside its neighbours.",
            token=text, n=len(token.data), total=len(whole), character=chip(visible(whole)),
        )  # fmt: skip
    same = sum(other.id == token.id for other in run.tokens)
    if same > 1:
        return _("{token} occurs {n} times in this run, each time as the same id.", token=text, n=same)
    n_bytes = bytes_long(len(token.data))
    return _(
        "{token} is {characters} in {n_bytes} of UTF-8.",
        token=text,
        characters=characters(len(token.data.decode())),
        n_bytes=n_bytes,
    )


def counted(run: Run) -> str:
    """The whole prompt in numbers."""
    text, prompt, added = run.question.prompt, prompt_of(run), chat_marks.added(run)
    said = _(
        "Your {characters}, {n_bytes} in UTF-8, became {tokens}.",
        characters=characters(len(text)),
        n_bytes=bytes_long(len(text.encode())),
        tokens=tokens(len(prompt.own)),
    )
    return _("{sentence} {another}", sentence=said, another=added) if added else said


def _whole(run: Run) -> tuple[bytes, int]:
    """The bytes of the characters that the token shares with others, and where its own begin."""
    group = next(group for group in character_groups(run.tokens) if run.position in group)
    data: list[Token] = [run.tokens[i] for i in group]
    before = sum(len(token.data) for token in data[: run.position - group.start])
    return b"".join(token.data for token in data), before


def _hex(data: bytes) -> tuple[str, ...]:
    return tuple(f"{byte:02X}" for byte in data)
