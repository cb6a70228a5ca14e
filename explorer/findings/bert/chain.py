"""How probable a word is where it stands: its tokens one after another, each given those of the word before it.

For a reader of both sides the tokens that are still to come are hidden, too (Kauf and Ivanova 2023), so that for both
readers a word's probability is a product over its tokens, p(t1) · p(t2 | t1) · …
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import NO_SIGN, log_probs
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.protocol import Floats, Ids
from explorer.findings.bert.readers import Reader, Readers
from explorer.findings.bert.words import Sentence

Bits = NDArray[np.float64]


def masked(ids: Ids, places: Iterable[int], mask: int) -> Ids:
    """With a gap at each of these places."""
    gone = frozenset(places)
    return tuple(mask if place in gone else id for place, id in enumerate(ids))


def steps(ids: Ids, word: range, mask: int) -> list[Ids]:
    """The texts in which each of a word's tokens is guessed: it and those after it are gaps, those before it known."""
    return [masked(ids, range(place, word.stop), mask) for place in word]


def asked(reader: Reader, texts: Sequence[Ids], places: Sequence[Sequence[int]]) -> Floats:
    """(K, P, V) logits of K texts of one length at P places each."""
    return engine.logits_at(reader.model.fingerprint, texts, places, reader.edits)


def log2_of(logits: Floats) -> Bits:
    """(..., V) logarithms to the base 2 of the probabilities."""
    return log_probs(logits) / np.log(2)


def encoder_bits(readers: Readers, sentence: Sentence) -> tuple[Bits, ...]:
    """Of each word the bits of each of its tokens, -log2 p, that token and those after it in the word being hidden."""
    key = ("bits of hidden words", readers.encoder.key, sentence)
    return once(key, lambda: _encoder_bits(readers, sentence))


def _encoder_bits(readers: Readers, sentence: Sentence) -> tuple[Bits, ...]:
    ids, words = sentence.encoder, [word.encoder for word in sentence.words]
    texts = [text for word in words for text in steps(ids, word, readers.mask)]
    return _by_word(words, _bits(readers.encoder, texts, [place for word in words for place in word], ids))


def hidden_alone(readers: Readers, sentence: Sentence) -> tuple[Bits, ...]:
    """The same with each token hidden alone, the others of its word being in sight (Salazar et al. 2020)."""
    key = ("bits of hidden tokens", readers.encoder.key, sentence)
    return once(key, lambda: _hidden_alone(readers, sentence))


def _hidden_alone(readers: Readers, sentence: Sentence) -> tuple[Bits, ...]:
    ids, words = sentence.encoder, [word.encoder for word in sentence.words]
    places = [place for word in words for place in word]
    texts = [masked(ids, [place], readers.mask) for place in places]
    return _by_word(words, _bits(readers.encoder, texts, places, ids))


def _bits(reader: Reader, texts: Sequence[Ids], places: Sequence[int], ids: Ids) -> Bits:
    rows = asked(reader, texts, [[place] for place in places])[:, 0]
    return np.array([-log2_of(row)[ids[place]] for row, place in zip(rows, places, strict=True)]) + NO_SIGN


def _by_word(words: Sequence[range], bits: Bits) -> tuple[Bits, ...]:
    ends = np.cumsum([len(word) for word in words])
    return tuple(np.split(bits, ends[:-1]))


def decoder_bits(readers: Readers, sentence: Sentence) -> tuple[Bits, ...]:
    """Of each word the bits of each of its tokens, given what stands before; nan where nothing does."""
    key = ("bits of words to come", readers.decoder.key, sentence)
    return once(key, lambda: _decoder_bits(readers, sentence))


def _decoder_bits(readers: Readers, sentence: Sentence) -> tuple[Bits, ...]:
    reader, ids = readers.decoder, sentence.decoder
    logits = engine.logits(reader.model.fingerprint, ids, reader.edits)
    return tuple(
        np.array([-log2_of(logits[place - 1])[ids[place]] + NO_SIGN if place else np.nan for place in word.decoder])
        for word in sentence.words
    )


def most_apart(readers: Readers, sentence: Sentence) -> int:
    """The word to whose hiding the two give the most different probabilities."""
    both = zip(encoder_bits(readers, sentence), decoder_bits(readers, sentence), strict=True)
    apart = [abs(2.0 ** -one.sum() - 2.0 ** -other.sum()) for one, other in both]
    worth = [gap if word.letters else gap - 2 for gap, word in zip(apart, sentence.words, strict=True)]
    return int(np.nanargmax(worth)) if not np.isnan(worth).all() else 0
