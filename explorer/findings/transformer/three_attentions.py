"""The three attentions of the two stacks, side by side on one translation."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from explorer.components.attention.two_stack_patterns import Labels, Panel, TwoStackPatterns
from explorer.components.payload import Shares16
from explorer.figures.numbers import percent
from explorer.findings.spoken import looks_spoken
from explorer.findings.transformer.translation import Translation
from explorer.text.token import tokens_of
from explorer.words import _
from explorer.words.sentences import joined


@dataclass(frozen=True)
class Head:
    """Of each of the three: a head of that number in a layer of that number, or the last that there is."""

    layer: int
    head: int


def picture(translation: Translation, at: Head) -> TwoStackPatterns:
    source = tuple(token.text for token in translation.asked.tokens)
    target = tuple(token.text for token in tokens_of(translation.trace.target, translation.model.tokenizer))
    panels = _panels(translation, at)
    return TwoStackPatterns(
        source=source,
        target=target,
        spoken=_spoken(panels, {"source": source, "target": target}),
        panels=panels,
        labels=Labels(
            view=_("Three attention patterns of one translation"),
            looks=_("“{query}” looks at “{key}”: {share}", query="{query}", key="{key}", share="{share}"),
            unseen=_("“{query}” cannot see “{key}”", query="{query}", key="{key}"),
            how=_("Point at a row: the same token's row lights up wherever it is."),
        ),
    )


def _spoken(panels: tuple[Panel, ...], texts: Mapping[str, tuple[str, ...]]) -> str:
    looks = (
        looks_spoken(panel.weights.values, texts[panel.rows], texts[panel.columns], causal=panel.causal)
        for panel in panels
    )
    titles = (_("{title}.", title=panel.title) for panel in panels)
    return joined(*(joined(*each) for each in zip(titles, looks, strict=True)))


def _panels(translation: Translation, at: Head) -> tuple[Panel, ...]:
    trace = translation.trace
    return (
        Panel(
            _("Encoder: self-attention"),
            _("Each token of the sentence looks at all of it, before and after itself."),
            "source",
            "source",
            Shares16(_chosen(trace.encoder, at)),
            causal=False,
        ),
        Panel(
            _("Decoder: self-attention"),
            _("Each written token looks back; what is not yet written is hidden (hatched)."),
            "target",
            "target",
            Shares16(_chosen(trace.decoder, at)),
            causal=True,
        ),
        Panel(
            _("Cross-attention"),
            _("Each written token looks at what the encoder made of the sentence."),
            "target",
            "source",
            Shares16(_chosen(trace.cross, at)),
            causal=False,
        ),
    )


def _chosen(patterns: np.ndarray, at: Head) -> np.ndarray:
    """(L, H, n, m) -> (n, m)"""
    layers, heads = patterns.shape[:2]
    return patterns[min(at.layer, layers - 1), min(at.head, heads - 1)]


def finding(translation: Translation) -> str:
    """How much of each stack's attention goes forward."""
    trace = translation.trace
    later = float(np.triu(trace.encoder, 1).sum(-1).mean())
    return _(
        "The encoder gives {share} of its attention to tokens that come later, on average over all its heads; the "
        "decoder gives them none, for they are not written yet. Cross-attention has no order to keep: every written "
        "token may look at any that was read.",
        share=percent(later),
    )


def n_layers(translation: Translation) -> int:
    shape = translation.model.shape
    return max(shape.n_encoder_layers, shape.n_decoder_layers)


def n_heads(translation: Translation) -> int:
    shape = translation.model.shape
    return max(shape.n_encoder_heads, shape.n_decoder_heads)
