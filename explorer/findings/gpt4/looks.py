"""Where a model looks when it writes each word of an answer, beside what the word depends on."""

from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.occlusion import Compared, compared
from explorer.engine.occlusion import Occluded
from explorer.findings.gpt4.answers import Answer, language_of
from explorer.pictures.named import clauses, covered, named
from explorer.pictures.picture import Picture, Shape
from explorer.text.token import tokens_of

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class Which:
    """Whose attention: of one layer and head, or the mean over all of them."""

    layer: int | None = None
    head: int | None = None


@dataclass(frozen=True, eq=False)
class Word:
    """A word of the answer, and what both maps say of it."""

    place: int
    """In the answer, from 0; -1 for the whole of it."""
    text: str
    share: float
    attention: Floats
    """(P,) of the attention that goes to the picture, the share of each patch."""
    to_picture: float
    """The share of all attention that goes to the picture."""
    drops: Floats
    about: tuple[Shape, ...]
    compared: Compared


def attention(answer: Answer, which: Which) -> Floats:
    """(A, P) over the picture's patches, from the position at which each token of the answer was predicted."""
    trace, shape = answer.run.trace, answer.run.model.shape
    layers = range(shape.n_layers) if which.layer is None else [which.layer]
    rows = slice(answer.first - 1, len(answer.run.tokens) - 1)
    found = [_of_layer(trace.pattern(layer), which.head)[rows] for layer in layers]
    return np.mean(found, axis=0)[:, list(answer.places)]


def _of_layer(pattern: Floats, head: int | None) -> Floats:
    """(H, n, n) -> (n, n)"""
    return pattern.mean(0) if head is None else pattern[head]


def asked(answer: Answer) -> tuple[int, ...]:
    """The ids of the answer that are measured: those before the first special token, which as a rule ends it."""
    return tuple(token.id for token in takewhile(lambda token: not token.special, answer.tokens))


def words(answer: Answer, occluded: Occluded, which: Which) -> tuple[Word, ...]:
    """The whole answer, then each of its words."""
    looked, about = attention(answer, which), subjects(answer)
    every = tuple(
        _word(n, token.text, looked[n], occluded.drops[:, n], float(occluded.lost[n]), about[n], occluded.whole[n])
        for n, token in enumerate(answer.tokens[: len(occluded.whole)])
    )
    all_of_it = dict.fromkeys(shape for shapes in about for shape in shapes)
    whole = _word(
        -1,
        "",
        looked[: len(every)].mean(0),
        occluded.drops.sum(1),
        float(occluded.lost.sum()),
        tuple(all_of_it),
        occluded.whole.sum(),
    )
    return (whole, *every)


def _word(
    place: int, text: str, looked: Floats, drops: Floats, lost: float, about: tuple[Shape, ...], log_prob: float
) -> Word:
    total = float(looked.sum())
    shares = looked / (total or 1.0)
    patches = patches_of(about)
    return Word(
        place, text, float(np.exp(log_prob)), shares, total, drops, about, compared(shares, drops, lost, patches)
    )


def patches_of(about: tuple[Shape, ...]) -> tuple[int, ...]:
    return tuple(sorted({patch for shape in about for patch in covered(shape)}))


def subjects(answer: Answer) -> tuple[tuple[Shape, ...], ...]:
    """By token of the answer, which shapes it is about: those of its clause, or of the question."""
    picture, question = answer.picture, answer.run.question.prompt
    if not isinstance(picture, Picture):
        return ((),) * len(answer.tokens)
    language = language_of(question)
    meant = named(picture, question, language)
    if meant:
        return (meant,) * len(answer.tokens)
    ids, tokenizer = [token.id for token in answer.tokens], answer.run.model.tokenizer
    text = tokenizer.decode(ids)
    cuts = [(span, named(picture, text[slice(*span)], language)) for span in clauses(text)]
    return tuple(_clause(token.span[0], cuts) for token in tokens_of(ids, tokenizer))


def _clause(at: int, cuts: list[tuple[tuple[int, int], tuple[Shape, ...]]]) -> tuple[Shape, ...]:
    return next((about for (begin, end), about in cuts if begin <= at < end), ())
