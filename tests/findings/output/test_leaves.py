"""Two leaves are compared from where they part."""

import math

from explorer.decoding.branches import Branches
from explorer.findings.output.leaves import compared, lines, parted, shared, verdict, worths
from tests.findings.embedded import embedded_run

PATHS = ((300, 1000, 42), (300, 7), (5,))


def test_two_leaves_are_compared_from_where_they_part() -> None:
    two = parted(embedded_run(), PATHS[0], PATHS[1])
    a, b = two.logs
    assert (two.fork, len(a), len(b)) == (1, 2, 1)
    apart = sum(a) - sum(b)
    assert verdict(two).startswith("After the fork, A" if apart > 0 else "After the fork, B")
    assert math.exp(abs(apart)) > 1
    assert "differ in length" in verdict(two)
    assert [line.bits for line in lines(two)] == [tuple(-log / math.log(2) for log in logs) for logs in (a, b)]
    assert [said[0] for said in worths(two)] == ["A", "B"]


def test_how_far_two_paths_go_together() -> None:
    assert shared((1, 2), (1, 2, 3)) == 2
    assert shared((1, 2), (3,)) == 0


def test_the_marked_leaves_come_first_and_then_where_one_stands() -> None:
    run, known = embedded_run(generated=(300, 7), step=2), Branches(PATHS)
    assert compared(run, known, [PATHS[2], PATHS[0]]) == (PATHS[2], PATHS[0])
    assert compared(run, known, [(9, 9)])[0] == PATHS[1]
    assert len(compared(run, known, ())) == 2
    assert compared(run, Branches(PATHS[:1]), ()) == PATHS[:1]
