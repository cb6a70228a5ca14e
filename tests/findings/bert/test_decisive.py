"""Which words decide, against a pass of transformers' own; to the right of the place nothing does for a decoder."""

from functools import cache

import numpy as np
import pytest
import torch

from explorer.engine.jobs import Handle, Job
from explorer.findings.bert.decisive import Decisive, Moved, decisive, known
from explorer.findings.bert.decisive_words import finding, most_of, strip
from explorer.findings.bert.guesses import shown
from explorer.words.sentences import parts
from tests.findings.bert.texts import ENGLISH, JAPANESE, read, readers

IT, UMBRELLA = 5, 3
places = pytest.mark.parametrize(("text", "at"), [(ENGLISH, IT), (ENGLISH, UMBRELLA), (ENGLISH, 0), (JAPANESE, 4)])


@cache
def measured(text: str, at: int) -> Decisive:
    return decisive(Handle(Job("decisive", {"me"}), lambda _job: True), readers(), read(text), at)


def log2(model, ids, place: int) -> np.ndarray:
    with torch.inference_mode():
        logits = model.module(torch.tensor([list(ids)])).logits[0, place].double()
    return (logits.log_softmax(-1) / np.log(2)).numpy()


@places
def test_what_follows_decides_exactly_nothing_for_the_decoder(text: str, at: int) -> None:
    found = measured(text, at)
    if not read(text).words[at].decoder.start:
        assert found.decoder == ()
        return
    assert found.decoder[at] is None
    assert all(moved == Moved(0.0, 0.0) for moved in found.decoder[at + 1 :])
    assert all(moved is not None and moved.bits > 0 and moved.by for moved in found.decoder[:at])
    assert found.apart == 0.0


@places
def test_every_other_word_moves_the_encoder(text: str, at: int) -> None:
    found = measured(text, at)
    for way in (found.hidden, found.swapped):
        assert len(way) == len(read(text).words)
        assert [i for i, moved in enumerate(way) if moved is None] == [at]
        assert all(moved.bits > 0 for moved in way if moved is not None)
    assert not any(moved.by for moved in found.hidden if moved is not None)


@places
def test_another_word_is_another_word(text: str, at: int) -> None:
    sentence, found = read(text), measured(text, at)
    for side, model, row in (
        ("encoder", readers().encoder.model, found.swapped),
        ("decoder", readers().decoder.model, found.decoder[:at]),
    ):
        for word, moved in zip(sentence.words, row, strict=False):
            if moved is not None:
                ids = [getattr(sentence, side)[place] for place in getattr(word, side)]
                assert moved.by != shown(model, tuple(ids))


def test_a_hidden_word_moves_the_answer_as_far_as_a_pass_of_ones_own_says() -> None:
    both, sentence = readers(), read(ENGLISH)
    place = sentence.words[IT].encoder.start
    gap = [*sentence.encoder]
    gap[place] = both.mask
    before = log2(both.encoder.model, gap, place)
    for i, moved in enumerate(measured(ENGLISH, IT).hidden):
        if moved is None:
            continue
        ids = [both.mask if k in sentence.words[i].encoder else id for k, id in enumerate(gap)]
        after = log2(both.encoder.model, ids, place)
        assert moved.bits == pytest.approx(float((2**before * (before - after)).sum()), abs=1e-3)
        own = sentence.encoder[place]
        assert moved.change == pytest.approx(float(after[own] - before[own]), abs=1e-3)


def test_what_was_measured_is_kept() -> None:
    found = measured(ENGLISH, IT)
    assert known(readers(), read(ENGLISH), IT) == found


def test_the_text_is_shaded_on_one_scale_and_the_sentence_names_the_strongest() -> None:
    both, sentence, found = readers(), read(ENGLISH), measured(ENGLISH, IT)
    most = most_of(found, "hidden", "bits")
    rows = [strip(sentence, row, IT, "bits", most, label="x") for row in (found.hidden, found.decoder)]
    shades = [[group.tokens[0].shade or 0.0 for group in row.groups] for row in rows]
    assert max(map(max, shades)) <= 1
    assert [group.tokens[0].note for group in rows[1].groups][IT + 1 :] == ["0"] * (len(sentence.words) - IT - 1)
    best = max((i for i in range(len(sentence.words)) if i != IT), key=lambda i: found.hidden[i].bits)  # pyright: ignore[reportOptionalMemberAccess]
    said = "".join(part.text for part in parts(finding(both, sentence, found, IT, "hidden")))
    assert f"For explorer-bert it is {sentence.words[best].text.strip()} that decides most" in said
    assert "the same to the last bit" in said


def test_where_no_word_decides_it_is_said() -> None:
    nothing = tuple(None if i == IT else Moved(0.01, 0.0) for i in range(9))
    found = Decisive(nothing, nothing, nothing, None)
    said = "".join(part.text for part in parts(finding(readers(), read(ENGLISH), found, IT, "hidden")))
    assert said.count("no word alone decides") == 2
