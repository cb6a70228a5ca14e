"""What explorer-translator is taught: pairs both ways, in batches of like length, and what they cost."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer

from explorer.models.catalogue import Entry
from explorer.models.two_stacks.loader import load
from explorer.text.embedded import embedded_encoding
from training.export import save_tokenizer
from training.loop import Recipe
from training.pairs import Pairs, directed, sentence_pairs
from training.translations import measured, report, translated
from training.translator import ADDED, marks, narrowed, new_model, smoothed_losses

N_TEXT = 100
SMALL = Recipe(steps=1, rows=8, n_ctx=16, n_layers=1, n_heads=2, d_model=16)
MARKS = marks(N_TEXT)


def some_pairs(n: int = 300) -> Pairs:
    rng = np.random.default_rng(0)
    sides = rng.integers(2, 14, (n, 2))
    made = [([MARKS.english, *[number % 90] * s, MARKS.end], [*[number % 90] * t, MARKS.end])
            for number, (s, t) in enumerate(sides.tolist())]  # fmt: skip
    return Pairs(made, MARKS, tokens=200, seed=0)


def test_each_pair_is_there_both_ways_and_without_the_longest(corpus: Path, tokenizer: Path) -> None:
    encoding = embedded_encoding(tokenizer)
    known = marks(encoding.n_vocab)
    pairs = sentence_pairs(corpus, "train")
    found = directed(pairs, encoding, known, longest=99)
    assert len(found) == 2 * len(pairs) > 0
    asked = {source[0] for source, _ in found}
    assert asked == {known.japanese, known.english}
    source, target = found[0]
    assert encoding.decode(source[1:-1]) == pairs[0][0]
    assert encoding.decode(target[:-1]) == pairs[0][1]
    assert source[-1] == target[-1] == encoding.eot_token
    assert directed(pairs, encoding, known, longest=3) == []


def test_a_pass_reads_every_pair_once_and_the_next_in_another_order() -> None:
    pairs = some_pairs()
    n = len(pairs.edges)
    passes = [[pairs.batch(step)[3] for step in range(start, start + n)] for start in (0, n)]
    for read in passes:
        assert sum(len(wanted) for wanted in read) == len(pairs.pairs)
        assert all(wanted.shape[0] * wanted.shape[1] * 2 <= 2 * 200 for wanted in read)
    assert any(one.shape != other.shape or (one != other).any() for one, other in zip(*passes, strict=True))
    assert all((one == other).all() for one, other in zip(pairs.batch(3), some_pairs().batch(3), strict=True))


def test_a_batch_is_no_larger_than_it_may_be_and_holds_like_lengths() -> None:
    pairs = some_pairs()
    lengths = np.sort(pairs.lengths)
    for edge, after in pairwise(pairs.edges):
        assert edge.stop == after.start
        assert 2 * lengths[edge.stop - 1] * (edge.stop - edge.start) <= 200
        assert 2 * lengths[after.start] * (edge.stop - edge.start + 1) > 200


def test_blanks_stand_for_words_alone_and_nothing_is_said_before_its_place() -> None:
    pairs, blank = some_pairs(), 0
    for step in range(20):
        source, real, before, wanted = pairs.batch(step)
        assert ((source == MARKS.pad) | real).sum() >= (~real).sum()
        assert (source[:, 0] == MARKS.english).all()
        assert (source[np.arange(len(source)), real.sum(1) - 1] == MARKS.end).all()
        assert (before[:, 0] == MARKS.pad).all()
        said = before[:, 1:] != MARKS.pad
        assert (before[:, 1:] == wanted[:, :-1])[said].all()
        blank += int(((source == MARKS.pad) & real).sum())
    assert blank > 0


def test_the_loss_is_that_of_transformers() -> None:
    torch.manual_seed(0)
    model = new_model(SMALL, N_TEXT)
    source, real, _, wanted = map(torch.from_numpy, some_pairs().batch(2))
    before = torch.nn.functional.pad(wanted, (1, -1), value=MARKS.pad)
    source = source.masked_fill(source == MARKS.pad, 5).masked_fill(~real, MARKS.pad)
    labels = wanted.masked_fill(wanted == MARKS.pad, -100)
    seen = model(input_ids=source, attention_mask=real, labels=labels)
    expected = torch.nn.functional.cross_entropy(seen.logits.flatten(0, 1), labels.flatten(), label_smoothing=0.1)
    found = smoothed_losses(model, source, real, before, wanted)
    torch.testing.assert_close(found.mean(), expected)
    assert len(found) == int((wanted != MARKS.pad).sum())


def test_embeddings_begin_in_their_widest_directions() -> None:
    torch.manual_seed(0)
    table = torch.randn(50, 6) * torch.tensor([9.0, 7, 5, 0.01, 0.01, 0.01]) + 3
    found = narrowed(table, 3)
    assert found.square().mean().item() == pytest.approx(1)
    far, expected = torch.cdist(found, found), torch.cdist(table, table)
    torch.testing.assert_close(far / far.max(), expected / expected.max(), rtol=0, atol=0.01)
    assert narrowed(table, 8)[:, 6:].abs().max() == 0


def test_the_tokenizer_ends_a_text_and_knows_the_marks(tokenizer: Path, tmp_path: Path) -> None:
    save_tokenizer("explorer-translator", tokenizer, tmp_path)
    theirs = AutoTokenizer.from_pretrained(tmp_path)
    ids = theirs(f"{ADDED[1]}a b")["input_ids"]
    assert (ids[0], ids[-1]) == (marks(8192).japanese, marks(8192).end)
    assert theirs.pad_token_id == marks(8192).pad


def test_what_was_made_is_measured_and_told(models: Path) -> None:
    folder = models / "explorer-translator"
    figures = measured(models.parent / "corpus", folder, most=3)
    assert figures["n"] == 3
    assert [(one["target"], one["how"]) for one in figures["scores"]] == [
        ("ja", "greedy"),
        ("ja", "beam"),
        ("en", "greedy"),
        ("en", "beam"),
    ]
    assert len(list(report(figures))) == 8
    model = load(Entry("explorer-translator", "embedded", str(folder)))
    alone = [translated(model, [text], model.directions[0], 2)[0] for text in ("I see.", "I see you and me.")]
    assert translated(model, ["I see.", "I see you and me."], model.directions[0], 2) == alone
