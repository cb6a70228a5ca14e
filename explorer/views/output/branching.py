"""All ways that the text has gone, as a tree: go to any token, compare two leaves, grow more."""

import math
from collections.abc import Collection, Sequence
from typing import Any

import streamlit as st

from explorer.components.text.branch_tree import branch_tree
from explorer.decoding.branches import Branches, Node, Path, begins, leaves, tree
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.session import branch_store, player, state
from explorer.text.token import tokens_of
from explorer.views.output import comparing, odds
from explorer.views.output.alternatives import choice_at
from explorer.views.output.written import instead
from explorer.views.sentence import sentence
from explorer.words import _, ngettext

WAYS, LENGTH = 3, 8
"""How many ways one press grows, and by how many tokens each."""
DEEPEST = 12.0
"""Bits at which a token has the full colour."""


def show(run: Run) -> None:
    if not branch_store.branches(run).paths and _room(run):
        _grow(run)
    known = branch_store.branches(run)
    _tools(run, known)
    if known.paths:
        _tree(run, known)
        comparing.show(run, known)
    st.subheader(_("What could stand at the selected place"), anchor=False)
    instead(run, choice_at(run, run.selection.position))


def _tools(run: Run, known: Branches) -> None:
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        sentence(_summary(known), key="branches_summary")
    right.button(
        _("Grow {ways} branches of {n} tokens here", ways=WAYS, n=LENGTH),
        key="branches_grow",
        icon=":material/account_tree:",
        on_click=_grow,
        args=(run,),
        disabled=not _room(run),
        help=_("The likeliest next tokens after the text so far, each continued with the likeliest token every time"),
    )


def _summary(known: Branches) -> str:
    n = len(known.paths)
    if not n:
        return _("The context is full: nothing can grow here.")
    ways = ngettext("{n} way of going on so far.", "{n} ways of going on so far.", n)
    how = _("Click a token to stand there. Each box says how probable everything from the prompt to its end is.")
    return _("{first} {second}", first=ways, second=how)


def _room(run: Run) -> bool:
    return len(run.trace.ids) < run.model.shape.n_ctx


def _grow(run: Run) -> None:
    """The likeliest next tokens after what is on screen, each continued greedily, all in one batch."""
    start = run.generation.generated[: run.generation.step]
    grown = branch_store.branches(run)
    for one in _greedy_ways(run):
        grown = grown.grown((*start, *one))
    branch_store.put(run, grown)


def _greedy_ways(run: Run) -> list[Path]:
    readers, ends = run.growing_together(), run.model.ends
    best = (-readers.first).argsort(kind="stable")[:WAYS]
    ways: list[Path] = [(int(token),) for token in best]
    parents: Sequence[int] = [0] * len(ways)
    for _step in range(min(LENGTH, run.model.shape.n_ctx - len(run.trace.ids)) - 1):
        logits = readers.onward(parents, [way[-1] for way in ways])
        ways = [(*way, int(row.argmax())) for way, row in zip(ways, logits, strict=True)]
        parents = range(len(ways))
    return [_until(way, ends) for way in ways]


def _until(path: Path, ends: Collection[int]) -> Path:
    """As far as the first token that ends a text."""
    end = next((n for n, token in enumerate(path, start=1) if token in ends), None)
    return path[:end]


def _tree(run: Run, known: Branches) -> None:
    marks = comparing.compared(run, known)
    drawn = Drawn(run, marks)
    branch_tree(
        drawn.box(tree(known.paths)),
        key="branches_tree",
        labels={
            "tree": _("Ways of going on with the text; each box is a branch"),
            "compare": _("Compare this leaf"),
            "cut": _("Cut this branch off"),
        },
        on_go=lambda go: _go(drawn.places, go),
        on_compare=lambda leaf: comparing.mark(run, drawn.leaves, leaf),
        on_cut=lambda leaf: _cut(run, drawn.leaves, leaf),
    )


class Drawn:
    """A tree as the component shows it, and what the numbers mean that a click gives back."""

    def __init__(self, run: Run, marks: tuple[Path, ...]) -> None:
        self.run, self.marks = run, marks
        self.places: list[tuple[Path, int]] = []
        """By number: a leaf's whole path, and how many of its tokens lie before and at the clicked one."""
        self.leaves: list[Path] = []
        self.here = run.generation.generated[: run.generation.step]

    def box(self, node: Node) -> dict[str, Any]:
        """A node and all that comes after it."""
        deepest = leaves(node)[0].path
        run, edits = self.run, self.run.question.edits
        logs = branch_store.scores(run.model, run.generation.prompt_ids, deepest, edits)[: len(node.path)]
        says = odds.share(float(sum(logs))) if node.path else _("your prompt")
        tokens = self._tokens(node, deepest, logs)
        return {
            "tokens": tokens,
            "says": says,
            "alt": _("{text}: {share}", text="".join(token["text"] for token in tokens), share=says),
            **self._standing(node),
            **self._leaf(node),
            "children": [self.box(child) for child in node.children],
        }

    def _tokens(self, node: Node, deepest: Path, logs: Sequence[float]) -> list[dict[str, Any]]:
        """Its own; a root that forks at once shows where the prompt ends."""
        prompt, start = self.run.generation.prompt_ids, len(node.path) - node.n
        texts = [token.text for token in tokens_of((*prompt, *node.path), self.run.model.tokenizer)]
        own = [self._token(texts[len(prompt) + i], logs[i], deepest, i + 1) for i in range(start, len(node.path))]
        if node.path:
            return own
        self.places.append((deepest, 0))
        title = _("Back to the prompt")
        return [{"text": f"…{texts[-1]}", "shade": 0, "title": title, "go": len(self.places) - 1}]

    def _standing(self, node: Node) -> dict[str, bool]:
        start, end = len(node.path) - node.n, len(node.path)
        inside = start < len(self.here) <= end or (node.n == 0 and not self.here)
        on = node.n == 0 or begins(self.here, node.path[: start + 1])
        return {"on": on, "here": inside and begins(node.path, self.here)}

    def _leaf(self, node: Node) -> dict[str, Any]:
        if node.children or not node.path:
            return {"leaf": None, "mark": ""}
        self.leaves.append(node.path)
        mark = "AB"[self.marks.index(node.path)] if node.path in self.marks else ""
        return {"leaf": len(self.leaves) - 1, "mark": mark}

    def _token(self, text: str, log: float, path: Path, n: int) -> dict[str, Any]:
        self.places.append((path, n))
        return {
            "text": text,
            "shade": min(1.0, -log / odds.LN_2 / DEEPEST),
            "title": _("{share} here, {bits}", share=percent(math.exp(log)), bits=odds.bits(log)),
            "go": len(self.places) - 1,
        }


def _go(places: list[tuple[Path, int]], go: int) -> None:
    """Stand at a token, with the rest of its branch ahead of the scrubber."""
    if 0 <= go < len(places):
        player.pause()
        path, n = places[go]
        state.change(generated=path, step=n, position=None)


def _cut(run: Run, drawn: list[Path], leaf: int) -> None:
    """A branch off; whoever stands on it goes back to where it left the others."""
    if not 0 <= leaf < len(drawn):
        return
    path = drawn[leaf]
    left = branch_store.branches(run).without(path)
    branch_store.put(run, left)
    if begins(path, run.question.generated) or begins(run.question.generated, path):
        shared = max((comparing.shared(path, other) for other in left.paths), default=0)
        state.change(generated=path[:shared], step=shared, position=None)
