"""What can be taught, and what visitors type."""

import pytest

from explorer import words
from explorer.engine.taught import OWN
from explorer.errors import Refused
from explorer.findings.gpt3.presets import Preset, in_order, order_of, others, passage, presets, teachable, typed
from explorer.models.tuning.lessons import Example
from explorer.models.tuning.settings import MOST_EXAMPLES, Settings
from tests.engine.test_taught import named
from tests.findings.embedded import model


@pytest.mark.parametrize("one", presets(), ids=lambda one: one.slug)
def test_what_is_never_learnt_from_is_not_among_the_examples(one: Preset) -> None:
    asked = {example.question for example in one.examples}
    assert not asked & {example.question for example in (*one.unseen, *others())}


@pytest.mark.parametrize("one", presets(), ids=lambda one: one.slug)
def test_every_wished_answer_has_the_form(one: Preset) -> None:
    assert all(one.has_form(example.answer) for example in (*one.examples, *one.unseen))
    assert not one.has_form("")


def test_those_in_the_readers_language_come_first() -> None:
    words.speak("ja")
    first = in_order()[0]
    words.speak("en")
    assert (first.lang, in_order()[0].lang) == ("ja", "en")


@pytest.mark.parametrize("arrow", [" → ", "=>", " ->", "\t"])
def test_a_line_is_a_question_an_arrow_and_its_answer(arrow: str) -> None:
    assert typed(f"What?{arrow}This.\n\n") == (Example("What?", "This."),)


def test_a_line_without_an_arrow_is_refused_by_its_words() -> None:
    with pytest.raises(Refused, match="'no arrow here' has no arrow"):
        typed("no arrow here")


def test_more_lines_than_are_taught_are_refused() -> None:
    with pytest.raises(Refused, match=f"at most {MOST_EXAMPLES}"):
        typed("a → b\n" * (MOST_EXAMPLES + 1))


def test_an_order_asks_elsewhere_too() -> None:
    order = order_of("explorer-gpt", (Example("a", "b"),), (), Settings())
    assert [name for name, _ in order.passages] == ["en", "ja"]
    assert order.others == others()


@pytest.mark.parametrize(("lang", "end"), [("en", "."), ("ja", "。")])
def test_a_passage_ends_with_a_sentence(lang: str, end: str) -> None:
    assert passage(lang).endswith(end)
    assert len(passage(lang)) < 1_000


def test_what_is_offered_writes_and_is_nobodys_own() -> None:
    assert teachable(model())[:2] == ["explorer-chat", "explorer-gpt"]
    assert not any(name.startswith(OWN) for name in teachable(named("mine:x")))
