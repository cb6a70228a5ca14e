"""Both maps of every word of an answer, for the screen."""

from explorer.components.payload import Floats32, Packed, Shares16
from explorer.components.pictures.picture_maps import Labels, Looked, PictureMaps
from explorer.figures.numbers import percent
from explorer.findings.gpt4.answers import Answer
from explorer.findings.gpt4.looks import Word, patches_of
from explorer.findings.gpt4.looks_said import said
from explorer.pictures.drawing import pixels
from explorer.pictures.patches import PATCH
from explorer.pictures.picture import BOARD
from explorer.words import _


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
        whole=_("the whole answer"),
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
