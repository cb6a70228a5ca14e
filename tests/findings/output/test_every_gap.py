"""Every gap against transformers: each token hidden alone."""

import numpy as np
import pytest
import torch

from explorer.engine.runs import Run
from explorer.findings.gaps import mask_of
from explorer.findings.output.every_gap import MOST, RIGHT, filled, finding, strip
from explorer.session.here import Here
from explorer.words.sentences import parts
from tests.findings.embedded import run_at
from tests.findings.kin import encoder_folder, opened


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory):
    return opened(encoder_folder(tmp_path_factory.mktemp("gaps") / "encoder"))


@pytest.fixture(scope="module")
def run(model) -> Run:
    return run_at(Here("The cat sat on the mat."), model)


def test_each_of_the_texts_own_tokens_is_hidden_alone(run: Run) -> None:
    gaps, mask = filled(run), mask_of(run.model)
    assert mask is not None
    assert [one.place for one in gaps] == [i for i, token in enumerate(run.tokens) if not token.special]
    for one in gaps:
        ids = torch.tensor([run.trace.ids]).clone()
        ids[0, one.place] = mask
        with torch.inference_mode():
            probs = run.model.module(ids).logits[0, one.place].softmax(-1)
        assert one.bits == pytest.approx(-float(probs[run.trace.ids[one.place]].log2()), abs=1e-3)
        assert one.best == int(probs.argmax())
        assert one.share == pytest.approx(float(probs.max()), abs=1e-5)


def test_beneath_each_token_stands_what_the_model_would_put_there(run: Run) -> None:
    gaps = filled(run)
    chips = [chip for group in strip(run, gaps).groups for chip in group.tokens]
    for one in gaps:
        same = one.best == run.trace.ids[one.place]
        assert chips[one.place].note == (RIGHT if same else run.texts_of([one.best])[0])
    assert {chips[0].note, chips[-1].note} == {"–"}


def test_the_sentence_counts_what_was_found_and_names_the_worst(run: Run) -> None:
    gaps = filled(run)
    worst = max(gaps, key=lambda one: one.bits)
    said = "".join(part.text for part in parts(finding(run, gaps)))
    found = sum(one.best == run.trace.ids[one.place] for one in gaps)
    assert f"{len(gaps)} tokens was hidden in turn: {found} " in said
    assert f"farthest off at {run.tokens[worst.place].text} ({worst.bits:.1f} bits)" in said


def test_of_a_long_text_only_what_is_near_the_selected_token_is_hidden(model) -> None:
    long = run_at(Here("cat " * 58, position=30), model)
    places = [one.place for one in filled(long)]
    assert len(places) == MOST
    assert np.array_equal(places, range(places[0], places[0] + MOST))
    assert 30 in places
