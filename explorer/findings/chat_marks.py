"""What stands around what somebody typed, a chat's template and a picture's tokens: folded away, so that their own
words come first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.components.tokens.token_strip import Fold
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.findings.run_text import prompt_of
from explorer.text.prompt import Prompt
from explorer.text.token import Token
from explorer.words import _, ngettext
from explorer.words.numbers import more_around
from explorer.words.sentences import joined


def is_chat(run: Run) -> bool:
    """Whether the model was given the prompt as a user's message."""
    model = run.model
    return run.question.chat and model.causal and model.chat_template is not None


def folds(run: Run) -> tuple[range, ...]:
    """The places of what the template wrote and of the picture, one stretch after another.

    The selected token stays, and so does the last before the answer: there the model says how the answer begins.
    """
    prompt = _prompt(run)
    begin, end = (prompt.picture.start, prompt.picture.stop) if prompt.picture else (prompt.own.start,) * 2
    template = (range(begin), range(end, prompt.own.start), range(prompt.own.stop, len(prompt.ids) - 1))
    around = (template[0], prompt.picture, *template[1:]) if is_chat(run) else (prompt.picture,)
    return tuple(part for fold in around for part in _without(fold, run.position) if part)


def is_picture(run: Run, fold: range) -> bool:
    """Whether it is a stretch of the picture's tokens."""
    return fold.start in _prompt(run).picture


def away(run: Run, *, whole: bool) -> tuple[range, ...]:
    """The folds as they are now; `whole`: none."""
    return () if whole else folds(run)


def predicted(n: int, away: Sequence[range]) -> NDArray[np.bool_]:
    """(n,) of the places before a text's tokens from its second on: whether what stands behind each is shown.

    >>> predicted(4, [range(2)])
    array([False,  True,  True,  True])
    """
    return np.array([not any(place in fold for fold in away) for place in range(1, n + 1)], bool)


def kept(run: Run, *, whole: bool) -> tuple[int, ...]:
    """The places that are shown; `whole`: all."""
    hidden = away(run, whole=whole)
    return tuple(i for i in range(len(run.tokens)) if not any(i in fold for fold in hidden))


def n_folded(run: Run) -> int:
    return sum(map(len, folds(run)))


def grouped(groups: Iterable[range], away: Sequence[range]) -> tuple[range, ...]:
    """Neighbouring groups that lie in one fold, as one; a group that reaches beyond it stays what it is.

    >>> grouped([range(0, 1), range(1, 2), range(2, 4)], [range(2)])
    (range(0, 2), range(2, 4))
    """
    made: list[range] = []
    for group in groups:
        fold = next((fold for fold in away if group[0] in fold and group[-1] in fold), None)
        if fold and made and made[-1][0] in fold and made[-1][-1] in fold:
            made[-1] = range(made[-1].start, group.stop)
        else:
            made.append(group)
    return tuple(made)


@dataclass(frozen=True)
class Row:
    """Numbers along a text, in which a fold is one place with the sum of its numbers."""

    texts: tuple[str, ...]
    values: tuple[float, ...]
    selected: int | None


def row_of(run: Run, tokens: Sequence[Token], values: Sequence[float], *, whole: bool) -> Row:
    """`values`: of the run's first tokens, as they were read, one each; they can be added up."""
    groups = grouped((range(i, i + 1) for i in range(len(values))), away(run, whole=whole))
    texts = (tokens[group[0]].text if len(group) == 1 else short(run, group) for group in groups)
    at = next((i for i, group in enumerate(groups) if run.position in group), None)
    return Row(tuple(texts), tuple(float(sum(values[i] for i in group)) for group in groups), at)


def chips(run: Run) -> tuple[Fold, ...]:
    """For a strip of tokens."""
    return tuple(Fold(fold.start, fold.stop, short(run, fold), told(run, [fold])) for fold in folds(run))


def short(run: Run, fold: range) -> str:
    """What stands in the place of a fold: “⋯ 24”, or “▦ 64” for a picture's."""
    return f"{'▦' if is_picture(run, fold) else '⋯'} {len(fold)}"


def told(run: Run, some: Sequence[range]) -> str:
    """How many tokens are folded, and of what."""
    shown = sum(len(fold) for fold in some if is_picture(run, fold))
    written = sum(map(len, some)) - shown
    of_picture = ngettext("{n} token of the picture", "{n} tokens of the picture", shown) if shown else ""
    of_template = ngettext("{n} token of the chat's template", "{n} tokens of the chat's template", written)
    return " · ".join(part for part in (of_template if written else "", of_picture) if part)


def name(run: Run) -> str:
    """Of the switch that unfolds them."""
    if not _prompt(run).picture:
        return _("Chat template")
    return _("Chat template and picture") if is_chat(run) else _("The picture's tokens")


def added(run: Run) -> str:
    """How many tokens nobody typed, in a sentence; empty where there is none."""
    n, shown = _prompt(run).n_around, len(_prompt(run).picture)
    of_picture = ngettext("The picture became {n} token.", "The picture became {n} tokens.", shown) if shown else ""
    if not n:
        return of_picture
    template = ngettext("The chat's template adds {n}.", "The chat's template adds {n}.", n)
    return joined(of_picture, template if is_chat(run) else more_around(n))


def note(run: Run) -> str:
    """What is folded in a picture of attention."""
    if _prompt(run).picture:
        return _(
            "What was not typed, {n} of the tokens, is folded: its shares are added up over its keys and averaged over "
            "its queries.",
            n=n_folded(run),
        )
    return _(
        "The chat's template, {n} of the tokens, is folded: its shares are added up over its keys and averaged over "
        "its queries.",
        n=n_folded(run),
    )


def _prompt(run: Run) -> Prompt:
    """Known once the run has been made of it."""
    question = run.question
    key = ("prompt", run.model.name, run.model.fingerprint, question.prompt, question.chat, question.picture)
    return once(key, lambda: prompt_of(run))


def own_of(run: Run) -> tuple[int, ...]:
    """The places of what somebody typed, and of what was generated after it."""
    return (*_prompt(run).own, *range(len(run.generation.prompt_ids), len(run.tokens)))


def _without(fold: range, position: int) -> tuple[range, ...]:
    """A stretch, or what is left of it on both sides of a place."""
    if position not in fold:
        return (fold,)
    return range(fold.start, position), range(position + 1, fold.stop)
