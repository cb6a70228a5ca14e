"""What both maps of a word come to, in sentences, and what neither of them is."""

import numpy as np

from explorer.analysis.occlusion import Compared
from explorer.figures.numbers import percent, signed
from explorer.findings.gpt4.board import NAMES
from explorer.findings.gpt4.looks import Word
from explorer.pictures.patches import PATCHES
from explorer.pictures.picture import Shape
from explorer.words import _, ngettext, translated
from explorer.words.sentences import joined, listed

SHARES = ("area", "attention", "occlusion")


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
