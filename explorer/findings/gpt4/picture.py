"""A picture in tokens: its patches as vectors in the sequence of the words, and what is answered."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.components.payload import Floats32, Packed
from explorer.components.pictures.picture_tokens import Labels, Near, Patch, PictureTokens, Word
from explorer.components.tokens.token_strip import byte_title
from explorer.engine.cache import once
from explorer.figures.numbers import percent
from explorer.findings.gpt4.answers import Answer, language_of
from explorer.findings.gpt4.board import foreign, right
from explorer.pictures.drawing import BACKGROUND, pixels
from explorer.pictures.patches import PATCH, PATCHES, SIDE
from explorer.pictures.picture import BOARD
from explorer.text.token import Token
from explorer.words import _, ngettext
from explorer.words.numbers import big
from explorer.words.sentences import joined

NEAREST = 3
"""Words that are shown beside a patch."""


def striking(answer: Answer, blind: Answer, caption: Answer) -> str:
    """What became of the picture, and what is said of it."""
    asked = answer.run.question.prompt
    became = _(
        "This picture became {n} tokens, one a patch, in one sequence with the words. “{question}” is answered: "
        "“{answer}”",
        n=len(answer.places),
        question=asked,
        answer=answer.text,
    )
    same = answer.text == blind.text
    without = (
        _("With an empty board in its place the answer is the same: it may well be a guess.")
        if same
        else _("With an empty board in its place: “{answer}”", answer=blind.text)
    )
    told = "" if caption.text == answer.text else _("Asked to describe it, the model says: “{text}”", text=caption.text)
    return joined(became, judged(answer), without, told)


def judged(answer: Answer) -> str:
    """Whether the answer is right, where only one is."""
    asked = answer.run.question.prompt
    only = right(answer.picture, asked, language_of(asked))
    if not only:
        return ""
    return _("(That is right.)") if answer.text == only else _("(Right would be: “{text}”)", text=only)


def warning(answer: Answer) -> str:
    """Said where the picture is none of those that the model was taught."""
    if not foreign(answer.picture):
        return ""
    return _(
        "This picture is outside the model's world: it was taught one to four shapes that do not touch, each in a "
        "field of its own. It will answer all the same, in words of that world."
    )


def picture_tokens(answer: Answer) -> PictureTokens:
    """The cut picture and the whole sequence; a patch that holds something is shown first."""
    places, shown = answer.places, pixels(answer.picture)
    vectors = patch_vectors(answer)
    ids, cosines = nearest(answer)
    return PictureTokens(
        pixels=Packed(shown),
        board=BOARD,
        patch=PATCH,
        vectors=Floats32(vectors),
        range=float(np.quantile(np.abs(vectors), 0.99)) or 1.0,
        patches=tuple(
            Patch(place + 1, _near(answer, row, near)) for place, row, near in zip(places, ids, cosines, strict=True)
        ),
        before=_words(answer, answer.run.tokens[: places[0]]),
        after=_words(answer, answer.run.tokens[places[-1] + 1 :], after=places[-1] + 1),
        opens=fullest(shown),
        labels=_labels(),
    )


def _near(answer: Answer, ids: NDArray[np.integer], cosines: NDArray[np.floating]) -> tuple[Near, ...]:
    texts = answer.run.texts_of(ids)
    return tuple(Near(text, cosine_text(float(near))) for text, near in zip(texts, cosines, strict=True))


def cosine_text(cosine: float) -> str:
    return f"{cosine:.2f}".replace("-", "−")


def _words(answer: Answer, tokens: Sequence[Token], after: int = 0) -> tuple[Word, ...]:
    found = []
    for place, token in enumerate(tokens, after):
        at = place - answer.first
        share = float(np.exp(answer.log_probs[at])) if at >= 0 else None
        said = "" if share is None else percent(share)
        found.append(Word(token.text, byte_title(token), token.special, at >= 0, share, said))
    return tuple(found)


def _labels() -> Labels:
    return Labels(
        board=_("The picture, cut into {n} patches", n=PATCHES),
        patch=_(
            "Patch in row {row}, column {column}: token {place} of the sequence",
            row="{row}",
            column="{column}",
            place="{place}",
        ),
        sequence=_(
            "What the model reads and writes, token after token: patches first, then the question, then its answer "
            "with each token's probability"
        ),
        vector=_("Its vector: {d} numbers", d="{d}"),
        near=_("Words whose vectors point most nearly the same way (cosine)"),
        pixels=_("The pixels of this patch"),
        low="−",
        high="+",
    )


def patch_vectors(answer: Answer) -> NDArray[np.float32]:
    """(P, D) what stands in the sequence for each patch."""
    return answer.run.trace["hook_embed"][list(answer.places)]


def nearest(answer: Answer) -> tuple[NDArray[np.integer], NDArray[np.floating]]:
    """(P, NEAREST) the words nearest to each patch by the cosine of their vectors, and the cosines."""
    cosines = unit(patch_vectors(answer)) @ unit(answer.run.model.embedding.W_E).T
    ids = np.argsort(-cosines, axis=1, kind="stable")[:, :NEAREST]
    return ids, np.take_along_axis(cosines, ids, 1)


def unit(vectors: NDArray[np.floating]) -> NDArray[np.floating]:
    """(n, D) of length 1, a vector of zeros aside."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-30)


def among_words(answer: Answer) -> float:
    """How near a word's nearest other word is, in the median over the vocabulary."""
    model = answer.run.model

    def found() -> float:
        words = unit(model.embedding.W_E)
        cosines = words @ words.T
        np.fill_diagonal(cosines, -1)
        return float(np.median(cosines.max(1)))

    return once(("nearest words", model.fingerprint), found)


def no_words(answer: Answer) -> str:
    """How near patches are to words, held against how near words are to words."""
    _ids, cosines = nearest(answer)
    long = [np.median(np.linalg.norm(v, axis=1)) for v in (patch_vectors(answer), answer.run.model.embedding.W_E)]
    return _(
        "A patch is no word: in the median the word nearest to a patch has a cosine of {patch}, while the word nearest "
        "to a word has {word}, and the vector of a patch is {times} times as long as that of a word. The decoder has "
        "learned to read these vectors as they are; the words beside them are only the nearest, not what the patch "
        "means.",
        patch=cosine_text(float(np.median(cosines[:, 0]))),
        word=cosine_text(among_words(answer)),
        times=big(float(long[0] / long[1])),
    )


def counted(answer: Answer) -> str:
    """What the picture costs."""
    n = len(answer.run.tokens)
    return ngettext(
        "{n} token in all: the picture takes {share} of them. Its {pixels} numbers went in as {vectors}.",
        "{n} tokens in all: the picture takes {share} of them. Its {pixels} numbers went in as {vectors}.",
        n,
        share=percent(len(answer.places) / n),
        pixels=f"{BOARD * BOARD * 3:,}",
        vectors=f"{len(answer.places)} × {answer.run.model.shape.d_model}",
    )


def fullest(shown: NDArray[np.uint8]) -> int:
    """The patch whose pixels differ most from the board, from 0."""
    away = np.abs(shown.astype(np.int64) - np.array(BACKGROUND)).sum(-1)
    return int(away.reshape(SIDE, PATCH, SIDE, PATCH).sum((1, 3)).argmax())
