"""One text under several encodings: every row is the whole text."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.findings.tokens.compare import WINDOW, Cut, cut, rows, summary, window
from explorer.text.openai import ENCODINGS, openai_tokenizer

text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
TOKENIZERS = [openai_tokenizer(name) for name in ENCODINGS]


@given(text)
def test_the_cells_of_a_row_are_the_text_without_gap_or_overlap(written: str) -> None:
    for tokenizer in TOKENIZERS:
        cells = cut(tokenizer, written).cells
        assert [cell.start for cell in cells] == [0, *(cell.end for cell in cells[:-1])]
        assert cells[-1].end == len(written)


@given(text)
def test_a_row_counts_every_token_once(written: str) -> None:
    for tokenizer in TOKENIZERS:
        found = cut(tokenizer, written)
        assert found.n == len(tokenizer.encode(written)) == sum(cell.n for cell in found.cells)


def test_a_character_in_several_tokens_is_one_cell_with_its_ids() -> None:
    (cell,) = cut(openai_tokenizer("r50k_base"), "鬱").cells
    assert (cell.text, cell.n) == ("鬱", 3)
    assert "id" in cell.title


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_the_window_holds_the_selected_character(length: int, character: int) -> None:
    character = min(character, max(0, length - 1))
    start, end = window("x" * length, character)
    assert 0 <= start <= character <= max(end, character)
    assert end - start == min(length, WINDOW)
    assert length == 0 or start <= character < end


def test_only_what_lies_in_the_window_is_shown_but_all_is_counted() -> None:
    found = cut(openai_tokenizer("r50k_base"), "one two three four")
    (row,) = rows([found], "one two three four", (4, 7))
    assert [cell.text for cell in row.cells] == ["·two"]
    assert (row.count, row.ratio) == ("4 tokens", "4.50 characters each")


def test_the_row_with_the_most_tokens_is_the_longest() -> None:
    found = [Cut("few", 2, ()), Cut("many", 8, ())]
    assert [row.share for row in rows(found, "any text", (0, 8))] == [0.25, 1]


def test_the_extremes_are_named() -> None:
    found = [Cut("few", 2, ()), Cut("many", 8, ()), Cut("as many", 8, ())]
    assert summary(found, "any text") == "For the same 8 characters, few needs 2 tokens and many needs 8 tokens."
    assert summary(found[1:], "any text") == "All of them cut the 8 characters into 8 tokens."
