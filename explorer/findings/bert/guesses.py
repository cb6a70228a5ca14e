"""What each reader would put in a hidden word's place, and how probable the word itself is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.decoding.comparisons import rank_of
from explorer.engine.cache import once
from explorer.engine.protocol import Floats, Ids
from explorer.findings.bert.chain import Bits, asked, log2_of, masked, steps
from explorer.findings.bert.readers import Reader, Readers
from explorer.findings.bert.words import Sentence
from explorer.models.model import Model
from explorer.text.glyphs import visible

ROWS = 5
"""Guesses of each."""


@dataclass(frozen=True)
class Guess:
    """As many tokens as the word has: a likely first one, and what is likeliest after it each time."""

    ids: Ids
    share: float
    """The probability of all of them: of the first, times that of the second given the first, …"""


@dataclass(frozen=True, eq=False)
class Answer:
    """Of one reader for one place."""

    guesses: tuple[Guess, ...]
    """By how likely their first token is."""
    word: Guess
    """The one that was hidden."""
    rank: int
    """Of its first token."""
    logs: Bits
    """(V,) of the first token, log2 of the probabilities."""

    @property
    def best(self) -> Guess:
        """The likeliest guess; the hidden word where it is likelier than all of them."""
        return max((*self.guesses, self.word), key=lambda guess: guess.share)


def answers(readers: Readers, sentence: Sentence, hidden: frozenset[int], at: int) -> tuple[Answer, Answer | None]:
    """The encoder's and the decoder's for word `at`, one of the hidden; the latter has none if nothing stands before.

    It knows no gaps: a hidden word that stands before the place is for it what it would have written itself there.
    """
    key = ("answers", readers.key, sentence, tuple(sorted(hidden)), at)
    return once(
        key, lambda: (encoder_answer(readers, sentence, hidden, at), decoder_answer(readers, sentence, hidden, at))
    )


def encoder_answer(readers: Readers, sentence: Sentence, hidden: Iterable[int], at: int) -> Answer:
    """With all hidden words as gaps; the other ones stay gaps throughout."""
    reader, word, mask = readers.encoder, sentence.words[at].encoder, readers.mask
    others = [place for i in hidden if i != at for place in sentence.words[i].encoder]
    ids = masked(sentence.encoder, others, mask)
    texts = steps(ids, word, mask)
    rows = asked(reader, texts, [[place] for place in word])[:, 0]
    filled = _starts(reader.model, rows[0], len(word))
    for place in word[1:]:
        begun = [masked(_put(ids, word, guess.ids), range(place, word.stop), mask) for guess in filled]
        filled = _on(reader.model, filled, asked(reader, begun, [[place]] * len(begun))[:, 0])
    return _answer(rows, [ids[place] for place in word], filled)


def decoder_answer(readers: Readers, sentence: Sentence, hidden: Iterable[int], at: int) -> Answer | None:
    """From what stands before the place alone."""
    reader, word = readers.decoder, sentence.words[at].decoder
    left = _left(readers, sentence, hidden, at)
    if not left:
        return None
    own = [sentence.decoder[place] for place in word]
    text = (*left, *own[:-1])
    rows = asked(reader, [text], [range(len(left) - 1, len(text))])[0]
    filled = _starts(reader.model, rows[0], len(word))
    for n in range(1, len(word)):
        begun = [(*left, *guess.ids) for guess in filled]
        filled = _on(reader.model, filled, asked(reader, begun, [[len(left) + n - 1]] * len(begun))[:, 0])
    return _answer(rows, own, filled)


def _left(readers: Readers, sentence: Sentence, hidden: Iterable[int], at: int) -> Ids:
    """What stands before the place, hidden words replaced by what the decoder writes there itself."""
    left: Ids = ()
    earlier = {i for i in hidden if i < at}
    start = sentence.words[0].decoder.start
    left = sentence.decoder[:start]
    for i, word in enumerate(sentence.words[:at]):
        own = sentence.decoder[word.decoder.start : word.decoder.stop]
        left = (*left, *(written(readers.decoder, left, len(own)) if i in earlier and left else own))
    return left


def written(reader: Reader, left: Ids, n: int) -> Ids:
    """The n likeliest tokens, one after another, that are no special ones."""
    text = left
    for _n in range(n):
        row = asked(reader, [text], [[len(text) - 1]])[0, 0]
        text = (*text, likeliest(reader.model, row, 1)[0])
    return text[len(left) :]


def likeliest(model: Model, row: Floats, n: int, *, but: int | None = None) -> list[int]:
    """The n likeliest ids of (V,) logits that are no special ones and not `but`."""
    order = np.argsort(-row, kind="stable").tolist()
    known = (id for id in order if id != but and id < model.tokenizer.n_vocab and not model.tokenizer.is_special(id))
    return [id for id, _n in zip(known, range(n), strict=False)]


def _starts(model: Model, row: Floats, n: int) -> list[Guess]:
    logs = log2_of(row)
    return [Guess((id,), float(2 ** logs[id])) for id in likeliest(model, row, ROWS)]


def _on(model: Model, begun: Sequence[Guess], rows: Floats) -> list[Guess]:
    """Each with its likeliest next token."""
    longer = []
    for guess, row in zip(begun, rows, strict=True):
        (id,) = likeliest(model, row, 1)
        longer.append(Guess((*guess.ids, id), guess.share * float(2 ** log2_of(row)[id])))
    return longer


def _answer(rows: Floats, own: Sequence[int], filled: Sequence[Guess]) -> Answer:
    logs = [log2_of(row) for row in rows]
    share = float(2 ** sum(row[id] for row, id in zip(logs, own, strict=True)))
    return Answer(tuple(filled), Guess(tuple(own), share), rank_of(rows[0], own[0]), logs[0])


def _put(ids: Ids, word: range, begun: Ids) -> Ids:
    """The text with a guess's tokens where the word begins."""
    return (*ids[: word.start], *begun, *ids[word.start + len(begun) :])


def shown(model: Model, ids: Ids) -> str:
    """Tokens as one word of a reader's."""
    return visible(b"".join(model.tokenizer.token_bytes(id) for id in ids))
