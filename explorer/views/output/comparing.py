"""Two leaves of the tree, side by side: where they part, and which the model finds likelier."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.decoding.branches import Branches, Path
from explorer.engine.runs import Run
from explorer.figures.leaf_lines import leaf_lines
from explorer.figures.palette import palette
from explorer.findings.output import leaves
from explorer.session import branch_store
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _

MARKED = "branches_marked"


def show(run: Run, known: Branches, scope: Scope) -> None:
    pair = compared(run, known)
    if len(pair) < 2:
        return
    two = leaves.parted(run, *pair)
    left, right = st.columns([3, 2], gap="medium")
    plotted(
        leaf_lines(leaves.lines(two), _("tokens after the fork"), _("bits so far"), palette(shown())),
        key=scope.key("branches_lines"),
        alt=leaves.spoken(two),
        place=left,
    )
    with right:
        for name, worth in zip(leaves.NAMES, leaves.worths(two), strict=True):
            sentence(worth, key=scope.key(f"branches_{name}"))
        sentence(leaves.verdict(two), key=scope.key("branches_verdict"), strong=True)


def compared(run: Run, known: Branches) -> tuple[Path, ...]:
    return leaves.compared(run, known, st.session_state.get(MARKED, ()))


def mark(run: Run, leaf: Path) -> None:
    """The newest marked leaf becomes A, and the one that was A becomes B."""
    others = compared(run, branch_store.branches(run))
    st.session_state[MARKED] = tuple(dict.fromkeys([leaf, *others]))[:2]
