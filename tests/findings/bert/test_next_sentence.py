"""Which pairs of the visitor's sentences BERT would have learned from."""

from explorer.findings.bert import next_sentence as nsp
from explorer.findings.output.calibration import held_out
from explorer.text.token import tokens_of
from explorer.words import speak
from tests.findings.bert.texts import readers

TEXT = "The dog was hungry. It ate a bone. Then it slept."


def test_a_sentence_and_the_next_follow_each_other_one_from_elsewhere_does_not() -> None:
    pairs = {pair.kind: (pair.first, pair.second) for pair in nsp.pairs_of(TEXT)}
    assert pairs["next"] == ("The dog was hungry.", "It ate a bone.")
    assert pairs["swapped"] == pairs["next"][::-1]
    assert pairs["random"][0] == "The dog was hungry."
    assert pairs["random"][1] in " ".join(nsp.sentences_of(held_out("en")))
    assert nsp.pairs_of(TEXT) == nsp.pairs_of(TEXT)


def test_one_sentence_has_no_next() -> None:
    assert [pair.kind for pair in nsp.pairs_of("The dog was hungry.")] == ["random"]
    assert nsp.pairs_of(" \n") == ()
    assert "one sentence" in nsp.how_many("The dog was hungry.")
    assert nsp.how_many(TEXT).startswith("Your text has 3 sentences: 2 pairs")


def test_japanese_sentences_are_paired_with_japanese_ones() -> None:
    speak("ja")
    try:
        pairs = nsp.pairs_of("犬がいました。犬は骨を食べました。")
        assert pairs[0].second == "犬は骨を食べました。"
        assert pairs[1].second in "".join(held_out("ja").split("\n"))
    finally:
        speak("en")


def test_a_pair_is_read_between_special_tokens_and_each_token_says_which_it_belongs_to() -> None:
    model, pair = readers().encoder.model, nsp.pairs_of(TEXT)[0]
    chips = [chip for group in nsp.strip(model, pair).groups for chip in group.tokens]
    assert [chip.text for chip in chips if chip.special] == ["[CLS]", "[SEP]", "[SEP]"]
    sides = {side: [chip.id for chip in chips if chip.note == side and not chip.special] for side in "AB"}
    assert {side: model.tokenizer.decode(ids) for side, ids in sides.items()} == {"A": pair.first, "B": pair.second}
    assert len(tokens_of([chip.id for chip in chips], model.tokenizer)) == len(chips)


def test_the_neighbours_help_is_measured_on_the_second_sentence_alone() -> None:
    both, pairs = readers(), nsp.pairs_of(TEXT)
    found = nsp.beside(both, pairs)
    assert found is not None
    assert len({found.alone, found.next, found.random, found.swapped}) == 4
    assert min(found.alone, found.next, found.random, found.swapped) > 0
    assert nsp.beside(both, nsp.pairs_of("Only one.")) is None
    assert nsp.beside(both, nsp.pairs_of("word " * 50 + ". " + "word " * 50 + ".")) is None


def test_every_figure_of_its_history_has_a_source() -> None:
    assert all("](https://" in paragraph for paragraph in nsp.history())
