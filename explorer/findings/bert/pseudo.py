"""Pseudo-perplexity: each word hidden in turn and guessed from both sides, beside the perplexity of one who reads on.

The pseudo-log-likelihood of Salazar et al. 2020 hides each token alone; that of Kauf and Ivanova 2023 hides what
follows it in its word, too, since a word's own ending gives its beginning away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.components.text.word_bars import Series, WordBars
from explorer.figures.numbers import count, percent
from explorer.findings.bert.chain import Bits, decoder_bits, encoder_bits, hidden_alone
from explorer.findings.bert.decisive_words import bare
from explorer.findings.bert.readers import Readers
from explorer.findings.bert.words import Sentence
from explorer.words import _
from explorer.words.sentences import chip, joined


@dataclass(frozen=True, eq=False)
class Read:
    """Bits of each token, by word."""

    encoder: tuple[Bits, ...]
    """What follows a token in its word is hidden with it."""
    alone: tuple[Bits, ...]
    """The token alone is hidden."""
    decoder: tuple[Bits, ...]
    """From what stands before; nan where nothing does."""


def read(readers: Readers, sentence: Sentence) -> Read:
    return Read(encoder_bits(readers, sentence), hidden_alone(readers, sentence), decoder_bits(readers, sentence))


def perplexity(bits: Sequence[Bits]) -> float:
    """2 to the mean bits of a token, of those that somebody guessed; nan where nobody guessed any.

    >>> perplexity([np.array([np.nan, 1.0]), np.array([3.0])])
    4.0
    """
    every = np.concatenate(list(bits))
    return float(2 ** np.nanmean(every)) if np.isfinite(every).any() else float("nan")


def bars(readers: Readers, sentence: Sentence, found: Read, at: int) -> WordBars:
    """Over each word the bits that it costs both readers."""
    both = [[_sum(bits) for bits in words] for words in (found.encoder, found.decoder)]
    names, roles = (readers.encoder.name, readers.decoder.name), ("attention", "probability")
    return WordBars(
        words=tuple(bare(word.text) for word in sentence.words),
        series=tuple(Series(name, role, tuple(row)) for name, role, row in zip(names, roles, both, strict=True)),
        titles=tuple(
            _title(readers, bare(word.text), *costs) for word, *costs in zip(sentence.words, *both, strict=True)
        ),
        selected=at,
        unit=_("bits of surprise; the longest bar: {most}", most="{most}"),
        label=_("The text in words; over each, how much it surprises both models. A click selects a word."),
    )


def _sum(bits: Bits) -> float | None:
    """Of a word's tokens together; None where one was predicted by nothing."""
    return None if np.isnan(bits).any() else float(bits.sum())


def _title(readers: Readers, word: str, encoder: float | None, decoder: float | None) -> str:
    said = {
        "word": word,
        "encoder": readers.encoder.name,
        "decoder": readers.decoder.name,
        "bits": f"{encoder or 0:.2f}",
    }
    share = percent(2 ** -(encoder or 0))
    if decoder is None:
        return _(
            "“{word}”: {encoder} {bits} bits ({share}); {decoder} predicts nothing here, nothing stands before it",
            share=share,
            **said,
        )
    return _(
        "“{word}”: {encoder} {bits} bits ({share}); {decoder} {other} bits ({another})",
        share=share,
        other=f"{decoder:.2f}",
        another=percent(2**-decoder),
        **said,
    )


def finding(readers: Readers, sentence: Sentence, found: Read) -> str:
    """Both numbers, and the word where they are farthest apart."""
    numbers = _(
        "Pseudo-perplexity of {encoder}: {pseudo}. Perplexity of {decoder}: {perplexity}.",
        encoder=chip(readers.encoder.name),
        decoder=chip(readers.decoder.name),
        pseudo=rounded(perplexity(found.encoder)),
        perplexity=rounded(perplexity(found.decoder)),
    )
    return joined(numbers, _farthest(readers, sentence, found))


def _farthest(readers: Readers, sentence: Sentence, found: Read) -> str:
    both = zip(found.encoder, found.decoder, strict=True)
    gaps = np.array([float(np.abs(other.sum() - one.sum())) for one, other in both])
    if np.isnan(gaps).all():
        return ""
    at = int(np.nanargmax(gaps))
    return _(
        "Farthest apart are they at {word}: {bits} bits from both sides, {other} from the left alone.",
        word=chip(bare(sentence.words[at].text)),
        bits=f"{found.encoder[at].sum():.1f}",
        other=f"{found.decoder[at].sum():.1f}",
    )


def rounded(number: float) -> str:
    if np.isnan(number):
        return "–"
    return f"{number:.1f}" if number < 100 else count(round(number))


def not_comparable() -> str:
    """What must not be concluded."""
    return _(
        "The two numbers may not be compared as the quality of models. A perplexity is that of a probability of the "
        "text: each token given those before it, and their product is a distribution over texts. A pseudo-perplexity "
        "lets every word be guessed from all the others, which is easier, and the product of such guesses is no "
        "distribution over texts. It serves to compare sentences under one model that reads both ways."
    )


def how(readers: Readers, found: Read) -> str:
    """The two ways to hide a word of several tokens."""
    same = all(len(bits) == 1 for bits in found.encoder)
    if same:
        return _("Every word here is one token of {encoder}, so it is hidden whole.", encoder=readers.encoder.name)
    return _(
        "Of a word of several tokens, those that follow the guessed one are hidden with it (Kauf and Ivanova 2023). If "
        "each token is hidden alone (Salazar et al. 2020), a word's other tokens give it away: then the "
        "pseudo-perplexity is {alone}, not {pseudo}.",
        alone=rounded(perplexity(found.alone)),
        pseudo=rounded(perplexity(found.encoder)),
    )
