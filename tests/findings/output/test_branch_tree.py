"""The tree of branches as the component gets it."""

from typing import Any

import pytest

from explorer.components.payload import Dropped
from explorer.components.text.branch_tree import Box
from explorer.decoding.branches import Branches
from explorer.findings.output.branch_tree import Drawn, branch_tree
from tests.findings.embedded import embedded_run

PATHS = ((300, 1000, 42), (300, 7), (5,))


def drawn(**fields: Any) -> Drawn:
    return branch_tree(embedded_run(**fields), Branches(PATHS), (PATHS[1],))


def boxes(one: Drawn) -> list[Box]:
    return list(one.shown.root.all())


def test_every_token_leads_to_itself() -> None:
    one = drawn()
    goes = [token.go for box in boxes(one) for token in box.tokens]
    assert goes == sorted(goes)
    assert {one.places[go][0][: one.places[go][1]] for go in goes} == {
        (), (300,), (300, 1000), (300, 1000, 42), (300, 7), (5,),
    }  # fmt: skip


def test_the_way_to_where_one_stands_is_marked() -> None:
    one = drawn(generated=(300, 1000), step=2)
    assert [box.here for box in boxes(one)] == [False, False, True, False, False]
    assert [box.on for box in boxes(one)] == [True, True, True, False, False]
    assert [box.here for box in boxes(drawn())] == [True, False, False, False, False]


def test_leaves_have_numbers_and_a_compared_one_its_mark() -> None:
    one = drawn()
    assert [one.leaves[box.leaf] for box in boxes(one) if box.leaf is not None] == list(PATHS)
    assert [box.mark for box in boxes(one)] == ["", "", "", "A", ""]


def test_only_what_the_tree_offers_can_be_clicked() -> None:
    one = drawn()
    assert (one.shown.go(len(one.places) - 1), one.shown.cut(2), one.shown.compare(0)) == (len(one.places) - 1, 2, 0)
    for sent in (-1, len(one.places), "0", None, True):
        with pytest.raises(Dropped):
            one.shown.go(sent)
        with pytest.raises(Dropped):
            one.shown.compare(sent)
    with pytest.raises(Dropped):
        one.shown.cut(3)
