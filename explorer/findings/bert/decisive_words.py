"""What deciding words look like over the text, and what is said of them."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from explorer.components.tokens.token_strip import Chip, Group, TokenStrip
from explorer.figures.numbers import signed
from explorer.findings.bert.decisive import Decisive, Moved, Way
from explorer.findings.bert.readers import Readers
from explorer.findings.bert.words import Sentence
from explorer.text.glyphs import visible
from explorer.words import _
from explorer.words.sentences import chip, joined

Measure = Literal["bits", "change"]
FULL = 1.0
"""Bits at which a word has the full colour, where none moves the answer more."""
NOTHING = 0.1
"""Bits: a word that moves the answer by less decides nothing."""


def ways() -> dict[Way, str]:
    return {"hidden": _("hidden"), "swapped": _("another word instead")}


def measures() -> dict[Measure, str]:
    return {"bits": _("how far the answer moves"), "change": _("what the word that stood there loses")}


def strip(
    sentence: Sentence, moved: Sequence[Moved | None], at: int, measure: Measure, most: float, *, label: str
) -> TokenStrip:
    """The text; the stronger a word's colour, the more it decides."""
    chips = [
        Chip(
            index=i,
            id=0,
            text="?" if i == at else bare(word.text),
            special=i == at,
            new=False,
            title=_title(one),
            shade=0.0 if one is None else min(1.0, abs(number(one, measure)) / most),
            note="–" if one is None else _note(one, measure),
            span=None,
        )
        for i, (word, one) in enumerate(zip(sentence.words, moved, strict=True))
    ]
    return TokenStrip(
        groups=tuple(Group(chip.text, chip.title, (chip,)) for chip in chips),
        folds=(),
        open=False,
        label=label,
        selected=at,
        ids=True,
        follow=False,
        line=False,
    )


def bare(text: str) -> str:
    """A word as it is shown by itself."""
    return visible((text.strip() or text).encode())


def number(moved: Moved, measure: Measure) -> float:
    return moved.bits if measure == "bits" else moved.change


def most_of(found: Decisive, way: Way, measure: Measure) -> float:
    """What has the full colour: one scale for both readers."""
    both = (*found.encoder(way), *found.decoder)
    return max((FULL, *(abs(number(one, measure)) for one in both if one is not None)))


def _note(moved: Moved, measure: Measure) -> str:
    """Exactly nothing is written so, and little is not."""
    value = number(moved, measure)
    if value == 0:
        return "0"
    return f"{value:.2f}" if measure == "bits" else signed(value)


def _title(moved: Moved | None) -> str:
    if moved is None:
        return _("the hidden word")
    numbers = {"bits": f"{moved.bits:.2f}", "change": signed(moved.change)}
    if moved.by:
        return _("“{by}” in its place: the answer moves by {bits} bits, log₂ p by {change}", by=moved.by, **numbers)
    return _("without it the answer moves by {bits} bits, log₂ p by {change}", **numbers)


def finding(readers: Readers, sentence: Sentence, found: Decisive, at: int, way: Way) -> str:
    """Which word decides for each of them, or that none does."""
    encoder = _decides(readers.encoder.name, sentence, found.encoder(way))
    if not found.decoder:
        return joined(
            encoder,
            _("{decoder} has nothing to go by: nothing stands before the word.", decoder=chip(readers.decoder.name)),
        )
    decoder = _decides(readers.decoder.name, sentence, found.decoder)
    return joined(encoder, decoder, _after(readers, found))


def _decides(name: str, sentence: Sentence, moved: Sequence[Moved | None]) -> str:
    bits = np.array([-1.0 if one is None else one.bits for one in moved])
    most = int(bits.argmax()) if len(bits) else 0
    if not len(bits) or bits[most] < NOTHING:
        return _(
            "For {model} no word alone decides: without any of them the answer moves by less than {bits} bits.",
            model=chip(name),
            bits=f"{NOTHING:g}",
        )
    one = moved[most]
    assert one is not None
    said = {"model": chip(name), "word": chip(bare(sentence.words[most].text)), "bits": f"{one.bits:.2f}"}
    if one.by:
        return _(
            "For {model} it is {word} that decides most: with {by} in its place the answer moves by {bits} bits.",
            by=chip(one.by),
            **said,
        )
    return _("For {model} it is {word} that decides most: without it the answer moves by {bits} bits.", **said)


def _after(readers: Readers, found: Decisive) -> str:
    """What follows the place has no say for the decoder: seen, not said."""
    if found.apart is None:
        return ""
    if found.apart == 0.0:
        return _(
            "What follows decides nothing for {decoder}: with other tokens in every place behind the word, its logits "
            "are the same to the last bit.",
            decoder=chip(readers.decoder.name),
        )
    return _(
        "What follows decides nothing for {decoder}: with other tokens in every place behind the word, its logits "
        "differ by {apart} at most.",
        decoder=chip(readers.decoder.name),
        apart=f"{found.apart:.1e}",
    )


def how(way: Way, measure: Measure) -> str:
    """What was done, and what the numbers are."""
    return joined(_done(way), _measured(measure))


def _done(way: Way) -> str:
    if way == "hidden":
        return _(
            "Above, each other word is a gap as well. Below, where the model knows no gaps, the word that it would "
            "itself have written most likely stands in its place."
        )
    return _("In each word's place stands the one that the model itself finds likeliest there, apart from that word.")


def _measured(measure: Measure) -> str:
    if measure == "bits":
        return _(
            "Beneath each word: the Kullback-Leibler divergence of the answer from what it was, in bits, for the first "
            "token of the hidden word. Words may also decide together: two that say the same cover for each other."
        )
    return _(
        "Beneath each word: what log₂ of the probability of the word that stood there loses or gains. −1 is half the "
        "probability, +1 twice as much."
    )
