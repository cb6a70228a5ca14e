"""Which models answer prompts with examples: the visitor's own, the first of the explorer, and a published one."""

from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.models.catalogue import DEFAULT, find
from explorer.models.published import SMOLLM2
from explorer.words import _

OPENS = {SMOLLM2.name: "opposites"}
"""The task that a model opens with; the others with one that needs no knowledge."""
WITHOUT_KNOWLEDGE = "codes"


def readers(run: Run) -> tuple[str, ...]:
    """Their names, of those that are here: the run's own first, where it writes on."""
    names = [run.model.name] if run.model.causal else []
    return tuple(dict.fromkeys([*names, DEFAULT, *([SMOLLM2.name] if _here(SMOLLM2.name) else [])]))


def opens(model: str) -> str:
    return OPENS.get(model, WITHOUT_KNOWLEDGE)


def who_is_missing(run: Run) -> str:
    """Why the model that was made for it is not among them; "" where it is."""
    if not run.model.causal:
        return _("{model} fills gaps and goes on with no text, so another model answers here.", model=run.model.name)
    if _here(SMOLLM2.name):
        return ""
    return _(
        "{model}, which has read enough to learn from examples, is not here: choose it in the settings, to fetch it.",
        model=SMOLLM2.name,
    )


def _here(name: str) -> bool:
    try:
        find(name)
    except Refused:
        return False
    return True
