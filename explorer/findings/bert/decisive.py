"""Which words decide: every other word is hidden, or another put in its place, and the answer is asked for again.

No attribution but a measurement, as a job: a pass through the model for each change and each token of the hidden word.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from explorer.analysis.surprisal import kl
from explorer.engine import cache
from explorer.engine.current import engine
from explorer.engine.protocol import Floats, Ids
from explorer.findings.bert.chain import asked, log2_of, masked, steps
from explorer.findings.bert.guesses import likeliest, shown, written
from explorer.findings.bert.readers import Reader, Readers
from explorer.findings.bert.words import Sentence

if TYPE_CHECKING:
    from explorer.engine.jobs import Handle

TOGETHER = 8
"""Words that are changed in one batch."""

Way = Literal["hidden", "swapped"]
"""What is done to the other word. A decoder knows no gaps: for it, words are swapped."""


@dataclass(frozen=True)
class Moved:
    """What becomes of the answer without one word."""

    bits: float
    """Kullback-Leibler divergence of the answer from what it was, for the hidden word's first token."""
    change: float
    """Of log2 of the hidden word's probability: below zero it loses."""
    by: str = ""
    """What stood in the word's place; "" for a gap."""


@dataclass(frozen=True)
class Decisive:
    """For one hidden word, of every other: None is the hidden one itself."""

    hidden: tuple[Moved | None, ...]
    """The encoder's, with gaps."""
    swapped: tuple[Moved | None, ...]
    """The encoder's, with other words."""
    decoder: tuple[Moved | None, ...]
    """With other words; of those that follow, nothing. Empty where nothing stands before the hidden word."""
    apart: float | None
    """By how much its logits differ when all that follows is other; None where nothing follows, or stands before."""

    def encoder(self, way: Way) -> tuple[Moved | None, ...]:
        return self.hidden if way == "hidden" else self.swapped


def key_of(readers: Readers, sentence: Sentence, at: int) -> Hashable:
    return "decisive words", readers.key, sentence, at


def known(readers: Readers, sentence: Sentence, at: int) -> Decisive | None:
    return cache.peek(key_of(readers, sentence, at))


def decisive(handle: "Handle", readers: Readers, sentence: Sentence, at: int) -> Decisive:
    """It can be cancelled between the words."""
    hidden, swapped = _encoder(handle, readers, sentence, at)
    decoder = _decoder(handle, readers.decoder, sentence, at)
    found = Decisive(hidden, swapped, decoder, _apart(readers.decoder, sentence, at))
    return cache.put(key_of(readers, sentence, at), found)


def _encoder(
    handle: "Handle", readers: Readers, sentence: Sentence, at: int
) -> tuple[tuple[Moved | None, ...], tuple[Moved | None, ...]]:
    reader, ids, mask = readers.encoder, sentence.encoder, readers.mask
    word = sentence.words[at].encoder
    own, others = ids[word.start : word.stop], _others(sentence, at)
    before = _rows(reader, [ids], word, mask)[0]
    hidden: list[Moved] = []
    swapped: list[Moved] = []
    for some in _together(handle, others, 0, 2 * len(others)):
        places = [sentence.words[i].encoder for i in some]
        gapped = [masked(ids, other, mask) for other in places]
        hidden += [_moved(before, rows, own) for rows in _rows(reader, gapped, word, mask)]
        put = _filled(reader, [masked(text, word, mask) for text in gapped], places, ids)
        texts = [_with(ids, other, new) for other, new in zip(places, put, strict=True)]
        after = zip(_rows(reader, texts, word, mask), put, strict=True)
        swapped += [_moved(before, rows, own, shown(reader.model, new)) for rows, new in after]
    return _around(hidden, at), _around(swapped, at)


def _filled(reader: Reader, texts: Sequence[Ids], words: Sequence[range], ids: Ids) -> list[Ids]:
    """What the encoder itself would put where a word is a gap, a token after the other; not first what the word has."""
    put: list[Ids] = [()] * len(texts)
    for n in range(max(map(len, words))):
        left = [k for k, word in enumerate(words) if n < len(word)]
        begun = [_with(texts[k], words[k], put[k]) for k in left]
        rows = asked(reader, begun, [[words[k][n]] for k in left])[:, 0]
        for k, row in zip(left, rows, strict=True):
            put[k] = (*put[k], *likeliest(reader.model, row, 1, but=None if n else ids[words[k].start]))
    return put


def _decoder(handle: "Handle", reader: Reader, sentence: Sentence, at: int) -> tuple[Moved | None, ...]:
    word, ids = sentence.words[at].decoder, sentence.decoder
    if not word.start:
        return ()
    own, text = ids[word.start : word.stop], ids[: word.stop - 1]
    rows = range(word.start - 1, word.stop - 1)
    whole = engine.logits(reader.model.fingerprint, text, reader.edits)
    moved: list[Moved] = []
    for some in _together(handle, range(at), len(sentence.words) - 1, len(sentence.words) - 1 + at):
        places = [sentence.words[i].decoder for i in some]
        put = [_other(reader, text, other, whole) for other in places]
        texts = [_with(text, other, new) for other, new in zip(places, put, strict=True)]
        after = zip(asked(reader, texts, [rows] * len(texts)), put, strict=True)
        moved += [_moved(whole[rows.start :], found, own, shown(reader.model, new)) for found, new in after]
    # What follows the place is not in what it reads.
    return _around([*moved, *[Moved(0.0, 0.0)] * (len(sentence.words) - at - 1)], at)


def _together(handle: "Handle", words: Sequence[int], done: int, of: int) -> Iterator[Sequence[int]]:
    """A few at a time, between which it can be cancelled."""
    for start in range(0, len(words), TOGETHER):
        said = {"done": start + 1, "of": len(words)}
        handle.report(done + start, of, "Without word {done} of {of}", **said)
        yield words[start : start + TOGETHER]


def _others(sentence: Sentence, at: int) -> list[int]:
    return [i for i in range(len(sentence.words)) if i != at]


def _around(moved: Sequence[Moved], at: int) -> tuple[Moved | None, ...]:
    return (*moved[:at], None, *moved[at:])


def _other(reader: Reader, text: Ids, word: range, whole: Floats) -> Ids:
    """What the decoder itself would write in a word's place; nothing predicts a first token, so there it is on average.

    whole: (T, V) its logits on the text.
    """
    row = whole[word.start - 1] if word.start else whole.mean(0)
    first = likeliest(reader.model, row, 1, but=text[word.start])
    left = (*text[: word.start], *first)
    return (*first, *written(reader, left, len(word) - 1))


def _with(ids: Ids, word: range, put: Sequence[int]) -> Ids:
    """The text with a word's first tokens replaced by these."""
    return (*ids[: word.start], *put, *ids[word.start + len(put) :])


def _rows(reader: Reader, texts: Sequence[Ids], word: range, mask: int) -> Floats:
    """(K, n, V) what is said of each of the word's n tokens in each of K texts, those after it hidden."""
    asking = [step for text in texts for step in steps(text, word, mask)]
    rows = asked(reader, asking, [[place] for _text in texts for place in word])
    return rows.reshape(len(texts), len(word), -1)


def _moved(before: Floats, after: Floats, own: Ids, by: str = "") -> Moved:
    """(n, V) logits of the hidden word's n tokens, before and after."""
    was, now = log2_of(before), log2_of(after)
    change = sum(float(new[id] - old[id]) for old, new, id in zip(was, now, own, strict=True))
    return Moved(float(kl(was[0], now[0])), change, by)


def _apart(reader: Reader, sentence: Sentence, at: int) -> float | None:
    """A check of the mask: read whole, twice, once with another token in each place that follows the hidden word."""
    word, ids = sentence.words[at].decoder, sentence.decoder
    if not word.start or word.stop == len(ids):
        return None
    known = reader.model.tokenizer.n_vocab
    other = (*ids[: word.stop], *((id + 1) % min(known, reader.model.shape.n_vocab) for id in ids[word.stop :]))
    texts = (engine.logits(reader.model.fingerprint, text, reader.edits) for text in (ids, other))
    first, second = (rows[: word.start] for rows in texts)
    return float(np.abs(first - second).max())
