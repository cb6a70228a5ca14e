"""Guess the next token: what comes after the run's text, and how probable the model finds whatever somebody says."""

from collections.abc import Iterable
from zlib import crc32

import numpy as np

from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.growing import GrowingText
from explorer.engine.protocol import Ids
from explorer.engine.runs import Run
from explorer.findings.ids_of_word import ids_of_piece
from explorer.findings.play.probs import probs_of
from explorer.findings.play.riddles import Bar, WordRiddle
from explorer.findings.run_text import prompt_of
from explorer.largest import largest
from explorer.rooms.texts import same_key
from explorer.text.token import token_alone
from explorer.text.units import starts_of
from explorer.trace.edits import everywhere

ROWS = 6
OFFERED = (0, 1, 3, 7)
"""Which of the model's likeliest words a room chooses among, from 0."""
CANDIDATES = 24
"""Tokens among which these are looked for."""
LONGEST_WORD = 30
"""Characters of one that is offered."""
LONGEST = 280
"""Characters of the text that are shown: its end."""


def riddle(run: Run, *, vote: bool) -> WordRiddle:
    """What comes next? `vote`: a few words are offered, where there are some."""
    bars, offered = _bars(run, largest(run.trace.logits[-1], ROWS).tolist()), None
    if vote and len(few := _offered(run)) > 1:  # where there is no choice, it is typed
        # In an order that says nothing: that of their letters.
        bars, offered = few, tuple(sorted(bar.word for bar in few))
    before = within_sight(text_before(run))
    return WordRiddle("guess", run.model.name, before, "", bars, offered, run=_number_of(run))


def _number_of(run: Run) -> int:
    return crc32(repr((run.model.fingerprint, run.generation.ids, run.edits)).encode())


def text_before(run: Run) -> str:
    """What the visitor wrote, and what the model has written on; a chat's template is no text."""
    prompt, ids = prompt_of(run), run.generation.ids
    own = run.model.tokenizer.decode([ids[place] for place in prompt.own])
    written = [id for id in ids[len(prompt.ids) :] if not run.model.tokenizer.is_special(id)]
    # Where a template stands between the two, they are two lines.
    return own + ("\n" if prompt.own.stop < len(prompt.ids) else "") + run.model.tokenizer.decode(written)


def shares(run: Run, texts: Iterable[str]) -> dict[str, float]:
    """For each text the probability that the model goes on with just that: of its first token, times that of its second
    after the first, … Capital letters and a space before it make no difference: the likeliest way to write it counts.
    """
    growing = run.growing()  # the run's text is read once for all of them
    return {said: share(run, said, growing) for said in texts}


def share(run: Run, said: str, growing: GrowingText | None = None) -> float:
    """Of one text."""
    key = ("guessed", run.model.name, run.model.fingerprint, run.generation.ids, run.edits, said)
    return once(key, lambda: _share(run, said, growing or run.growing()))


def _share(run: Run, said: str, growing: GrowingText) -> float:
    first = probs_of(run.trace.logits[-1])
    ways = [way for way in dict.fromkeys(_ways(run, said)) if max(way) < first.size]
    best = 0.0
    for way in sorted(ways, key=lambda way: -first[way[0]]):
        if first[way[0]] > best:  # the whole is no likelier than its first token
            best = max(best, float(first[way[0]]) * _rest(run, way, growing))
    return best


def _ways(run: Run, said: str) -> Iterable[Ids]:
    for spelling in (said, said.lower(), said.capitalize(), said.upper()):
        for text in (spelling, f" {spelling}"):
            if ids := ids_of_piece(run.model, text):
                yield ids


def _rest(run: Run, way: Ids, growing: GrowingText) -> float:
    """The probability of all tokens after the first, given it."""
    ids = (*run.generation.ids, *way[:-1])
    if len(way) == 1:
        return 1.0
    if len(ids) > run.model.shape.n_ctx:
        return 0.0
    probs = probs_of(growing.rows(ids, len(way) - 1))
    return float(np.prod(probs[np.arange(len(way) - 1), list(way[1:])]))


def _bars(run: Run, ids: list[int]) -> tuple[Bar, ...]:
    probs = probs_of(run.trace.logits[-1])
    tokenizer = run.model.tokenizer
    return tuple(Bar(token_alone(id, tokenizer).text, tokenizer.decode([id]).strip(), float(probs[id])) for id in ids)


def _offered(run: Run) -> tuple[Bar, ...]:
    """Some of the likeliest, each a word of its own, the likeliest first."""
    key = ("offered", run.model.name, run.model.fingerprint, run.generation.ids, run.edits)
    return once(key, lambda: _words(run))


def _words(run: Run) -> tuple[Bar, ...]:
    ids = largest(run.trace.logits[-1], min(CANDIDATES, run.model.shape.n_vocab)).tolist()
    words: dict[str, Bar] = {}
    for bar, whole in zip(_bars(run, ids), _end_words(run, ids), strict=True):
        if whole and any(letter.isalnum() for letter in bar.word) and "\ufffd" not in bar.word:
            words.setdefault(same_key(bar.word), bar)
    known = [bar for bar in words.values() if len(bar.word) <= LONGEST_WORD]
    return tuple(known[place] for place in OFFERED if place < len(known))


def _end_words(run: Run, ids: list[int]) -> list[bool]:
    """Of each token, whether a word ends with it: whether the model would not go on with a letter of the same word."""
    texts = [(*run.generation.ids, id) for id in ids]
    if len(texts[0]) > run.model.shape.n_ctx:
        return [False] * len(ids)
    rows = engine.last_logits(run.model.fingerprint, texts, everywhere(run.edits))
    pairs = zip(ids, rows.argmax(-1).tolist(), strict=True)
    return [starts_of(run.model.tokenizer.decode(pair), "word")[1:] != () for pair in pairs]


def within_sight(text: str) -> str:
    """The last characters, from the beginning of a word on."""
    if len(text) <= LONGEST:
        return text
    end = text[-LONGEST:]
    cut = end.find(" ")
    return "… " + (end[cut + 1 :] if 0 <= cut < 40 else end)
