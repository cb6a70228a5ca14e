"""The selected token, down to its bytes."""

import pytest

from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.findings.run_text import selected_span, text_of
from explorer.findings.tokens.detail import CHARACTERS, characters_of, counted, facts, told
from explorer.session.here import Here
from tests.findings.embedded import run_at

EOT = 8191


@pytest.fixture(scope="module")
def model():
    return model_store.ask("explorer-gpt").result()


def run_on(model, prompt: str, position: int, **fields) -> Run:
    return run_at(Here(prompt, position=position, **fields), model)


def words(said: str) -> str:
    return said.replace("\x02", "").replace("\x03", "")


def fragment(model, prompt: str) -> Run:
    """The run with its first fragment of a character selected."""
    run = run_on(model, prompt, 0)
    return run_on(model, prompt, next(i for i, token in enumerate(run.tokens) if not token.whole))


def test_a_whole_token_is_told_in_characters_and_bytes(model) -> None:
    run = run_on(model, "Once upon", 0)
    assert words(told(run)) == "Once is 4 characters in 4 bytes of UTF-8."
    assert dict(facts(run)) == {"id": str(run.trace.ids[0]), "place": "1 of 2", "bytes": "4"}


def test_every_byte_of_a_whole_token_is_its_own(model) -> None:
    characters, more = characters_of(run_on(model, "Once upon", 1))
    assert [character.glyph for character in characters] == ["·", "u", "p", "o", "n"]
    assert [character.code for character in characters][:2] == ["U+0020", "U+0075"]
    assert all(all(character.mine) for character in characters)
    assert more == ""


def test_a_fragment_shows_the_whole_character_and_which_bytes_are_its_own(model) -> None:
    run = fragment(model, "😀")
    (character,), _ = characters_of(run)
    own = run.tokens[run.position].data
    assert character.glyph == "😀"
    assert character.bytes == ("F0", "9F", "98", "80")
    assert sum(character.mine) == len(own) < 4
    assert f"is {len(own)} of the 4 bytes of 😀" in words(told(run))


def test_a_token_that_comes_again_is_counted(model) -> None:
    assert "the occurs 3 times" in words(told(run_on(model, "the\nthe\nthe", 0)))


def test_a_special_token_has_no_characters(model) -> None:
    run = run_on(model, "a", 1, generated=(EOT,), step=1)
    assert characters_of(run) == ([], "")
    assert "is a special token" in words(told(run))
    assert selected_span(run) == (0, 0)


def test_special_tokens_are_no_part_of_the_text_that_others_cut(model) -> None:
    run = run_on(model, "a", 2, generated=(EOT, 5), step=2)
    text = text_of(run)
    assert text.positions == (0, 2)
    assert text.text == "a" + model.tokenizer.decode([5])
    assert selected_span(run) == (1, 2)


def test_the_prompt_is_counted_in_characters_bytes_and_tokens(model) -> None:
    n = len(model.tokenizer.encode("日本"))
    assert counted(run_on(model, "日本", 0)).startswith("Your 2 characters, 6 bytes in UTF-8, became ")
    assert f"{n} token" in counted(run_on(model, "日本", 0))


def test_no_more_characters_are_shown_than_there_is_room_for(model) -> None:
    longest = max(range(model.tokenizer.n_vocab), key=lambda id: len(model.tokenizer.token_bytes(id)))
    run = run_on(model, "a", 1, generated=(longest,), step=1)
    characters, more = characters_of(run)
    n = len(model.tokenizer.token_bytes(longest).decode())
    assert len(characters) == min(n, CHARACTERS)
    assert bool(more) == (n > CHARACTERS)
