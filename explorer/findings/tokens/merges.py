"""What the merge replay shows: one word's merges as bricks, and the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from weakref import ref

from explorer.components.tokens.merge_replay import Byte, Labels, Merge, MergeReplay, Word
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.findings.run_text import selected_span, text_of
from explorer.text.bpe import MergeStep, merge_steps, pre_tokens
from explorer.text.glyphs import visible
from explorer.text.tokenizer import TiktokenTokenizer
from explorer.words import _
from explorer.words.numbers import bytes_long, tokens
from explorer.words.sentences import Part, chip, parts

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
        joined = [brick for brick in bricks[at:] if brick[1] <= start + len(piece)]
        made = (start, start + len(piece), 1 + max(level for _start, _end, level in joined))
        bricks[at : at + len(joined)] = [made]
        said = _said(before.pieces[at : at + len(joined)], piece, step.rank or 0)
        merges.append(Merge(*made[:2], visible(piece), made[2], step.rank or 0, said))
    return merges


def pairs(steps: Sequence[MergeStep], tokenizer: TiktokenTokenizer) -> dict[str, int]:
    """All neighbours that stand side by side at some step and make a token together."""
    found: dict[str, int] = {}
    ranks = tokenizer.encoding._mergeable_ranks
    for step in steps:
        cuts = [0, *accumulate(map(len, step.pieces))]
        for i in range(len(step.pieces) - 1):
            rank = ranks.get(step.pieces[i] + step.pieces[i + 1])
            if rank is not None:
                found[f"{cuts[i]}-{cuts[i + 1]}-{cuts[i + 2]}"] = rank
    return found


def _said(pieces: Sequence[bytes], piece: bytes, rank: int) -> tuple[Part, ...]:
    whole = chip(visible(piece))
    if len(pieces) > 2:
        return parts(_("The whole word {piece} is in the vocabulary, as number {rank}.", piece=whole, rank=rank))
    left, right = (chip(visible(one)) for one in pieces)
    return parts(
        _(
            "{left} and {right} become {piece}: rank {rank}, the lowest of all neighbours.",
            left=left,
            right=right,
            piece=whole,
            rank=rank,
        )
    )


@dataclass(frozen=True)
class Replay:
    """The merges of one word."""

    payload: MergeReplay
    conclusion: str
    differs: bool
    """The run itself has other tokens there: generated ones are chosen one by one, not merged."""


def replay_of(run: Run, tokenizer: TiktokenTokenizer) -> Replay | str:
    """The replay of the selected token's word, or why there is none."""
    text = text_of(run)
    if run.position not in text.positions:
        return _("A special token is not made of bytes, so nothing was merged: select another token.")
    words = split(tokenizer, text.text)
    place = word_at(words, selected_span(run)[0])
    n_bytes = len(place.text.encode())
    if n_bytes > LONGEST:
        long = {"n": n_bytes, "most": LONGEST}
        return _("This word has {n} bytes, and {most} are shown at most: select a token elsewhere.", **long)
    pieces = steps_of(tokenizer, place.text)[-1].pieces
    payload = _replayed(place.text, tokenizer, tuple(words_around(words, place)))
    return Replay(payload, _conclusion(tokenizer, place.text, pieces), _differs(run, tokenizer, place, pieces))


def tree(data: bytes, tokenizer: TiktokenTokenizer) -> MergeReplay | str:
    """How one token of the vocabulary is merged from its bytes, or why it is not shown."""
    if len(data) > LONGEST:
        return _("This token has {n} bytes, and merges are shown of {most} at most.", n=len(data), most=LONGEST)
    return _replayed(data, tokenizer, ())


def _replayed(word: str | bytes, tokenizer: TiktokenTokenizer, words: tuple[Word, ...]) -> MergeReplay:
    steps = steps_of(tokenizer, word)
    return MergeReplay(
        bytes=tuple(bytes_of(word)),
        merges=tuple(replay(steps)),
        pairs=pairs(steps, tokenizer),
        words=words,
        labels=_labels(),
    )


def _labels() -> Labels:
    return Labels(
        words=_("First, a pattern cuts the text into words; merges stay inside one:"),
        play=_("Play"),
        pause=_("Pause"),
        back=_("One merge back"),
        forward=_("One merge on"),
        scrub=_("Merge"),
        begin=_("The word begins as single bytes. Between two neighbours stands the rank of what they would make."),
        nothing=_("A single byte: there is nothing to merge."),
        rank=_("rank"),
        hint=_("The lowest rank goes first: it was learned earliest, from the commonest pair. A dot is no token."),
    )


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
