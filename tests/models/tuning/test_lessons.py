"""Examples as ids: only the answer's bear loss."""

import pytest

from explorer.errors import Refused
from explorer.models.tuning.lessons import LONGEST, Example, asked, between, ended, lesson
from tests.findings.embedded import model as gpt
from tests.models.tuning.numbers import EXAMPLES, model


def test_a_lesson_is_the_question_then_the_answer_then_the_end() -> None:
    one = lesson(model(), EXAMPLES[0])
    assert one.ids == (3, 1, 4, 15, 9, 0)
    assert (one.first, one.answer) == (3, (15, 9, 0))


def test_what_is_asked_is_what_every_page_reads_of_the_same_words() -> None:
    assert asked(gpt(), "The sky is") == gpt().prompt("The sky is").ids


def test_without_a_template_a_space_joins_latin_letters_and_nothing_joins_japanese() -> None:
    assert between(gpt(), "The sky is") == " "
    assert between(gpt(), "空は") == ""


def test_an_answer_ends_as_the_model_ends_what_it_writes() -> None:
    assert set(ended(gpt())) <= gpt().ends
    assert len(ended(gpt())) == 1


@pytest.mark.parametrize(("question", "answer"), [("", "a"), ("a", " "), ("a" * (LONGEST + 1), "a")])
def test_an_empty_or_long_example_is_refused(question: str, answer: str) -> None:
    with pytest.raises(Refused, match="example"):
        Example(question, answer)


def test_an_example_that_does_not_fit_is_refused_with_its_length() -> None:
    with pytest.raises(Refused, match="51 tokens is too long, at most 40"):
        lesson(model(), Example("1 " * 25, "2 " * 25))
