"""Other words behind a hidden one: a reader of both sides may answer otherwise, one that reads on cannot."""

from dataclasses import dataclass

import numpy as np

from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.errors import Refused
from explorer.findings.bert.readers import Reader, Readers
from explorer.findings.bert.words import Sentence, nearest, sentence_of


@dataclass(frozen=True)
class Edited:
    """The sentence with other words behind one of them."""

    sentence: Sentence
    at: int
    """The word, which is the same."""


def with_right(readers: Readers, sentence: Sentence, at: int, right: str) -> Edited:
    """Refused where the hidden word and what stands before it would no longer be cut as they were."""
    before = sentence.before(at)
    kept = before + sentence.words[at].text
    new = sentence_of(readers, kept + _joined(kept, sentence.after(at), right), also=(len(before), len(kept)))
    place = nearest(new, len(before))
    if not _same_left(sentence, at, new, place):
        raise Refused(
            "with these words behind it the hidden word would be cut into other tokens: begin with a space, or with "
            "another word"
        )
    return Edited(new, place)


def _joined(kept: str, before: str, right: str) -> str:
    """A space stands between words of letters that have one, whether or not it was typed."""
    spaced = before[:1].isspace() or (kept[-1:].isascii() and right[:1].isascii())
    return f" {right}" if spaced and right[:1].isalnum() else right


def _same_left(one: Sentence, at: int, other: Sentence, place: int) -> bool:
    mine, theirs = one.words[at], other.words[place]
    return (mine.text, mine.encoder, mine.decoder) == (theirs.text, theirs.encoder, theirs.decoder) and (
        one.encoder[: mine.encoder.stop] == other.encoder[: mine.encoder.stop]
        and one.decoder[: mine.decoder.stop] == other.decoder[: mine.decoder.stop]
    )


def apart(reader: Reader, one: Sentence, other: Sentence, at: int) -> float:
    """By how much the decoder's logits before word `at` differ at most between two texts that are read whole.

    Both are brought to one length, so that the same sums are made in the same order: then 0.0 means every bit.
    """
    n = max(len(one.decoder), len(other.decoder))
    texts = tuple((*ids, *[ids[-1]] * (n - len(ids))) for ids in (one.decoder, other.decoder))
    rows = range(one.words[at].decoder.start)
    key = ("apart", reader.key, texts, len(rows))
    return once(key, lambda: _apart(reader, texts, rows))


def _apart(reader: Reader, texts: tuple[tuple[int, ...], ...], rows: range) -> float:
    first, second = (engine.logits(reader.model.fingerprint, ids, reader.edits)[: len(rows)] for ids in texts)
    return float(np.abs(first - second).max()) if len(rows) else 0.0
