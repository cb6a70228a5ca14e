"""How probable words are, against transformers: each text asked for by itself."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from explorer.analysis.surprisal import surprisal
from explorer.engine.runs import trace_of
from explorer.findings.bert.chain import decoder_bits, encoder_bits, hidden_alone, most_apart
from explorer.findings.bert.pseudo import perplexity
from explorer.findings.bert.pseudo import read as read_bits
from explorer.models.model import Model
from tests.findings.bert.texts import ENGLISH, JAPANESE, read, readers

each = pytest.mark.parametrize("text", [ENGLISH, JAPANESE])


def cost(model: Model, ids: Sequence[int], place: int, token: int) -> float:
    """Bits of a token at a place, in one pass of transformers' own."""
    with torch.inference_mode():
        logits = model.module(torch.tensor([list(ids)])).logits[0, place]
    return -float(logits.log_softmax(-1)[token]) / np.log(2)


@each
def test_a_hidden_words_tokens_are_guessed_from_left_to_right(text: str) -> None:
    both, sentence = readers(), read(text)
    for word, bits in zip(sentence.words, encoder_bits(both, sentence), strict=True):
        for place, found in zip(word.encoder, bits, strict=True):
            ids = list(sentence.encoder)
            ids[place : word.encoder.stop] = [both.mask] * (word.encoder.stop - place)
            assert found == pytest.approx(cost(both.encoder.model, ids, place, sentence.encoder[place]), abs=1e-3)


@each
def test_hidden_alone_every_token_is_guessed_from_all_others(text: str) -> None:
    both, sentence = readers(), read(text)
    for word, bits in zip(sentence.words, hidden_alone(both, sentence), strict=True):
        for place, found in zip(word.encoder, bits, strict=True):
            ids = [*sentence.encoder[:place], both.mask, *sentence.encoder[place + 1 :]]
            assert found == pytest.approx(cost(both.encoder.model, ids, place, sentence.encoder[place]), abs=1e-3)


@each
def test_what_comes_is_predicted_from_what_stands_before(text: str) -> None:
    both, sentence = readers(), read(text)
    bits = np.concatenate(decoder_bits(both, sentence))
    assert np.isnan(bits[0])
    expected = surprisal(trace_of(both.decoder.model, sentence.decoder))
    np.testing.assert_allclose(bits[1:], expected, atol=1e-3)
    assert perplexity([bits]) == pytest.approx(2 ** expected.mean(), rel=1e-3)


def test_of_words_of_one_token_both_ways_of_hiding_are_one() -> None:
    both, sentence = readers(), read("It was a red dog.")
    assert all(len(word.encoder) == 1 for word in sentence.words)
    found = read_bits(both, sentence)
    assert perplexity(found.encoder) == pytest.approx(perplexity(found.alone), rel=1e-4)


def test_a_words_other_tokens_give_it_away() -> None:
    found = read_bits(readers(), read(ENGLISH))
    assert perplexity(found.alone) < perplexity(found.encoder)


@each
def test_it_opens_on_the_word_to_which_they_give_the_most_different_probabilities(text: str) -> None:
    both, sentence = readers(), read(text)
    encoder, decoder = (
        np.array([2.0 ** -bits.sum() for bits in words])
        for words in (encoder_bits(both, sentence), decoder_bits(both, sentence))
    )
    apart = np.abs(encoder - decoder)
    lettered = [gap for gap, word in zip(apart, sentence.words, strict=True) if word.letters]
    at = most_apart(both, sentence)
    assert sentence.words[at].letters
    assert apart[at] == np.nanmax(lettered)
