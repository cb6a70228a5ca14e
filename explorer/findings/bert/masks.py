"""Who may look at whom, while both read the sentence: in the one nothing is hidden, in the other all that follows."""

from collections.abc import Sequence

import numpy as np

from explorer.analysis.merging import merged
from explorer.components.attention.pattern_panels import Panel, PatternPanels
from explorer.components.payload import Pattern16
from explorer.engine.cache import once
from explorer.engine.protocol import Floats
from explorer.engine.runs import trace_of
from explorer.findings.bert.chain import masked
from explorer.findings.bert.readers import Reader, Readers
from explorer.findings.bert.two_readers import Asked
from explorer.findings.context.panels import labels
from explorer.findings.spoken import panels_spoken
from explorer.text.glyphs import visible
from explorer.words import _

GAP = "?"


def panels(readers: Readers, asked: Asked) -> PatternPanels:
    """Attention between words, the mean of all heads; the gap's row is selected, and with it that of the word before,
    from which the decoder's guess comes."""
    sentence, hidden, at = asked.now
    words = [visible((word.text.strip() or word.text).encode()) for word in sentence.words]
    gapped = [GAP if i in hidden else word for i, word in enumerate(words)]
    gaps = [place for i in hidden for place in sentence.words[i].encoder]
    encoder = masked(sentence.encoder, gaps, readers.mask)
    both = _panel(readers.encoder, encoder, [word.encoder for word in sentence.words], gapped)
    one = _panel(readers.decoder, sentence.decoder, [word.decoder for word in sentence.words], words)
    rows = tuple(max(0, i - 1) for i in range(len(words)))
    shown = both, Panel(one.title, one.note, one.weights, one.tokens, one.causal, rows=rows)
    return PatternPanels(
        panels=shown,
        spoken=panels_spoken(shown),
        position=at,
        labels=labels(_("Who looks at whom: arrow keys walk through the words, Enter hides one")),
    )


def _panel(reader: Reader, ids: tuple[int, ...], words: Sequence[range], texts: Sequence[str]) -> Panel:
    causal = reader.model.causal
    note = (
        _("Causal mask: what comes later is hidden (hatched). Lit is the word before the gap, where its guess is made.")
        if causal
        else _("No mask: every word sees those before and after it. Lit is the gap.")
    )
    return Panel(reader.name, note, Pattern16(_mean(reader, ids, words), causal), tuple(texts), causal)


def _mean(reader: Reader, ids: tuple[int, ...], words: Sequence[range]) -> Floats:
    """(W, W) mean over all heads; what goes to special tokens is left out, so that a row may sum to less than 1."""
    key = ("attention between words", reader.key, ids, tuple(words))
    return once(key, lambda: _between(reader, ids, words))


def _between(reader: Reader, ids: tuple[int, ...], words: Sequence[range]) -> Floats:
    trace = trace_of(reader.model, ids, reader.edits)
    mean = np.mean([pattern.mean(0) for pattern in trace.patterns()], axis=0)
    before, after = range(words[0].start), range(words[-1].stop, len(ids))
    groups = tuple(group for group in (before, *words, after) if len(group))
    start = 1 if len(before) else 0
    return merged(mean, groups)[start : start + len(words), start : start + len(words)]
