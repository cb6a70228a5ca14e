"""Continuations of one text as a tree that grows to the right: a box a branch, with what it is worth."""

from collections.abc import Callable, Mapping
from typing import Any

from explorer.components.untyped import mount, triggered


def branch_tree(
    root: Mapping[str, Any],
    *,
    key: str,
    labels: Mapping[str, str],
    on_go: Callable[[int], None],
    on_compare: Callable[[int], None],
    on_cut: Callable[[int], None],
) -> None:
    """`root`: {tokens: [{text, shade, title, go}], says, leaf, mark, here, on, children}, and so on down the tree.

    `go`: the number that a click on the token gives to `on_go`; `leaf`: a leaf's number, which its buttons give to
    `on_compare` and `on_cut`, else None. `mark`: "A" or "B" of a compared leaf; `on`: it is on the way to where the
    visitor stands; `here`: it ends there.
    """
    on = {
        "go": lambda: on_go(int(triggered(key, "go"))),
        "compare": lambda: on_compare(int(triggered(key, "compare"))),
        "cut": lambda: on_cut(int(triggered(key, "cut"))),
    }
    mount("branch_tree", key=key, data={"root": dict(root), "labels": dict(labels)}, on=on)
