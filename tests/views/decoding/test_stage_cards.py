"""The stages as cards: what a browser sends is looked up, and each card says what its stage leaves."""

from typing import Any

import pytest

from explorer.decoding.pipeline import STAGES
from explorer.decoding.sampling import ORDER, Sampling
from explorer.engine.runs import Run
from explorer.views.decoding.sampler import SEGMENTS, active_settings, drawn
from explorer.views.decoding.stage_cards import KNOBS, USUAL, cards, changed
from tests.findings.embedded import embedded_run


def run_with(**settings: Any) -> Run:
    return embedded_run(sampling=settings)


def card(name: str, **settings: Any) -> dict:
    (found,) = [card for card in cards(run_with(**settings)) if card["name"] == name]
    return found


def test_there_is_a_card_for_every_stage_then_the_probabilities_and_the_choice() -> None:
    assert [card["name"] for card in cards(run_with())] == [*STAGES, "probabilities", "choice"]


def test_a_stage_that_is_off_is_dimmed_and_says_so() -> None:
    assert (card("top_k")["active"], card("top_k")["value"]) == (False, "off")
    assert (card("top_k", top_k=5)["active"], card("top_k", top_k=5)["value"]) == (True, "5")
    assert card("temperature")["value"] == "1"


def test_a_card_counts_the_tokens_that_its_stage_leaves() -> None:
    assert card("raw", top_k=5)["foot"][0] == "8,192 tokens"
    assert card("top_k", top_k=5)["foot"][0] == "5 tokens"
    assert card("top_k", top_k=5)["bars"][5:] == [-1] * 13
    assert card("top_k", top_k=1)["foot"] == ["1 token", "0.00 bits"]


def test_every_setting_has_a_knob_that_stands_where_the_setting_is() -> None:
    settings = {"temperature": 0.5, "top_k": 7, "top_p": 0.9, "min_p": 0.1, "typical_p": 0.8, "repetition_penalty": 1.2}
    knobs = {made["knob"]["field"]: made["knob"]["value"] for made in cards(run_with(**settings)) if made["knob"]}
    assert knobs == settings | {"seed": 0, "frequency_penalty": 0, "presence_penalty": 0}
    assert knobs.keys() == KNOBS.keys()


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("field", KNOBS)
def test_a_knob_at_its_end_is_a_setting_that_sampling_takes(field: str, end: str) -> None:
    value = getattr(KNOBS[field], end)
    assert getattr(changed(Sampling(), {field: value}), field) == value


def test_what_a_browser_sends_is_looked_up_bounded_and_of_its_kind() -> None:
    sent = {"temperature": 0.30000000000000004, "top_k": 40.0, "lang": 1}
    assert changed(Sampling(), sent) == Sampling(temperature=0.3, top_k=40)
    sent = {"temperature": -1, "top_k": 1e9, "typical_p": 0}
    assert changed(Sampling(), sent) == Sampling(temperature=0, top_k=200, typical_p=0.01)


def test_a_switch_keeps_the_setting_and_a_knob_that_moves_switches_on() -> None:
    off = changed(Sampling(top_k=7), {"on:top_k": False})
    assert (off.top_k, off.off) == (7, ("top_k",))
    assert changed(off, {"on:top_k": True}) == Sampling(top_k=7)
    assert changed(off, {"top_k": 9}) == Sampling(top_k=9)
    assert changed(off, {"temperature": 0.5}).off == ("top_k",)


@pytest.mark.parametrize("stage", ORDER)
def test_a_switch_that_finds_nothing_set_takes_what_is_usual(stage: str) -> None:
    assert changed(Sampling(), {f"on:{stage}": True}) == Sampling(**{stage: USUAL[stage]})
    assert changed(Sampling(), {f"on:{stage}": False}) == Sampling()


@pytest.mark.parametrize("order", [["top_k"], [*ORDER, "top_k"], ["x"] * len(ORDER), []])
def test_an_order_that_is_none_is_left_out(order: list[str]) -> None:
    assert changed(Sampling(), {"order": order}) == Sampling()


def test_the_cards_stand_in_the_order_of_the_settings_and_say_their_place() -> None:
    order = changed(Sampling(), {"order": list(reversed(ORDER))}).order
    made = cards(run_with(order=order, top_k=5, off=("top_k",)))
    assert [card["name"] for card in made] == ["raw", *reversed(ORDER), "probabilities", "choice"]
    (moved,) = [card for card in made if card["name"] == "typical_p"]
    assert moved["move"].startswith("typical-p, place 1 of 8")
    (off,) = [card for card in made if card["name"] == "top_k"]
    assert (off["on"], off["active"], off["value"]) == (False, False, "5")


def test_only_settings_that_do_something_are_named() -> None:
    assert active_settings(Sampling()) == ""
    assert active_settings(Sampling(temperature=0.7, top_p=0.9, seed=4)) == "temperature 0.7 and top-p 0.9"


@pytest.mark.parametrize("seed", range(40))
def test_the_draw_falls_on_the_segment_of_the_chosen_token(seed: int) -> None:
    line = drawn(run_with(seed=seed, temperature=2))
    ends = [0.0]
    for segment in line["segments"]:
        ends.append(ends[-1] + segment["share"])
    (at,) = [index for index, segment in enumerate(line["segments"]) if segment["chosen"]]
    assert ends[at] - 1e-6 <= line["place"] <= ends[at + 1] + 1e-6
    assert ends[-1] == pytest.approx(1, abs=1e-5)


def test_some_draws_fall_on_a_token_that_the_line_has_no_room_to_tell_apart() -> None:
    lines = [drawn(run_with(seed=seed, temperature=2))["segments"] for seed in range(40)]
    assert {len(line) for line in lines} == {SEGMENTS + 1, SEGMENTS + 3}
