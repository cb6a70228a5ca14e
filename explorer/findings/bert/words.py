"""A text in words that both readers can hide: their tokenizers cut differently, and a word ends where both do."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.bert.readers import Readers
from explorer.findings.context.framing import text_of
from explorer.findings.context.two_masks import reads
from explorer.findings.run_text import prompt_of
from explorer.models.model import Model
from explorer.text.prompt import Prompt
from explorer.text.units import starts_of

MOST = 60
"""Words that are read."""
TOKENS = 96
"""Of each reader: an encoder goes through the text once for each of them."""

_SCRIPTS = re.compile(r"[㐀-䶿一-鿿豈-﫿々〆〇]+|[぀-ゟ]+|[゠-ヿㇰ-ㇿ]+")


@dataclass(frozen=True)
class Word:
    text: str
    """With the spaces before it."""
    encoder: range
    """Its places among the encoder's ids."""
    decoder: range

    @property
    def letters(self) -> bool:
        """Whether it is more than a mark."""
        return any(character.isalnum() for character in self.text)


@dataclass(frozen=True)
class Sentence:
    """What both readers read, and its words: together they are the text."""

    words: tuple[Word, ...]
    encoder: tuple[int, ...]
    decoder: tuple[int, ...]
    cut: bool
    """Whether the visitor's text goes on beyond it."""

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    def before(self, at: int) -> str:
        return "".join(word.text for word in self.words[:at])

    def after(self, at: int) -> str:
        return "".join(word.text for word in self.words[at + 1 :])


def text_of_run(run: Run) -> str:
    """What the visitor wrote, and what the model wrote on; a chat's template is no text to hide words of."""
    prompt = prompt_of(run)
    if prompt != run.model.prompt(run.question.prompt):
        return run.question.prompt
    return text_of(run.model, run.trace.ids)


def sentence_of(readers: Readers, text: str, also: tuple[int, ...] = ()) -> Sentence:
    """The text's beginning, as far as both can read it. Refused where there is no word in it that both know.

    also: characters where a word begins as well.
    """
    models = (readers.encoder.model, readers.decoder.model)
    beginning = _beginning(models, text)
    unread = [model.name for model in models if not reads(model.tokenizer, beginning)]
    if unread:
        raise Refused(
            "{names} cannot read this text whole: its vocabulary lacks some of it, so nothing can be laid beside it",
            names=", ".join(unread),
        )
    first, second = (model.prompt(beginning) for model in models)
    words = _words(beginning, also, _cuts(models[0], first), _cuts(models[1], second))
    return Sentence(words, first.ids, second.ids, cut=len(beginning) < len(text.rstrip()))


def _beginning(models: Sequence[Model], text: str) -> str:
    starts = _starts(text)
    ends = [*starts[1:], len(text.rstrip())]
    n = min(len(starts), MOST)
    while n and not all(_fits(model, text[: ends[n - 1]]) for model in models):
        n -= max(1, n // 8)
    if not n:
        raise Refused(
            "there is no word in this text that {names} can read: type a sentence",
            names=", ".join(model.name for model in models),
        )
    return text[: ends[n - 1]]


def _fits(model: Model, text: str) -> bool:
    return len(model.prompt(text).ids) <= min(TOKENS, model.shape.n_ctx)


@lru_cache(maxsize=256)
def _starts(text: str) -> tuple[int, ...]:
    """Where words may begin, in characters: at those of Unicode's rules, of BudouX's phrases, and where kanji, hiragana
    and katakana follow each other.

    >>> _starts("It's ご飯を")
    (0, 4, 6, 7)
    """
    scripts = (run.start() for run in _SCRIPTS.finditer(text))
    words = starts_of(text, "word")
    # A space belongs to what follows it.
    return tuple(sorted({*words, *(start for start in scripts if not text[:start][-1:].isspace())}))


def _cuts(model: Model, prompt: Prompt) -> list[tuple[int, int]]:
    """(bytes other than spaces before it, its place) of each token that is the text's own, and at last of their end."""
    cuts, before = [], 0
    for place in prompt.own:
        cuts.append((before, place))
        before += _bytes(model.tokenizer.token_bytes(prompt.ids[place]))
    return [*cuts, (before, prompt.own.stop)]


def _words(
    text: str, also: tuple[int, ...], encoder: list[tuple[int, int]], decoder: list[tuple[int, int]]
) -> tuple[Word, ...]:
    every = sorted({*_starts(text), *(start for start in also if start < len(text))})
    starts = [(start, _bytes(text[:start].encode())) for start in every]
    shared = {before for before, _place in encoder} & {before for before, _place in decoder}
    cut = [(start, before) for start, before in starts if before in shared]
    cut = [*cut, (len(text), encoder[-1][0])]
    found = pairwise([(start, _place(encoder, before), _place(decoder, before)) for start, before in cut])
    return tuple(
        Word(text[start:end], range(first, last), range(other, until))
        for (start, first, other), (end, last, until) in found
    )


def _bytes(data: bytes) -> int:
    return len(b"".join(data.split()))


def _place(cuts: list[tuple[int, int]], before: int) -> int:
    """The first token that begins there: one of spaces alone belongs to the word that follows."""
    return next(place for known, place in cuts if known >= before)


def word_at(run: Run, readers: Readers, sentence: Sentence, position: int | None) -> int | None:
    """The word that holds a token of the run; None where it is none of the sentence's, or nobody has chosen."""
    places = _places(run, readers, sentence)
    if position is None or places is None:
        return None
    own, ranges = places
    known = [i for i, word in enumerate(ranges) if position - own in word]
    return known[0] if known else None


def position_of(run: Run, readers: Readers, sentence: Sentence, word: int) -> int | None:
    """The first token of a word, in the run."""
    places = _places(run, readers, sentence)
    return None if places is None else places[0] + places[1][word].start


def _places(run: Run, readers: Readers, sentence: Sentence) -> tuple[int, list[range]] | None:
    """How far the run's tokens are from those that its model reads of the sentence alone, and the words' places."""
    encodes = run.model is readers.encoder.model
    if not encodes and run.model is not readers.decoder.model:
        return None
    ids = sentence.encoder if encodes else sentence.decoder
    ranges = [word.encoder if encodes else word.decoder for word in sentence.words]
    first, last = ranges[0].start, ranges[-1].stop
    start = prompt_of(run).own.start
    same = run.trace.ids[start : start + last - first] == ids[first:last]
    return (start - first, ranges) if same else None


def nearest(sentence: Sentence, start: int) -> int:
    """The word in which a character of the text stands."""
    starts = [len(sentence.before(i)) for i in range(len(sentence.words))]
    return max(0, bisect_right(starts, start) - 1)
