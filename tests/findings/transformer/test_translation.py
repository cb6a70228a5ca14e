"""A sentence is translated as transformers translates it, into the language that its letters ask for."""

from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

from explorer.errors import Refused
from explorer.findings.transformer.script import direction_for, script_of
from explorer.findings.transformer.sentences import cards, example, first_sentence, name_of, offered
from explorer.findings.transformer.translation import MOST_SOURCE, MOST_WRITTEN, asked, best, greedily, searched
from explorer.models.catalogue import find
from explorer.models.two_stacks.directions import ONLY, Direction
from tests.findings.transformer.embedded import ENGLISH, JAPANESE, asking, translator

TEXTS = (ENGLISH, JAPANESE, "I like dogs.", "何を食べたいですか。", "Zebras ululate.")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("beams", [1, 3, 4])
def test_it_writes_what_transformers_writes(text: str, beams: int) -> None:
    folder = find("explorer-translator").location
    theirs: Any = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    ours = asking(text)
    ids = tokenizer(ours.direction.prefix + text, return_tensors="pt")["input_ids"]
    assert ids[0].tolist() == list(ours.source.ids)
    expected = theirs.generate(ids, num_beams=beams, do_sample=False, max_new_tokens=MOST_WRITTEN)[0].tolist()
    assert list(best(ours, beams).target) == expected
    assert best(ours, beams).text == tokenizer.decode(expected, skip_special_tokens=True).strip()


def test_the_length_penalty_lets_longer_ones_win() -> None:
    lengths = [len(searched(asking(), 4, penalty).best[0].tokens) for penalty in (0.0, 1.0, 2.0)]
    assert lengths == sorted(lengths)


def test_the_end_is_no_word_and_every_row_is_about_what_was_written() -> None:
    translation = greedily(asking())
    trace, written = translation.trace, translation.written
    assert written[-1] in translation.model.ends
    assert list(translation.own) == list(range(len(written) - 1))
    assert trace.logits.argmax(-1).tolist() == list(written)
    np.testing.assert_allclose(trace.cross.sum(-1), 1, rtol=1e-5)


def test_letters_say_the_direction() -> None:
    assert [one.target for one in translator().directions] == ["ja", "en"]
    found = [direction_for(text, translator().directions) for text in (ENGLISH, JAPANESE, "Привет", "123")]
    assert [one and one.target for one in found] == ["ja", "en", None, None]
    assert direction_for("Hallo", (ONLY,)) == ONLY
    assert direction_for("こんにちは", (Direction("en", "de", "x: "),)) is None
    assert script_of("Tomは") == "ja"


def test_nothing_and_too_much_are_refused() -> None:
    direction = translator().directions[0]
    with pytest.raises(Refused, match="type one"):
        asked(translator(), "  ", direction)
    with pytest.raises(Refused, match=f"at most {MOST_SOURCE} are translated"):
        asked(translator(), "a " * 60, direction)


def test_a_prompt_is_taken_where_it_can_be() -> None:
    model = translator()
    assert offered(ENGLISH, model).text == ENGLISH
    assert offered(ENGLISH, model).note == ""
    assert offered("It rains. Tom sleeps.", model).text == first_sentence("It rains. Tom sleeps.") == "It rains."
    assert "one at a time" in offered("It rains. Tom sleeps.", model).note
    for prompt, why in (("Привет", "in no language"), ("a" + " a" * 60, "too long")):
        assert offered(prompt, model).text == example(model)
        assert why in offered(prompt, model).note


def test_examples_are_in_languages_that_the_model_reads() -> None:
    model = translator()
    shown = cards(ENGLISH, model).cards
    assert {card.lang for card in shown} == {"en", "ja"}
    assert all(direction_for(card.prompt, model.directions) for card in shown)
    assert name_of(model.directions[0]) == "English → Japanese"
    assert name_of(ONLY) == "as it was made"
