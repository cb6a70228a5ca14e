"""A training in sentences."""

import pytest

from explorer.errors import Refused
from explorer.findings.train import now
from explorer.findings.train.presets import FIRST, preset, presets
from explorer.models.training.estimate import Estimate
from explorer.words import speak
from tests.findings.train.progresses import progress


@pytest.fixture(autouse=True, params=["en", "ja"])
def _language(request: pytest.FixtureRequest):
    speak(request.param)
    yield
    speak("en")


def test_the_start_names_what_is_measured() -> None:
    said = now.at_the_start(progress(step=0, held_out=((0, 4.05),)))
    for written in ("4.05", "3.91", "50"):
        assert written in said


def test_before_it_the_time_and_what_to_watch_are_said() -> None:
    said = now.before(Estimate(1, 1, 1, 27.4, 12.2), 500, presets()[0])
    assert "27" in said
    assert "500" in said
    assert "12" in said
    assert now.what_to_watch(presets()[0]) in said


def test_while_it_learns_it_is_held_against_the_frequencies() -> None:
    early = now.so_far(progress(state="running", held_out=((0, 3.91), (10, 3.5))))
    late = now.so_far(progress(state="running", held_out=((0, 3.91), (50, 2.25))))
    assert "3.50" in early
    assert "0.75" in late
    assert "2" in now.so_far(progress(state="waiting", place=2))


def test_the_bar_tells_the_time_left_once_it_is_known() -> None:
    assert "20,000" in now.bar(progress(seconds_left=9.6)).replace("2万", "20,000")
    assert "10" in now.bar(progress(seconds_left=9.6))
    assert now.bar(progress(step=7)).count("·") == 0


def test_the_sentence_afterwards_is_of_its_own_curve() -> None:
    said = now.afterwards(progress(last=2.0))
    assert "2.00" in said
    assert "3.91" in said
    assert "1.00" in said  # below the frequencies
    assert now.turn(progress()) is None


def test_a_rise_is_marked_where_it_began() -> None:
    rising = ((0, 3.9), (50, 2.0), (100, 2.4))
    heart = progress(held_out=rising)
    assert now.turn(heart) == (50, 2.0)
    assert "0.40" in now.afterwards(heart)
    assert "50" in now.afterwards(heart)


def test_a_preset_that_did_not_do_what_it_shows_says_so() -> None:
    order = preset("by-heart").order
    otherwise = now.afterwards(progress(order))
    assert len(otherwise) > len(now.afterwards(progress(FIRST)))
    assert len(now.afterwards(progress(order, ending="stopped"))) < len(otherwise)


def test_a_loss_that_is_no_number_is_said() -> None:
    said = now.afterwards(progress(ending="diverged"))
    assert said != now.afterwards(progress())


def test_an_ending_before_any_look_is_said() -> None:
    assert now.afterwards(progress(held_out=()))
    assert now.turn(progress(held_out=())) is None


@pytest.mark.parametrize("ending", ["steps", "seconds", "stopped", "diverged"])
def test_how_it_went_tells_why_it_ended(ending: str) -> None:
    told = {now.how_it_went(progress(ending=one)) for one in ("steps", "seconds", "stopped", "diverged")}
    assert len(told) == 4
    assert "100,000" in now.how_it_went(progress(ending=ending))


def test_every_preset_is_an_order_that_can_be_given() -> None:
    for one in presets():
        try:
            assert one.order.used
        except Refused as refused:  # pragma: no cover
            pytest.fail(str(refused))
        assert one.title
    assert preset("nobody's") == presets()[0]
