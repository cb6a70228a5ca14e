"""A text's pieces are its tokens, or the tokens of one character together."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.analysis.surprisal import entropy, surprisal
from explorer.components.payload import Dropped
from explorer.components.text.reading_heat import Piece
from explorer.figures.numbers import count, percent
from explorer.findings.output.reading import reading_of
from explorer.findings.output.text_heat import FULL, how_expected, text_heat
from explorer.text.token import tokens_of
from tests.findings.embedded import embedded_run, model


def of(text: str):
    ids = tuple(model().tokenizer.encode(text))
    tokens = tokens_of(ids, model().tokenizer)
    return tokens, reading_of(model(), ids)


def pieces_of(tokens, read) -> tuple[Piece, ...]:
    return text_heat(embedded_run(), tokens, read, selected=None).pieces


@pytest.mark.parametrize("text", ["Tom had a red ball.", "東京タワー", "👨‍👩‍👧 😀\n\tend", "a"])
def test_the_pieces_make_the_text_and_every_token_is_in_one(text: str) -> None:
    tokens, found = of(text)
    made = pieces_of(tokens, found)
    assert "".join(piece.text for piece in made) == text
    assert [id for piece in made for id in piece.ids] == [token.id for token in tokens]
    assert [piece.at for piece in made] == [sum(len(p.ids) for p in made[:i]) for i in range(len(made))]


def test_a_piece_has_the_surprisal_of_its_token_and_the_first_has_none() -> None:
    run = embedded_run()
    made = pieces_of(run.tokens, reading_of(model(), run.trace.ids))
    assert made[0].shades == ()
    for place, (piece, bits) in enumerate(zip(made[1:], surprisal(run.trace), strict=True)):
        logits, came = run.trace.logits[place], run.trace.ids[place + 1]
        rank, decided = 1 + int((logits > logits[came]).sum()), entropy(logits)
        assert piece.numbers == (percent(2**-bits), f"{bits:.1f} bits", count(rank), f"{decided:.1f} bits")
        expected = np.minimum(1, np.array([bits, decided, np.log2(rank)]) / FULL)
        np.testing.assert_allclose(piece.shades, expected, atol=6e-4)
        assert piece.expected[0][0] == int(logits.argmax())


def test_a_character_of_several_tokens_costs_their_bits_together() -> None:
    tokens, found = of("Look: 😀")
    last = pieces_of(tokens, found)[-1]
    assert len(last.ids) > 1
    assert last.numbers[1] == f"{found.surprisal[-len(last.ids) :].sum():.1f} bits"


def test_the_sentence_says_perplexity_hits_and_the_greatest_surprise() -> None:
    tokens, found = of("Tom had a red ball.")
    said = how_expected(tokens, found)
    assert f"{2 ** found.surprisal.mean():.1f}" in said
    assert tokens[int(found.surprisal.argmax()) + 1].text in said
    assert "only one token" in how_expected(*of("a"))


def test_a_click_is_on_a_piece() -> None:
    run = embedded_run()
    shown = text_heat(run, run.tokens, reading_of(model(), run.trace.ids), selected=None)
    assert shown.position(shown.pieces[-1].at) == shown.pieces[-1].at
    for sent in (len(run.tokens), -1, "1", None):
        with pytest.raises(Dropped):
            shown.position(sent)
    assert {id for piece in shown.pieces for id, _share in piece.expected} <= set(shown.words)


def test_a_door_is_only_where_something_was_predicted() -> None:
    run = embedded_run()
    shown = text_heat(run, run.tokens, reading_of(model(), run.trace.ids), selected=None)
    assert shown.door(1) == 1
    for sent in (0, len(run.tokens), "1"):
        with pytest.raises(Dropped):
            shown.door(sent)


def test_a_piece_has_as_many_numbers_as_there_are_names() -> None:
    run = embedded_run()
    shown = text_heat(run, run.tokens, reading_of(model(), run.trace.ids), selected=None)
    with pytest.raises(ValueError, match="others have more or fewer"):
        replace(shown, numbers=("one",))
