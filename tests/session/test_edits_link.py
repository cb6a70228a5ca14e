"""Edits in a link: what we write we read, and nothing else."""

import pytest

from explorer.session.edits_link import MOST, NOT_CARRIED, carried, read_edits, write_edits
from explorer.session.here import Here
from explorer.session.link import from_params, to_params
from explorer.trace.edits import Ablate, Patch, Steer

DEFAULT = Here("Once", lang="en")
HEADS = (Ablate(3, 5), Ablate(4, 0), Ablate(11, 127))
NUMBERS = Patch("blocks.0.hook_mlp_out", 1, (0.5,) * 256)


def test_silenced_heads_are_short_in_a_link() -> None:
    assert write_edits(HEADS) == "a3.5_a4.0_a11.127"
    assert read_edits("a3.5_a4.0_a11.127") == HEADS


@pytest.mark.parametrize(
    "text", ["", "a", "a1", "a1.", "a.1", "a1.2.3", "b1.2", "a1.2_", "a-1.2", "a1.1000", "a１.2", "a1.2 ", NOT_CARRIED]
)
def test_what_is_no_list_of_edits_is_left_out_and_said(text: str) -> None:
    with pytest.raises(ValueError, match="not a list of edits"):
        read_edits(text)
    assert from_params({"edits": text}, DEFAULT) == (DEFAULT, ("edits",))


def test_a_link_is_bounded() -> None:
    assert read_edits("_".join(["a1.2"] * MOST)) == (Ablate(1, 2),) * MOST
    with pytest.raises(ValueError, match="not a list of edits"):
        read_edits("_".join(["a1.2"] * (MOST + 1)))
    assert not carried((Ablate(1, 2),) * (MOST + 1))


def test_numbers_that_no_link_can_carry_are_not_passed_over_in_silence() -> None:
    for edits in ((NUMBERS,), (Ablate(0, 0), Steer(1, (1.0,) * 256))):
        assert not carried(edits)
        params = to_params(DEFAULT.changed(edits=edits), DEFAULT)
        assert params["edits"] == NOT_CARRIED
        assert from_params(params, DEFAULT) == (DEFAULT, ("edits",))


def test_a_link_made_before_there_were_edits_opens_a_run_without_any() -> None:
    here, ignored = from_params({"prompt": "Tom", "generated": "1.8c", "step": "1", "layer": "3"}, DEFAULT)
    assert (here.edits, here.question.edits, ignored) == ((), (), ())


def test_another_prompt_keeps_what_holds_everywhere_and_another_model_nothing() -> None:
    here = DEFAULT.changed(edits=(Ablate(1, 2), NUMBERS, Steer(0, (1.0,), positions=(2,))))
    assert here.changed(prompt="Another").edits == (Ablate(1, 2),)
    assert here.changed(model="explorer-chat").edits == ()
    assert here.changed(position=3).edits == here.edits
    assert here.changed(step=0).edits == here.edits


def test_edits_are_part_of_the_question() -> None:
    assert DEFAULT.changed(edits=HEADS).question.edits == HEADS
