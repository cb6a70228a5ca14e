"""What the page says of cross-attention is what the numbers are."""

import re

import numpy as np
import pytest

from explorer.analysis.alignment import strongest, turned
from explorer.findings.transformer.alignment import (
    Aligned,
    Looks,
    agreement_of,
    aligned,
    clearest,
    effects,
    fact,
    no_dictionary,
    picture,
    strongest_look,
    whose,
)
from explorer.findings.transformer.sentences import EXAMPLES
from explorer.findings.transformer.translation import Translation, best, greedily
from explorer.text.units import Unit
from tests.findings.transformer.embedded import ENGLISH, JAPANESE, asking


@pytest.fixture(params=[ENGLISH, JAPANESE], scope="module")
def translation(request: pytest.FixtureRequest) -> Translation:
    return greedily(asking(request.param))


@pytest.mark.parametrize("unit", ["word", "token"])
def test_shares_of_a_written_word_sum_to_one(translation: Translation, unit: Unit) -> None:
    for looks in (Looks(0), Looks(2, 5)):
        found = aligned(translation, looks, unit)
        np.testing.assert_allclose(found.weights.sum(-1), 1, rtol=1e-5)
        assert found.weights.shape == found.effects.shape == (len(found.target.groups), len(found.source.groups))


def test_by_the_token_they_are_the_model_s_own(translation: Translation) -> None:
    found = aligned(translation, Looks(1, 3), "token")
    np.testing.assert_allclose(found.weights, translation.trace.cross[1, 3], rtol=1e-6)
    mean = aligned(translation, Looks(1), "token")
    np.testing.assert_allclose(mean.weights, translation.trace.cross[1].mean(0), rtol=1e-5)


def test_the_clearest_head_agrees_best(translation: Translation) -> None:
    chosen = clearest(translation, "word")
    best = agreement_of(aligned(translation, chosen, "word"))
    shape = translation.model.shape
    for layer in range(shape.n_decoder_layers):
        for head in range(shape.n_decoder_heads):
            assert agreement_of(aligned(translation, Looks(layer, head), "word")) <= best
    assert "agree best" in whose(chosen, is_clearest=True)


def test_words_are_neither_marks_nor_full_stops(translation: Translation) -> None:
    found = aligned(translation, Looks(0), "word")
    for parts, own in ((found.source, found.own_source), (found.target, found.own_target)):
        assert all("<|" not in parts.texts[place] and parts.texts[place] not in ".。" for place in own)
    assert found.own_source
    assert found.own_target
    assert (effects(translation, "word") >= 0).all()


def test_the_picture_has_all_of_both_sentences(translation: Translation) -> None:
    found = aligned(translation, clearest(translation, "word"), "word")
    shown = picture(translation, found)
    assert len(shown.source.words) == len(found.source.groups)
    assert not any(word.startswith("·") for word in (*shown.source.words, *shown.target.words))
    assert {shown.source.language, shown.target.language} == {"en", "ja"}


def told(weights: list[list[float]], effects: list[list[float]], translation: Translation) -> Aligned:
    parts = aligned(translation, Looks(0), "word")
    n = range(len(weights))
    own = tuple(parts.own_source[: len(weights[0])]), tuple(parts.own_target[: len(weights)])
    whole = np.zeros_like(parts.weights), np.zeros_like(parts.weights)
    for table, numbers in zip(whole, (weights, effects), strict=True):
        table[np.ix_(own[1], own[0])] = numbers
    assert len(own[1]) == len(n)
    return Aligned(parts.source, parts.target, *whole, *own)


def test_the_sentences_are_about_these_numbers(translation: Translation) -> None:
    crossed = told([[0.1, 0.9], [0.8, 0.2]], [[0, 1], [1, 0]], translation)
    assert "100 %" in fact(crossed)
    assert "90 %" in strongest_look(crossed)
    assert "for 2 of 2 written words" in no_dictionary(crossed)
    straight = told([[0.9, 0.1], [0.2, 0.8]], [[0, 1], [0, 1]], translation)
    assert "no two cross" in fact(straight)
    assert "for 1 of 2 written words" in no_dictionary(straight)
    assert "aligns nothing" in fact(told([[0.9, 0.1], [0.9, 0.1]], [[1, 0], [1, 0]], translation))


def turned_share(text: str) -> float:
    translation = best(asking(text))
    found = aligned(translation, clearest(translation, "word"), "word")
    other, apart = turned(strongest(found.own_weights))
    return other / apart


SHOWS = {
    "the verb moves to the end": lambda text: turned_share(text) > 0.5,
    "the verb moves forward": lambda text: turned_share(text) > 0.5,
    "a question, turned round": lambda text: turned_share(text) > 0.5,
    "all of it turned round": lambda text: turned_share(text) == 1,
    "greedy decoding repeats itself, beam search does not": lambda text: (
        len(set(greedily(asking(text)).written)) < len(greedily(asking(text)).written) / 4
        and len(best(asking(text)).written) < 20
    ),
    "a word is lost: the bus": lambda text: not re.search("バス|bus", best(asking(text)).text),
}


@pytest.mark.parametrize(("text", "shows"), [one for every in EXAMPLES.values() for one in every])
def test_an_example_shows_what_it_promises(text: str, shows: str) -> None:
    assert SHOWS[shows](text)
