"""A hidden word, and what explorer-bert makes of its place: transformers' own probabilities."""

import numpy as np
import pytest
import torch
from transformers import AutoModelForMaskedLM

from explorer.engine import model_store
from explorer.findings.gaps import mask_of
from explorer.findings.output.calibration import held_out
from explorer.findings.play import gaps
from explorer.models.catalogue import find
from explorer.models.model import Model


@pytest.fixture(scope="module")
def model() -> Model:
    return model_store.ask(gaps.READER).result()


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("vote", [False, True])
def test_each_riddle_is_a_held_out_sentence_without_a_word(model: Model, lang: str, vote: bool) -> None:
    text = " ".join(held_out(lang).split())
    riddles = [gaps.riddle(model, lang, number, vote=vote) for number in range(4)]
    assert len({riddle.before for riddle in riddles}) == 4
    for riddle in riddles:
        assert riddle.right
        assert " ".join((riddle.before + riddle.right + riddle.after).split()) in text
        assert riddle.right not in str(riddle.asked().get("before"))[-len(riddle.right) :]
        assert gaps.score(riddle, f" {riddle.right.upper()} ") == 1.0
        assert gaps.score(riddle, "xyzzy") == 0.0
        if vote:
            assert riddle.offered is not None
            assert riddle.right in riddle.offered


def test_where_there_is_no_choice_it_is_typed(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "largest", lambda row, k: row.argsort()[::-1][:k] if k < 40 else np.array([], int))
    assert gaps._asked(model, "She ran to the house and slept.", 2, True).offered is None


def test_the_bars_are_what_transformers_gives_the_place_of_the_gap(model: Model) -> None:
    riddle = gaps.riddle(model, "en", 0, vote=False)
    theirs = AutoModelForMaskedLM.from_pretrained(find(gaps.READER).location, dtype="float32")
    whole = model.prompt(riddle.before + str(riddle.right) + riddle.after).ids
    (own,) = model.tokenizer.encode(f" {riddle.right}")
    ids = torch.tensor([[mask_of(model) if id == own else id for id in whole]])
    with torch.no_grad():
        probs = torch.softmax(theirs(ids).logits[0, whole.index(own)].double(), -1)
    best = probs.topk(len(riddle.bars))
    assert [bar.share for bar in riddle.bars] == pytest.approx(best.values.tolist(), rel=1e-3)
