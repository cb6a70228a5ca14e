"""In a sentence no two tokens of a text have one name."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.findings.token_names import told
from explorer.text.token import Token
from explorer.words.sentences import parts


def row(texts: list[bytes]) -> list[Token]:
    return [Token(i, data, (i, i + 1)) for i, data in enumerate(texts)]


@given(
    st.lists(
        st.sampled_from([b"\n", b" the", b"a", b" a", "😀".encode()[:2], b"\xe2\x8f\x8e"]), min_size=1, max_size=12
    )
)
def test_tokens_that_look_alike_are_told_by_their_place_and_others_by_their_text_alone(texts: list[bytes]) -> None:
    tokens = row(texts)
    names = [told(tokens, place) for place in range(len(tokens))]
    assert len(set(names)) == len(names)
    for place, name in enumerate(names):
        alone = [token.text for token in tokens].count(tokens[place].text) == 1
        assert [part.text for part in parts(name)] == (
            [tokens[place].text] if alone else [tokens[place].text, f" (token {place + 1})"]
        )
