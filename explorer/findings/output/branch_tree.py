"""All ways that the text has gone, as a tree of boxes with what each is worth."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.components.text.branch_tree import Box, BranchTree, Labels, Word
from explorer.decoding.branches import Branches, Node, Path, begins, leaves, tree
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.output import odds
from explorer.findings.output.path_scores import scores
from explorer.words import _, ngettext
from explorer.words.sentences import joined

DEEPEST = 12.0
"""Bits at which a token has the full colour."""


@dataclass(frozen=True)
class Drawn:
    """A tree as the component shows it, and what the numbers mean that a click sends."""

    shown: BranchTree
    places: tuple[tuple[Path, int], ...]
    """By number: a leaf's whole path, and how many of its tokens lie before and at the clicked one."""
    leaves: tuple[Path, ...]


def branch_tree(run: Run, known: Branches, marks: Sequence[Path]) -> Drawn:
    """`marks`: the leaves that are compared."""
    drawing = _Drawing(run, marks)
    labels = Labels(
        tree=_("Ways of going on with the text; each box is a branch"),
        compare=_("Compare this leaf"),
        cut=_("Cut this branch off"),
    )
    shown = BranchTree(root=drawing.box(tree(known.paths)), labels=labels)
    return Drawn(shown, tuple(drawing.places), tuple(drawing.leaves))


def summary(known: Branches) -> str:
    n = len(known.paths)
    if not n:
        return _("The context is full: nothing can grow here.")
    ways = ngettext("{n} way of going on so far.", "{n} ways of going on so far.", n)
    how = _("Click a token to stand there. Each box says how probable everything from the prompt to its end is.")
    return joined(ways, how)


class _Drawing:
    """Numbers the tokens and the leaves in the order in which their boxes are drawn."""

    def __init__(self, run: Run, marks: Sequence[Path]) -> None:
        self.run, self.marks = run, tuple(marks)
        self.places: list[tuple[Path, int]] = []
        self.leaves: list[Path] = []
        self.here = run.generation.generated[: run.generation.step]

    def box(self, node: Node) -> Box:
        """A node and all that comes after it."""
        deepest = leaves(node)[0].path
        run, edits = self.run, self.run.edits
        logs = scores(run.model, run.generation.prompt_ids, deepest, edits)[: len(node.path)]
        says = odds.share(float(sum(logs))) if node.path else _("your prompt")
        words = self._words(node, deepest, logs)
        on, here = self._standing(node)
        leaf, mark = self._leaf(node)
        return Box(
            tokens=words,
            says=says,
            alt=_("{text}: {share}", text="".join(word.text for word in words), share=says),
            on=on,
            here=here,
            leaf=leaf,
            mark=mark,
            children=tuple(self.box(child) for child in node.children),
        )

    def _words(self, node: Node, deepest: Path, logs: Sequence[float]) -> tuple[Word, ...]:
        """Its own tokens; a root that forks at once shows where the prompt ends."""
        prompt, start = self.run.generation.prompt_ids, len(node.path) - node.n
        texts = [token.text for token in self.run.model.tokens((*prompt, *node.path))]
        if node.path:
            places = range(start, len(node.path))
            return tuple(self._word(texts[len(prompt) + i], logs[i], deepest, i + 1) for i in places)
        return (Word(f"…{texts[-1]}", 0, _("Back to the prompt"), self._go(deepest, 0)),)

    def _word(self, text: str, log: float, path: Path, n: int) -> Word:
        title = _("{share} here, {bits}", share=percent(math.exp(log)), bits=odds.bits(log))
        return Word(text, min(1.0, -log / odds.LN_2 / DEEPEST), title, self._go(path, n))

    def _go(self, path: Path, n: int) -> int:
        self.places.append((path, n))
        return len(self.places) - 1

    def _standing(self, node: Node) -> tuple[bool, bool]:
        """Whether it is on the way to where the visitor stands, and whether that way ends in it."""
        start, end = len(node.path) - node.n, len(node.path)
        inside = start < len(self.here) <= end or (node.n == 0 and not self.here)
        on = node.n == 0 or begins(self.here, node.path[: start + 1])
        return on, inside and begins(node.path, self.here)

    def _leaf(self, node: Node) -> tuple[int | None, str]:
        """A leaf's number, and its mark."""
        if node.children or not node.path:
            return None, ""
        self.leaves.append(node.path)
        mark = "AB"[self.marks.index(node.path)] if node.path in self.marks else ""
        return len(self.leaves) - 1, mark
