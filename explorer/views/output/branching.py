"""All ways that the text has gone, as a tree: go to any token, compare two leaves, grow more."""

from collections.abc import Callable

import streamlit as st

from explorer.components.mount import mount
from explorer.decoding.branches import Branches, Path, begins
from explorer.engine.runs import Run
from explorer.findings.output.alternatives import choice_at
from explorer.findings.output.branch_tree import branch_tree, summary
from explorer.findings.output.greedy_ways import LENGTH, WAYS, greedy_ways, room_to_grow
from explorer.findings.output.leaves import shared
from explorer.session import branch_store, player, state
from explorer.views import say
from explorer.views.output import comparing
from explorer.views.output.at_rest import at_rest
from explorer.views.output.instead import instead
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


@at_rest
def show(run: Run, scope: Scope) -> None:
    if not branch_store.branches(run).paths and room_to_grow(run):
        _grow(run)
    known = branch_store.branches(run)
    _tools(run, known, scope)
    if known.paths:
        _tree(run, known, scope)
        comparing.show(run, known, scope)
    say.subheader(_("What could stand at the selected place"), anchor=False)
    instead(run, choice_at(run, run.selection.position), scope)


def _tools(run: Run, known: Branches, scope: Scope) -> None:
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        sentence(summary(known), key=scope.key("branches_summary"))
    right.button(
        _("Grow {ways} branches of {n} tokens here", ways=WAYS, n=LENGTH),
        key=scope.key("branches_grow"),
        icon=":material/account_tree:",
        on_click=lambda: _of_the_run(_grow),
        disabled=not room_to_grow(run),
        help=_("The likeliest next tokens after the text so far, each continued with the likeliest token every time"),
    )


def _of_the_run(act: Callable[[Run], None]) -> None:
    """In a callback: what is done to the run that is on screen by then."""
    run = state.run_or_none()
    if run is not None:
        act(run)


def _grow(run: Run) -> None:
    start = run.generation.generated[: run.generation.step]
    grown = branch_store.branches(run)
    for way in greedy_ways(run):
        grown = grown.grown((*start, *way))
    branch_store.put(run, grown)


def _tree(run: Run, known: Branches, scope: Scope) -> None:
    drawn = branch_tree(run, known, comparing.compared(run, known))
    places, leaves = drawn.places, drawn.leaves
    mount(
        scope.key("branches_tree"),
        drawn.shown,
        go=lambda go: _go(*places[go]),
        compare=lambda leaf: _of_the_run(lambda run: comparing.mark(run, leaves[leaf])),
        cut=lambda leaf: _of_the_run(lambda run: _cut(run, leaves[leaf])),
    )


def _go(path: Path, n: int) -> None:
    """Stand at the nth token, with the rest of its branch ahead of the scrubber."""
    player.pause()
    state.change(generated=path, step=n, position=None)


def _cut(run: Run, path: Path) -> None:
    """A branch off; whoever stands on it goes back to where it left the others."""
    left = branch_store.branches(run).without(path)
    branch_store.put(run, left)
    if begins(path, run.question.generated) or begins(run.question.generated, path):
        n = max((shared(path, other) for other in left.paths), default=0)
        state.change(generated=path[:n], step=n, position=None)
