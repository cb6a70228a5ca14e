"""The tree and the table as their components are given them."""

import pytest

from explorer.components.frame.family_tree import FamilyTree
from explorer.components.payload import Dropped
from explorer.findings.tree import names
from explorer.findings.tree.drawn import AXES, LOOKS, dated, family_tree
from explorer.findings.tree.table import figure_table
from explorer.scaling.families import FIGURES, KINDS, OBJECTIVES, TIES, relatives
from explorer.words import speak
from tests.findings.embedded import embedded_run


@pytest.fixture(scope="module")
def tree() -> FamilyTree:
    return family_tree(embedded_run())


def node(tree: FamilyTree, name: str):
    return next(node for node in tree.nodes if node.name == name)


def test_each_stands_at_its_date_and_its_figures(tree: FamilyTree) -> None:
    gpt_3 = node(tree, "GPT-3")
    assert gpt_3.time == pytest.approx(2020 + 4.5 / 12)
    assert dict(zip(AXES, gpt_3.values, strict=True)) == {"parameters": 175e9, "data": 300e9, "context": 2048}


def test_what_was_not_published_is_said_and_has_no_place_on_the_axis(tree: FamilyTree) -> None:
    gpt_4 = node(tree, "GPT-4")
    assert gpt_4.values[:2] == (None, None)
    assert gpt_4.labels[:2] == ("not published", "not published")
    told = {row.name: row.said for row in gpt_4.rows}
    assert (told["Parameters"], told["Training data"]) == ("not published", "not published")


def test_bytes_pairs_and_pictures_have_words_and_no_place_among_tokens(tree: FamilyTree) -> None:
    for name, said in (("GPT-2", "40 GB of text"), ("CLIP", "400 million pictures with their captions")):
        assert (node(tree, name).values[1], node(tree, name).labels[1]) == (None, said)


def test_every_axis_has_a_line_in_every_range_that_is_drawn(tree: FamilyTree) -> None:
    for axis, drawn in enumerate(tree.axes):
        values = [value for one in tree.nodes if (value := one.values[axis]) is not None]
        ticks = [tick.value for tick in drawn.ticks]
        assert min(ticks) <= 10 * min(values)
        assert max(values) <= 10 * max(ticks)


def test_every_figure_on_a_card_has_a_source_or_says_that_there_is_none(tree: FamilyTree) -> None:
    for one in tree.nodes:
        if one.time is not None:
            for row in one.rows:
                assert row.source or row.said == "not published", (one.name, row)
                assert bool(row.source) == bool(row.link)


def test_a_tie_leads_to_somebody_who_stands_before(tree: FamilyTree) -> None:
    for place, one in enumerate(tree.nodes):
        assert all(tie.to < place for tie in one.ties), one.name


def test_it_opens_on_the_model_on_screen(tree: FamilyTree) -> None:
    assert tree.nodes[tree.open].now
    assert tree.nodes[tree.open].name == "explorer-gpt"


def test_only_a_door_that_is_there_can_be_opened(tree: FamilyTree) -> None:
    assert tree.go(3) == 3
    for sent in (len(tree.nodes), -1, "3", True):
        with pytest.raises(Dropped):
            tree.go(sent)


def test_every_word_of_the_file_has_a_name() -> None:
    assert set(names.KINDS) == set(KINDS) == set(LOOKS)
    assert set(names.OBJECTIVES) == set(OBJECTIVES)
    assert set(names.TIES) == set(TIES)
    assert set(names.FIGURES) == set(FIGURES)
    positions = {
        one.figures[name].value for one in relatives() for name in ("positions", "norm") if name in one.figures
    }
    assert positions - set(names.VALUES) == {"RoPE", "ALiBi"}
    assert set(names.VALUES) <= positions


def test_dates_are_said_in_both_languages() -> None:
    assert dated("2017-06") == "June 2017"
    speak("ja")
    try:
        assert dated("2017-06") == "2017年6月"
    finally:
        speak("en")


def test_the_table_has_a_line_for_each_and_a_note_for_every_source_once() -> None:
    table = figure_table(embedded_run())
    assert {len(line.cells) for line in table.lines} == {len(table.columns)}
    assert len(set(table.notes)) == len(table.notes)
    used = {cell.note for line in table.lines for cell in line.cells if cell.note is not None}
    assert used == set(range(len(table.notes)))
    assert all(cell.cited for line in table.lines for cell in line.cells if cell.note is not None)


def test_a_column_can_be_sorted() -> None:
    table = figure_table(embedded_run())
    for place in range(len(table.columns)):
        known = [line.cells[place].order for line in table.lines if line.cells[place].order is not None]
        assert {isinstance(value, str) for value in known} < {True, False}, table.columns[place]
