"""Cross-attention as the alignment of two sentences, beside what happens when a word is hidden."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.alignment import agreement, strongest, turned
from explorer.analysis.merging import merged
from explorer.components.attention.word_alignment import Labels, Side, WordAlignment
from explorer.components.payload import Shares16
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.figures.numbers import percent
from explorer.findings.context.parts import Parts
from explorer.findings.spoken import looks_spoken
from explorer.findings.transformer.translation import Translation
from explorer.text.glyphs import visible
from explorer.text.units import Unit
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

Floats = NDArray[np.floating]

SPACE = visible(b" ")


@dataclass(frozen=True)
class Looks:
    """Whose looks are shown: those of one head of the decoder, or of all heads of a layer together."""

    layer: int
    head: int | None = None
    """None is the mean over all heads."""


@dataclass(frozen=True, eq=False)
class Aligned:
    """Words of a translation against those of its sentence."""

    source: Parts
    target: Parts
    weights: Floats
    """(U, V) of each written word, how much of its attention goes to each word that was read; rows sum to 1."""
    effects: Floats
    """(U, V) by how many nats hiding a word makes a written one less likely; 0 where it does not."""
    own_source: tuple[int, ...]
    """The words among what was read: no full stop, nor what says what is to be done, nor the end."""
    own_target: tuple[int, ...]

    @property
    def own_weights(self) -> Floats:
        """Between words alone."""
        return self.weights[np.ix_(self.own_target, self.own_source)]

    @property
    def own_effects(self) -> Floats:
        return self.effects[np.ix_(self.own_target, self.own_source)]


def aligned(translation: Translation, looks: Looks, unit: Unit) -> Aligned:
    source, target = translation.asked.parts(unit), translation.parts(unit)
    cross = translation.trace.cross[looks.layer]
    pattern = cross.mean(0) if looks.head is None else cross[looks.head]
    return Aligned(
        source,
        target,
        merged(pattern, source.groups, target.groups),
        effects(translation, unit),
        _words(source, translation.asked.source.own),
        _words(target, translation.own),
    )


def _words(parts: Parts, own: range) -> tuple[int, ...]:
    """Those of the sentence's own parts that hold a letter or a digit."""
    letters = (any(map(str.isalnum, text)) for text in parts.texts)
    return tuple(i for i, said in enumerate(letters) if said and parts.groups[i].start in own)


def _word(text: str) -> str:
    """Without the space that came with it."""
    return text.removeprefix(SPACE)


def effects(translation: Translation, unit: Unit) -> Floats:
    """(U, V) nats that each written word loses when a word of the source is hidden from the whole model."""
    source, target = translation.asked.parts(unit), translation.parts(unit)
    parts = tuple((group.start, group.stop) for group in source.groups)
    ids = translation.asked.source.ids
    logs = engine.hidden_one_by_one(translation.model.fingerprint, ids, translation.target, parts)
    lost = np.maximum(logs[-1] - logs[:-1], 0)
    return np.add.reduceat(lost, [group.start for group in target.groups], axis=1).T


def clearest(translation: Translation, unit: Unit) -> Looks:
    """The head whose looks agree best with what hiding a word does."""
    key = ("clearest alignment", *translation.trace.identity, unit)
    return once(key, lambda: _clearest(translation, unit))


def _clearest(translation: Translation, unit: Unit) -> Looks:
    shape = translation.model.shape
    every = [Looks(layer, head) for layer in range(shape.n_decoder_layers) for head in range(shape.n_decoder_heads)]
    return max(every, key=lambda looks: agreement_of(aligned(translation, looks, unit)))


def agreement_of(found: Aligned) -> float:
    """0 to 1; 0 too where there are no words."""
    return agreement(found.own_weights, found.own_effects) if found.own_source and found.own_target else 0.0


def picture(translation: Translation, found: Aligned) -> WordAlignment:
    return WordAlignment(
        source=_side(found.source, translation.asked.source.own, translation.asked.direction.source),
        target=_side(found.target, translation.own, translation.asked.direction.target),
        weights=Shares16(found.weights),
        labels=Labels(
            view=_(
                "The sentence above, its translation beneath, and lines from each written word to those it looks at"
            ),
            source=_("what was read"),
            target=_("what was written"),
            looks=_("“{query}” looks at “{key}”: {share}", query="{query}", key="{key}", share="{share}"),
            how=_("Point at a word to see its lines alone; click keeps them."),
        ),
        spoken=looks_spoken(found.weights, found.target.texts, found.source.texts, causal=False),
    )


def _side(parts: Parts, own: range, language: str) -> Side:
    places = tuple(i for i, group in enumerate(parts.groups) if group.start in own)
    return Side(tuple(map(_word, parts.texts)), places, language)


def fact(found: Aligned) -> str:
    """In how far the two sentences run in another order."""
    if len(found.own_target) < 2 or len(found.own_source) < 2:
        return ""
    other, apart = turned(strongest(found.own_weights))
    if not apart:
        return _("All that was written looks at one word most: here cross-attention aligns nothing.")
    if not other:
        return _("Both sentences run in the same order here: of the strongest lines no two cross.")
    return _(
        "The order is turned: of all pairs of written words, {share} look at words that stand the other way round in "
        "what was read.",
        share=percent(other / apart),
    )


def strongest_look(found: Aligned) -> str:
    """The written word whose look is the surest."""
    if not found.own_target or not found.own_source:
        return ""
    row, column = np.unravel_index(found.own_weights.argmax(), found.own_weights.shape)
    return _(
        "When it wrote {target}, {share} of this attention lay on {source}.",
        target=chip(_word(found.target.texts[found.own_target[row]])),
        share=percent(float(found.own_weights[row, column])),
        source=chip(_word(found.source.texts[found.own_source[column]])),
    )


def no_dictionary(found: Aligned) -> str:
    """Whether looking and needing are the same, by a number."""
    if not found.own_target or not found.own_source:
        return ""
    same = sum(
        one == other for one, other in zip(strongest(found.own_weights), strongest(found.own_effects), strict=True)
    )
    n = len(found.own_target)
    return joined(
        _("Attention is not a dictionary: where a word looks is not always what it needs."),
        ngettext(
            "Hide each word that was read in turn: for {same} of {n} written word, the one it looks at most is also "
            "the one whose loss hurts it most.",
            "Hide each word that was read in turn: for {same} of {n} written words, the one they look at most is also "
            "the one whose loss hurts them most.",
            n,
            same=same,
        ),
        _("The two pictures agree to {cosine} (cosine, 1 is the same).", cosine=f"{agreement_of(found):.2f}"),
    )


def whose(looks: Looks, *, is_clearest: bool) -> str:
    """Whose looks are on screen."""
    if looks.head is None:
        return _("The mean over all heads of decoder layer {layer}.", layer=looks.layer + 1)
    if is_clearest:
        return _(
            "Decoder layer {layer}, head {head}: of all its heads the one whose looks agree best with what hiding a "
            "word does.",
            layer=looks.layer + 1,
            head=looks.head + 1,
        )
    return _("Decoder layer {layer}, head {head}.", layer=looks.layer + 1, head=looks.head + 1)
