"""What the merge replay shows: one word's merges as bricks, and the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from weakref import ref

import streamlit as st

from explorer.components.tokens.merge_replay import Byte, Merge, Pair, Word, merge_replay
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.findings.run_text import position_at, selected_span, text_of
from explorer.session import state
from explorer.text.bpe import MergeStep, merge_steps, pre_tokens
from explorer.text.glyphs import visible
from explorer.text.tokenizer import TiktokenTokenizer
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.numbers import bytes_long, tokens
from explorer.words.sentences import chip

LONGEST = 240
"""Bytes of a word that is replayed: each is a column of the picture."""

AROUND = 7
"""Words shown on either side."""


@dataclass(frozen=True)
class Place:
    """A word in its text."""

    index: int
    start: int
    text: str


def word_at(words: Sequence[str], character: int) -> Place:
    """The word that holds a character, given all words of the text."""
    ends = list(accumulate(map(len, words)))
    index = next((i for i, end in enumerate(ends) if character < end), len(words) - 1)
    return Place(index, ends[index] - len(words[index]), words[index])


def words_around(words: Sequence[str], place: Place) -> list[Word]:
    """The words on both sides, whitespace visible."""
    first = max(0, place.index - AROUND)
    shown = words[first : place.index + AROUND + 1]
    start = place.start - sum(map(len, words[first : place.index]))
    starts = accumulate(map(len, shown[:-1]), initial=start)
    return [
        Word(visible(word.encode()), at, at + len(word), first + i == place.index)
        for i, (word, at) in enumerate(zip(shown, starts, strict=True))
    ]


def split(tokenizer: TiktokenTokenizer, text: str) -> tuple[str, ...]:
    return once(("pre-tokens", ref(tokenizer), text), lambda: tuple(pre_tokens(tokenizer.encoding, text)))


def steps_of(tokenizer: TiktokenTokenizer, word: str | bytes) -> tuple[MergeStep, ...]:
    return once(("merges", ref(tokenizer), word), lambda: merge_steps(tokenizer.encoding, word))


def bytes_of(word: str | bytes) -> list[Byte]:
    """The single bytes that it begins as; half a character has no text of its own."""
    data = word.encode() if isinstance(word, str) else word
    return [Byte(f"{byte:02X}", visible(bytes([byte])) if byte < 0x80 else "") for byte in data]


def replay(steps: Sequence[MergeStep]) -> list[Merge]:
    """Each step as a brick: the bytes it spans, and how deep it lies."""
    bricks = [(i, i + 1, 0) for i in range(len(steps[0].pieces))]
    merges = []
    for before, step in pairwise(steps):
        at, piece = step.merged or 0, step.pieces[step.merged or 0]
        start = bricks[at][0]
        parts = [brick for brick in bricks[at:] if brick[1] <= start + len(piece)]
        made = (start, start + len(piece), 1 + max(level for _start, _end, level in parts))
        bricks[at : at + len(parts)] = [made]
        said = _said(before.pieces[at : at + len(parts)], piece, step.rank or 0)
        merges.append(Merge(*made[:2], visible(piece), made[2], step.rank or 0, said))
    return merges


def pairs(steps: Sequence[MergeStep], tokenizer: TiktokenTokenizer) -> list[Pair]:
    """All neighbours that stand side by side at some step and make a token together."""
    found: dict[tuple[int, int, int], int] = {}
    ranks = tokenizer.encoding._mergeable_ranks
    for step in steps:
        cuts = [0, *accumulate(map(len, step.pieces))]
        for i in range(len(step.pieces) - 1):
            rank = ranks.get(step.pieces[i] + step.pieces[i + 1])
            if rank is not None:
                found[cuts[i], cuts[i + 1], cuts[i + 2]] = rank
    return [Pair(*place, rank) for place, rank in found.items()]


def _said(parts: Sequence[bytes], piece: bytes, rank: int) -> str:
    if len(parts) > 2:
        return _(
            "The whole word {piece} is in the vocabulary, as number {rank}.", piece=chip(visible(piece)), rank=rank
        )
    left, right = parts
    return _(
        "{left} and {right} become {piece}: rank {rank}, the lowest of all neighbours.",
        left=chip(visible(left)),
        right=chip(visible(right)),
        piece=chip(visible(piece)),
        rank=rank,
    )


def show(run: Run, tokenizer: TiktokenTokenizer) -> None:
    """The replay of the selected token's word, or why there is none."""
    text = text_of(run)
    if run.position not in text.positions:
        st.info(_("A special token is not made of bytes, so nothing was merged: select another token."))
        return
    words = split(tokenizer, text.text)
    place = word_at(words, selected_span(run)[0])
    n_bytes = len(place.text.encode())
    if n_bytes > LONGEST:
        long = {"n": n_bytes, "most": LONGEST}
        st.info(_("This word has {n} bytes, and {most} are shown at most: select a token elsewhere.", **long))
        return
    steps = steps_of(tokenizer, place.text)
    merge_replay(
        bytes_of(place.text),
        replay(steps),
        pairs(steps, tokenizer),
        key="tokens-replay",
        words=words_around(words, place),
        labels=_labels(),
        on_character=lambda character: state.change(position=position_at(run, character)),
    )
    sentence(_conclusion(tokenizer, place.text, steps[-1].pieces), key="tokens-merged", strong=True)
    if _differs(run, tokenizer, place, steps[-1].pieces):
        st.caption(_("The run itself has other tokens here: generated ones are chosen one by one, not merged."))


def tree(data: bytes, tokenizer: TiktokenTokenizer, *, key: str) -> None:
    """How one token of the vocabulary is merged from its bytes."""
    if len(data) > LONGEST:
        st.caption(_("This token has {n} bytes, and merges are shown of {most} at most.", n=len(data), most=LONGEST))
        return
    steps = steps_of(tokenizer, data)
    made, found = replay(steps), pairs(steps, tokenizer)
    merge_replay(bytes_of(data), made, found, key=key, words=(), labels=_labels(), on_character=lambda _character: None)


def _labels() -> dict[str, str]:
    return {
        "words": _("First, a pattern cuts the text into words; merges stay inside one:"),
        "play": _("Play"),
        "pause": _("Pause"),
        "back": _("One merge back"),
        "forward": _("One merge on"),
        "scrub": _("Merge"),
        "begin": _("The word begins as single bytes. Between two neighbours stands the rank of what they would make."),
        "nothing": _("A single byte: there is nothing to merge."),
        "rank": _("rank"),
        "hint": _("The lowest rank goes first: it was learned earliest, from the commonest pair. A dot is no token."),
    }


def _conclusion(tokenizer: TiktokenTokenizer, word: str, pieces: Sequence[bytes]) -> str:
    return _(
        "{name} needs {tokens} for {word}, {n_bytes} long: {pieces}",
        name=tokenizer.name,
        tokens=tokens(len(pieces)),
        word=chip(visible(word.encode())),
        n_bytes=bytes_long(len(word.encode())),
        pieces=" ".join(chip(visible(piece)) for piece in pieces),
    )


def _differs(run: Run, tokenizer: TiktokenTokenizer, place: Place, pieces: Sequence[bytes]) -> bool:
    """Whether the run's tokens inside the word are not those that merging makes of it."""
    if tokenizer is not run.model.tokenizer:
        return False
    end = place.start + len(place.text)
    own = [token.data for token in text_of(run).tokens if place.start < token.span[1] and token.span[0] < end]
    return own != list(pieces)
