"""A text's pieces are its tokens, or the tokens of one character together."""

import numpy as np
import pytest

from explorer.analysis.surprisal import surprisal
from explorer.components.payload import Dropped
from explorer.findings.output.reading import reading_of
from explorer.findings.output.text_heat import how_expected, pieces_of, text_heat
from explorer.text.token import tokens_of
from tests.findings.embedded import embedded_run, model


def of(text: str):
    ids = tuple(model().tokenizer.encode(text))
    tokens = tokens_of(ids, model().tokenizer)
    return tokens, reading_of(model(), ids)


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
    assert made[0].bits is None
    np.testing.assert_allclose([float(piece.bits or 0) for piece in made[1:]], surprisal(run.trace), atol=6e-5)
    for place, piece in enumerate(made[1:]):
        assert piece.rank == 1 + int(
            (run.trace.logits[place] > run.trace.logits[place][run.trace.ids[place + 1]]).sum()
        )
        assert piece.expected[0][0] == int(run.trace.logits[place].argmax())


def test_a_character_of_several_tokens_costs_their_bits_together() -> None:
    tokens, found = of("Look: 😀")
    last = pieces_of(tokens, found)[-1]
    assert len(last.ids) > 1
    assert last.bits == pytest.approx(found.surprisal[-len(last.ids) :].sum(), abs=6e-5)


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
