"""Two leaves of the tree, side by side: where they part, and which the model finds likelier."""

from dataclasses import dataclass

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.decoding.branches import Branches, Path, begins
from explorer.engine.runs import Run
from explorer.figures.leaf_lines import Leaf, leaf_lines
from explorer.figures.palette import palette
from explorer.session import branch_store
from explorer.text.token import tokens_of
from explorer.views.output import odds
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

BARE = {"displayModeBar": False}


def compared(run: Run, known: Branches) -> tuple[Path, ...]:
    """The two leaves that are compared: those marked, else where the visitor stands and the likeliest other."""
    marked = [path for path in st.session_state.get("branches_marked", ()) if path in known.paths]
    here = [path for path in known.paths if begins(path, run.generation.generated[: run.generation.step])][:1]
    prompt, edits = run.generation.prompt_ids, run.question.edits
    likely = sorted(known.paths, key=lambda path: -branch_store.joint(run.model, prompt, path, edits))
    return tuple(dict.fromkeys([*marked, *here, *likely]))[:2]


def mark(run: Run, drawn: list[Path], leaf: int) -> None:
    """The newest marked leaf becomes A, and the one that was A becomes B."""
    if 0 <= leaf < len(drawn):
        st.session_state["branches_marked"] = tuple(
            dict.fromkeys([drawn[leaf], *compared(run, branch_store.branches(run))])
        )[:2]


def shared(one: Path, other: Path) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@dataclass(frozen=True)
class Compared:
    """Two leaves after the place where they part."""

    a: tuple[float, ...]
    """Natural logarithms, a token each."""
    b: tuple[float, ...]
    fork: int


def parted(run: Run, a: Path, b: Path) -> Compared:
    fork, prompt, edits = shared(a, b), run.generation.prompt_ids, run.question.edits
    after = (branch_store.scores(run.model, prompt, path, edits)[fork:] for path in (a, b))
    return Compared(*after, fork)


def show(run: Run, known: Branches) -> None:
    pair = compared(run, known)
    if len(pair) < 2:
        return
    found = parted(run, *pair)
    texts = [_ends(run, path, found.fork) for path in pair]
    left, right = st.columns([3, 2], gap="medium")
    with left:
        made = [
            Leaf(name, tuple(-log / odds.LN_2 for log in logs), tuple(token for token in text))
            for name, logs, text in zip("AB", (found.a, found.b), texts, strict=True)
        ]
        st.plotly_chart(
            leaf_lines(made, _("tokens after the fork"), _("bits so far"), palette(shown())),
            key="branches_lines",
            config=BARE,
            alt=_("The surprise that each of the two leaves gathers after the fork"),
        )
    with right:
        for name, text, logs in zip("AB", texts, (found.a, found.b), strict=True):
            sentence(f"{name}: {chip(''.join(text))} {_worth(logs)}", key=f"branches_{name}")
        sentence(_verdict(found), key="branches_verdict", strong=True)


def _ends(run: Run, path: Path, fork: int) -> list[str]:
    prompt = run.generation.prompt_ids
    tokens = tokens_of((*prompt, *path), run.model.tokenizer)
    return [token.text for token in tokens[len(prompt) + fork :]]


def _worth(logs: tuple[float, ...]) -> str:
    return _("{share}, {bits} a token", share=odds.share(sum(logs)), bits=odds.bits(sum(logs) / max(1, len(logs))))


def _verdict(found: Compared) -> str:
    """Which is likelier, as a whole and token for token."""
    apart = sum(found.a) - sum(found.b)
    first, second = ("A", "B") if apart >= 0 else ("B", "A")
    whole = _(
        "After the fork, {first} is {times} times as likely as {second}.",
        first=first, second=second, times=odds.times(abs(apart)),
    )  # fmt: skip
    if len(found.a) == len(found.b) or not found.a or not found.b:
        return whole
    mean = [sum(logs) / len(logs) for logs in (found.a, found.b)]
    better = "A" if mean[0] >= mean[1] else "B"
    lengths = _(
        "They differ in length, and every further token makes a text less likely; token for token, {better} is "
        "likelier.",
        better=better,
    )
    return _("{first} {second}", first=whole, second=lengths)
