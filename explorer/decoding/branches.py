"""Continuations of one text as a tree: what they begin with in common is one branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

Path = tuple[int, ...]
"""The ids of one continuation."""

MOST = 24
"""Leaves that are kept; the oldest goes."""


@dataclass(frozen=True, slots=True)
class Branches:
    """All continuations that were written, in the order in which they came; none is the beginning of another."""

    paths: tuple[Path, ...] = ()

    def grown(self, path: Path) -> "Branches":
        """With one more. One that goes on from a leaf takes its place; one that is there already changes nothing.

        >>> Branches(((1, 2),)).grown((1, 2, 3)).grown((1, 9)).grown((1,)).paths
        ((1, 2, 3), (1, 9))
        """
        if not path or any(begins(known, path) for known in self.paths):
            return self
        kept = tuple(known for known in self.paths if not begins(path, known))
        return Branches((*kept, path)[-MOST:])

    def without(self, path: Path) -> "Branches":
        return Branches(tuple(known for known in self.paths if known != path))


@dataclass(frozen=True, slots=True)
class Node:
    """Tokens that follow one another without a fork."""

    path: Path
    """From the root to the end of this node."""
    n: int
    """How many of them are this node's own; 0 for a root where the tree forks at once."""
    children: tuple["Node", ...]

    @property
    def tokens(self) -> Path:
        return self.path[len(self.path) - self.n :]


def tree(paths: Sequence[Path]) -> Node:
    """The root, whose own tokens are those that all paths begin with.

    >>> [child.tokens for child in tree([(1, 2), (1, 3, 4)]).children]
    [(2,), (3, 4)]
    """
    return _node(tuple(paths), 0)


def _node(paths: tuple[Path, ...], start: int) -> Node:
    end = start + _in_common([path[start:] for path in paths])
    firsts = dict.fromkeys(path[end] for path in paths if len(path) > end)
    children = tuple(_node(tuple(p for p in paths if p[end : end + 1] == (first,)), end) for first in firsts)
    return Node(paths[0][:end] if paths else (), end - start, children)


def leaves(node: Node) -> tuple[Node, ...]:
    """From top to bottom."""
    return tuple(leaf for child in node.children for leaf in leaves(child)) if node.children else (node,)


def begins(path: Path, start: Path) -> bool:
    """Whether `path` begins with `start`."""
    return path[: len(start)] == start


def _in_common(paths: Sequence[Path]) -> int:
    columns = zip(*paths, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
