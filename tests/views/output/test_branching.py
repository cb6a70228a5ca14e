"""The tree of branches as the component gets it."""

import math

import pytest

from explorer.decoding.branches import tree
from explorer.session import branch_store
from explorer.views.output.branching import Drawn
from explorer.views.output.comparing import _verdict, parted, shared
from tests.findings.embedded import embedded_run, model

PATHS = ((300, 1000, 42), (300, 7), (5,))


def drawn(**fields) -> tuple[Drawn, dict]:
    one = Drawn(embedded_run(**fields), (PATHS[1],))
    return one, one.box(tree(PATHS))


def boxes(box: dict) -> list[dict]:
    return [box, *(inner for child in box["children"] for inner in boxes(child))]


def test_every_token_leads_to_itself() -> None:
    one, root = drawn()
    goes = [token["go"] for box in boxes(root) for token in box["tokens"]]
    assert goes == sorted(goes)
    assert {one.places[go][0][: one.places[go][1]] for go in goes} == {
        (), (300,), (300, 1000), (300, 1000, 42), (300, 7), (5,),
    }  # fmt: skip


def test_the_way_to_where_one_stands_is_marked() -> None:
    _one, root = drawn(generated=(300, 1000), step=2)
    assert [box["here"] for box in boxes(root)] == [False, False, True, False, False]
    assert [box["on"] for box in boxes(root)] == [True, True, True, False, False]
    _one, root = drawn()
    assert [box["here"] for box in boxes(root)] == [True, False, False, False, False]


def test_leaves_have_numbers_and_a_box_says_the_joint_probability_of_all_before_its_end() -> None:
    one, root = drawn()
    assert [one.leaves[box["leaf"]] for box in boxes(root) if box["leaf"] is not None] == list(PATHS)
    assert [box["mark"] for box in boxes(root)] == ["", "", "", "A", ""]
    prompt = embedded_run().generation.prompt_ids
    whole = branch_store.scores(model(), prompt, PATHS[0])
    assert branch_store.joint(model(), prompt, PATHS[0][:2]) == pytest.approx(sum(whole[:2]), rel=1e-4)


def test_two_leaves_are_compared_from_where_they_part() -> None:
    run = embedded_run()
    found = parted(run, PATHS[0], PATHS[1])
    assert (found.fork, len(found.a), len(found.b)) == (1, 2, 1)
    apart = sum(found.a) - sum(found.b)
    first = "A is" if apart > 0 else "B is"
    assert _verdict(found).startswith("After the fork, A" if apart > 0 else "After the fork, B"), first
    assert math.exp(abs(apart)) > 1
    assert "differ in length" in _verdict(found)
    assert shared((1, 2), (1, 2, 3)) == 2
