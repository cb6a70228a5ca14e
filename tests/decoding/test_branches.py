from hypothesis import given
from hypothesis import strategies as st

from explorer.decoding.branches import MOST, Branches, Node, begins, leaves, tree

PATHS = st.lists(st.lists(st.integers(0, 3), max_size=5).map(tuple), max_size=12)


def grown(paths: list[tuple[int, ...]]) -> Branches:
    branches = Branches()
    for path in paths:
        branches = branches.grown(path)
    return branches


@given(PATHS)
def test_no_path_is_the_beginning_of_another_and_none_is_lost(paths: list[tuple[int, ...]]) -> None:
    kept = grown(paths).paths
    assert not any(one != other and begins(one, other) for one in kept for other in kept)
    assert all(any(begins(one, path) for one in kept) for path in paths if path)


@given(PATHS.filter(any))
def test_the_leaves_of_the_tree_are_the_paths(paths: list[tuple[int, ...]]) -> None:
    kept = grown(paths).paths
    root = tree(kept)
    assert sorted(leaf.path for leaf in leaves(root)) == sorted(kept)
    assert_forks(root)


def assert_forks(node: Node) -> None:
    """A node's own tokens end its path; only where the text forks does it have children, at least two."""
    assert node.path[len(node.path) - node.n :] == node.tokens
    assert len(node.children) != 1
    for child in node.children:
        assert child.n >= 1
        assert child.path[: len(node.path)] == node.path
        assert_forks(child)


def test_the_oldest_leaves_go() -> None:
    assert grown([(n,) for n in range(MOST + 2)]).paths == tuple((n,) for n in range(2, MOST + 2))


def test_a_branch_can_be_cut_off() -> None:
    assert Branches(((1,), (2,))).without((1,)).paths == ((2,),)


def test_without_paths_there_is_a_root_alone() -> None:
    assert tree([]) == Node((), 0, ())
