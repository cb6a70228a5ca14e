"""Where a model looks when it writes each word of an answer, beside what the word depends on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.occlusion import Compared, compared
from explorer.components.payload import Floats32, Packed, Shares16
from explorer.components.pictures.picture_maps import Labels, Looked, PictureMaps
from explorer.engine.occlusion import Occluded
from explorer.figures.numbers import percent, signed
from explorer.findings.gpt4.answers import Answer, language_of
from explorer.findings.gpt4.board import NAMES
from explorer.pictures.drawing import pixels
from explorer.pictures.named import clauses, covered, named
from explorer.pictures.patches import PATCH, PATCHES
from explorer.pictures.picture import BOARD, Picture, Shape
from explorer.words import _, ngettext, translated
from explorer.words.sentences import joined, listed

Floats = NDArray[np.floating]
SHARES = ("area", "attention", "occlusion")


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
    """The ids of the answer that are measured: all but the one that ends it."""
    return tuple(token.id for token in answer.tokens if not token.special)


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
    asked = named(picture, question, language)
    if asked:
        return (asked,) * len(answer.tokens)
    start = answer.tokens[0].span[0]
    text = answer.run.model.tokenizer.decode([token.id for token in answer.run.tokens])[start:]
    cuts = [(span, named(picture, text[slice(*span)], language)) for span in clauses(text)]
    return tuple(_clause(token.span[0] - start, cuts) for token in answer.tokens)


def _clause(at: int, cuts: list[tuple[tuple[int, int], tuple[Shape, ...]]]) -> tuple[Shape, ...]:
    return next((about for (begin, end), about in cuts if begin <= at < end), ())


def picture_maps(answer: Answer, found: tuple[Word, ...]) -> PictureMaps:
    return PictureMaps(
        pixels=Packed(pixels(answer.picture)),
        board=BOARD,
        patch=PATCH,
        words=tuple(_looked(word) for word in found),
        opens=opens(found),
        labels=_labels(),
    )


def _looked(word: Word) -> Looked:
    return Looked(
        text=word.text,
        share=word.share if word.place >= 0 else 0.0,
        share_text=percent(word.share),
        attention=Shares16(word.attention),
        drops=Floats32(word.drops),
        said=said(word),
        checked=word.compared.checked,
        named=patches_of(word.about),
    )


def opens(found: tuple[Word, ...]) -> int:
    """The word that depends most on the picture; the whole answer where none does. A comma is no word."""

    def lost(n: int) -> float:
        word = found[n]
        return word.compared.lost if word.compared.checked and any(map(str.isalpha, word.text)) else 0.0

    return max(range(len(found)), key=lost)


def _labels() -> Labels:
    return Labels(
        words=_("The words of the answer"),
        whole=_("all of it"),
        attention=_("Where it looks: attention on each patch"),
        occlusion=_("What it depends on: how far the log-probability falls without each patch"),
        least="0 %",
        most="{share}",
        patch=_(
            "row {row}, column {column}: {attention} of the picture's attention; lost without it: {drop}",
            row="{row}",
            column="{column}",
            attention="{attention}",
            drop="{drop}",
        ),
    )


def said(word: Word) -> str:
    """What both maps come to for a word, or why they are not compared."""
    by = word.compared
    looked = _("{share} of its attention goes to the picture.", share=percent(word.to_picture))
    if not by.depends:
        return joined(looked, _hardly(by))
    lost = _("Without the picture its log-probability changes by {lost}.", lost=signed(-by.lost))
    if not by.checked or by.rank is None:
        return joined(looked, lost, _("No single patch decides that, so there is no map to compare attention with."))
    return joined(looked, lost, _ranks(by.rank), _on_shape(word))


def _hardly(by: Compared) -> str:
    return _(
        "Without the picture its log-probability changes by only {lost}: this word hardly depends on it, so there is "
        "nothing to compare. Attention lies on the picture all the same.",
        lost=signed(-by.lost),
    )


def _ranks(rank: float) -> str:
    return _(
        "Spearman's rank correlation of both maps is {rank} (1: the same order of patches, 0: none).",
        rank=f"{rank:.2f}".replace("-", "−"),
    )


def _on_shape(word: Word) -> str:
    by = word.compared
    if not word.about:
        return ""
    return _(
        "On the patches of {shapes} ({area} of the picture; dashed) lie {attention} of the picture's attention and "
        "{occlusion} of what is lost.",
        shapes=listed([name_of(shape) for shape in word.about]),
        area=percent(by.area),
        attention=percent(by.attention),
        occlusion=percent(by.occlusion),
    )


def name_of(shape: Shape) -> str:
    parts = {of: translated(NAMES[getattr(shape, of)]) for of in ("size", "colour", "kind")}
    return _("the {size} {colour} {kind}", **parts)


def finding(found: tuple[Word, ...]) -> str:
    """Over all words that depend on the picture: how well where it looks tells what it depends on."""
    checked = [word for word in found[1:] if word.compared.checked]
    if not checked:
        return _(
            "Attention is no grounding: this answer looks at the picture, and yet no token of it hangs on a single "
            "patch. There is nothing to compare attention with."
        )
    rank = np.mean([word.compared.rank for word in checked if word.compared.rank is not None])
    return joined(_agree(len(checked), len(found) - 1, float(rank)), _on_shapes([w for w in checked if w.about]))


def _agree(checked: int, n: int, rank: float) -> str:
    return ngettext(
        "Attention is no grounding: of the {n} token of this answer {checked} hangs on some patch; there the map of "
        "attention and that of what is lost without each patch have a rank correlation of {rank} (1 is the same).",
        "Attention is no grounding: of the {n} tokens of this answer {checked} hang on some patch; there the map of "
        "attention and that of what is lost without each patch have a rank correlation of {rank} (1 is the same).",
        n,
        checked=checked,
        rank=f"{rank:.2f}".replace("-", "−"),
    )


def _on_shapes(checked: list[Word]) -> str:
    if not checked:
        return ""
    mean = {of: percent(float(np.mean([getattr(w.compared, of) for w in checked]))) for of in SHARES}
    return _(
        "The shapes that are spoken of cover {area} of the picture; they draw {attention} of its attention and hold "
        "{occlusion} of what is lost.",
        **mean,
    )


def how() -> str:
    """How both maps are made, and what neither is."""
    return _(
        "Attention is that of the position from which the word was predicted, over the patches alone. For the second "
        "map each of the {n} patches was laid over with the board's colour, one after another, and the same answer's "
        "log-probability read again. Greying out may itself look like a new edge to the model, and what two patches "
        "show together is missed; attention says where numbers were fetched, not what was made of them.",
        n=PATCHES,
    )
