"""The stages as cards: each says what its stage leaves."""

from typing import Any

from explorer.components.probability.stages import Card
from explorer.decoding.pipeline import STAGES
from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import KNOBS, ORDER
from explorer.decoding.turned import turned
from explorer.engine.runs import Run
from explorer.findings.decoding.stage_cards import cards
from tests.findings.embedded import embedded_run


def run_with(**settings: Any) -> Run:
    return embedded_run(sampling=settings)


def card(name: str, **settings: Any) -> Card:
    (found,) = [card for card in cards(run_with(**settings)) if card.name == name]
    return found


def test_there_is_a_card_for_every_stage_then_the_probabilities_and_the_choice() -> None:
    assert [card.name for card in cards(run_with())] == [*STAGES, "probabilities", "choice"]


def test_a_stage_that_is_off_is_dimmed_and_says_so() -> None:
    assert (card("top_k").active, card("top_k").value) == (False, "off")
    assert (card("top_k", top_k=5).active, card("top_k", top_k=5).value) == (True, "5")
    assert card("temperature").value == "1"


def test_a_card_counts_the_tokens_that_its_stage_leaves() -> None:
    assert card("raw", top_k=5).foot[0] == "8,192 tokens"
    assert card("top_k", top_k=5).foot[0] == "5 tokens"
    assert card("top_k", top_k=5).bars[5:] == (-1,) * 13
    assert card("top_k", top_k=1).foot == ("1 token", "0.00 bits")


def test_every_setting_has_a_knob_that_stands_where_the_setting_is() -> None:
    settings = {"temperature": 0.5, "top_k": 7, "top_p": 0.9, "min_p": 0.1, "typical_p": 0.8, "repetition_penalty": 1.2}
    knobs = {made.knob.field: made.knob.value for made in cards(run_with(**settings)) if made.knob}
    assert knobs == settings | {"seed": 0, "frequency_penalty": 0, "presence_penalty": 0}
    assert knobs.keys() == KNOBS.keys()


def test_the_cards_stand_in_the_order_of_the_settings_and_say_their_place() -> None:
    order = turned(Sampling(), order=list(reversed(ORDER))).order
    made = cards(run_with(order=order, top_k=5, off=("top_k",)))
    assert [card.name for card in made] == ["raw", *reversed(ORDER), "probabilities", "choice"]
    (moved,) = [card for card in made if card.name == "typical_p"]
    assert moved.move.startswith("typical-p, place 1 of 8")
    (off,) = [card for card in made if card.name == "top_k"]
    assert (off.on, off.active, off.value) == (False, False, "5")
