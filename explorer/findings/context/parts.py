"""What the pictures of this page are made of: tokens, words, or sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.merging import merged
from explorer.engine.runs import Run
from explorer.findings import chat_marks
from explorer.text.glyphs import visible
from explorer.text.token import Token
from explorer.text.units import Unit, groups_of
from explorer.words import _

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Parts:
    """A run's text in units, each of neighbouring tokens."""

    unit: Unit
    groups: tuple[range, ...]
    texts: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether every unit is one token."""
        return len(self.groups) == (self.groups[-1].stop if self.groups else 0)

    def of(self, position: int) -> int:
        """The unit that a token belongs to."""
        return next(i for i, group in enumerate(self.groups) if position in group)

    def last(self, unit: int) -> int:
        """The token that has read all of a unit."""
        return self.groups[unit][-1]

    def merged(self, pattern: Floats) -> Floats:
        """(..., T, T) -> (..., U, U)"""
        return pattern if self.alone else merged(pattern, self.groups)


def parts_of(tokens: Sequence[Token], text: str, unit: Unit) -> Parts:
    """`text`: what the tokens decode to."""
    groups = groups_of(tokens, text, unit)
    texts = [
        tokens[group.start].text
        if len(group) == 1
        else visible(b"".join(token.data for token in tokens[group.start : group.stop]))
        for group in groups
    ]
    return Parts(unit, groups, tuple(texts))


def parts_of_run(run: Run, unit: Unit, *, whole: bool = True) -> Parts:
    """`whole`: with every token that a chat's template wrote; else each stretch of them is one part."""
    text = run.model.tokenizer.decode(run.trace.ids) if unit != "token" else ""
    parts = parts_of(run.tokens, text, unit)
    return parts if whole else _folded(run, parts)


def _folded(run: Run, parts: Parts) -> Parts:
    groups = chat_marks.grouped(parts.groups, chat_marks.folds(run))
    known = dict(zip(parts.groups, parts.texts, strict=True))
    texts = tuple(chat_marks.short(run, group) if group not in known else known[group] for group in groups)
    return Parts(parts.unit, groups, texts)


def merging_note(parts: Parts) -> str:
    """What was done to the shares, where units are more than tokens."""
    if parts.unit == "token":
        return ""
    how = _(
        "Shares are added up over the tokens of a key's unit and averaged over those of a query's, so that rows still "
        "sum to 100 %."
    )
    cut = {
        "word": _("Words follow Unicode's rules (UAX #29); Japanese, which these cut letter by letter, is cut into "
                  "phrases by BudouX."),
        "sentence": _("Sentences follow Unicode's rules (UAX #29), which know no abbreviations: “Mr.” ends one."),
    }  # fmt: skip
    return f"{cut[parts.unit]} {how}"
