"""Greedy, sampled and beam-searched continuations of one text, and their common tree as cells of a canvas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.components.text.path_canvas import Kind
from explorer.decoding.beam import BeamSearch, beam_search
from explorer.decoding.branches import Path
from explorer.decoding.generation import play
from explorer.decoding.sampling import Sampling
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.findings.output.path_scores import scores

DRAWS = 3
"""Sampled continuations: the run's own seed and the ones after it."""


@dataclass(frozen=True, slots=True)
class Way:
    """One continuation of the text on screen."""

    kind: Kind
    tokens: Path
    logs: tuple[float, ...]
    """Of each token, the natural logarithm of what the model gave it."""
    seed: int | None = None
    """Of a sampled one."""
    rank: int | None = None
    """Of a beam among the beams, from 1."""
    cut: bool = False
    """A beam that was given up."""

    def __post_init__(self) -> None:
        if len(self.tokens) != len(self.logs):
            raise ValueError(f"{len(self.tokens)} tokens do not go with {len(self.logs)} numbers")


@dataclass(frozen=True, slots=True)
class Cell:
    """One token of the common tree."""

    path: Path
    row: int
    log: float
    kinds: tuple[Kind, ...]
    """Of the ways through it; empty where only beams that were given up came by."""
    parent: int | None


def ways_of(run: Run, *, beams: int, n: int) -> tuple[Way, ...]:
    """All continuations by at most n tokens, the given-up beams last; remembered."""
    key = ("continuations", run.model.name, run.trace.identity, run.generation.step, run.question.sampling, beams, n)
    return once(key, lambda: tuple(_ways(run, beams, n)))


def _ways(run: Run, beams: int, n: int) -> Iterator[Way]:
    yield Way("greedy", *_played(run, Sampling(temperature=0), n))
    sampling = run.question.sampling
    for seed in range(sampling.seed, min(sampling.seed + DRAWS, 2**32)):
        yield Way("sampled", *_played(run, replace(sampling, seed=seed), n), seed=seed)
    found = _searched(run, beams, n)
    for rank, one in enumerate(found.best, start=1):
        yield Way("beam", one.tokens, _logs(run, one.tokens), rank=rank)
    for path in given_up(found):
        yield Way("beam", path, _logs(run, path), cut=True)


def _played(run: Run, sampling: Sampling, n: int) -> tuple[Path, tuple[float, ...]]:
    """What play would write with these settings."""
    shape, step = run.model.shape, run.generation.step
    ends, steps = run.model.ends, [run.generation]
    steps += play(run.growing(), run.generation, sampling, ends=ends, n=step + n, n_ctx=shape.n_ctx)
    last = steps[-1]
    tokens = last.generated[step : last.step]
    return tokens, _logs(run, tokens)


def _searched(run: Run, beams: int, n: int) -> BeamSearch:
    readers = run.growing_together()
    n = min(n, run.model.shape.n_ctx - len(run.trace.ids))
    return beam_search(readers.first, readers.onward, beams=beams, n=n, ends=run.model.ends)


def _logs(run: Run, tokens: Path) -> tuple[float, ...]:
    return scores(run.model, run.trace.ids, tokens, run.edits)


def given_up(found: BeamSearch) -> list[Path]:
    """Beginnings that were kept for a while and are the beginning of nothing that was found, each at its longest."""
    kept = {one.tokens for step in found.kept for one in step}
    whole = [one.tokens for one in found.best]
    alive = {path[:n] for path in whole for n in range(1, len(path) + 1)}
    lost = kept - alive
    return sorted(path for path in lost if not any(other[: len(path)] == path and other != path for other in lost))


def cells(ways: Sequence[Way]) -> list[Cell]:
    """The common tree, a parent before its children; a child that comes first stands in its parent's row."""
    found: list[Cell] = []
    _place(list(ways), (), None, 0, found)
    return found


def _place(ways: list[Way], path: Path, parent: int | None, row: int, found: list[Cell]) -> int:
    """Places all that comes after `path`, from `row` on, and gives the first row that is still free."""
    depth = len(path)
    going = [way for way in ways if len(way.tokens) > depth]
    firsts = sorted({way.tokens[depth] for way in going}, key=lambda token: _worth(going, depth, token))
    for token in firsts:
        through = [way for way in going if way.tokens[depth] == token]
        kinds: tuple[Kind, ...] = tuple(dict.fromkeys(way.kind for way in through if not way.cut))
        found.append(Cell((*path, token), row, through[0].logs[depth], kinds, parent))
        row = _place(through, (*path, token), len(found) - 1, row, found)
    return row if firsts else row + 1


def _worth(going: list[Way], depth: int, token: int) -> tuple[int, float]:
    """Where something whole goes on before where everything was given up; then the likelier token first."""
    through = [way for way in going if way.tokens[depth] == token]
    return min(way.cut for way in through), -through[0].logs[depth]
