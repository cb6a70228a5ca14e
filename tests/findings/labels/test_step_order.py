"""What a step is made on."""

from explorer.findings.labels.exercises import own_exercises
from explorer.findings.labels.step_order import LENGTHS, MOST_OTHER_GAPS, another_text, order_of
from explorer.findings.output.calibration import held_out
from explorer.words import speak
from tests.findings.embedded import embedded_run
from tests.findings.labels.runs import encoder_run, tiny_run


def test_another_text_is_a_held_out_sentence_in_the_readers_language() -> None:
    try:
        for lang, (least, most) in LENGTHS.items():
            speak(lang)
            assert another_text() in held_out(lang)
            assert least <= len(another_text()) <= most
    finally:
        speak("en")


def test_the_step_is_made_on_the_prompt_and_the_other_is_only_read() -> None:
    order = order_of(embedded_run(), "sgd", "It rained all day.")
    assert order.own == own_exercises(embedded_run())
    assert order.other is not None
    assert order.other.ids != order.own.ids


def test_few_gaps_of_another_text_are_asked_of_an_encoder() -> None:
    order = order_of(encoder_run(), "sgd", "It rained all day, and then it rained all night until the sun came out.")
    assert order.other is not None
    assert len(order.other.places) == MOST_OTHER_GAPS


def test_what_cannot_be_read_is_left_out() -> None:
    assert order_of(tiny_run(), "adam", "").other is None
    assert order_of(tiny_run(), "adam", "7").other is None
