"""Beat the model at gaps: a word of a held-out sentence is hidden, and explorer-bert and the players say which."""

from typing import TYPE_CHECKING

import numpy as np

from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.errors import Refused
from explorer.findings.gaps import mask_of
from explorer.findings.play.passages import sentences
from explorer.findings.play.probs import probs_of
from explorer.findings.play.riddles import Bar, WordRiddle
from explorer.largest import largest
from explorer.rooms.texts import same_key
from explorer.text.token import token_alone, tokens_of
from explorer.text.units import starts_of

if TYPE_CHECKING:
    from explorer.models.model import Model

READER = "explorer-bert"
ROWS = 6
OFFERED = 4
LEAST = {"en": 4, "ja": 2}
"""Letters of a word that is hidden."""


def riddle(model: "Model", lang: str, number: int, *, vote: bool) -> WordRiddle:
    """The riddle of that number, which begins anew after the last sentence. `vote`: a few words are offered, where
    there are some."""
    key = ("gap riddle", model.name, model.fingerprint, lang, number, vote)
    return once(key, lambda: _riddle(model, lang, number, vote))


def score(asked: WordRiddle, said: str) -> float:
    """1 where it is the word that stood there."""
    return float(same_key(said) == same_key(asked.right or ""))


def _riddle(model: "Model", lang: str, number: int, vote: bool) -> WordRiddle:
    every = _gapped(model, lang)
    if not every:
        raise Refused("{model} knows no word of the held-out sentences: choose another model", model=model.name)
    sentence, places = every[number % len(every)]
    return _asked(model, sentence, places[np.random.RandomState(number).randint(len(places))], vote)


def _gapped(model: "Model", lang: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The sentences in which a word can be hidden, and the places of such words."""
    key = ("sentences with gaps", model.name, model.fingerprint, lang)
    return once(key, lambda: tuple((one, places) for one in sentences(lang) if (places := _places(model, lang, one))))


def _places(model: "Model", lang: str, sentence: str) -> tuple[int, ...]:
    """The tokens of a sentence that are a word of their own, among the ids that the model reads."""
    prompt = model.prompt(sentence)
    tokens = tokens_of([prompt.ids[place] for place in prompt.own], model.tokenizer)
    starts = {*starts_of(sentence, "word"), len(sentence)}
    return tuple(
        place
        for place, token in zip(prompt.own, tokens, strict=True)
        if set(token.span) <= starts
        and _is_word(sentence[slice(*token.span)], LEAST[lang])
        and token.span[0] > 0
        and "-" not in sentence[token.span[0] - 1 : token.span[1] + 1]  # no part of a compound
    )


def _is_word(text: str, least: int) -> bool:
    """In small letters, where it has such: no name."""
    word = text.strip()
    return len(word) >= least and word.isalpha() and word == word.lower()


def _asked(model: "Model", sentence: str, place: int, vote: bool) -> WordRiddle:
    prompt, mask = model.prompt(sentence), mask_of(model)
    assert mask is not None
    ids = (*prompt.ids[:place], mask, *prompt.ids[place + 1 :])
    row = engine.logits(model.fingerprint, ids)[place]
    probs = probs_of(row)
    own = tokens_of([prompt.ids[at] for at in prompt.own], model.tokenizer)[place - prompt.own.start]
    start, end = own.span
    start += len(sentence[start:end]) - len(sentence[start:end].lstrip())
    right = sentence[start:end]
    bars = [_bar(model, id, float(probs[id])) for id in largest(row, 40 if vote else ROWS).tolist()]
    riddle = WordRiddle("gaps", model.name, sentence[:start], sentence[end:], tuple(bars[:ROWS]), right=right)
    others = {same_key(bar.word): bar for bar in bars if bar.word.isalpha() and same_key(bar.word) != same_key(right)}
    if not vote or not others:  # where there is no choice, it is typed
        return riddle
    few = [*list(others.values())[: OFFERED - 1], _bar(model, own.id, float(probs[own.id]))]
    few.sort(key=lambda bar: -bar.share)
    offered = tuple(sorted(bar.word for bar in few))
    return WordRiddle("gaps", model.name, riddle.before, riddle.after, tuple(few), offered, right)


def _bar(model: "Model", id: int, share: float) -> Bar:
    return Bar(token_alone(id, model.tokenizer).text, model.tokenizer.decode([id]).strip(), share)
