"""Two leaves of the tree of branches: where they part, and which the model finds likelier."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.decoding.branches import Branches, Path, begins
from explorer.engine.runs import Run
from explorer.figures.leaf_lines import Leaf
from explorer.findings.output import odds
from explorer.findings.output.path_scores import joint, scores
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

NAMES = "AB"


@dataclass(frozen=True)
class Parted:
    """Two leaves after the place where they part."""

    fork: int
    """How many tokens they share."""
    logs: tuple[tuple[float, ...], tuple[float, ...]]
    """Natural logarithms of each one's own tokens."""
    texts: tuple[tuple[str, ...], tuple[str, ...]]


def compared(run: Run, known: Branches, marked: Sequence[Path]) -> tuple[Path, ...]:
    """The two leaves that are compared: those marked, else where the visitor stands and the likeliest other."""
    here = [path for path in known.paths if begins(path, run.generation.generated[: run.generation.step])][:1]
    prompt, edits = run.generation.prompt_ids, run.edits
    likely = sorted(known.paths, key=lambda path: -joint(run.model, prompt, path, edits))
    wanted = [path for path in marked if path in known.paths]
    return tuple(dict.fromkeys([*wanted, *here, *likely]))[:2]


def shared(one: Path, other: Path) -> int:
    """How many tokens two paths begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def parted(run: Run, a: Path, b: Path) -> Parted:
    fork = shared(a, b)
    return Parted(fork, (_logs(run, a)[fork:], _logs(run, b)[fork:]), (_end(run, a, fork), _end(run, b, fork)))


def _logs(run: Run, path: Path) -> tuple[float, ...]:
    return scores(run.model, run.generation.prompt_ids, path, run.edits)


def _end(run: Run, path: Path, fork: int) -> tuple[str, ...]:
    prompt = run.generation.prompt_ids
    tokens = run.model.tokens((*prompt, *path))
    return tuple(token.text for token in tokens[len(prompt) + fork :])


def lines(two: Parted) -> list[Leaf]:
    """The bits that each gathers."""
    return [
        Leaf(name, tuple(-log / odds.LN_2 for log in logs), text)
        for name, logs, text in zip(NAMES, two.logs, two.texts, strict=True)
    ]


def spoken(two: Parted) -> str:
    """The lines for those who do not see them: where each ends, and its least likely token."""
    return joined(*(_leaf_spoken(leaf) for leaf in lines(two) if leaf.bits))


def _leaf_spoken(leaf: Leaf) -> str:
    dearest = max(range(len(leaf.bits)), key=leaf.bits.__getitem__)
    return ngettext(
        "{name}: {bits} bits after {n} token, most of them for {token}: {most}.",
        "{name}: {bits} bits after {n} tokens, most of them for {token}: {most}.",
        len(leaf.bits),
        name=leaf.name,
        bits=f"{sum(leaf.bits):.1f}",
        token=chip(leaf.texts[dearest]),
        most=f"{leaf.bits[dearest]:.1f}",
    )


def worths(two: Parted) -> list[str]:
    """What is said of each."""
    return [
        f"{name}: {chip(''.join(text))} {_worth(logs)}"
        for name, text, logs in zip(NAMES, two.texts, two.logs, strict=True)
    ]


def _worth(logs: tuple[float, ...]) -> str:
    return _("{share}, {bits} a token", share=odds.share(sum(logs)), bits=odds.bits(sum(logs) / max(1, len(logs))))


def verdict(two: Parted) -> str:
    """Which is likelier, as a whole and token for token."""
    a, b = two.logs
    apart = sum(a) - sum(b)
    first, second = NAMES if apart >= 0 else reversed(NAMES)
    whole = _(
        "After the fork, {first} is {times} times as likely as {second}.",
        first=first,
        second=second,
        times=odds.times(abs(apart)),
    )
    return whole if len(a) == len(b) or not a or not b else joined(whole, _token_for_token(a, b))


def _token_for_token(a: tuple[float, ...], b: tuple[float, ...]) -> str:
    better = "A" if sum(a) / len(a) >= sum(b) / len(b) else "B"
    return _(
        "They differ in length, and every further token makes a text less likely; token for token, {better} is "
        "likelier.",
        better=better,
    )
