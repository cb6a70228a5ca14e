"""A sentence with chips comes apart where its chips are, whatever they say."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.words import speak
from explorer.words.sentences import Part, chip, joined, parts

text = st.text(st.characters(exclude_characters="\x02\x03", exclude_categories=["Cs"]), max_size=30)


@given(text, text, text)
def test_a_chip_stands_where_it_was_put(before: str, token: str, after: str) -> None:
    said = parts(f"{before}{chip(token)}{after}")
    assert "".join(part.text for part in said) == before + token + after
    assert [part.text for part in said if part.chip] == [token]


@given(st.text(max_size=30))
def test_no_token_can_end_its_own_chip(token: str) -> None:
    assert sum(part.chip for part in parts(chip(token))) == 1


def test_a_sentence_without_chips_is_one_part() -> None:
    assert parts("nothing here") == (Part("nothing here", chip=False),)


def test_braces_and_markup_in_a_token_stay_as_they_are() -> None:
    assert parts("{token} <b>".format(token=chip("{n} <b>")))[0] == Part("{n} <b>", chip=True)


def test_sentences_are_joined_as_the_language_sets_them_apart() -> None:
    try:
        speak("ja")
        assert joined("雨です。", "", "雪です。") == "雨です。雪です。"
    finally:
        speak("en")
    assert joined("It rains.", "It pours.") == "It rains. It pours."
    assert joined("", "") == ""
    assert joined("{n}", "{first}") == "{n} {first}"
