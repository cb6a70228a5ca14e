"""What both say of a hidden word, against transformers; and that what follows moves the one alone."""

import numpy as np
import pytest
import torch

from explorer.errors import Refused
from explorer.findings.bert.edited import apart, with_right
from explorer.findings.bert.guesses import ROWS, answers, shown
from explorer.findings.bert.masks import panels
from explorer.findings.bert.two_readers import Asked, answered, fact, how, two_readers
from explorer.words.sentences import parts
from tests.findings.bert.test_chain import cost
from tests.findings.bert.texts import ENGLISH, JAPANESE, read, readers

UMBRELLA, IT = 3, 5


def plain(said: str) -> str:
    return "".join(part.text for part in parts(said))


def asked(text: str, at: int, *others: int, right: str | None = None) -> Asked:
    sentence = read(text)
    edited = None if right is None else with_right(readers(), sentence, at, right)
    return Asked(sentence, frozenset({at, *others}), at, edited)


def test_of_one_token_the_guesses_are_the_likeliest_tokens() -> None:
    both, sentence = readers(), read(ENGLISH)
    encoder, decoder = answers(both, sentence, frozenset({IT}), IT)
    assert decoder is not None
    word = sentence.words[IT]
    gapped = [*sentence.encoder]
    gapped[word.encoder.start] = both.mask
    left = sentence.decoder[: word.decoder.start]
    for model, ids, place, answer in (
        (both.encoder.model, gapped, word.encoder.start, encoder),
        (both.decoder.model, left, len(left) - 1, decoder),
    ):
        with torch.inference_mode():
            probs = model.module(torch.tensor([list(ids)])).logits[0, place].softmax(-1)
        likely = probs.topk(ROWS)
        assert [guess.ids[0] for guess in answer.guesses] == likely.indices.tolist()
        np.testing.assert_allclose([guess.share for guess in answer.guesses], likely.values, atol=1e-5)
        assert answer.word.share == pytest.approx(float(probs[answer.word.ids[0]]), abs=1e-5)
        assert answer.rank == 1 + int((probs > probs[answer.word.ids[0]]).sum())


def test_of_several_tokens_a_guess_has_as_many_and_the_product_of_their_shares() -> None:
    both, sentence = readers(), read(ENGLISH)
    word = sentence.words[UMBRELLA]
    encoder, decoder = answers(both, sentence, frozenset({UMBRELLA}), UMBRELLA)
    assert decoder is not None
    for guess in (*encoder.guesses, encoder.word):
        assert len(guess.ids) == len(word.encoder)
        bits = 0.0
        for n, place in enumerate(word.encoder):
            ids = [*sentence.encoder]
            ids[word.encoder.start : word.encoder.stop] = [*guess.ids[:n], *[both.mask] * (len(guess.ids) - n)]
            bits += cost(both.encoder.model, ids, place, guess.ids[n])
        assert guess.share == pytest.approx(2**-bits, rel=1e-2)
    left = sentence.decoder[: word.decoder.start]
    for guess in (*decoder.guesses, decoder.word):
        bits = sum(
            cost(both.decoder.model, (*left, *guess.ids[:n]), len(left) + n - 1, id) for n, id in enumerate(guess.ids)
        )
        assert guess.share == pytest.approx(2**-bits, rel=1e-2)


def test_other_hidden_words_stay_gaps_for_the_one_and_are_written_by_the_other() -> None:
    both, sentence = readers(), read(ENGLISH)
    alone, two = (answers(both, sentence, hidden, IT) for hidden in (frozenset({IT}), frozenset({IT, 2, 7})))
    ids = [*sentence.encoder]
    for i in (IT, 2, 7):
        for place in sentence.words[i].encoder:
            ids[place] = both.mask
    place = sentence.words[IT].encoder.start
    assert two[0].word.share == pytest.approx(2 ** -cost(both.encoder.model, ids, place, two[0].word.ids[0]), rel=1e-3)
    left = [*sentence.decoder[: sentence.words[2].decoder.start]]
    with torch.inference_mode():
        left.append(int(both.decoder.model.module(torch.tensor([left])).logits[0, -1].argmax()))
    left += sentence.decoder[sentence.words[2].decoder.stop : sentence.words[IT].decoder.start]
    assert two[1] is not None
    expected = cost(both.decoder.model, left, len(left) - 1, two[1].word.ids[0])
    assert two[1].word.share == pytest.approx(2**-expected, rel=1e-3)
    assert two[0].word.share < alone[0].word.share


@pytest.mark.parametrize(
    ("text", "at", "right"),
    [
        (ENGLISH, IT, "she was late."),
        (ENGLISH, UMBRELLA, "and left"),
        (JAPANESE, 4, "を買いました。"),
        (ENGLISH, IT, ""),
    ],
)
def test_what_follows_moves_the_encoder_and_not_one_bit_of_the_decoder(text: str, at: int, right: str) -> None:
    found = answered(readers(), asked(text, at, right=right))
    assert found.apart == 0.0
    assert found.encoder.word.share != found.encoder_before.word.share
    shown_to_visitor = two_readers(readers(), found, several=False)
    assert shown_to_visitor.edited
    assert [card.same for card in shown_to_visitor.cards] == [False, True]
    assert "to the last bit" in shown_to_visitor.cards[1].told
    for row in shown_to_visitor.cards[1].rows:
        assert row.before in (None, pytest.approx(row.share, abs=1e-9))


def test_other_words_before_the_place_do_move_the_decoder() -> None:
    """The check can fail."""
    both = readers()
    assert apart(both.decoder, read(ENGLISH), read(ENGLISH.replace("She", "He")), IT) > 0.01


def test_an_edit_that_cuts_the_hidden_word_otherwise_is_refused() -> None:
    with pytest.raises(Refused, match="would be cut into other tokens"):
        with_right(readers(), read("お腹が空いた。"), 2, "すいたので、ご飯を食べました。")


def test_the_fact_names_both_guesses_with_their_shares() -> None:
    both = readers()
    found = answered(both, asked(ENGLISH, IT))
    said = plain(fact(both, found))
    assert found.decoder is not None
    for reader, answer in ((both.encoder, found.encoder), (both.decoder, found.decoder)):
        assert reader.name in said
        assert shown(reader.model, answer.best.ids) in said
    first = answered(both, asked(ENGLISH, 0))
    assert first.decoder is None
    assert "explorer-gpt says nothing" in plain(fact(both, first))
    assert two_readers(both, first, several=False).cards[1].rows == ()


def test_how_it_was_computed_counts_the_words_tokens() -> None:
    both = readers()
    assert how(both, answered(both, asked(ENGLISH, IT))).startswith("The word is one token for both")
    n = len(read(ENGLISH).words[UMBRELLA].encoder)
    assert f"Of the tokens of explorer-bert the word takes {n}," in how(both, answered(both, asked(ENGLISH, UMBRELLA)))
    assert "knows no gaps" in how(both, answered(both, asked(ENGLISH, IT, 2)))


def test_the_cards_say_which_words_each_may_look_at() -> None:
    cards = two_readers(readers(), answered(readers(), asked(ENGLISH, IT, 2)), several=True).cards
    words = range(len(read(ENGLISH).words))
    assert cards[0].sight == tuple(i not in (2, IT) for i in words)
    assert cards[1].sight == tuple(i < IT and i != 2 for i in words)


def test_the_masks_hide_nothing_from_the_one_and_all_that_follows_from_the_other() -> None:
    both, one = (panel.weights.values for panel in panels(readers(), asked(ENGLISH, IT)).panels)
    assert (both > 0).all()
    assert (np.triu(one, 1) == 0).all()
    np.testing.assert_allclose(one.sum(-1), 1, atol=1e-4)
    assert (both.sum(-1) <= 1 + 1e-4).all()
