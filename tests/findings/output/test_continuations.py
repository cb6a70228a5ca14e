"""All strategies begin at the same place, and their common tree draws what they share once."""

import math

import numpy as np
import pytest
import torch

from explorer.decoding.beam import BeamSearch, Hypothesis
from explorer.findings.output.continuations import Way, cells, given_up, ways_of
from explorer.findings.output.path_scores import joint
from tests.findings.embedded import embedded_run, model

N = 6


def of(kind: str, run=None) -> list[Way]:
    return [way for way in ways_of(run or embedded_run(), beams=3, n=N) if way.kind == kind and not way.cut]


def test_greedy_and_the_best_beam_are_transformers() -> None:
    run = embedded_run()
    ids = torch.tensor([run.trace.ids])
    how = {"max_new_tokens": N, "do_sample": False, "pad_token_id": 0}
    generate = getattr(model().module, "generate")  # noqa: B009
    greedy, beam = generate(ids, **how), generate(ids, num_beams=3, **how)
    assert of("greedy")[0].tokens == tuple(greedy[0, ids.shape[1] :].tolist())[: len(of("greedy")[0].tokens)]
    assert of("beam")[0].tokens == tuple(beam[0, ids.shape[1] :].tolist())[: len(of("beam")[0].tokens)]


def test_the_first_draw_is_what_play_would_write() -> None:
    run = embedded_run(sampling={"seed": 4, "temperature": 0.8})
    first, second, _third = of("sampled", run)
    assert first.tokens[0] == run.next_id
    assert (first.seed, second.seed) == (4, 5)


def test_each_token_stands_once_after_its_parent_and_no_two_in_one_place() -> None:
    placed = cells(ways_of(embedded_run(), beams=4, n=N))
    assert len({cell.path for cell in placed}) == len(placed)
    assert len({(cell.row, len(cell.path)) for cell in placed}) == len(placed)
    for i, cell in enumerate(placed):
        if cell.parent is None:
            assert len(cell.path) == 1
        else:
            assert cell.parent < i
            assert placed[cell.parent].path == cell.path[:-1]
    first = next(cell for cell in placed if cell.parent is None)
    assert first.row == 0


def test_every_way_ends_in_a_cell_of_its_kind() -> None:
    ways = ways_of(embedded_run(), beams=3, n=N)
    by_path = {cell.path: cell for cell in cells(ways)}
    for way in ways:
        assert way.cut or way.kind in by_path[way.tokens].kinds
        assert math.isfinite(sum(way.logs))


def test_beams_that_were_given_up_are_shown_once_at_their_longest() -> None:
    def one(*tokens: int) -> Hypothesis:
        return Hypothesis(tokens, -1.0)

    found = BeamSearch((one(1, 2, 3),), ((one(1), one(7)), (one(1, 2), one(7, 8)), (one(1, 2, 3), one(1, 2, 4))))
    assert given_up(found) == [(1, 2, 4), (7, 8)]


def test_a_way_has_a_number_for_each_token() -> None:
    with pytest.raises(ValueError, match="do not go with"):
        Way("greedy", (1, 2), (0.0,))
    assert np.isclose(sum(of("greedy")[0].logs), joint(model(), embedded_run().trace.ids, of("greedy")[0].tokens))
