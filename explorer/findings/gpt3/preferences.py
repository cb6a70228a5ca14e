"""Picks between two answers, and what a model makes of them."""

import tomllib
from collections.abc import Sequence
from functools import cache

from explorer.components.text.answer_table import AnswerTable, Cell, Row
from explorer.engine.preferences import Margins, Pair, Preferred, Wish, preferred
from explorer.figures.numbers import percent, signed
from explorer.findings.gpt3.presets import FILE
from explorer.models.tuning.settings import Settings
from explorer.words import _, language
from explorer.words.sentences import joined

MOST_PICKS = 10
OTHERS = 2
"""Questions to be answered in the other language."""
FEWEST_PICKS = 4
"""From which on it is worth tuning."""


@cache
def _told() -> dict[str, list[str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["prompts"]


def prompts() -> tuple[str, ...]:
    """What is asked for two answers each: so that the answers are in the reader's language, and two others."""
    told = _told()
    return tuple(told[language()] + [one for lang in told if lang != language() for one in told[lang][:OTHERS]])


def wish_of(model: str, pairs: Sequence[Pair], picks: dict[int, int], beta: float, settings: Settings) -> Wish:
    """picks: by a pair's place, which answer is better (0 or 1). Of the rest the first is taken to be better."""
    chosen = tuple(_turned(pairs[at], better) for at, better in sorted(picks.items()) if at < len(pairs))
    rest = tuple(pair for at, pair in enumerate(pairs) if at not in picks)
    return Wish(model, chosen, rest, beta, settings)


def _turned(pair: Pair, better: int) -> Pair:
    return pair if better == 0 else Pair(pair.question, pair.rejected, pair.chosen)


def shorter(pair: Pair) -> int:
    """Which of its answers is the shorter one: 0 or 1."""
    return 0 if len(pair.chosen) <= len(pair.rejected) else 1


def probabilities(wish: Wish, margins: Margins | None) -> AnswerTable:
    """How probable it is that the better answer is preferred, of pairs learnt from and of others."""
    groups = (
        (_("Picked by you: learnt from"), wish.picked, margins.picked if margins else None),
        (_("Not picked from: never learnt from"), wish.others, margins.others if margins else None),
    )
    rows = [
        _row(group, pair, 0.0 if found is None else found[at])
        for group, pairs, found in groups
        for at, pair in enumerate(pairs)
    ]
    return AnswerTable(
        columns=(_("Question"), _("Better, or first"), _("The other"), _("Prefers the first")),
        rows=tuple(rows),
        label=_("How probable it is that the first answer is preferred"),
        said={},
    )


def _row(group: str, pair: Pair, margin: float) -> Row:
    share = preferred(margin)
    said = _("margin {margin}", margin=signed(margin))
    cells = (Cell(pair.chosen), Cell(pair.rejected), Cell(percent(share), note=said, share=share))
    return Row(group, pair.question, cells)


def what_moved(found: Preferred) -> str:
    margins = found.margins
    before = _("Before the first step every pair stands at {half}: the model is its own reference.", half=percent(0.5))
    learnt = _(
        "Now it prefers the answer that you picked in {right} of {n} pairs, with {mean} on average.",
        right=sum(one > 0 for one in margins.picked),
        n=len(margins.picked),
        mean=percent(_mean(margins.picked)),
    )
    if not margins.others:
        return joined(learnt, before)
    moved = _(
        "In the {n} pairs that it did not learn from, the probability of the first answer moved by {moved} percentage "
        "points on average.",
        n=len(margins.others),
        moved=f"{100 * sum(abs(preferred(one) - 0.5) for one in margins.others) / len(margins.others):.0f}",
    )
    return joined(learnt, moved, before)


def _mean(margins: Sequence[float]) -> float:
    return sum(map(preferred, margins)) / len(margins)


def answers(found: Preferred) -> AnswerTable:
    """What it answers now, beside what it answered."""
    rows = tuple(
        Row("", question, (Cell(before or "∅"), Cell(after or "∅"))) for question, before, after in found.texts
    )
    return AnswerTable(
        columns=(_("Question"), _("Before"), _("After")),
        rows=rows,
        label=_("The likeliest answer before and after"),
        said={},
    )


def card(found: Preferred) -> str:
    """README.md of the downloaded folder."""
    wish = found.wish
    lines = [
        "---",
        "library_name: peft",
        f"base_model: {found.adapter.base}",
        "tags: [lora, dpo]",
        "---",
        "",
        "# An adapter (LoRA), tuned by DPO in LLM Explorer",
        "",
        f"- base model: {found.adapter.base}, weights {found.adapter.fingerprint}",
        f"- rank {wish.settings.rank}, β {wish.beta:g}, AdamW at a rate of at most {wish.settings.rate:g}",
        f"- {len(found.margins.losses)} steps on {len(wish.picked)} picks, seed {wish.settings.seed}",
        "",
    ]
    return "\n".join(lines)


def in_words() -> str:
    """What the third stage was in 2022, and what is done here instead."""
    return _(
        "**RLHF** (Ouyang et al. 2022) takes a detour: from many such picks a second model learns to give each answer "
        "a reward; then the language model writes, is rewarded, and is changed by reinforcement learning (PPO) towards "
        "more reward, held near the model that it began as by a penalty on the KL divergence. **DPO** (Rafailov et al. "
        "2023) shows that the same aim has a loss of its own: no reward model, no writing during training, only the "
        "two probabilities of each pair against those of the model that it began as. β says how dear it is to move "
        "away."
    )
